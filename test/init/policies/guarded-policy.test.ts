import { contentsOf, evaluate } from './evaluate';
import { OPTION_SAMPLES } from '../../../scripts/guardrail-table/option-samples';
import {
  AccountGuardrails, DataPerimeterGuardrails, type Guardrail, IdentityGuardrails, NetworkGuardrails, PublicAccessGuardrails,
  UsageGuardrails,
} from '../../../src';
import type { Expression } from '../../../src/init/policies/expression';
import { guardedPolicy } from '../../../src/init/policies/guardrails/guarded-policy';
import { GUARDRAIL_TABLE } from '../../../src/init/policies/guardrails/guardrail-table.generated';
import { readTemplate } from '../../../src/init/policies/guardrails/guardrail-template';
import { areExemptPrincipals, OPTION_VALUES } from '../../../src/init/policies/guardrails/option-values';
import { sameJson } from '../../../src/policy';
import { GUARDRAILS } from '../../constructs/guardrails/support/catalogue';

const SCP = 'SERVICE_CONTROL_POLICY';
const TEAM = { StringEquals: { 'aws:PrincipalTag/team': 'x' } };
const OWN = { Sid: 'Own', Effect: 'Deny', Action: ['s3:DeleteBucket', 's3:PutBucketAcl'], Resource: '*', Condition: TEAM };

type Json = Readonly<Record<string, unknown>>;

const jsonOf = (guardrails: readonly Guardrail[]) => (
  guardrails.flatMap(({ statements }) => statements.map((each) => each.toStatementJson() as Json)));
