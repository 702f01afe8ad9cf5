import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { fleetSchema } from '../../src/fleet';
import { FLEET_OBJECTS } from '../../src/fleet/members';
import { MEMBERS } from '../../src/init/data/members';

const FILE = join(__dirname, '..', '..', 'docs', 'fleet.schema.json');

test('docs/fleet.schema.json is the schema of the rows that the library reads', () => {
  // To write it:
  // npx tsx -e "console.log(JSON.stringify(require('./src/fleet/fleet-schema').fleetSchema(), undefined, 2))" > docs/fleet.schema.json
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(fleetSchema());
});

const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(fleetSchema());
const ROWS = [{ id: 'a', name: 'a', email: 'a@b.example' }, { id: 'b', adopt: true, name: 'b', email: 'b@b.example', policies: ['x'] }];

test.each<[string, object, boolean]>([
  ['two accounts and two organizational units', { accounts: ROWS, organizationalUnits: [{ id: 'x', name: 'X' }, { id: 'y', name: 'Y', parent: 'x' }] }, true],
  ['settings by the ID of the row', { accounts: { a: { enabledRegions: ['eu-south-2'] }, b: {} } }, true],
  ['an unknown member', { accounts: [{ ...ROWS[0], emial: 'x' }] }, false],
  ['a missing member', { accounts: [{ id: 'a', name: 'a' }] }, false],
])('the schema judges %s as the library does', (_, file, isValid) => {
  expect(validate(file)).toBe(isValid);
});

test.each(['account', 'unit', 'root', 'settings'] as const)('a fleet has every member that cdk-org init writes into a row (%s)', (name) => {
  const members = Object.keys(FLEET_OBJECTS[name === 'unit' ? 'organizationalUnit' : name]);
  const { required, optional } = MEMBERS[name];
  expect(Object.keys({ ...required, ...optional }).filter((member) => !members.includes(member))).toEqual([]);
});
