import { Annotations as CdkAnnotations, App, aws_iam as iam, Stack, Token } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { GUARDRAIL_CASES, type Request } from './cases';
import { EXEMPTED } from './support/loosening-options';
import { documentOf, outcomesUnder } from './support/verdicts';
import {
  Account, AccountGuardrails, DataPerimeterGuardrails, ExemptionEnd, Guardrail, GuardrailSet, type IAccount, Organization,
  PolicySet, ServiceControlPolicy, UsageGuardrails,
} from '../../../src';

const [FIRST_DAY, SECOND_DAY] = ['2031-03-01', '2031-06-15'];
const WHY = { reason: 'Move of the shop', approver: 'Cloud board' };
const FIRST = { until: FIRST_DAY, ...WHY };
const SECOND = { until: SECOND_DAY, ...WHY };
const OUTSIDER = 'arn:aws:iam::101010101010:role/nobody';

const accountOf = (accountId: string): IAccount => Account.fromAccountId(new Stack(), 'Account', accountId);
const at = (time: string) => (request: Request): Request => ({ ...request, context: { ...request.context, 'aws:CurrentTime': time } });
const decisions = (guardrail: Guardrail, requests: readonly Request[], time: string) => {
  const judge = outcomesUnder(guardrail);
  return requests.map(at(time)).map((request) => `${request.action} by ${request.principal}: ${judge(request).decision}`);
};

const ROWS = GUARDRAIL_CASES.filter(({ denied }) => denied.length > 0).map((item) => ({ id: item.build().guardrailId, item }));

/** The first value of an exemption that a denied request of the case has. */
const exemptValue = (requests: readonly Request[], exemption: string): string | undefined => (
  requests.map(EXEMPTED[exemption]).find((value): value is string => typeof value === 'string'));

test.each(ROWS)('$id lets exempt principals and accounts pass until their days, and nobody after them', ({ item: { build, denied, allowed } }) => {
  const requests = [...denied, ...allowed];
  const guardrail = build();
  const account = accountOf('111122223333');
  const principal = guardrail._hasPrincipals ? exemptValue(denied, 'exemptPrincipals') ?? OUTSIDER : undefined;
  const both = principal === undefined ? guardrail.exemptAccount(account, SECOND)
    : guardrail.exemptPrincipal(principal, FIRST).exemptAccount(account, SECOND);
  const onlyAccount = guardrail.exemptAccount(account, { ...SECOND, end: ExemptionEnd.BY_HAND });
  const always = principal === undefined ? onlyAccount : onlyAccount.exemptPrincipal(principal, { ...FIRST, end: ExemptionEnd.BY_HAND });
  expect(both._problems).toEqual([]);
  const times: [string, Guardrail][] = [
    ['2030-01-01T00:00:00Z', always], ['2031-02-28T23:59:59Z', always], [`${FIRST_DAY}T00:00:00Z`, onlyAccount],
    ['2031-06-14T23:59:59Z', onlyAccount], [`${SECOND_DAY}T00:00:00Z`, guardrail], ['2040-01-01T00:00:00Z', guardrail],
  ];
  const ofPrincipal = denied.filter((request) => principal !== undefined && EXEMPTED.exemptPrincipals(request) === principal);
  expect(decisions(both, ofPrincipal, '2030-01-01T00:00:00Z').filter((text) => !text.endsWith(': allowed'))).toEqual([]);
  expect(decisions(both, ofPrincipal, `${SECOND_DAY}T00:00:00Z`).filter((text) => !text.endsWith(': denied'))).toEqual([]);
  for (const [time, same] of times) expect(decisions(both, requests, time)).toEqual(decisions(same, requests, time));
});

test('each day on which exemptions end adds the denials once more, for requests from that day on', () => {
  const guardrail = AccountGuardrails.denyLeavingOrganization({ exemptPrincipals: ['arn:*:iam::*:role/always'] })
    .exemptPrincipal('arn:*:iam::*:role/a', FIRST).exemptPrincipal('arn:*:iam::*:role/b', SECOND).exemptAccount(accountOf('444455556666'), FIRST);
  const conditions = ([documentOf(guardrail).Statement].flat() as Record<string, unknown>[]).map(({ Sid, Condition }) => [Sid, Condition]);
  const arns = (...names: string[]) => names.map((name) => `arn:*:iam::*:role/${name}`);
  expect(conditions).toEqual([
    ['DenyLeavingOrganization', { ArnNotLike: { 'aws:PrincipalArn': arns('always', 'a', 'b') }, StringNotEquals: { 'aws:PrincipalAccount': ['444455556666'] } }],
    ['DenyLeavingOrganizationFrom20310301', {
      ArnNotLike: { 'aws:PrincipalArn': arns('always', 'b') }, DateGreaterThanEquals: { 'aws:CurrentTime': '2031-03-01T00:00:00Z' },
    }],
    ['DenyLeavingOrganizationFrom20310615', {
      ArnNotLike: { 'aws:PrincipalArn': arns('always') }, DateGreaterThanEquals: { 'aws:CurrentTime': '2031-06-15T00:00:00Z' },
    }],
  ]);
});