const textOf = (statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const documentOf = (...guardrails: readonly Guardrail[]) => textOf(jsonOf(guardrails));
const guardrailsIn = (content: string, type = SCP) => {
  const members = guardedPolicy(type, content)?.members ?? [];
  const listOf = (value: Expression) => (value as { readonly list: readonly Expression[] }).list;
  return members.flatMap(([name, value]) => (name === 'guardrails' ? listOf(value) : []));
};

test('the table of guardrails has most of the catalogue', () => {
  const factories = new Set(GUARDRAIL_TABLE.map((text) => readTemplate(text).factory.join('.')));
  expect(factories.size / GUARDRAILS.length).toBeGreaterThan(0.8);
});

test('each guardrail of the table is recognized with its options and exempt principals, and gives the same statements again', () => {
  const exempt = ['arn:*:iam::*:role/platform/*', 'arn:aws:iam::111122223333:user/x'];
  for (const template of GUARDRAIL_TABLE.map(readTemplate)) {
    const { build } = GUARDRAILS.find(({ factory }) => factory === template.factory.join('.'))!;
    for (const exemptPrincipals of [undefined, exempt]) {
      const lists = Object.fromEntries(template.lists.map((name) => [name, OPTION_SAMPLES[name].slice(0, 3)]));
      const texts = Object.fromEntries(template.texts.map((name) => [name, OPTION_SAMPLES[name][0]]));
      const guardrail = build({ ...template.fixed, ...lists, ...texts, exemptPrincipals });
      expect(guardrail._problems).toEqual([]);
      const [found, ...others] = guardrailsIn(documentOf(guardrail), template.type);
      expect(others).toEqual([]);
      expect(found).toMatchObject({ factory: template.factory });
      expect(jsonOf([evaluate(found) as Guardrail])).toEqual(jsonOf([guardrail]));
    }
  }
});

test('the options of a guardrail accept the values that are read, and each option has samples', () => {
  expect(Object.keys(OPTION_SAMPLES).sort()).toEqual(Object.keys(OPTION_VALUES).sort());
  for (const [name, values] of Object.entries(OPTION_SAMPLES)) {
    expect(values.filter((value) => !OPTION_VALUES[name].test(value))).toEqual([]);
  }
  const sso = 'arn:*:iam::*:role/AWSReservedSSO_Admin_0123456789abcdef';
  expect([['arn:*:iam::*:role/x'], ['arn:*:sts::*:assumed-role/x/y'], [sso], ['*']].map(areExemptPrincipals)).toEqual([true, false, false, false]);
});

test('two guardrails with options, and a statement of its own after them, are one policy', () => {
  const guardrails = [
    UsageGuardrails.denyOtherRegions({ allowedRegions: ['eu-central-1', 'eu-west-1'], exemptActions: ['cloudformation:*'] }),
    AccountGuardrails.denyRootUser({ denyRootSessions: true, exemptPrincipals: ['arn:*:iam::111122223333:root'] }),
  ];
  const content = textOf([...jsonOf(guardrails), OWN]);
  const policy = guardedPolicy(SCP, content)!;
  expect(policy).toEqual({
    className: 'ServiceControlPolicy',
    members: [
      ['guardrails', {
        list: [
          {
            factory: ['UsageGuardrails', 'denyOtherRegions'],
            members: [['allowedRegions', { list: ['eu-central-1', 'eu-west-1'] }], ['exemptActions', { list: ['cloudformation:*'] }]],
          },
          {
            factory: ['AccountGuardrails', 'denyRootUser'],
            members: [['denyRootSessions', true], ['exemptPrincipals', { list: ['arn:*:iam::111122223333:root'] }]],
          },
        ],
      }],
      ['statements', { list: [{ statement: expect.anything() }] }],
    ],
  });
  expect(sameJson(contentsOf([policy])[0], content)).toBe(true);
});

test('guardrails of resource control policies, with the organization and accounts that are trusted, are recognized', () => {
  const guardrails = [
    DataPerimeterGuardrails.denyUntrustedIdentities({ organizationId: 'o-exampleorgid', trustedAccounts: ['111122223333', '444455556666'] }),
    DataPerimeterGuardrails.denyUntrustedServiceRequests({ organizationId: 'o-exampleorgid' }),
  ];
  const content = documentOf(...guardrails);
  const policy = guardedPolicy('RESOURCE_CONTROL_POLICY', content)!;
  expect(policy.className).toBe('ResourceControlPolicy');
  expect(sameJson(contentsOf([policy])[0], content)).toBe(true);
  expect(guardedPolicy(SCP, content)).toBeUndefined();
});

describe('a document stays, because a guardrail would change its text, where', () => {
  const [statement] = jsonOf([NetworkGuardrails.denyVpn()]);
  const [regions] = jsonOf([UsageGuardrails.denyOtherRegions({ allowedRegions: ['eu-central-1', 'eu-west-1'] })]);
  const actions = statement.Action as readonly string[];

  test.each<[string, string]>([
    ['an action is missing', textOf([{ ...statement, Action: actions.slice(1) }])],
    ['the actions have another order', textOf([{ ...statement, Action: [...actions].reverse() }])],
    ['the Sid is another one', textOf([{ ...statement, Sid: 'Other' }])],
    ['the resource is a list', textOf([{ ...statement, Resource: ['*'] }])],
    ['a condition is added', textOf([{ ...statement, Condition: { Bool: { 'aws:ViaAWSService': 'false' } } }])],
    ['an action is there twice', textOf([{ ...regions, NotAction: [...regions.NotAction as string[], 'iam:*'] }])],
    ['the Regions are a text', textOf([{ ...regions, Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } } }])],
    ['a Region is none', textOf([{ ...regions, Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'EU'] } } }])],
    ['an exempt principal is a session', textOf([{ ...statement, Condition: { ArnNotLike: { 'aws:PrincipalArn': ['arn:*:sts::*:assumed-role/x/y'] } } }])],
    ['an account is exempt, which would be a construct', textOf([{ ...statement, Condition: { StringNotEquals: { 'aws:PrincipalAccount': ['111122223333'] } } }])],
    ['the guardrail is there twice', textOf([statement, statement])],
    ['the statement is not in a list', JSON.stringify({ Version: '2012-10-17', Statement: statement })],
    ['the document has an ID', JSON.stringify({ Version: '2012-10-17', Id: 'x', Statement: [statement] })],
    ['the version is another one', JSON.stringify({ Version: '2008-10-17', Statement: [statement] })],
    ['another statement comes first', textOf([OWN, statement])],
    ['most statements are others', textOf([statement, OWN, { ...OWN, Sid: 'Second' }])],
    ['the CDK would write another statement in another way', textOf([statement, { ...OWN, Action: ['s3:DeleteBucket'] }])],
    ['a key is there twice', textOf([statement]).replace('"Version"', '"Version":"2012-10-17","Version"')],
    ['the text is no JSON', '{'],
  ])('%s', (_title, content) => {
    expect(guardedPolicy(SCP, textOf([statement]))).toBeDefined();
    expect(guardedPolicy(SCP, content)).toBeUndefined();
  });

  test('only a part of the statements of a guardrail is there', () => {
    const all = jsonOf([IdentityGuardrails.denyFederationChanges(), PublicAccessGuardrails.denyPublicSnapshots()]);
    const longest = GUARDRAILS.map(({ build, options }) => (options.every(({ optional }) => optional) ? jsonOf([build({})]) : []))
      .sort((one, other) => other.length - one.length)[0];
    expect(longest.length).toBeGreaterThan(2);
    expect(guardedPolicy(SCP, textOf(longest.slice(0, -1)))?.members.map(([name]) => name)).not.toEqual(['guardrails']);
    expect(guardrailsIn(textOf(all)).length).toBeGreaterThan(1);
  });
});
