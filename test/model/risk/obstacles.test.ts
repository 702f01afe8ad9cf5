import { type Organization, type Review, reviewOf, reviewOfDeployment } from '../../../src/model';
import type { StackLinks } from '../../../src/model/stack-links';
import { account, attached, IN_CODE, live, organization, owned, policy, symbol, unit } from '../organizations';
import { scp, shop, OTHER, BOTH_STACKS, s3, removal } from './support';

const moved = (code: Partial<typeof IN_CODE> & { allowReplacement?: boolean }) => organization({
  root: { organizationalUnits: [unit('Dev'), unit('Workloads', { organizationalUnits: [unit('Prod', { code: { ...IN_CODE, address: 'S.Prod', ...code } })] })] },
});
const unmoved = organization({ root: { organizationalUnits: [unit('Dev'), unit('Prod', { code: { ...IN_CODE, address: 'S.Prod' } }), unit('Workloads')] } });
const liveProd = (children: ReturnType<typeof live.unit>[]) => live.organization({
  root: { organizationalUnits: [live.unit('Dev', 1, { tags: owned }), live.unit('Prod', 2, { tags: owned, organizationalUnits: children }), live.unit('Workloads', 3, { tags: owned })] },
});

const administered = () => organization({
  root: { accounts: [account('shop')] },
  more: { delegatedAdministrators: [{ accountId: symbol('shop'), accountName: 'shop', servicePrincipal: 'config.amazonaws.com', owner: 'S' }] },
});

const TRUSTED = { trustedServices: ['account.amazonaws.com'] };

/** Code of two stacks; `undefined` for a stack that is not in it. */
function linked(exports: string[] | undefined, imports: string[] | undefined, order = ['Exporter', 'Importer']): Organization {
  const links = order.flatMap((stack): StackLinks[] => {
    const names = stack === 'Exporter' ? exports : imports;
    return names === undefined ? [] : [{ stack, exports: stack === 'Exporter' ? names : [], imports: stack === 'Importer' ? names : [] }];
  });
  const stacks = links.map(({ stack }) => stack);
  return organization({ more: { code: { owners: [], stacks, guardedActions: [], withoutFullAwsAccess: [], links } } });
}

