import { account, attached, organization, policy, unit } from './small-organization';
import { OrganizationAccess, refusedDocuments } from '../../../src/model';

const wrong = policy('wrong', { plans: { daily: { regions: { '@@assign': 'eu-west-1' }, color: { '@@assign': 'red' } } } }, 'BACKUP_POLICY');
const long = policy('long', { plans: { daily: { regions: { '@@assign': ['eu-west-1'] }, backup_plan_tags: { x: { tag_key: { '@@assign': 'x'.repeat(11_000) } } } } } }, 'BACKUP_POLICY');
const operators = policy('operators', { plans: { daily: { regions: { '@@set': ['eu-west-1'] } } } }, 'BACKUP_POLICY');
const good = policy('good', { plans: { daily: { regions: { '@@assign': ['eu-west-1'] } } } }, 'BACKUP_POLICY');
const value = organization({
  attachedPolicies: [attached(good)],
  organizationalUnits: [unit('Lab', 'ou-ab12-11111111', { attachedPolicies: [attached(wrong), attached(long)], accounts: [account('blue', '111111111111', [attached(operators)])] })],
  accounts: [account('two', '222222222222', [])],
}, { policies: [wrong, long, operators, good], policyTypes: ['BACKUP_POLICY'] });
const access = new OrganizationAccess(value, true);

test('documents that the service would refuse are found at each level', () => {
  const found = refusedDocuments(value, access.find('blue'), 'BACKUP_POLICY');
  expect(found.map(({ kind, level, policy: name }) => `${kind} ${level} ${name}`)).toEqual(expect.arrayContaining(['refused Lab wrong', 'refused Lab long']));
  expect(found.filter(({ policy: name }) => name === 'good' || name === 'operators')).toEqual([]);
});

test('no document is found where the service would accept all of them', () => {
  expect(refusedDocuments(value, access.find('two'), 'BACKUP_POLICY')).toEqual([]);
});
