import { diff, type InCode, type OrganizationalUnit } from '../../../src/model';
import { account, IN_CODE, organization, policy, unit } from '../organizations';

const CONTENT = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' }] };
const BOTH = ['Other', 'S'];

/** Changes of one kind between a stack `S` and a stack `Other` that has the same policy, and the same unit. */
function recreated(former: Partial<InCode>, present: Partial<InCode>, owners = BOTH, below: Partial<OrganizationalUnit> = {}): object[] {
  const of = (code: InCode, more: Partial<OrganizationalUnit>) => organization({
    root: { organizationalUnits: [unit('Unit', { code, ...more })] },
    policies: [policy('guard', CONTENT, { code })],
    more: { code: { owners, guardedActions: [], withoutFullAwsAccess: [] } },
  });
  const changes = diff(of({ ...IN_CODE, ...former }, below), of({ ...IN_CODE, owner: 'Other', adopt: true, ...present }, below));
  return changes.flatMap((change) => (change.kind === 'recreated' ? [[change.on.kind, change.from, change.to]] : []));
}

const POLICY = ['policy', 'S', 'Other'];
const UNIT = ['organizationalUnit', 'S', 'Other'];

test.each<[string, Partial<InCode>, Partial<InCode>, string[], object[]]>([
  ['are recreated by the stack that adopts them, since the former one deletes them', {}, {}, BOTH, [POLICY, UNIT]],
  ['stay where the former stack retains them', { retained: true }, {}, BOTH, []],
  ['stay where the former stack has adopted them and only releases them', { adopt: true }, {}, BOTH, []],
  ['are an obstacle, and nothing else, without adopt', {}, { adopt: false }, BOTH, []],
  ['stay where the former stack is no longer in the code, so that it is not deleted', {}, {}, ['Other'], []],
  ['are no change in their own stack', {}, { owner: 'S' }, BOTH, []],
])('a policy and an empty unit that move to another stack %s', (_, former, present, owners, expected) => {
  expect(recreated(former, present, owners)).toEqual(expected);
});

test.each<[string, Partial<OrganizationalUnit>]>([
  ['an account', { accounts: [account('shop')] }],
  ['a unit', { organizationalUnits: [unit('Below')] }],
])('a unit with %s in it is not deleted by the former stack, and so not recreated', (_, below) => {
  expect(recreated({}, {}, BOTH, below)).toEqual([POLICY]);
});
