import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnParameter, Tags } from 'aws-cdk-lib';
import { CASES, is } from './typed-policy-cases';
import { AllowedImagesState, DeclarativeEc2Policy, PolicyContent, S3Policy, TagPolicy, VpcBlockPublicAccessMode } from '../../../src';
import * as library from '../../../src';
import { POLICY_TYPE_NAMES } from '../../../src/contract';
import { validatePolicy } from '../../../src/policy';
import { onlyProperties, synthesisProblems, testStack } from '../test-app';

test.each(CASES)('%s: the document has the form that AWS documents for %s', (_, type, build, document) => {
  const stack = testStack();
  build(stack);
  expect(synthesisProblems(stack)).toEqual([]);
  const { Type, Content: content } = onlyProperties(stack, 'Custom::OrganizationsPolicy');
  expect(Type).toBe(type);
  expect(JSON.parse(content as string)).toEqual(document);
  expect(validatePolicy(type, content as string)).toEqual([]);
});

test('the cases cover every policy type except the two authorization policies', () => {
  expect([...new Set(CASES.map(([, type]) => type))].sort())
    .toEqual(POLICY_TYPE_NAMES.filter((type) => !['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'].includes(type)).sort());
});

test('PolicyType has a static property for each policy type', () => {
  const named = Object.values(library.PolicyType).flatMap((value) => (value instanceof library.PolicyType ? [value.policyTypeName] : []));
  expect(named.sort()).toEqual([...POLICY_TYPE_NAMES].sort());
});

test('the documentation has a row for each policy type that names an existing construct', () => {
  const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'policies.md'), 'utf8');
  const constructs = [...page.matchAll(/^\| `(\w+Policy)` \|/gm)].map(([, name]) => name);
  expect(constructs).toHaveLength(POLICY_TYPE_NAMES.length);
  expect(constructs.filter((name) => !(name in library))).toEqual([]);
});

test('a typed policy takes a name, a description, adoption and tags like any other policy', () => {
  const stack = testStack();
  const policy = new S3Policy(stack, 'Policy', { blockPublicAccess: true, policyName: 'no-public-buckets', description: 'Nothing is public', adopt: true });
  Tags.of(policy).add('owner', 'security');
  expect(onlyProperties(stack, 'Custom::OrganizationsPolicy')).toMatchObject({
    Name: 'no-public-buckets', Description: 'Nothing is public', Adopt: true, Tags: [{ Key: 'owner', Value: 'security' }],
  });
});

test.each([[undefined, 'enabled'], [true, 'enabled'], [false, 'disabled']])('exclusionsAllowed %s writes a value for exclusions from VPC Block Public Access', (exclusionsAllowed, value) => {
  const stack = testStack();
  new DeclarativeEc2Policy(stack, 'Policy', { vpcBlockPublicAccess: { mode: VpcBlockPublicAccessMode.BLOCK_INGRESS, exclusionsAllowed } });
  expect(JSON.parse(onlyProperties(stack, 'Custom::OrganizationsPolicy').Content as string)).toEqual({
    ec2_attributes: { vpc_block_public_access: { internet_gateway_block: { mode: is('block_ingress'), exclusions_allowed: is(value) } } },
  });
});

test('the content of a typed policy stays as given, except for white space', () => {
  const stack = testStack();
  new TagPolicy(stack, 'Policy', { content: PolicyContent.fromString('{ "tags": { "a": { "tag_key": { "@@assign": "A" } } } }') });
  expect(onlyProperties(stack, 'Custom::OrganizationsPolicy').Content).toBe('{"tags":{"a":{"tag_key":{"@@assign":"A"}}}}');
});

test('a typed prop can contain an ID that is known only at deployment', () => {
  const stack = testStack();
  const provider = new CfnParameter(stack, 'Provider').valueAsString;
  new DeclarativeEc2Policy(stack, 'Policy', { allowedImages: { state: AllowedImagesState.ENABLED, criteria: [{ imageProviders: ['amazon', provider] }] } });
  expect(synthesisProblems(stack)).toEqual([]);
  expect(JSON.stringify(onlyProperties(stack, 'Custom::OrganizationsPolicy').Content)).toContain('{"Ref":"Provider"}');
});
