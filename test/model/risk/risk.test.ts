import { failOn, type Organization, type Policy, type Review, reviewOf, reviewOfDeployment } from '../../../src/model';
import { account, attached, FULL_ACCESS, IN_CODE, live, organization, owned, policy, unit } from '../organizations';

const ACTIONS = ['s3:GetObject', 's3:DeleteBucket', 'ec2:RunInstances'];
const ENABLED = { policyTypes: ['SERVICE_CONTROL_POLICY' as const] };
const scp = (name: string, ...statements: object[]) => policy(name, {
  Version: '2012-10-17', Statement: statements.map((statement) => ({ Effect: 'Deny', Resource: '*', ...statement })),
});

/** A shop in `Prod`, and an empty `Dev`. */
function shop(policies: Policy[], prod: Policy[], dev: Policy[] = [], home: 'Prod' | 'Dev' = 'Prod', more: Partial<Organization> = {}): Organization {
  const place = (name: string, of: Policy[]) => unit(name, {
    attachedPolicies: [FULL_ACCESS, ...of.map(attached)],
    accounts: name === home ? [account('shop', { attachedPolicies: [FULL_ACCESS] })] : [],
  });
  return organization({
    root: { attachedPolicies: [FULL_ACCESS], organizationalUnits: [place('Dev', dev), place('Prod', prod)] }, policies, more: { ...ENABLED, ...more },
  });
}

const s3 = scp('guard', { Sid: 'A', Action: 's3:DeleteBucket' });
const more = scp('guard', { Sid: 'A', Action: 's3:DeleteBucket' }, { Sid: 'B', Action: 'ec2:*' });
const openly = scp('guard', { Sid: 'A', Action: 's3:DeleteBucket', Condition: { Bool: { 'aws:ViaAWSService': 'false' } } });
const removal = (action: 'CloseAccount' | 'RemoveAccountFromOrganization') => (
  account('shop', { code: { ...IN_CODE, removal: { Action: action } } }));

test.each<[string, Organization, Organization, Record<string, readonly string[]>]>([
  ['a policy that only denies tightens where it is attached', shop([s3], []), shop([s3], [s3]), { attached: ['tightens'] }],
  ['and loosens where it is detached', shop([s3], [s3]), shop([s3], []), { detached: ['loosens'] }],
  ['where nobody is, it does neither', shop([s3], []), shop([s3], [], [s3]), { attached: ['neutral'] }],
  ['a denial more tightens', shop([s3], [s3]), shop([more], [more]), { policyStatementsChanged: ['tightens'] }],
  ['a condition on a denial loosens', shop([s3], [s3]), shop([openly], [openly]), { policyStatementsChanged: ['loosens'] }],
  ['a change of a policy that is attached nowhere does nothing', shop([s3], []), shop([more], []), { policyStatementsChanged: ['neutral'] }],
  ['a move to a place without the policies loosens', shop([s3], [s3]), shop([s3], [s3], [], 'Dev'), { accountMoved: ['loosens'] }],
  ['a move to a place with more of them tightens', shop([s3], [], [s3]), shop([s3], [], [s3], 'Dev'), { accountMoved: ['tightens'] }],
  ['an account that is closed is destroyed', organization({ root: { accounts: [removal('CloseAccount')] } }), organization(), { accountRemoved: ['destroys'] }],
  ['an account that only leaves the code is not', organization({ root: { accounts: [account('shop')] } }), organization(), { accountRemoved: ['neutral'] }],
  ['a service that is trusted may do more', organization(), organization({ more: { trustedServices: ['sso.amazonaws.com'] } }), { trustedAccessEnabled: ['loosens'] }],
  ['an organizational unit that is deleted takes its id along', organization({ root: { organizationalUnits: [unit('Old')] } }), organization(),
    { organizationalUnitRemoved: ['destroys'] }],
])('%s', (_, base, head, levels) => {
  const review = reviewOf(base, head, { actions: ACTIONS });
  expect(levelsOf(review)).toEqual(levels);
});

function levelsOf({ changes, risks }: Review): Record<string, string[]> {
  const levels = (index: number) => risks.filter(({ change }) => change === index).map(({ level }) => level);
  return Object.fromEntries(changes.map(({ kind }, index) => [kind, levels(index)]));
}

test('of two changes for the same account each is said to do what it can do', () => {
  const [one, other] = [scp('one', { Sid: 'A', Action: 's3:*' }), scp('other', { Sid: 'B', Action: 'ec2:*' })];
  expect(levelsOf(reviewOf(shop([one, other], [one]), shop([one, other], [other]), { actions: ACTIONS }))).toEqual({ attached: ['tightens'], detached: ['loosens'] });
});

test('of a place outside the code it is not known who is there', () => {
  const outside = (policies: Policy[]) => organization({
    root: { organizationalUnits: [unit('ou-root-aaaaaaa1', { id: 'ou-root-aaaaaaa1', code: undefined, attachedPolicies: policies.map(attached) })] },
    policies: [s3],
    more: ENABLED,
  });
  expect(levelsOf(reviewOf(outside([s3]), outside([]), { actions: ACTIONS }))).toEqual({ detached: ['loosens'] });
});

