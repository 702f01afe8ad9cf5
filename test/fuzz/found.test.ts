import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleState } from './sample-state';
import { AssemblyError, resolve } from '../../src/assembly';
import { collectContext } from '../../src/cli/explain/explain-command';
import { readSimulatorState } from '../../src/cli/simulator/simulator-command';
import { readSource } from '../../src/cli/sources/organization-source';
import { ResourceType } from '../../src/contract';
import { parsePreviousProperties, parseProperties } from '../../src/handler/parse-properties';
import { SNAPSHOT_FORMAT } from '../../src/model';
import { organizationOfState } from '../../src/rehearsal';
import { Simulator } from '../../src/simulator';

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'found-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('a snapshot in which a unit has the ID of a unit inside it is refused, and does not crash the process', async () => {
  const organization = organizationOfState(sampleState().state)!;
  const [unit] = organization.root.organizationalUnits;
  const inner = { ...unit.organizationalUnits[0], id: unit.id };
  const tangled = { ...organization, root: { ...organization.root, organizationalUnits: [{ ...unit, organizationalUnits: [inner] }] } };
  const file = join(folder, 'snapshot.json');
  writeFileSync(file, JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-01-01T00:00:00.000Z', organization: tangled }));
  const refusal = new RegExp(`each have an ID of their own\\. Given: "${unit.id}"\\. Use a file`);
  expect(() => [...new Simulator({ state: readSimulatorState(file) }).organization.accountsWithPaths()]).toThrow(refusal);
  await expect(readSource(file)).rejects.toThrow(refusal);
});

test('a snapshot in which the root has the ID of a unit is refused, and does not end the process silently', async () => {
  const organization = organizationOfState(sampleState().state)!;
  const { root } = organization;
  const tangled = { ...organization, root: { ...root, id: root.organizationalUnits[0].id } };
  const file = join(folder, 'snapshot.json');
  writeFileSync(file, JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-01-01T00:00:00.000Z', organization: tangled }));
  await expect(readSource(file)).rejects.toThrow('each have an ID of their own');
});

test.each(['Ref', 'Fn::Split', 'Fn::Select', 'Fn::If', 'Fn::Equals'])('an object with its own toString is not a text for %s, and does not crash a reader', (name) => {
  const odd = { toString: 'x' };
  const values = { 'Ref': odd, 'Fn::Split': [odd, 'a-b'], 'Fn::Select': [odd, ['a']], 'Fn::If': [odd, 'a', 'b'], 'Fn::Equals': [odd, odd] };
  const scope = { stackName: 'App', template: { Resources: {} }, parameters: {}, pseudoParameters: {}, lookup: {} } as never;
  let thrown: unknown;
  try {
    resolve({ [name]: values[name as keyof typeof values] }, scope, 'App/X');
  } catch (error) {
    thrown = error;
  }
  expect(thrown === undefined || thrown instanceof AssemblyError ? 'a result or an error with a message' : thrown).toBe('a result or an error with a message');
});

test('an object with its own toString is refused as a property of an event', () => {
  const sent = { Type: { toString: 'x' }, Name: 'x', Description: '', MaxDocuments: { toString: 'x' }, Statements: [{}] };
  expect(() => parseProperties(ResourceType.POLICY_SET, sent)).toThrow('The property Type of Custom::OrganizationsPolicySet is {"toString":"x"}.');
  expect(parsePreviousProperties(ResourceType.POLICY_SET, sent)).not.toHaveProperty('MaxDocuments');
});

test('a long text with many colons is refused at once as a condition key', () => {
  const started = Date.now();
  expect(() => collectContext('{"Fn::Join":['.repeat(20_000))).toThrow('Write KEY=VALUE');
  expect(collectContext('aws:PrincipalTag/cost center=a=b')).toEqual({ 'aws:PrincipalTag/cost center': 'a=b' });
  expect(Date.now() - started).toBeLessThan(1_000);
});
