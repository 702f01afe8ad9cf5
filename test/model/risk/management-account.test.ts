import { type Account, type InCode, type Organization, reviewOf, reviewOfDeployment, reviewOfDrift } from '../../../src/model';
import { INVITED_STATE } from '../../../src/model/invitations';
import { account, attached, FULL_ACCESS, IN_CODE, inCode, live, organization, unit } from '../organizations';
import { ACTIONS, ENABLED, scp } from './support';

const MANAGER = '999988887777';
const SYMBOL = '${S.Organization.ManagementAccountId}';
const ADOPTED = { 'cdk-aws-organizations:owner': 'S/adopted' };
const GUARD = scp('guard', { Action: 's3:DeleteBucket' });
const adopt = (address: string): InCode => ({ ...IN_CODE, address: `S.${address}`, adopt: true });
const payer = (more: Partial<Account> = {}) => account('payer', { code: adopt('payer'), ...more });

type Written = typeof live | { account: typeof account; unit: typeof unit; organization: typeof organization };

/** The management account in one of the places, and two others beside it: one in the root, one in a unit that denies. */
function places(of: Written, place: 'Root' | 'Prod', manager: Account) {
  const isLive = of === live;
  const attachedPolicies = [FULL_ACCESS];
  const other = (name: string, number: number) => (isLive
    ? live.account(name, number, { tags: ADOPTED, attachedPolicies }) : account(name, { code: adopt(name), attachedPolicies }));
  const placed = { ...manager, attachedPolicies: [FULL_ACCESS, ...manager.attachedPolicies] };
  const at = (wanted: string, others: Account[]) => [...others, ...place === wanted ? [placed] : []];
  const guard = isLive ? live.policy('guard', GUARD.content, ADOPTED) : { ...GUARD, code: adopt('guard') };
  const prod = { accounts: at('Prod', [other('bank', 1)]), attachedPolicies: [FULL_ACCESS, attached(guard)] };
  const root = {
    accounts: at('Root', [other('shop', 2)]),
    attachedPolicies: [FULL_ACCESS],
    organizationalUnits: [isLive ? live.unit('Prod', 1, { ...prod, tags: ADOPTED }) : unit('Prod', { ...prod, code: adopt('Prod') })],
  };
  return of.organization({ root, policies: [guard], more: ENABLED });
}
const there = (place: 'Root' | 'Prod', tags: Record<string, string> = {}) => places(live, place, live.account('payer', 0, { id: MANAGER, tags }));
const code = (place: 'Root' | 'Prod', more: Partial<Account> = {}) => places({ account, unit, organization }, place, payer(more));
const kinds = (review: { readonly changes: readonly { readonly kind: string }[] }) => review.changes.map(({ kind }) => kind);

