import { type InCode, type Organization, reviewOf, reviewOfDeployment } from '../../../src/model';
import { account, IN_CODE, live, organization, owned, policy } from '../organizations';
import { s3 } from './support';

/** A row for each state, removal and retention. */
const CLOSE = { removal: { Action: 'CloseAccount' } } as const;
const kinds = ({ obstacles }: { readonly obstacles: readonly { readonly kind: string }[] }) => obstacles.map(({ kind }) => kind);
const withOwners = (owners: string[], accounts: Organization['root']['accounts'] = []) => organization({
  root: { accounts }, more: { code: { owners, guardedActions: [], withoutFullAwsAccess: [] } },
});

test.each([
  ['ACTIVE', []],
  ['PENDING_ACTIVATION', []],
  ['SUSPENDED', ['accountNotActive']],
  ['PENDING_CLOSURE', ['accountNotActive']],
  ['CLOSED', ['accountNotActive']],
])('an account of the code that is %s has the obstacles %j if the deployment looks at it', (state, expected) => {
  const there = live.organization({ root: { accounts: [live.account('shop', 1, { state, tags: owned })] } });
  const codeWith = (tags: Record<string, string>) => organization({ root: { accounts: [account('shop', { tags })] } });
  expect(kinds(reviewOfDeployment(there, codeWith({ stage: 'prod' }), codeWith({})))).toEqual(expected);
  expect(kinds(reviewOfDeployment(there, codeWith({}), codeWith({})))).toEqual([]);
});

test.each<[string, Partial<InCode>, string[], string[]]>([
  ['that is to be closed', CLOSE, ['S'], ['removalNotAllowed']],
  ['that is to be removed', { removal: { Action: 'RemoveAccountFromOrganization' } }, ['S'], ['removalNotAllowed']],
  ['that is to be moved', { removal: { Action: 'MoveAccount', ParentId: '${S.Organization.RootId}' } }, ['S'], []],
  ['that is to be closed and is retained', { ...CLOSE, retained: true }, ['S'], []],
  ['that is to be closed and whose stack left the code with it', CLOSE, ['Other'], []],
  ['without a removal', {}, ['S'], []],
])('an account %s needs the right of the organization when it leaves the code, or not', (_, code, owners, expected) => {
  expect(kinds(reviewOf(withOwners(['S'], [account('shop', { code: { ...IN_CODE, ...code } })]), withOwners(owners)))).toEqual(expected);
});

test.each<[string, Partial<InCode>, boolean, string[], string[]]>([
  ['and adopts it there', {}, true, ['Other', 'S'], []],
  ['and does not adopt it there', {}, false, ['Other', 'S'], ['movesToAnotherStack']],
  ['and would be closed by the former one', CLOSE, true, ['Other', 'S'], ['movesToAnotherStack']],
  ['and is retained by the former one', { ...CLOSE, retained: true }, true, ['Other', 'S'], []],
  ['and the former one is not in the code any more', CLOSE, true, ['Other'], []],
])('an account that goes to another stack %s', (_, former, adopt, owners, expected) => {
  const base = withOwners(['S'], [account('shop', { code: { ...IN_CODE, ...former } })]);
  const head = withOwners(owners, [account('shop', { code: { ...IN_CODE, owner: 'Other', adopt } })]);
  expect(kinds(reviewOf(base, head))).toEqual(expected);
});

test('a policy that goes to another stack and is adopted there is recreated, which is no obstacle', () => {
  const more = { code: { owners: ['Other', 'S'], guardedActions: [], withoutFullAwsAccess: [] } };
  const of = (code: InCode) => organization({ policies: [policy('guard', s3.content, { code })], more });
  expect(kinds(reviewOf(of(IN_CODE), of({ ...IN_CODE, owner: 'Other', adopt: true })))).toEqual([]);
});
