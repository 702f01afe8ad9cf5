import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APP_NAMES, type AppName, RELEASED_APPS, type ReleasedApp } from './release-apps';
import { type Assemblies, present, type Release, releases, unpack, withHandlers } from './release-fixture';
import { WAYS } from './upgrade';
import { removeApps } from '../support/app';
import { byDay, isNight } from '../support/proof-runs';

jest.setTimeout(900_000);

const folder = mkdtempSync(join(tmpdir(), 'upgrades-'));
let newer: Release;
beforeAll(() => {
  newer = present();
});
afterAll(() => {
  removeApps();
  rmSync(folder, { recursive: true });
});

async function startOf(app: AppName) {
  const { start }: ReleasedApp = RELEASED_APPS[app];
  return start && { state: await start() };
}

const CASES = APP_NAMES.flatMap((app) => WAYS.map((way) => ({ app, ...way })));

describe.each(releases())('from release %s', (version) => {
  const older = unpack(version, join(folder, version));

  test.each(byDay(CASES, 5))('app $app: $name', async ({ app, problems }) => {
    expect(await problems(older[app], newer[app], await startOf(app))).toEqual([]);
  });
});

/** The tags by which handlers know what they own and what to restore, each with the app that needs it, renamed in the newer version. */
const PLANTED: readonly (readonly [tag: string, app: AppName])[] = [
  ['owner', 'own'], ['policy-set', 'own'], ['retained', 'own'], ['root-tags', 'own'], ['former-settings', 'own'],
  ['attached', 'shared'], ['added', 'shared'], ['was', 'shared'], ['delegated', 'shared'],
];

test('every tag of the handlers is planted', () => {
  const bundle = readFileSync(join(__dirname, '../../../assets/handler/index.js'), 'utf8');
  const tags = new Set([...bundle.matchAll(/cdk-aws-organizations:([a-z-]+)/g)].map(([, tag]) => tag));
  // No tags: a property and a note in the template, which a function reads from the template of its own version.
  for (const noTag of ['reconcile', 'accounts-of-other-stacks']) tags.delete(noTag);
  expect([...tags].sort()).toEqual(PLANTED.map(([tag]) => tag).sort());
});

async function firstProblems(app: AppName, change: (code: string) => string): Promise<string[]> {
  const [older, other]: Assemblies[] = [newer[app], withHandlers(newer[app], mkdtempSync(join(folder, app)), change)];
  for (const way of WAYS) {
    const found = await way.problems(older, other, await startOf(app));
    if (found.length > 0) return found;
  }
  return [];
}

test.each(byDay(PLANTED, 9, 5))('a version that names the tag %s otherwise is found', async (tag, app) => {
  const rename = (code: string) => code.replaceAll(`cdk-aws-organizations:${tag}`, `cdk-aws-organizations:${tag}-2`);
  expect(await firstProblems(app, rename)).not.toEqual([]);
});

(isNight() ? test.each(APP_NAMES) : test.skip.each(APP_NAMES))('the same code of the app %s in another bundle is no incompatibility', async (app) => {
  expect(await firstProblems(app, (code) => `${code}\n// the same`)).toEqual([]);
});