test('an exemption from a guardrail for resource control policies is about the account of the resources', () => {
  const guardrail = DataPerimeterGuardrails.denyUntrustedIdentities({ organizationId: 'o-aaaaaaaaaa' }).exemptAccount(accountOf('444455556666'), FIRST);
  expect(JSON.stringify(documentOf(guardrail))).toContain('"aws:ResourceAccount":["444455556666"]');
  expect(JSON.stringify(documentOf(guardrail))).not.toContain('aws:PrincipalAccount');
});

describe('at synthesis', () => {
  beforeAll(() => jest.useFakeTimers({ now: Date.parse('2031-02-20T15:00:00Z'), doNotFake: ['nextTick', 'setImmediate', 'performance'] }));
  afterAll(() => jest.useRealTimers());

  const LATER = { ...WHY, until: '2031-03-07' };
  const stackWith = (...guardrails: Guardrail[]) => {
    const stack = new Stack(new App(), 'Org');
    const organization = new Organization(stack, 'Organization');
    organization.root.attachPolicy(new ServiceControlPolicy(stack, 'One', { guardrails }));
    return { stack, organization };
  };
  const messages = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('exemption-end')).map(({ entry }) => String(entry.data));
  const regions = UsageGuardrails.denyOtherRegions({ allowedRegions: ['eu-central-1'] });
  const leaving = AccountGuardrails.denyLeavingOrganization();
  const role = 'arn:*:iam::*:role/a';

  test.each([
    ['2031-03-08', ExemptionEnd.IN_POLICY, undefined],
    ['2031-03-06', ExemptionEnd.IN_POLICY, 'ends on 2031-03-06, in 14 days'],
    ['2031-02-21', ExemptionEnd.BY_HAND, 'ends on 2031-02-21, in 1 day.'],
    ['2031-02-20', ExemptionEnd.IN_POLICY, 'ended on 2031-02-20. The policy denies again by itself.'],
    ['2031-01-31', ExemptionEnd.AT_SYNTHESIS, 'ended on 2031-01-31. The policy no longer has it.'],
    ['2030-01-31', ExemptionEnd.BY_HAND, 'ended on 2030-01-31. The policy still has it.'],
  ])('an exemption until %s with %s warns: %s', (until, end, expected) => {
    const { stack } = stackWith(leaving.exemptPrincipal(role, { until, end, ...WHY }), regions.exemptPrincipal(role, { ...FIRST, until: '2040-01-01' }));
    const found = messages(stack);
    expect(found).toHaveLength(expected === undefined ? 0 : 1);
    if (expected !== undefined) expect(found[0]).toContain(`The exemption of ${role} from deny-leaving-organization ${expected}`);
  });

  test('two exemptions of two policies warn each, and one can be acknowledged', () => {
    const { stack, organization } = stackWith(leaving.exemptPrincipal(role, LATER).exemptPrincipal(`${role}b`, { ...LATER, until: '2031-02-25' }));
    const set = new PolicySet(stack, 'Two', { guardrails: [regions.exemptPrincipal(role, { ...LATER, until: '2031-02-26' })] });
    organization.root.attachPolicySet(set);
    expect(messages(stack)).toHaveLength(2);
    const again = stackWith(leaving.exemptPrincipal(role, { ...LATER, until: '2031-02-24' }).exemptPrincipal(`${role}b`, { ...LATER, until: '2031-02-25' })).stack;
    CdkAnnotations.of(again).acknowledgeWarning(`cdk-aws-organizations:exemption-ends/deny-leaving-organization/${role}`);
    expect(messages(again)).toEqual([expect.stringContaining(`The exemption of ${role}b`)]);
  });

  test('the first synthesis after the day leaves an exemption out that ends at synthesis, and keeps one that ends by hand', () => {
    const [synthesis, hand] = [ExemptionEnd.AT_SYNTHESIS, ExemptionEnd.BY_HAND]
      .map((end) => (until: string) => documentOf(leaving.exemptPrincipal(role, { ...WHY, until, end })));
    expect(synthesis('2031-02-20')).toEqual(documentOf(leaving));
    expect(synthesis('2031-02-21')).toEqual(hand('2031-02-21'));
    expect(JSON.stringify(hand('2031-02-20'))).toContain(role);
  });

  test('the template does not change on the day, and has neither reason nor approver', () => {
    const text = () => JSON.stringify(App.of(stackWith(leaving.exemptPrincipal(role, LATER)).stack)!.synth().getStackByName('Org').template);
    const before = text();
    jest.setSystemTime(Date.parse('2031-03-07T00:00:00Z'));
    expect(text()).toBe(before);
    expect(before).toContain(role);
    expect(before).not.toContain(WHY.reason);
    expect(before).not.toContain(WHY.approver);
  });
});