test.each<[string, () => Review, readonly string[]]>([
  ['a unit that moves without allowReplacement', () => reviewOf(unmoved, moved({})), ['moveNotAllowed']],
  ['a unit that moves with allowReplacement', () => reviewOf(unmoved, moved({ allowReplacement: true })), []],
  ['a unit that another construct creates again', () => reviewOf(unmoved, moved({ address: 'S.Other' })), []],
  ['a unit that moves while its ID is exported', () => reviewOf(unmoved, moved({ allowReplacement: true, exports: ['ProdId'] })), ['exportedIdChanges']],
  ['a live unit that moves with a unit of others below it', () => reviewOfDeployment(liveProd([live.unit('Theirs', 4)]), moved({ allowReplacement: true }), unmoved), ['foreignUnitBelow']],
  ['a live unit that moves alone', () => reviewOfDeployment(liveProd([]), moved({ allowReplacement: true }), unmoved), []],
  ['an account to be closed while the permission is removed', () => reviewOf(organization({ root: { accounts: [removal('CloseAccount')] } }), organization()), ['removalNotAllowed']],
  ['an account to be closed while the permission stays', () => reviewOf(
    organization({ root: { accounts: [removal('CloseAccount')] } }),
    organization({ more: { code: { owners: ['S'], guardedActions: ['CloseAccount'], withoutFullAwsAccess: [] } } })), []],
  ['an account that moves to another stack', () => reviewOf(organization({ root: { accounts: [account('shop')] } }),
    organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, owner: 'Other' } })] } })), ['movesToAnotherStack']],
  ['an account that was retained and is adopted by another stack', () => reviewOf(
    organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, retained: true } })] } }),
    organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, owner: 'Other', adopt: true } })] } })), []],
  ['an address that is taken', () => reviewOfDeployment(live.organization({ root: { accounts: [live.account('shop', 1)] } }), organization({ root: { accounts: [account('shop')] } })), ['taken']],
  ['an account that is adopted', () => reviewOfDeployment(live.organization({ root: { accounts: [live.account('shop', 1)] } }),
    organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, adopt: true } })] } })), []],
  ['a name that one unit releases and another one takes, for which the handlers wait', () => reviewOf(
    organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('A') }), unit('Beta', { id: symbol('B') })] } }),
    organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('B') }), unit('Gamma', { id: symbol('A') })] } })), []],
  ['names that rotate among three units', () => reviewOf(
    organization({ root: { organizationalUnits: [unit('One', { id: symbol('A') }), unit('Two', { id: symbol('B') }), unit('Three', { id: symbol('C') })] } }),
    organization({ root: { organizationalUnits: [unit('One', { id: symbol('B') }), unit('Two', { id: symbol('C') }), unit('Three', { id: symbol('A') })] } })),
  ['nameInUse', 'nameInUse', 'nameInUse']],
  ['the name of a unit that is removed from the app, given to another one', () => reviewOf(
    organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('A') }), unit('Beta', { id: symbol('B') })] } }),
    organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('B') })] } })), ['nameInUse']],
  ['names that two policies swap', () => reviewOf(
    organization({ policies: [scp('one', {}), { ...scp('two', { Action: 's3:*' }) }] }),
    organization({ policies: [{ ...scp('one', {}), id: symbol('two') }, { ...scp('two', { Action: 's3:*' }), id: symbol('one') }] })), ['nameInUse', 'nameInUse']],
  ['a name that one policy releases and a policy of another type takes', () => reviewOf(
    organization({ policies: [scp('one', {})] }),
    organization({ policies: [policy('one', {}, { id: symbol('New'), type: 'TAG_POLICY' }), { ...scp('two', {}), id: symbol('one') }] })), []],
  ['a new unit with the name that another one releases, for which the handlers wait', () => reviewOf(
    organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('A') })] } }),
    organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('New') }), unit('Gamma', { id: symbol('A') })] } })), []],
  ['a new unit with the name of one below another parent', () => reviewOf(
    organization({ root: { organizationalUnits: [unit('Prod', { organizationalUnits: [unit('Web')] })] } }),
    organization({ root: { organizationalUnits: [unit('Dev', { organizationalUnits: [unit('Web', { id: symbol('New') })] }), unit('Prod', { organizationalUnits: [unit('Web')] })] } })), []],
  ['two accounts whose constructs are swapped', () => reviewOf(
    organization({ root: { accounts: [account('one'), account('two')] } }),
    organization({ root: { accounts: [account('one', { id: symbol('two') }), account('two', { id: symbol('one') })] } })), ['constructOfAnotherAccount', 'constructOfAnotherAccount']],
  ['a new account at the construct of a removed one', () => reviewOf(
    organization({ root: { accounts: [account('one'), account('two')] } }),
    organization({ root: { accounts: [account('one', { id: symbol('New') }), account('three', { id: symbol('one') }), account('two')] } })), ['constructOfAnotherAccount']],
  ['accounts with other constructs', () => reviewOf(
    organization({ root: { accounts: [account('one'), account('two')] } }),
    organization({ root: { accounts: [account('one', { id: symbol('One') }), account('two', { id: symbol('Two') })] } })), []],
  ['an account that the code renames without trusted access', () => reviewOf(organization({ root: { accounts: [account('shop')] } }),
    organization({ root: { accounts: [account('store', { id: symbol('shop'), email: 'SHOP@example.com' })] } })), ['noTrustedAccess']],
  ['an account that the code renames with trusted access', () => reviewOf(organization({ root: { accounts: [account('shop')] } }),
    organization({ root: { accounts: [account('store', { id: symbol('shop') })] }, more: TRUSTED })), []],
  ['an account that the code renames with trusted access that was removed from the app and stays', () => reviewOf(
    organization({ root: { accounts: [account('shop')] }, more: TRUSTED }),
    organization({ root: { accounts: [account('store', { id: symbol('shop') })] } })), []],
  ['an account that is renamed by code of another organization than its own', () => reviewOf(
    organization({ root: { accounts: [account('shop')] }, more: { id: '' } }),
    organization({ root: { accounts: [account('store', { id: symbol('shop') })] }, more: { id: '' } })), []],
  ['an account to which the code gives another address without trusted access', () => reviewOf(organization({ root: { accounts: [account('shop')] } }),
    organization({ root: { accounts: [account('shop', { email: 'store@example.com' })] } })), ['noTrustedAccess']],
  ['an account to which the code gives another address with trusted access', () => reviewOf(organization({ root: { accounts: [account('shop')] } }),
    organization({ root: { accounts: [account('shop', { email: 'store@example.com' })] }, more: TRUSTED })), []],
  ['an account to be adopted that has another name', () => reviewOfDeployment(live.organization({ root: { accounts: [live.account('shop', 1)] }, more: TRUSTED }),
    organization({ root: { accounts: [account('store', { email: 'shop@example.com', code: { ...IN_CODE, adopt: true } })] }, more: TRUSTED })), ['nameIsFixed']],
  ['a unit below one that moves, which may not move itself', () => reviewOf(
    organization({ root: { organizationalUnits: [unit('Dev'), unit('Prod', { organizationalUnits: [unit('Web')] })] } }),
    organization({ root: { organizationalUnits: [unit('Dev', { organizationalUnits: [unit('Prod', { code: { ...IN_CODE, address: 'S.Prod', allowReplacement: true }, organizationalUnits: [unit('Web')] })] })] } })),
  ['moveNotAllowed']],
  ['a policy that another stack adopts, and that the former one may delete first', () => reviewOf(
    shop([s3], [s3]), shop([{ ...s3, code: OTHER }], [s3], [], 'Prod', { code: BOTH_STACKS })), ['movesToAnotherStack']],
  ['an account that the former stack would close', () => reviewOf(organization({ root: { accounts: [removal('CloseAccount')] } }),
    organization({ root: { accounts: [account('shop', { code: OTHER })] }, more: { code: BOTH_STACKS } })), ['movesToAnotherStack']],
  ['an account that is closed', () => reviewOfDeployment(live.organization({ root: { accounts: [live.account('shop', 1, { tags: owned, state: 'CLOSED' })] } }),
    organization({ root: { accounts: [account('shop')] } })), ['accountNotActive']],
  ['an account that is closed and not in the code', () => reviewOfDeployment(live.organization({ root: { accounts: [live.account('shop', 1, { state: 'CLOSED' })] } }), organization()), []],
  ['an administrator of a service that is not trusted', () => reviewOf(organization({ root: { accounts: [account('shop')] } }), administered()), ['noTrustedAccess']],
  ['an administrator of a service that was trusted and stays trusted', () => reviewOf(
    organization({ root: { accounts: [account('shop')] }, more: { trustedServices: ['config.amazonaws.com'] } }), administered()), []],
  ['an administrator in an organization that is not in the code', () => reviewOf(
    organization({ root: { accounts: [account('shop')] }, more: { id: '' } }), { ...administered(), id: '' }), []],
  ['all features in an organization without them', () => reviewOf(organization({ more: { featureSet: 'CONSOLIDATED_BILLING' } }), organization()), []],
  ['consolidated billing in an organization with all features', () => reviewOf(organization(), organization({ more: { featureSet: 'CONSOLIDATED_BILLING' } })), ['featureSetIsFixed']],
  ['all features in a live organization without them', () => reviewOfDeployment(live.organization({ more: { featureSet: 'CONSOLIDATED_BILLING' } }), organization()), []],
  ['consolidated billing in a live organization that has all features', () => reviewOfDeployment(live.organization(), organization({ more: { featureSet: 'CONSOLIDATED_BILLING' } })), ['featureSetIsFixed']],
  ['consolidated billing in a live organization with all features, if the deployed code already had it', () => {
    const billing = organization({ more: { featureSet: 'CONSOLIDATED_BILLING' } });
    return reviewOfDeployment(live.organization(), billing, billing);
  }, []],
  ['an export that is removed while a later stack imports it', () => reviewOf(linked(['Id'], ['Id']), linked([], [])), ['exportInUse']],
  ['an export that is removed in a deployment to a live organization', () => reviewOfDeployment(live.organization(), linked([], []), linked(['Id'], ['Id'])), ['exportInUse']],
  ['an export that is removed while the importing stack is removed from the app', () => reviewOf(linked(['Id'], ['Id']), linked([], undefined)), ['exportInUse']],
  ['an export that is removed with its stack, which stays deployed', () => reviewOf(linked(['Id'], ['Id']), linked(undefined, [])), []],
  ['an export that is removed and that no stack imports', () => reviewOf(linked(['Id', 'Other'], ['Other']), linked(['Other'], ['Other'])), []],
  ['an export that an earlier stack no longer imports', () => reviewOf(linked(['Id'], ['Id']), linked([], [], ['Importer', 'Exporter'])), []],
  ['an account with another name', () => reviewOfDeployment(live.organization({ root: { accounts: [live.account('shop', 1, { tags: owned })] } }),
    organization({ root: { accounts: [account('store', { email: 'shop@example.com' })] } })), ['noTrustedAccess']],
])('has the expected obstacles: %s', (_, review, kinds) => {
  expect(review().obstacles.map(({ kind }) => kind)).toStrictEqual(kinds);
});

