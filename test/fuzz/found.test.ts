import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleState } from './sample-state';
import { readSource } from '../../src/cli/organization-source';
import { readSimulatorState } from '../../src/cli/simulator-state-file';
import { SNAPSHOT_FORMAT } from '../../src/model';
import { organizationOfState } from '../../src/rehearsal';
import { Simulator } from '../../src/simulator';

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'found-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('a snapshot in which a unit has the ID of one inside it is refused, instead of ending the process', () => {
  const organization = organizationOfState(sampleState().state)!;
  const [unit] = organization.root.organizationalUnits;
  const inner = { ...unit.organizationalUnits[0], id: unit.id };
  const tangled = { ...organization, root: { ...organization.root, organizationalUnits: [{ ...unit, organizationalUnits: [inner] }] } };
  const file = join(folder, 'snapshot.json');
  writeFileSync(file, JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-01-01T00:00:00.000Z', organization: tangled }));
  const refusal = new RegExp(`each have an ID of their own\\. Given: "${unit.id}"\\. Use a file`);
  expect(() => [...new Simulator({ state: readSimulatorState(file) }).organization.accountsWithPaths()]).toThrow(refusal);
  expect(() => readSource(file)).toThrow(refusal);
});

test('a snapshot in which the root has the ID of a unit is refused, instead of ending the process without a word', () => {
  const organization = organizationOfState(sampleState().state)!;
  const { root } = organization;
  const tangled = { ...organization, root: { ...root, id: root.organizationalUnits[0].id } };
  const file = join(folder, 'snapshot.json');
  writeFileSync(file, JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-01-01T00:00:00.000Z', organization: tangled }));
  expect(() => readSource(file)).toThrow('each have an ID of their own');
});
