import { diff, type InCode, type Organization } from '../../../src/model';
import { account, IN_CODE, live, organization, policy, unit } from '../organizations';

/** The outcome for a resource that is in the base only: a row for each removal setting, retention and kind of removal. */
const CONTENT = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' }] };
const CLOSE = { removal: { Action: 'CloseAccount' } } as const;

function outcomes(base: Organization, head: Organization): Record<string, unknown> {
  return Object.fromEntries(diff(base, head).flatMap((change) => ('outcome' in change ? [[change.kind, change.outcome]] : [])));
}

const withOwners = (owners: string[], more = {}) => (
  organization({ ...more, more: { code: { owners, guardedActions: [], withoutFullAwsAccess: [] } } }));

test.each<[string, Partial<InCode> | undefined, string[], string]>([
  ['without a removal stays', {}, ['S'], 'stays'],
  ['that is to be closed is closed', CLOSE, ['S'], 'closed'],
  ['that is to be removed is removed from the organization', { removal: { Action: 'RemoveAccountFromOrganization' } }, ['S'], 'removedFromOrganization'],
  ['that is to be moved is moved', { removal: { Action: 'MoveAccount', ParentId: '${S.Organization.RootId}' } }, ['S'], 'moved'],
  ['that is to be closed and is retained stays', { ...CLOSE, retained: true }, ['S'], 'stays'],
  ['that is to be closed stays if its stack was removed from the app with it', CLOSE, ['Other'], 'stays'],
  ['that was adopted and is to be closed is closed', { ...CLOSE, adopt: true }, ['S'], 'closed'],
  ['that the code only named stays', undefined, ['S'], 'stays'],
])('an account %s', (_, code, owners, outcome) => {
  const base = withOwners(['S'], { root: { accounts: [account('shop', { code: code && { ...IN_CODE, ...code } })] } });
  expect(outcomes(base, withOwners(owners))).toEqual({ accountRemoved: outcome });
});

test.each<[string, Partial<InCode>, string[], string]>([
  ['are deleted', {}, ['S'], 'deleted'],
  ['stay if they are retained', { retained: true }, ['S'], 'stays'],
  ['stay if they were adopted', { adopt: true }, ['S'], 'stays'],
  ['stay if their stack was removed from the app with them', {}, ['Other'], 'stays'],
])('a unit and a policy that are removed from the app %s', (_, more, owners, outcome) => {
  const code = { ...IN_CODE, ...more };
  const base = withOwners(['S'], { root: { organizationalUnits: [unit('Unit', { code })] }, policies: [policy('guard', CONTENT, { code })] });
  expect(outcomes(base, withOwners(owners))).toEqual({ organizationalUnitRemoved: outcome, policyRemoved: outcome });
});

test('a resource that is missing in a live organization is gone', () => {
  const base = live.organization({
    root: { accounts: [live.account('shop', 1)], organizationalUnits: [live.unit('Unit', 1)] }, policies: [live.policy('guard', CONTENT)],
  });
  expect(outcomes(base, live.organization())).toEqual({ accountRemoved: 'gone', organizationalUnitRemoved: 'gone', policyRemoved: 'gone' });
});

test('all stacks of the code count, not only those that own resources in it', () => {
  const base = withOwners(['S'], { policies: [policy('guard', CONTENT)] });
  const head = organization({ more: { code: { owners: [], stacks: ['S'], guardedActions: [], withoutFullAwsAccess: [] } } });
  expect(outcomes(base, head)).toEqual({ policyRemoved: 'deleted' });
});

test('the outcome for an account changes with its retention as well', () => {
  const of = (retained: boolean) => organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, ...CLOSE, retained } })] } });
  expect(diff(of(true), of(false))).toMatchObject([{ kind: 'accountRemovalChanged', before: 'stays', after: 'closed' }]);
});
