import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReadingJournal, resumablePort } from '../../../src/cli/sources/resumable-reading';
import type { OrganizationsPort } from '../../../src/organizations';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const ACCOUNTS = ['1', '2', '3', '4'].map((digit) => ({ id: digit.repeat(12), name: `account-${digit}` }));

let work: string;
let file: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'resume-'));
  file = join(work, 'reading.jsonl');
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

/** A port that answers some calls about single resources, and then fails. */
class ScriptedPort {
  readonly calls: string[] = [];
  #answers: number;

  constructor(answers = Infinity) {
    this.#answers = answers;
  }

  async* listTags(id: string): AsyncGenerator<object> {
    this.#count(`listTags ${id}`);
    yield { Key: 'name', Value: id };
    yield { Key: 'other', Value: 'x' };
  }

  async describePolicy(id: string): Promise<object> {
    this.#count(`describePolicy ${id}`);
    return { id, content: '{}' };
  }

  async* listRoots(): AsyncGenerator<object> {
    this.calls.push('listRoots');
    yield { id: 'r-root' };
  }

  #count(call: string): void {
    if (this.#answers-- <= 0) throw new Error('The connection broke.');
    this.calls.push(call);
  }
}

async function readAll(scripted: ScriptedPort, now = NOW, organizationId = 'o-exampleorgid'): Promise<unknown[]> {
  const journal = new ReadingJournal(file, organizationId, now);
  const port = resumablePort(scripted as unknown as OrganizationsPort, journal);
  const found: unknown[] = [];
  for await (const root of port.listRoots()) found.push(root);
  for (const { id } of ACCOUNTS) for await (const tag of port.listTags(id)) found.push(tag);
  for (const id of ['p-1', 'p-2']) found.push(await port.describePolicy(id));
  journal.complete();
  return found;
}

test('an interrupted reading goes on with the resource at which it ended, and removes its file at the end', async () => {
  const whole = await readAll(new ScriptedPort());
  expect(existsSync(file)).toBe(false);
  const [broken, rest] = [new ScriptedPort(2), new ScriptedPort()];
  await expect(readAll(broken)).rejects.toThrow('The connection broke.');
  expect(statSync(file).mode.toString(8)).toMatch(/600$/);
  expect(await readAll(rest, NOW + 60_000)).toEqual(whole);
  expect(broken.calls.slice(1)).toEqual(ACCOUNTS.slice(0, 2).map(({ id }) => `listTags ${id}`));
  expect(rest.calls).toEqual(['listRoots', ...ACCOUNTS.slice(2).map(({ id }) => `listTags ${id}`), 'describePolicy p-1', 'describePolicy p-2']);
  expect(existsSync(file)).toBe(false);
});

test('a line that was cut off is read again, and so are the lines after a second interruption', async () => {
  await expect(readAll(new ScriptedPort(3))).rejects.toThrow();
  truncateSync(file, readFileSync(file).length - 10);
  const second = new ScriptedPort(2);
  await expect(readAll(second)).rejects.toThrow();
  expect(second.calls.slice(1)).toEqual(ACCOUNTS.slice(2).map(({ id }) => `listTags ${id}`));
  const third = new ScriptedPort();
  await readAll(third);
  expect(third.calls.slice(1)).toEqual(['describePolicy p-1', 'describePolicy p-2']);
});

test('a file of another organization, an old one and one of another kind are refused with what to do', async () => {
  await expect(readAll(new ScriptedPort(1))).rejects.toThrow('The connection broke.');
  await expect(readAll(new ScriptedPort(), NOW, 'o-otherorgid00')).rejects.toThrow(
    `This file keeps a reading of the organization o-exampleorgid, and this is o-otherorgid00 (given: --resume ${file}). Give another file, or remove this one to read all again.`);
  await expect(readAll(new ScriptedPort(), NOW + 3_600_001)).rejects.toThrow(
    `The reading in this file began more than an hour ago (given: --resume ${file}, begun 2026-11-24T12:00:00.000Z). Give another file, or remove this one`);
  for (const text of ['{}', 'x', '']) {
    writeFileSync(file, text);
    await expect(readAll(new ScriptedPort())).rejects.toThrow(`This file keeps no reading (given: --resume ${file}). Give a new file.`);
  }
});

test('a folder in place of the file is an error that says so', () => {
  expect(() => new ReadingJournal(work, 'o-exampleorgid', NOW)).toThrow(`The file for an interrupted reading cannot be read (given: --resume ${work}): EISDIR`);
});