test('a set that combines others keeps each exemption and each problem', () => {
  const leaving = AccountGuardrails.denyLeavingOrganization();
  const set = (guardrail: Guardrail) => new GuardrailSet({ entries: [{ controlId: 'C', title: 'Stay', guardrails: [guardrail] }] });
  const combined = (...all: Guardrail[]) => GuardrailSet.combine(...all.map(set)).serviceControlGuardrails;
  const permanent = AccountGuardrails.denyLeavingOrganization({ exemptPrincipals: ['arn:*:iam::*:role/a'] });
  const ending = leaving.exemptPrincipal('arn:*:iam::*:role/a', { ...FIRST, end: ExemptionEnd.BY_HAND });
  expect(documentOf(ending)).toEqual(documentOf(permanent));
  expect(combined(ending, permanent)).toEqual([ending, permanent]);
  expect(combined(leaving.exemptPrincipal('arn:*:iam::*:role/a', { ...FIRST, until: '2031-02-30' }), leaving)).toHaveLength(2);
  expect(combined(leaving, AccountGuardrails.denyLeavingOrganization())).toHaveLength(1);
});

test('statements that are added to a guardrail with an exemption are kept by the next exemption, and have both', () => {
  const first = AccountGuardrails.denyLeavingOrganization().exemptPrincipal('arn:*:iam::*:role/one', { ...FIRST, end: ExemptionEnd.BY_HAND });
  const deny = (sid: string, action: string) => new iam.PolicyStatement({ sid, effect: iam.Effect.DENY, actions: [action], resources: ['*'] });
  first.statements.push(deny('Added', 'account:CloseAccount'), deny('Again', 'account:EnableRegion'));
  const second = first.exemptPrincipal('arn:*:iam::*:role/two', { ...SECOND, end: ExemptionEnd.BY_HAND });
  const third = second.exemptPrincipal('arn:*:iam::*:role/three', { ...SECOND, end: ExemptionEnd.BY_HAND });
  expect(first.statements.map(({ actions }) => actions.join())).toEqual(['organizations:AcceptHandshake,organizations:LeaveOrganization', 'account:CloseAccount', 'account:EnableRegion']);
  expect(third.statements.map(({ sid, conditions }) => [sid, conditions.ArnNotLike['aws:PrincipalArn'].length])).toEqual([
    ['DenyLeavingOrganization', 3], ['Added', 3], ['Again', 3],
  ]);
});

test('one of two statements that exempts an account by itself does not hinder an exemption', () => {
  const deny = (sid: string, conditions = {}) => new iam.PolicyStatement({ sid, effect: iam.Effect.DENY, actions: ['s3:*'], resources: ['*'], conditions });
  const own = new Guardrail({
    guardrailId: 'own', description: 'Denies', statements: [deny('One', { StringNotEquals: { 'aws:PrincipalAccount': '444455556666' } }), deny('Two')],
  });
  expect(own.exemptAccount(accountOf('444455556666'), FIRST)._problems).toEqual([]);
});

