import { ResourceType } from '../../../src/contract';
import { checkDestinations } from '../../../src/model/code/check-destinations';
import type { DesiredResource } from '../../../src/model/desired-resources';

const of = (type: DesiredResource['type'], logicalId: string, properties: DesiredResource['properties'], stackName = 'S'): DesiredResource => (
  { owner: 'S@us-east-1', stackName, logicalId, type, id: `\${${stackName}.${logicalId}}`, properties, exports: [] });
const unit = (logicalId: string, MoveAccountsTo?: unknown, stackName = 'S') => of(ResourceType.ORGANIZATIONAL_UNIT, logicalId, { MoveAccountsTo }, stackName);
const leaving = (ParentId: string, more: object = {}) => of(ResourceType.ACCOUNT, 'Shop', { Removal: { Action: 'MoveAccount', ParentId, ...more } });
const [PARKING, MIDDLE, EVIL] = ['${S.Parking}', '${S.Middle}', '${S.Evil}'];
const ORGANIZATION = of(ResourceType.ORGANIZATION, 'Organization', {});
const UNITS = [ORGANIZATION, unit('Parking'), unit('Evil'), unit('Middle', { ParentId: PARKING, ParentLogicalId: 'Parking' })];

test.each([
  ['a unit', unit('Old', { ParentId: PARKING, ParentLogicalId: 'Parking' })],
  ['a unit with a destination', unit('Old', { ParentId: MIDDLE, ParentLogicalId: 'Middle', IfRemoved: { ParentId: PARKING, ParentLogicalId: 'Parking' } })],
  ['a unit with a destination, as an earlier version wrote it', unit('Old', { ParentId: MIDDLE, ParentLogicalId: 'Middle' })],
  ['the place of an account', leaving(MIDDLE, { IfRemoved: { ParentId: PARKING } })],
  ['a unit with the logical ID of one in another stack', unit('Old', { ParentId: PARKING, ParentLogicalId: 'Parking' }, 'S')],
  ['the root, as an earlier version wrote it', unit('Old', { ParentId: '${S.Organization.RootId}', ParentLogicalId: 'Organization' })],
  ['the root, for an account', leaving('r-ab12', { ParentLogicalId: 'Organization' })],
  ['no place', of(ResourceType.ACCOUNT, 'Shop', { Removal: { Action: 'CloseAccount' } })],
])('a destination that is %s', (_, resource) => {
  const elsewhere = { ...unit('Parking'), owner: 'S@eu-west-1', id: '${S@eu-west-1.Parking}' };
  expect(() => checkDestinations([elsewhere, unit('Parking', undefined, 'Other'), ...UNITS, resource])).not.toThrow();
});

test.each([
  ['the logical ID of another unit', unit('Old', { ParentId: PARKING, ParentLogicalId: 'Evil' })],
  ['the logical ID of no unit', unit('Old', { ParentId: PARKING, ParentLogicalId: 'None' })],
  ['the logical ID of no unit, where the unit is outside the code', leaving('ou-ab12-12345678', { ParentLogicalId: 'None' })],
  ['the logical ID of the organization, for a unit', leaving(PARKING, { ParentLogicalId: 'Organization' })],
  ['another next destination', unit('Old', { ParentId: MIDDLE, IfRemoved: { ParentId: EVIL } })],
  ['a next destination that the unit does not have', unit('Old', { ParentId: PARKING, IfRemoved: { ParentId: EVIL } })],
  ['a wrong logical ID of the next destination', unit('Old', { ParentId: MIDDLE, IfRemoved: { ParentId: PARKING, ParentLogicalId: 'Evil' } })],
  ['a next destination of an unknown unit', leaving('ou-ab12-12345678', { IfRemoved: { ParentId: PARKING } })],
  ['the logical ID of another unit, for an account', leaving(PARKING, { ParentLogicalId: 'Middle' })],
])('a destination with %s is an error', (_, resource) => {
  expect(() => checkDestinations([...UNITS, resource])).toThrow(/A destination of accounts names different units\. Given: .* at S\/(Old|Shop)\. Set it with moveAccountsTo/);
});
