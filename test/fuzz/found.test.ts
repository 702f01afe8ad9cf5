import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleState } from './sample-state';
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
  const paths = () => [...new Simulator({ state: readSimulatorState(file) }).organization.accountsWithPaths()];
  expect(paths).toThrow(new RegExp(`has an ID at two places: .*Given: ${unit.id}\\. Use a file`));
});
