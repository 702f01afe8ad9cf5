import { type Stack, Tags } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Account, type AccountProps, type IParent, Organization, OrganizationalUnit, ServiceControlPolicy, TrustedService } from '../../src';
import { rehearseChange } from '../../src/rehearsal';
import { changeText } from '../../src/report';
import { removeApps, synthesize } from '../proofs/support/app';
import { byDay } from '../proofs/support/proof-runs';

jest.setTimeout(120_000);
afterAll(removeApps);

/** Two adopted units with an account and a policy each. */
interface Adopted {
  readonly adopt?: boolean;
  readonly unit?: string;
  readonly unitTags?: Readonly<Record<string, string>>;
  readonly account?: Partial<AccountProps>;
  readonly isAccountInSecond?: boolean;
  readonly denied?: string;
  readonly policyName?: string;
  readonly description?: string;
  readonly attached?: boolean;
  readonly administrators?: readonly ('First' | 'Second')[];
  readonly more?: (stack: Stack, root: IParent) => unknown;
}

function adopted({
  adopt = true, unit = 'Sandbox', unitTags = { team: 'blue' }, account = {}, isAccountInSecond = false, denied = 'kms:DisableKey',
  policyName = 'limits', description = 'Limits', attached = true, administrators = ['First'], more,
}: Adopted = {}): string {
  return synthesize((stack) => {
    const { root } = new Organization(stack, 'Organization', { adopt, trustedServices: [TrustedService.ACCOUNT_MANAGEMENT, TrustedService.MARKETPLACE_PROCUREMENT_INSIGHTS] });
    const first = new OrganizationalUnit(stack, 'FirstUnit', { parent: root, organizationalUnitName: unit, adopt });
    const second = new OrganizationalUnit(stack, 'SecondUnit', { parent: root, organizationalUnitName: 'Prod', adopt });
    Object.entries(unitTags).forEach(([key, value]) => Tags.of(first).add(key, value));
    const accounts = {
      First: new Account(stack, 'FirstAccount', {
        parent: isAccountInSecond ? second : first, accountName: 'ana', email: 'aws+ana@example.com', adopt, ...account,
      }),
      Second: new Account(stack, 'SecondAccount', { parent: second, accountName: 'shop', email: 'aws+shop@example.com', adopt }),
    };
    administrators.forEach((each) => accounts[each].delegateAdministration(TrustedService.MARKETPLACE_PROCUREMENT_INSIGHTS));
    const limits = new ServiceControlPolicy(stack, 'Limits', {
      policyName, description, statements: [new PolicyStatement({ effect: Effect.DENY, actions: [denied], resources: ['*'] })], adopt,
    });
    const stay = new ServiceControlPolicy(stack, 'Stay', {
      policyName: 'stay', statements: [new PolicyStatement({ effect: Effect.DENY, actions: ['organizations:LeaveOrganization'], resources: ['*'] })], adopt,
    });
    if (attached) first.attachPolicy(limits);
    second.attachPolicy(stay);
    more?.(stack, root);
  });
}

async function rehearsed(head: Adopted, base: Adopted = {}) {
  const { result, foreseen, unforeseen, differing } = await rehearseChange({ baseDirectory: adopted(base), headDirectory: adopted(head) });
  return {
    failures: result.resources.flatMap(({ reason }) => reason ?? []),
    foreseen: foreseen.map((change) => changeText(change).headline),
    unforeseen,
    differing,
    writes: result.calls.filter(({ writing, error }) => writing && error === null).map(({ operation }) => operation),
  };
}

const CASES: readonly (readonly [name: string, head: Adopted, foreseen: readonly string[], writes: readonly string[]])[] = [
  ['nothing', {}, [], []],
  ['the text of an adopted policy', { denied: 'kms:ScheduleKeyDeletion' }, ['Service control policy limits: statement Statement[0] changed (Action no longer kms:DisableKey, now also kms:ScheduleKeyDeletion)'], ['UpdatePolicy']],
  ['the description of an adopted policy', { description: 'Fewer' }, ['Service control policy limits: another description'], ['UpdatePolicy']],
  ['the name of an adopted policy', { policyName: 'borders' }, ['Service control policy limits is renamed to borders'], ['UpdatePolicy']],
  ['the name of an adopted unit', { unit: 'Playground' }, ['Organizational unit Sandbox is renamed to Playground'], ['UpdateOrganizationalUnit']],
  ['the name of an adopted account', { account: { accountName: 'anna' } }, ['Account ana is renamed to anna'], ['PutAccountName']],
  ['the address of an adopted account', { account: { email: 'aws+anna@example.com' } }, [
    expect.stringMatching(/^The email address of account ana changes from aws\+ana@example\.com to aws\+anna@example\.com/) as unknown as string,
  ], ['StartPrimaryEmailUpdate']],
  ['the place of an adopted account', { isAccountInSecond: true }, ['Account ana moves from Sandbox to Prod'], ['MoveAccount']],
  ['that nothing is adopted any more', { adopt: false }, [], []],
  ['the ID of an adopted account, which it now has', { account: { accountId: '123456789012' } }, [], []],
  ['the name and the description of an adopted policy', { policyName: 'borders', description: 'Fewer' }, [
    'Service control policy limits is renamed to borders', 'Service control policy borders: another description',
  ], ['UpdatePolicy']],
  ['which further account it adopts', {
    more: (stack, root) => new Account(stack, 'Third', { parent: root, accountName: 'third', email: 'aws+third@example.com', adopt: true }),
  }, ['Account third is taken over by the stack Landing@us-east-1'], ['TagResource']],
];

test.each(byDay(CASES, 2, 1))('the base decides what exists when the head changes %s', async (_, head, foreseen, writes) => {
  expect(await rehearsed(head)).toEqual({ failures: [], foreseen, unforeseen: [], differing: [], writes });
});

test('the new address of an account that the base creates is announced, although a person has to confirm it', async () => {
  const { unforeseen, differing, writes } = await rehearsed({ adopt: false, account: { email: 'aws+anna@example.com' } }, { adopt: false });
  expect({ unforeseen, differing, writes }).toEqual({ unforeseen: [], differing: [], writes: ['StartPrimaryEmailUpdate'] });
});

const LISTED: typeof CASES = [
  ['an attachment that an adopted unit had', { attached: false }, ['Service control policy limits is detached from organizational unit Sandbox'], ['DetachPolicy']],
  ['a tag that an adopted unit had', { unitTags: {} }, ['Tag team of organizational unit Sandbox, which was blue, is removed'], ['UntagResource']],
  ['the administrator of a service', { administrators: ['Second'] }, [
    'Account shop becomes delegated administrator of procurement-insights.marketplace.amazonaws.com',
    'Account ana is no longer delegated administrator of procurement-insights.marketplace.amazonaws.com',
  ], ['RegisterDelegatedAdministrator', 'DeregisterDelegatedAdministrator']],
];

test.each(LISTED)('what the base listed about an adopted resource belongs to the stack when the head changes %s', async (_, head, foreseen, writes) => {
  const { writes: all, ...others } = await rehearsed(head);
  expect(others).toEqual({ failures: [], foreseen, unforeseen: [], differing: [] });
  // Notes of what the stack has found come and go with it.
  expect(all.filter((operation) => !/^(Untag|Tag)Resource$/.test(operation))).toEqual(writes.filter((operation) => operation !== 'UntagResource'));
});
