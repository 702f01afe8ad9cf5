import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as yaml from 'js-yaml';

interface Job {
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

const ROOT = join(__dirname, '..', '..');
const workflow = (name: string) => readFileSync(join(ROOT, '.github', 'workflows', name), 'utf8');
const jobsOf = (name: string) => Object.values((yaml.load(workflow(name)) as { readonly jobs: Readonly<Record<string, Job>> }).jobs);
const jobs = jobsOf('build.yml');
const actionsOf = (text: string) => [...text.matchAll(/uses: ([\w/-]+)@(.*)/g)].map(([, action, version]) => ({ action, version }));

test('the build runs .ci/run, and may only read', () => {
  const commands = jobs.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  expect(commands).toEqual(['bash .ci/run']);
  expect(existsSync(join(ROOT, '.ci', 'run'))).toBe(true);
  expect(jobs.map(({ permissions }) => permissions)).toEqual([{ contents: 'read' }]);
});

test('the weekly check of guardrails runs on a schedule, and may only read', () => {
  const weekly = jobsOf('guardrail-actions.yml');
  expect(weekly.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))).toEqual(['npm ci --ignore-scripts', 'npm run guardrail-actions']);
  expect(weekly.map(({ permissions }) => permissions)).toEqual([{ contents: 'read' }]);
  expect(yaml.load(workflow('guardrail-actions.yml'))).toMatchObject({ on: { schedule: [{ cron: expect.stringMatching(/^\d+ \d+ \* \* \d$/) }] } });
});

test('the site is built and checked for changed pages and each night, and only a push to main deploys it', () => {
  const site = yaml.load(workflow('site.yml')) as { readonly on: object; readonly jobs: Readonly<Record<string, Job & { readonly if?: string }>> };
  expect(site.on).toMatchObject({ push: { branches: ['main'] }, schedule: [{ cron: expect.stringMatching(/^\d+ \d+ \* \* \*$/) }] });
  expect(site.on).toMatchObject({ pull_request: { paths: expect.arrayContaining(['docs/**', 'site/**']) } });
  expect(site.jobs.build.steps.flatMap(({ run }) => run ?? [])).toEqual(['npm ci --ignore-scripts', 'bash .ci/site']);
  expect(site.jobs.build.permissions).toEqual({ contents: 'read' });
  expect(site.jobs.deploy).toMatchObject({ needs: 'build', if: "${{ github.event_name == 'push' }}", permissions: { 'pages': 'write', 'id-token': 'write' } });
});

test('site.yml uses pinned actions of GitHub only', () => {
  const pins = new Map(actionsOf(workflow('organization-review.yml')).map(({ action, version }) => [action, version]));
  const used = actionsOf(workflow('site.yml'));
  expect(used.map(({ action }) => action)).toEqual(['actions/checkout', 'actions/setup-node', 'actions/upload-pages-artifact', 'actions/deploy-pages']);
  expect(used.filter(({ action, version }) => (pins.get(action) ?? version) !== version || !/^[0-9a-f]{40} # v/.test(version))).toEqual([]);
});

test.each(['build.yml', 'guardrail-actions.yml'])('%s uses actions at the same commits as the workflow of reviews', (name) => {
  const pins = new Map(actionsOf(workflow('organization-review.yml')).map(({ action, version }) => [action, version]));
  const used = actionsOf(workflow(name));
  expect(used.map(({ action }) => action)).toEqual(['actions/checkout', 'actions/setup-node']);
  expect(used.filter(({ action, version }) => pins.get(action) !== version || !/^[0-9a-f]{40} # v/.test(version))).toEqual([]);
});