describe('an account that was changed manually', () => {
  const suspended = live.organization({
    root: {
      accounts: [live.account('shop', 1, { tags: owned, state: 'SUSPENDED' })],
      organizationalUnits: [live.unit('Dev', 1, { tags: owned }), live.unit('Prod', 2, { tags: owned })],
    },
  });
  const units = [unit('Dev'), unit('Prod')];
  const of = (fields: Partial<ReturnType<typeof account>> = {}) => organization({ root: { accounts: [account('shop', fields)], organizationalUnits: units } });
  const [dev, prod] = units;
  const code = account('shop').code!;

  test.each<[string, Organization, readonly string[]]>([
    ['the same code', of(), []],
    ['another tag', of({ tags: { team: 'x' } }), ['accountNotActive']],
    ['another parent', organization({ root: { organizationalUnits: [{ ...dev, accounts: [account('shop')] }, prod] } }), ['accountNotActive']],
    ['a reconcile value that includes all resources', of({ code: { ...code, reconcile: '2' } }), ['accountNotActive']],
    ['another construct', of({ code: { ...code, address: 'S.Store' } }), ['accountNotActive']],
    ['an export', of({ code: { ...code, exports: ['ShopId'] } }), []],
  ])('stops a deployment that touches it if it was suspended: %s', (_, head, kinds) => {
    expect(reviewOfDeployment(suspended, head, of()).obstacles.map(({ kind }) => kind)).toStrictEqual(kinds);
  });

  test('stops only a deployment that touches it if it was renamed', () => {
    const renamed = live.organization({
      root: {
        accounts: [live.account('store', 1, { tags: owned, email: account('shop').email })],
        organizationalUnits: [live.unit('Dev', 1, { tags: owned }), live.unit('Prod', 2, { tags: owned })],
      },
    });
    const kindsOf = (head: Organization) => reviewOfDeployment(renamed, head, of()).obstacles.map(({ kind }) => kind);
    expect(kindsOf(of())).toEqual([]);
    expect(kindsOf(of({ tags: { team: 'x' } }))).toEqual(['noTrustedAccess']);
  });

  test('stops a deployment if it was suspended and the former code is unknown', () => {
    expect(reviewOfDeployment(suspended, of()).obstacles.map(({ kind }) => kind)).toStrictEqual(['accountNotActive']);
  });
});