describe.each<[string, Partial<Account>]>([
  ['its address', {}], ['its ID', { id: MANAGER }], ['the symbol of the organization', { id: SYMBOL }],
])('the management account, adopted by %s', (_name, more) => {
  test('is taken over where it is, and is neither new nor missing', () => {
    const review = reviewOfDeployment(there('Root'), code('Root', more), undefined, { actions: ACTIONS });
    expect(review).toMatchObject({ changes: [{ kind: 'takenOver', on: { id: MANAGER } }], obstacles: [] });
    expect(reviewOfDeployment(there('Root', ADOPTED), code('Root', more))).toMatchObject({ changes: [], obstacles: [] });
  });

  test('is no drift, also where everything outside the code counts', () => {
    for (const outside of [false, true]) expect(kinds(reviewOfDrift(code('Root', more), there('Root', ADOPTED), { outside }))).toEqual([]);
    expect(reviewOfDrift(code('Root', more), there('Prod', ADOPTED)).changes).toMatchObject([{ kind: 'accountMoved', managementAccount: true }]);
  });

  test('below another parent is an obstacle that names its parent, and no account can do more or less', () => {
    for (const [is, wanted, named] of [['Root', 'Prod', 'Root (r-root)'], ['Prod', 'Root', 'Root/Prod (ou-root-aaaaaaa1)']] as const) {
      const { obstacles, counts } = reviewOfDeployment(there(is, ADOPTED), code(wanted, more), undefined, { actions: ACTIONS });
      expect(obstacles.map(({ kind, message }) => [kind, message.slice(message.lastIndexOf('. ') + 2)]))
        .toEqual([['managementAccount', `Give its construct the parent that it has: ${named}.`]]);
      expect(counts).toMatchObject({ accountsAffected: 0, byRisk: { loosens: 0, tightens: 0, destroys: 0 } });
    }
  });

  test('that somebody moved is no obstacle for a deployment that does not look at it', () => {
    expect(reviewOfDeployment(there('Prod', ADOPTED), code('Root', more), code('Root', more)).obstacles).toEqual([]);
  });

  test('stays when it is removed from the app, also with a removal setting', () => {
    const former = code('Root', { ...more, code: { ...adopt('payer'), removal: { Action: 'CloseAccount' } } });
    const without = { ...former, root: { ...former.root, accounts: former.root.accounts.filter(({ name }) => name !== 'payer') } };
    const review = reviewOfDeployment(there('Root', ADOPTED), without, former);
    expect(review).toMatchObject({ changes: [{ kind: 'accountRemoved', outcome: 'stays' }], obstacles: [] });
    expect(review.risks.map(({ level }) => level)).toEqual(['neutral']);
  });

  test('keeps the attachments of code that also names it by the symbol of the organization', () => {
    const guard = attached(GUARD);
    const adopted = code('Root', more);
    const named: Account = { id: SYMBOL, name: SYMBOL, email: '', state: 'ACTIVE', tags: {}, attachedPolicies: [FULL_ACCESS, guard] };
    if (more.id === SYMBOL) return;
    const both: Organization = { ...adopted, root: { ...adopted.root, accounts: [...adopted.root.accounts, named] } };
    const { changes, obstacles } = reviewOfDeployment(there('Root', ADOPTED), both);
    expect(changes).toMatchObject([{ kind: 'attached', target: { id: MANAGER }, policy: { name: 'guard' } }]);
    expect(obstacles).toEqual([]);
  });
});

test.each<[string, InCode['invited']]>([['its ID', { accountId: MANAGER }], ['its address', { email: 'payer@example.com' }]])(
  'an invitation of the management account by %s is an obstacle', (_name, invited) => {
    const { email = '' } = invited!;
    const manager = payer({ id: '${S.Invited}', name: email || MANAGER, email, state: INVITED_STATE, code: { ...inCode('${S.Invited}'), invited } });
    const review = reviewOfDeployment(there('Root'), places({ account, unit, organization }, 'Root', manager));
    expect(review.obstacles.map(({ message }) => message)).toEqual([
      `Root/payer is the management account of the organization, which nobody can invite (given: ${MANAGER}). Use Account with adopt: true.`,
    ]);
  });

test.each([['nobody', {}, []], ['another stack', { 'cdk-aws-organizations:owner': 'T' }, ['taken']]])(
  'two members that code invites and that %s owns have only the obstacles of a deployment', (_name, tags, obstacles) => {
    const numbers = ['1', '2'];
    const found = live.organization({ root: { accounts: numbers.map((number) => live.account(number, Number(number), { tags })) } });
    const inviting = organization({
      root: {
        accounts: numbers.map((number) => {
          const [id, accountId] = [`\${S.Invited${number}}`, `11112222330${number}`];
          return account(accountId, { id, email: '', state: INVITED_STATE, code: { ...inCode(id), invited: { accountId } } });
        }),
      },
    });
    expect(reviewOfDeployment(found, inviting).obstacles.map(({ kind }) => kind)).toEqual(numbers.flatMap(() => obstacles));
  });

test('two codes that name the management account by the symbol of the organization show that it cannot move', () => {
  const [base, head] = [code('Root', { id: SYMBOL }), code('Prod', { id: SYMBOL })];
  const { obstacles, counts } = reviewOf(base, head, { actions: ACTIONS });
  expect(obstacles.map(({ message }) => message)).toEqual([
    'Root/Prod/payer is the management account, which a deployment never moves, and the code gives it another parent (given: Root/Prod). '
    + 'Give its construct the parent that it has: Root.',
  ]);
  expect(counts.accountsAffected).toBe(0);
});
