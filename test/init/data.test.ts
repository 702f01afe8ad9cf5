import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { MISTAKES, ORGANIZATION, UNITS } from './data-mistakes';
import { randomOrganization } from './random-organization';
import { removeWrittenApps, synthesized, writtenApp } from './written-app';
import { appRows } from '../../src/init';
import { dataOfRows, readRows, writeRows } from '../../src/init/data';
import { proofRuns, proofSeed } from '../proofs/support/proof-runs';

jest.setTimeout(240_000);
afterAll(removeWrittenApps);

const files = writeRows(dataOfRows(appRows(ORGANIZATION)));
const { folder } = writtenApp(ORGANIZATION);

describe.each(MISTAKES)('%s', (_title, file, from, to, message) => {
  const changed = files.get(file)!.replace(from, to);

  test('is an error of the command, with the file, the row and the value', () => {
    expect(changed).not.toBe(files.get(file));
    const read = () => readRows((path) => (path === file ? changed : files.get(path)));
    expect(read).toThrow(`${file}: `);
    expect(messageOf(read)).toContain(message);
  });

  test('is an error of the written app, with the same words', () => {
    const former = readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(folder, file), changed);
    try {
      expect(messageOf(() => synthesized(folder, ORGANIZATION))).toContain(`${file}: ${message}`);
    } finally {
      writeFileSync(join(folder, file), former);
    }
  });
});

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('There is no error.');
}

test('data that was read is written again as the same text, for every random organization', () => {
  fc.assert(fc.property(randomOrganization, (organization) => {
    const written = writeRows(dataOfRows(appRows(organization)));
    expect([...writeRows(readRows((path) => written.get(path)))]).toEqual([...written]);
  }), { seed: proofSeed(), numRuns: 20 * proofRuns() });
});

test('a file that is missing, or no JSON, is an error that says so', () => {
  expect(() => readRows((path) => (path === UNITS ? undefined : files.get(path)))).toThrow(`${UNITS} does not exist. Restore it, or`);
  expect(() => readRows((path) => (path === UNITS ? '{"root": {},}' : files.get(path)))).toThrow(`${UNITS} is not JSON: `);
  expect(() => readRows((path) => (path === UNITS ? '{"root": {}, "root": {}}' : files.get(path)))).toThrow('given twice');
});