test('a resource that lost its owner tag manually does not stop a deployment that does not touch it', () => {
  const of = (tags: Record<string, string>) => organization({
    root: { accounts: [account('shop', { tags })], organizationalUnits: [unit('Dev', { tags })] }, policies: [{ ...s3, tags }],
  });
  const unmarked = live.organization({
    root: { accounts: [live.account('shop', 1)], organizationalUnits: [live.unit('Dev', 1)] }, policies: [live.policy('guard', s3.content)],
  });
  const kinds = (head: Organization) => reviewOfDeployment(unmarked, head, of({})).obstacles.map(({ kind }) => kind);
  expect(kinds(of({}))).toEqual([]);
  expect(kinds(of({ team: 'x' }))).toEqual(['taken', 'taken', 'taken']);
});

test('a live unit does not move with a unit of others two levels below it, below a unit of the code that moves along', () => {
  const allowReplacement = true;
  const prod = unit('Prod', {
    code: { ...IN_CODE, address: 'S.Prod', allowReplacement }, organizationalUnits: [unit('Team', { code: { ...IN_CODE, address: 'S.Team', allowReplacement } })],
  });
  const before = organization({ root: { organizationalUnits: [prod, unit('Workloads')] } });
  const after = organization({ root: { organizationalUnits: [unit('Workloads', { organizationalUnits: [prod] })] } });
  const obstaclesWith = (below: ReturnType<typeof live.unit>[]) => reviewOfDeployment(live.organization({
    root: {
      organizationalUnits: [
        live.unit('Prod', 2, { tags: owned, organizationalUnits: [live.unit('Team', 4, { tags: owned, organizationalUnits: below })] }),
        live.unit('Workloads', 3, { tags: owned }),
      ],
    },
  }), after, before).obstacles.map(({ kind, subject }) => [kind, subject]);
  expect(obstaclesWith([])).toEqual([]);
  expect(obstaclesWith([live.unit('Theirs', 5)])).toEqual([['foreignUnitBelow', 'Root/Workloads/Prod']]);
});

