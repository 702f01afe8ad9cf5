import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Assemblies, present, releases, unpack, withHandlers } from './release-fixture';
import { WAYS } from './upgrade';
import { removeApps } from '../support/app';
import { byDay, isNight } from '../support/proof-runs';

jest.setTimeout(900_000);

const folder = mkdtempSync(join(tmpdir(), 'upgrades-'));
let newer: Assemblies;
beforeAll(() => {
  newer = present();
});
afterAll(() => {
  removeApps();
  rmSync(folder, { recursive: true });
});

describe.each(releases())('from release %s', (version) => {
  const older = unpack(version, join(folder, version));

  test.each(byDay(WAYS, 2).map((way) => [way.name, way] as const))('%s', async (_, { problems }) => {
    expect(await problems(older, newer)).toEqual([]);
  });
});

/** Tags that other apps than these need: those of several stacks, and those that take over what was there before. */
const OF_OTHER_APPS = ['accounts-of-other-stacks', 'added', 'delegated', 'was'];

/** The tags by which handlers know what they own and what to restore, each renamed in the newer version. */
const PLANTED = ['owner', 'attached', 'policy-set', 'retained', 'root-tags', 'former-settings'];

test('every tag of the handlers is planted or named', () => {
  const bundle = readFileSync(join(__dirname, '../../../assets/handler/index.js'), 'utf8');
  const tags = new Set([...bundle.matchAll(/cdk-aws-organizations:([a-z-]+)/g)].map(([, tag]) => tag));
  // No tag: a property by which synthesis asks for another reconciliation.
  tags.delete('reconcile');
  expect([...tags].sort()).toEqual([...OF_OTHER_APPS, ...PLANTED].sort());
});

async function firstProblems(older: Assemblies, other: Assemblies): Promise<string[]> {
  for (const way of WAYS) {
    const found = await way.problems(older, other);
    if (found.length > 0) return found;
  }
  return [];
}

test.each(byDay(PLANTED, PLANTED.length))('a version that names the tag %s otherwise is found', async (tag) => {
  const rename = (code: string) => code.replaceAll(`cdk-aws-organizations:${tag}`, `cdk-aws-organizations:${tag}-2`);
  expect(await firstProblems(newer, withHandlers(newer, join(folder, tag), rename))).not.toEqual([]);
});

(isNight() ? test : test.skip)('the same code in another bundle is no incompatibility', async () => {
  expect(await firstProblems(newer, withHandlers(newer, join(folder, 'same'), (code) => `${code}\n// the same`))).toEqual([]);
});