test('counts tell changes by kind and by their worst risk, and the accounts affected', () => {
  expect(reviewOf(shop([s3], [s3]), shop([s3], [], [], 'Dev'), { actions: ACTIONS }).counts).toEqual({
    changes: 2,
    byKind: { accountMoved: 1, detached: 1 },
    byRisk: { destroys: 0, loosens: 1, tightens: 0, neutral: 1 },
    accounts: 1,
    accountsAffected: 1,
  });
});

const moved = (code: Partial<typeof IN_CODE> & { allowMove?: boolean }) => organization({
  root: { organizationalUnits: [unit('Dev'), unit('Workloads', { organizationalUnits: [unit('Prod', { code: { ...IN_CODE, address: 'S.Prod', ...code } })] })] },
});
const unmoved = organization({ root: { organizationalUnits: [unit('Dev'), unit('Prod', { code: { ...IN_CODE, address: 'S.Prod' } }), unit('Workloads')] } });
const liveProd = (children: ReturnType<typeof live.unit>[]) => live.organization({
  root: { organizationalUnits: [live.unit('Dev', 1, { tags: owned }), live.unit('Prod', 2, { tags: owned, organizationalUnits: children }), live.unit('Workloads', 3, { tags: owned })] },
});

test.each<[string, () => Review, readonly string[]]>([
  ['a unit that moves without allowMove', () => reviewOf(unmoved, moved({})), ['moveNotAllowed']],
  ['a unit that moves with allowMove', () => reviewOf(unmoved, moved({ allowMove: true })), []],
  ['a unit made anew by another construct', () => reviewOf(unmoved, moved({ address: 'S.Other' })), []],
  ['a unit that moves while its id is exported', () => reviewOf(unmoved, moved({ allowMove: true, exports: ['ProdId'] })), ['exportedIdChanges']],
  ['a live unit that moves with a unit of others below it', () => reviewOfDeployment(liveProd([live.unit('Theirs', 4)]), moved({ allowMove: true }), unmoved), ['foreignUnitBelow']],
  ['a live unit that moves alone', () => reviewOfDeployment(liveProd([]), moved({ allowMove: true }), unmoved), []],
  ['an account to be closed while the right is taken away', () => reviewOf(organization({ root: { accounts: [removal('CloseAccount')] } }), organization()), ['removalNotAllowed']],
  ['an account to be closed while the right stays', () => reviewOf(
    organization({ root: { accounts: [removal('CloseAccount')] } }),
    organization({ more: { code: { owners: ['S'], guardedActions: ['CloseAccount'], withoutFullAwsAccess: [] } } })), []],
  ['a thing that moves to another stack', () => reviewOf(organization({ root: { accounts: [account('shop')] } }),
    organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, owner: 'Other' } })] } })), ['movesToAnotherStack']],
  ['a thing that was retained and is adopted by another stack', () => reviewOf(
    organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, retained: true } })] } }),
    organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, owner: 'Other', adopt: true } })] } })), []],
  ['an address that is taken', () => reviewOfDeployment(live.organization({ root: { accounts: [live.account('shop', 1)] } }), organization({ root: { accounts: [account('shop')] } })), ['taken']],
  ['an account that is adopted', () => reviewOfDeployment(live.organization({ root: { accounts: [live.account('shop', 1)] } }),
    organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, adopt: true } })] } })), []],
  ['an account with another name', () => reviewOfDeployment(live.organization({ root: { accounts: [live.account('shop', 1, { tags: owned })] } }),
    organization({ root: { accounts: [account('store', { email: 'shop@example.com' })] } })), ['nameIsFixed']],
])('what cannot work: %s', (_, review, kinds) => {
  expect(review().obstacles.map(({ kind }) => kind)).toEqual(kinds);
});

test('an obstacle says what is wrong, what was given and what to do', () => {
  expect(reviewOf(unmoved, moved({})).obstacles).toEqual([{
    kind: 'moveNotAllowed',
    subject: 'Root/Workloads/Prod',
    message: 'Root/Workloads/Prod gets another parent, and AWS Organizations has no call that moves an organizational unit (given: Prod). ' +
      'Keep its parent, or set allowMove: true, so that it is made anew there with another id.',
  }]);
});

test.each<[string, Parameters<typeof failOn>[1], readonly string[]]>([
  ['nothing but obstacles by default', {}, ['1 obstacle to the deployment.']],
  ['obstacles can be let pass', { obstacles: false }, []],
  ['a level and worse ones', { risk: 'tightens' }, ['1 change of the level "destroys".', '2 changes of the level "tightens".', '1 obstacle to the deployment.']],
  ['the worst level only', { risk: 'destroys', obstacles: false }, ['1 change of the level "destroys".']],
  ['too many accounts', { accountsAffected: 4, obstacles: false }, ['5 accounts affected, more than 4.']],
  ['as many accounts as may be', { accountsAffected: 5, obstacles: false }, []],
])('thresholds: %s', (_, thresholds, reasons) => {
  const counts = { changes: 3, byKind: {}, byRisk: { destroys: 1, loosens: 0, tightens: 2, neutral: 0 }, accounts: 9, accountsAffected: 5 };
  expect(failOn({ counts, obstacles: [{ kind: 'taken', subject: '', message: '' }] }, thresholds)).toEqual(reasons);
});