describe('wrong exemptions are errors', () => {
  const allowing = new Guardrail({
    guardrailId: 'allow', description: 'Allows', statements: [new iam.PolicyStatement({ sid: 'Allow', actions: ['s3:*'], resources: ['*'] })],
  });
  const timed = new Guardrail({
    guardrailId: 'timed',
    description: 'Denies from a day on',
    statements: [new iam.PolicyStatement({
      sid: 'Timed', effect: iam.Effect.DENY, actions: ['s3:*'], resources: ['*'], conditions: { DateGreaterThanEquals: { 'aws:currenttime': '2030-01-01T00:00:00Z' } },
    })],
  });
  class LazyStatement extends iam.PolicyStatement {
    public freeze() {
      this.addCondition('StringEquals', { 'aws:RequestedRegion': 'us-east-1' });
      return super.freeze();
    }
  }
  const lazy = new LazyStatement({ sid: 'Lazy', effect: iam.Effect.DENY, actions: ['ec2:*'], resources: ['*'] });
  const listed = AccountGuardrails.denyLeavingOrganization({ exemptPrincipals: Token.asList({ Ref: 'Roles' }) });
  const leaving = AccountGuardrails.denyLeavingOrganization();
  const web = DataPerimeterGuardrails.denyUntrustedWebIdentities({ provider: 'token.actions.githubusercontent.com', trustedSubjects: ['repo:o/*'] });
  const role = 'arn:*:iam::*:role/a';

  test.each<[string, Guardrail]>([
    ['does not end on a day of the calendar (given: "2031-02-29"). Write the day as YYYY-MM-DD.', leaving.exemptPrincipal(role, { ...WHY, until: '2031-02-29' })],
    ['(given: "31.01.2031")', leaving.exemptPrincipal(role, { ...WHY, until: '31.01.2031' })],
    ['`reason` without 1 to 500 characters (given: " ")', leaving.exemptPrincipal(role, { ...FIRST, reason: ' ' })],
    ['`approver` without 1 to 500 characters (given: "501 characters")', leaving.exemptPrincipal(role, { ...FIRST, approver: 'x'.repeat(501) })],
    ['`reason` that is known only at deployment', leaving.exemptPrincipal(role, { ...FIRST, reason: Token.asString({ Ref: 'Reason' }) })],
    ['An exempt principal is not the ARN of a role', leaving.exemptPrincipal('role/a', FIRST)],
    ['An exempt principal is a session', leaving.exemptPrincipal('arn:aws:sts::111122223333:assumed-role/a/b', FIRST)],
    ['What is exempt until a day is exempt from the guardrail already', leaving.exemptPrincipal(role, FIRST).exemptPrincipal(role, SECOND)],
    ['is exempt from the guardrail already', AccountGuardrails.denyLeavingOrganization({ exemptPrincipals: ['arn:*:iam::*:role/b', role] }).exemptPrincipal(role, FIRST)],
    ['is exempt from the guardrail already', AccountGuardrails.denyLeavingOrganization({ exemptAccounts: [accountOf('111122223333')] })
      .exemptAccount(accountOf('111122223333'), FIRST)],
    ['no known end (given: "in_policy")', leaving.exemptPrincipal(role, { ...FIRST, end: 'in_policy' as ExemptionEnd })],
    ['`reason` without 1 to 500 characters', leaving.exemptPrincipal(role, { until: FIRST_DAY, approver: 'Board' } as never)],
    ['exempts nothing', leaving.exemptPrincipal(undefined as never, FIRST)],
    ['written at synthesis by a class of its own', new Guardrail({ guardrailId: 'lazy', description: 'Denies', statements: [lazy] }).exemptPrincipal(role, FIRST)],
    ['No principal can be exempt from deny-untrusted-web-identities', web.exemptPrincipal(role, FIRST)],
    ['Nothing can be exempt from a guardrail that denies nothing', allowing.exemptPrincipal(role, FIRST)],
    ['a condition with DateGreaterThanEquals and aws:CurrentTime of its own', timed.exemptPrincipal(role, FIRST)],
    ['a list that is known only at deployment', listed.exemptPrincipal(role, FIRST)],
  ])('%s', (message, guardrail) => {
    expect(guardrail._problems.join('\n')).toContain(message);
    const stack = new Stack(new App(), 'Org');
    new Organization(stack, 'Organization').root.attachPolicy(new ServiceControlPolicy(stack, 'Policy', { guardrails: [guardrail] }));
    expect(() => App.of(stack)!.synth()).toThrow(message);
  });

  test('a guardrail with a condition on the time takes an exemption that ends by hand', () => {
    const exempted = timed.exemptPrincipal(role, { ...FIRST, end: ExemptionEnd.BY_HAND });
    expect(exempted._problems).toEqual([]);
    expect(exempted.statements).toHaveLength(1);
  });

  test('an exemption of the wrong type of key in another case is added to the same key', () => {
    const statement = { sid: 'Own', effect: iam.Effect.DENY, actions: ['s3:*'], resources: ['*'] };
    const own = new Guardrail({
      guardrailId: 'own', description: 'Denies', statements: [new iam.PolicyStatement({ ...statement, conditions: { ArnNotLike: { 'aws:principalarn': 'arn:*:iam::*:role/b' } } })],
    });
    expect(own.exemptPrincipal(role, { ...FIRST, end: ExemptionEnd.BY_HAND }).statements[0].conditions).toEqual({ ArnNotLike: { 'aws:principalarn': ['arn:*:iam::*:role/b', role] } });
  });
});