test('every unit below one that moves needs allowReplacement, however deep', () => {
  const prod = unit('Prod', { organizationalUnits: [unit('Team', { organizationalUnits: [unit('Squad', { organizationalUnits: [unit('Pair')] })] })] });
  const before = organization({ root: { organizationalUnits: [prod, unit('Workloads')] } });
  const after = organization({ root: { organizationalUnits: [unit('Workloads', { organizationalUnits: [prod] })] } });
  const way = 'Root/Workloads/Prod';
  expect(reviewOf(before, after).obstacles.map(({ kind, subject }) => [kind, subject])).toEqual(
    [way, `${way}/Team`, `${way}/Team/Squad`, `${way}/Team/Squad/Pair`].map((subject) => ['moveNotAllowed', subject]));
});

describe('the name of a resource that is removed from the app', () => {
  const given = (former: Partial<ReturnType<typeof unit>>) => reviewOf(
    organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('A'), ...former }), unit('Beta', { id: symbol('B') })] } }),
    organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('B') })] } })).obstacles.map(({ message }) => message);
  const stays = [expect.stringMatching(/is removed from the app, and stays with its name\)\. Give another name, or rename the other one first\.$/)];

  test('is released in one deployment and used again in another one if the resource is deleted', () => {
    expect(given({})).toEqual([expect.stringMatching(/is removed from the app, and deletions come last\)\. Do it in two deployments/)]);
  });

  test('is never released if the resource is retained', () => expect(given({ code: { ...IN_CODE, retained: true } })).toEqual(stays));
  test('is never released if the resource is a unit that is not empty', () => expect(given({ accounts: [account('shop')] })).toEqual(stays));

  test('is never released if the resource is a policy that accounts still need', () => {
    const old = scp('old', { Action: 's3:*' });
    const renamed = { ...old, id: symbol('other') };
    expect(reviewOf(
      organization({ root: { accounts: [account('shop', { attachedPolicies: [attached(old)] })] }, policies: [old, scp('other', { Action: 'ec2:*' })] }),
      organization({ policies: [{ ...renamed, content: scp('other', { Action: 'ec2:*' }).content }] }),
    ).obstacles.map(({ message }) => message)).toEqual(stays);
  });
});

test('the message of an obstacle contains the problem, the value given and the remedy', () => {
  expect(reviewOf(unmoved, moved({})).obstacles).toEqual([{
    kind: 'moveNotAllowed',
    subject: 'Root/Workloads/Prod',
    message: 'Root/Workloads/Prod gets another parent, and AWS Organizations has no call that moves an organizational unit (given: Prod). ' +
      'Keep its parent, or set allowReplacement: true, so that it is recreated there with another ID.',
  }]);
});
