import { Duration, Stack } from 'aws-cdk-lib';
import {
  Account, AccountGuardrails, DataPerimeterRequestGuardrails, DataProtectionGuardrails, type Guardrail, PlatformGuardrails, TagGuardrails,
  UsageGuardrails,
} from '../../../src';
import { guardrailOf } from '../../../src/model/guardrails/named-guardrail';
import { compressActions } from '../../../src/policy/actions';
import { GUARDRAIL_CASES, type Request } from '../../constructs/guardrails/cases';
import { type Authorization, documentOf, judgeOf, languageOf } from '../../constructs/guardrails/support/verdicts';

interface Written {
  readonly Statement: Record<string, unknown> | Record<string, unknown>[];
}

/** The IDs of the guardrails that are named for a request, `-` for a statement of none. */
function namesOf(document: object, language: Authorization, request: Request): string[] {
  return judgeOf(document, language)(request).matchedStatements.map((reason) => guardrailOf(reason, request.action)?.id ?? '-');
}

const named = (guardrail: Guardrail, request: Request) => namesOf(documentOf(guardrail), languageOf(guardrail), request);

const rows = GUARDRAIL_CASES.map((item) => ({ id: item.build().guardrailId, item })).filter(({ item }) => item.denied.length > 0);

test.each(rows)('the statements of $id are named as its own for each denied request of its case', ({ id, item: { build, denied } }) => {
  const guardrail = build();
  const judge = judgeOf(documentOf(guardrail), languageOf(guardrail));
  const isOther = (request: Request) => judge(request).matchedStatements.some((reason) => guardrailOf(reason, request.action)?.id !== id);
  const wrong = denied.filter(isOther);
  expect(wrong).toEqual([]);
});

