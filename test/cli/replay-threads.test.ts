import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResourceLimits } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { cdkOrg } from './run-cdk-org';
import { readRecords } from '../../src/cli/diff/replay/read-records';
import { threadsFor } from '../../src/cli/diff/replay/replay-files';
import { addFilesInThreads } from '../../src/cli/diff/replay/threads/replay-threads';
import { SNAPSHOT_FORMAT } from '../../src/model';
import { Replay, type ReplayResult } from '../../src/trail';
import { TrailWorld } from '../trail/replay/trail-world';

jest.setTimeout(120_000);

let work: string;
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-threads-'));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Files of an organization's trail: one is damaged, one is no JSON, and one is gone. */
function filesOf(world: TrailWorld, name: string): string[] {
  const records = () => Array.from({ length: 40 }, () => world.call().record);
  const whole = gzipSync(JSON.stringify({ Records: records() }));
  const contents: readonly (readonly [string, string | Buffer])[] = [
    ['a.json.gz', whole], ['b.json', JSON.stringify(records())], ['c.json.gz', whole.subarray(0, whole.length - 40)],
    ['d.jsonl', `not json\n{"a":}\n${records().map((each) => JSON.stringify(each)).join('\n')}`],
    ['e.csv', 'eventsource,eventname\nec2.amazonaws.com,DescribeInstances\n'], ['f.json', '{"Records":[]}'],
  ];
  mkdirSync(join(work, name), { recursive: true });
  for (const [file, content] of contents) writeFileSync(join(work, name, file), content);
  return [...contents.map(([file]) => file), 'gone.json'].map((file) => join(work, name, file));
}

async function inProcess({ base, head }: TrailWorld, files: readonly string[]): Promise<ReplayResult> {
  const replay = new Replay(base, head);
  for (const file of files) await readRecords(file, replay);
  return replay.result();
}

async function inThreads(
  count: number, { base, head }: TrailWorld, files: readonly string[], limits?: ResourceLimits,
): Promise<ReplayResult> {
  const replay = new Replay(base, head);
  const left = [...files];
  await addFilesInThreads(count, { before: base, after: head }, replay, () => left.shift(), limits);
  return replay.result();
}

test('threads find the same as one process, text for text, in any order of the files', async () => {
  for (let seed = 1; seed <= 2; seed++) {
    const world = new TrailWorld(seed);
    const files = filesOf(world, `world-${seed}`);
    const expected = JSON.stringify(await inProcess(world, files));
    const reversed = [...files].reverse();
    const one = [await inProcess(world, reversed), await inThreads(1, world, files)];
    const found = [...one, await inThreads(2, world, files), await inThreads(3, world, reversed)];
    expect(found.map((each) => JSON.stringify(each))).toEqual(found.map(() => expected));
    const unreadable = (reason: RegExp) => expect.objectContaining({ kind: 'unreadable', reason: expect.stringMatching(reason), records: 1 });
    expect(JSON.parse(expected).unmapped).toEqual(expect.arrayContaining([
      unreadable(/^the file cannot be read to its end: unexpected end/), unreadable(/^the file cannot be read to its end: ENOENT/), unreadable(/^this is no JSON/),
    ]));
  }
});

test('an error in a thread ends the replay as it does in the process', async () => {
  const world = new TrailWorld(1);
  const broken = { base: { ...world.base, policies: undefined! }, head: world.head } as unknown as TrailWorld;
  await expect(inProcess(broken, [])).rejects.toThrow(TypeError);
  await expect(addFilesInThreads(2, { before: broken.base, after: broken.head }, new Replay(world.base, world.head), () => undefined))
    .rejects.toMatchObject({ name: 'TypeError' });
});

test('a thread without enough memory is an error that says what to do', async () => {
  const world = new TrailWorld(1);
  await expect(inThreads(2, world, filesOf(world, 'large'), { maxOldGenerationSizeMb: 4 })).rejects.toThrow(/need more memory than a thread has .*Give fewer files to --replay/);
});

test('only files that are worth it get a thread, and never more than processors', () => {
  const sized = (name: string, megabytes: number) => {
    const path = join(work, name);
    writeFileSync(path, '');
    truncateSync(path, megabytes * 1024 * 1024);
    return path;
  };
  const [small, large, larger] = [sized('small.json', 1), sized('large.json', 20), sized('larger.json', 40)];
  expect(threadsFor([small, small, small])).toBe(1);
  expect(threadsFor([larger])).toBe(1);
  expect(threadsFor([large, larger])).toBe(Math.min(2, availableParallelism()));
  expect(threadsFor([join(work, 'nowhere'), small])).toBe(1);
});

test('the command finds with threads what one process finds', async () => {
  const world = new TrailWorld(3);
  const lines = Array.from({ length: 50 }, () => JSON.stringify(world.call().record)).join('\n');
  const files = ['a', 'b'].map((name) => {
    const path = join(work, 'command', `${name}.jsonl`);
    mkdirSync(join(work, 'command'), { recursive: true });
    writeFileSync(path, `${Array.from({ length: 80 }, () => lines).join('\n')}\n`);
    return path;
  });
  expect(threadsFor(files)).toBe(Math.min(2, availableParallelism()));
  const [before, after] = [world.base, world.head].map((organization, place) => {
    const path = join(work, `organization-${place}.json`);
    writeFileSync(path, JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-29T00:00:00Z', organization }));
    return path;
  });
  const { stdout, stderr } = cdkOrg('diff', before, after, '--no-impact', '--format', 'json', '--replay', join(work, 'command'));
  expect(stderr).toBe('');
  expect(JSON.parse(stdout).replay).toEqual(await inProcess(world, files));
});
