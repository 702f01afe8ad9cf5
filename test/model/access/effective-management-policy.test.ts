import { account, attached, organization, policy, unit } from './small-organization';
import { OrganizationAccess } from '../../../src/model';

const tag = (name: string, content: object | string) => policy(name, content, 'TAG_POLICY');
const values = (operator: string, ...items: string[]) => ({ tags: { Stage: { tag_value: { [operator]: items } } } });

const above = tag('above', values('@@assign', 'prod', 'test'));
const below = tag('below', values('@@append', 'lab'));
const other = tag('other', values('@@assign', 'live'));
const broken = tag('broken', '{');
const policies = [above, below, other, broken];

const access = (policyTypes: ('TAG_POLICY' | 'BACKUP_POLICY')[]) => new OrganizationAccess(organization({
  attachedPolicies: [attached(above)],
  organizationalUnits: [unit('Lab', 'ou-ab12-11111111', {
    attachedPolicies: [attached(below)], accounts: [account('blue', '111111111111', []), account('red', '222222222222', [attached(broken)])],
  })],
  accounts: [account('two', '333333333333', [attached(above), attached(other)])],
}, { policies, policyTypes }), true);

function effective(name: string, of = access(['TAG_POLICY'])) {
  return of.effectivePolicy(of.find(name), 'TAG_POLICY');
}

test('the policies of all levels are merged, and each value shows its origin', () => {
  const { document, origins } = effective('blue');
  expect(document).toEqual({ tags: { Stage: { tag_value: ['prod', 'test', 'lab'] } } });
  expect(origins.map(({ value, level, policy: name }) => [value, level, name])).toEqual([
    ['prod', 'root', 'above'], ['test', 'root', 'above'], ['lab', 'Lab', 'below'],
  ]);
});

test('a type that is not enabled has no effect', () => {
  expect(effective('blue', access(['BACKUP_POLICY']))).toEqual({ type: 'TAG_POLICY', enabled: false, origins: [], problems: [], unknown: [] });
});

test('a policy that cannot be read is named', () => {
  expect(effective('red').unknown).toEqual([expect.stringMatching(/^policy broken, which cannot be read \(line 1/)]);
});

test('two values at one level are a conflict', () => {
  expect(effective('two').problems).toMatchObject([{ kind: 'conflict', level: 'two', policy: 'other' }]);
});
