import { Template } from 'aws-cdk-lib/assertions';
import { AccountPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnResourcePolicy } from 'aws-cdk-lib/aws-organizations';
import { testStack } from './test-app';
import { ReservedTags } from '../../src';
import { DELEGATED_TAG_PREFIX, FORMER_TAG_PREFIX, RETAINED_TAG_KEY, OWNER_TAG_KEY, POLICY_SET_TAG_KEY, ROOT_TAGS_PREFIX } from '../../src/contract';
import { checkResourcePolicyDocument } from '../../src/simulator/authorization/resource-policy-document';

const delegate = new AccountPrincipal('222222222222');

test('the statement denies a delegated administrator all tags of this library, also in the call that creates a policy', () => {
  const statement = ReservedTags.denyStatement(delegate);
  expect(statement.toStatementJson()).toMatchObject({
    Sid: 'DenyReservedTags',
    Effect: 'Deny',
    Action: ['organizations:CreatePolicy', 'organizations:TagResource', 'organizations:UntagResource'],
    Resource: '*',
    Condition: { 'ForAnyValue:StringLike': { 'aws:TagKeys': 'cdk-aws-organizations:*' } },
  });
  for (const key of [OWNER_TAG_KEY, RETAINED_TAG_KEY, POLICY_SET_TAG_KEY, FORMER_TAG_PREFIX, ROOT_TAGS_PREFIX, DELEGATED_TAG_PREFIX]) {
    expect(key.startsWith(ReservedTags.KEY_PREFIX)).toBe(true);
  }
});

test('AWS Organizations accepts the statement in a resource policy, together with statements that delegate', () => {
  const stack = testStack();
  const tagging = new PolicyStatement({ effect: Effect.ALLOW, principals: [delegate], actions: ['organizations:TagResource'], resources: ['*'] });
  new CfnResourcePolicy(stack, 'Delegation', {
    content: new PolicyDocument({ statements: [tagging, ReservedTags.denyStatement(delegate)] }).toJSON(),
  });
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::Organizations::ResourcePolicy'));
  const content = JSON.stringify(Properties.Content).replace(/\{"Fn::Join":\["",\["arn:",\{"Ref":"AWS::Partition"\},"([^"]*)"\]\]\}/g, '"arn:aws$1"');
  expect(content).toContain('"arn:aws:iam::222222222222:root"');
  expect(() => checkResourcePolicyDocument(content)).not.toThrow();
});

test('a statement without a principal is refused', () => {
  expect(() => ReservedTags.denyStatement()).toThrow('names no principal (given: none). Give the accounts');
});