describe('a statement is named', () => {
  const leaving: Request = { action: 'organizations:LeaveOrganization' };
  const bucket = (name: string): Request => ({ action: 's3:DeleteBucket', resource: `arn:aws:s3:::${name}` });

  test('with exempt principals and accounts', () => {
    const account = Account.fromAccountId(new Stack(), 'Account', '444455556666');
    const exempt = { exemptPrincipals: ['arn:*:iam::*:role/a/*', 'arn:*:iam::*:role/b/*'], exemptAccounts: [account] };
    expect(named(AccountGuardrails.denyLeavingOrganization(exempt), { ...leaving, context: { 'aws:PrincipalAccount': '111122223333' } })).toEqual(['deny-leaving-organization']);
  });

  test('with exemptions that end, before and after their days', () => {
    const account = Account.fromAccountId(new Stack(), 'Account', '444455556666');
    const why = { reason: 'Move', approver: 'Board' };
    const guardrail = AccountGuardrails.denyLeavingOrganization()
      .exemptPrincipal('arn:*:iam::*:role/a', { until: '2031-03-01', ...why }).exemptAccount(account, { until: '2031-06-15', ...why });
    const namesAt = (time: string) => named(guardrail, { ...leaving, context: { 'aws:PrincipalAccount': '111122223333', 'aws:CurrentTime': time } });
    expect(namesAt('2031-01-01T00:00:00Z')).toEqual(['deny-leaving-organization']);
    expect(namesAt('2031-07-01T00:00:00Z')).toEqual(Array(3).fill('deny-leaving-organization'));
  });

  test.each<[string, Guardrail, Request]>([
    ['protect-buckets', DataProtectionGuardrails.protectBuckets({ bucketNames: ['one', 'two-*'] }), bucket('two-x')],
    ['protect-stacks', PlatformGuardrails.protectStacks({ stackNames: ['one', 'two'] }),
      { action: 'cloudformation:DeleteStack', resource: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/two/1' }],
    ['require-tags', TagGuardrails.requireTags({ tagKeys: ['billing', 'Department'] }),
      { action: 'sqs:CreateQueue', resource: 'arn:aws:sqs:eu-west-1:111122223333:q', context: { 'aws:RequestTag/billing': 'x' } }],
    ['deny-other-regions', UsageGuardrails.denyOtherRegions({ allowedRegions: ['us-west-2', 'sa-east-1'] }),
      { action: 'ec2:RunInstances', context: { 'aws:RequestedRegion': 'eu-west-1' } }],
    ['deny-services', UsageGuardrails.denyServices({ services: ['lightsail', 'braket'] }), { action: 'braket:CreateJob' }],
    ['limit-presigned-requests', DataPerimeterRequestGuardrails.limitPresignedRequests({ maximumAge: Duration.hours(7) }),
      { action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', context: { 's3:signatureAge': '99999999' } }],
  ])('with other values of the parameters of %s', (id, guardrail, request) => {
    expect(named(guardrail, request)).toEqual([id]);
  });

  test('with compressed actions', () => {
    const guardrail = DataProtectionGuardrails.protectBuckets({ bucketNames: ['one'] });
    const { Statement } = documentOf(guardrail) as unknown as Written;
    const statements = [Statement].flat().map((statement) => ({ ...statement, Action: compressActions(statement.Action as string[]) }));
    expect(JSON.stringify(statements)).not.toBe(JSON.stringify([Statement].flat()));
    expect(namesOf({ Version: '2012-10-17', Statement: statements }, 'SERVICE_CONTROL_POLICY', bucket('one'))).toEqual(['protect-buckets']);
  });
});

describe('a statement with the Sid of a guardrail is not named', () => {
  const { Statement } = documentOf(AccountGuardrails.denyLeavingOrganization()) as unknown as { Statement: Record<string, unknown> };
  const [own] = [Statement].flat();
  const request: Request = { action: 'organizations:LeaveOrganization', context: { 'aws:RequestedRegion': 'us-east-1' } };
  const forged = (change: object, language: Authorization = 'SERVICE_CONTROL_POLICY', asked: Request = request) => (
    namesOf({ Version: '2012-10-17', Statement: { ...own, ...change } }, language, asked));

  test('if it denies fewer actions', () => {
    expect(forged({})).toEqual(['deny-leaving-organization']);
    expect(forged({ Action: 'organizations:LeaveOrganization' })).toEqual(['-']);
  });

  test('for actions beyond those of the guardrail', () => {
    const wide = { Action: ['organizations:*', 's3:*'] };
    expect(forged(wide)).toEqual(['deny-leaving-organization']);
    expect(forged(wide, 'SERVICE_CONTROL_POLICY', { action: 's3:GetObject' })).toEqual(['-']);
  });

  test('if it has a further condition, which is no exemption', () => {
    expect(forged({ Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } })).toEqual(['-']);
  });

  test('if it is about other resources', () => {
    const bucket = documentOf(DataProtectionGuardrails.protectVolumeEncryptionDefault()) as unknown as Written;
    const [statement] = [bucket.Statement].flat();
    const narrow = { ...statement, Resource: 'arn:aws:ec2:*:*:snapshot/*' };
    const asked: Request = { action: 'ec2:DisableEbsEncryptionByDefault', resource: 'arn:aws:ec2:eu-west-1:111122223333:snapshot/s' };
    expect(namesOf({ Version: '2012-10-17', Statement: narrow }, 'SERVICE_CONTROL_POLICY', asked)).toEqual(['-']);
  });

  test('if its condition has another value where the guardrail leaves no choice', () => {
    const { Statement: root } = documentOf(AccountGuardrails.denyRootUser()) as unknown as Written;
    const [statement] = [root].flat();
    const asked: Request = { action: 's3:GetObject', principal: 'arn:aws:iam::111122223333:root' };
    const of = (pattern: string) => namesOf({
      Version: '2012-10-17', Statement: { ...statement, Condition: { ...statement.Condition as object, ArnLike: { 'aws:PrincipalArn': pattern } } },
    }, 'SERVICE_CONTROL_POLICY', asked);
    expect([of('arn:*:iam::*:root'), of('arn:*:iam::111122223333:root')]).toEqual([['deny-root-user'], ['-']]);
  });

  test('if its policy has another type', () => {
    expect(forged({ Principal: '*', Action: ['s3:*', 'organizations:*'] }, 'RESOURCE_CONTROL_POLICY', { action: 's3:GetObject', resource: 'arn:aws:s3:::b/k' })).toEqual(['-']);
  });

  test('if another statement beside it is the one of the guardrail', () => {
    const both = [own, { ...own, Sid: 'Other', Action: 'organizations:LeaveOrganization' }];
    expect(namesOf({ Version: '2012-10-17', Statement: both }, 'SERVICE_CONTROL_POLICY', request)).toEqual(['deny-leaving-organization', '-']);
  });
});
