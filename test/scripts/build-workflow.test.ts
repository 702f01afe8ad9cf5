import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as yaml from 'js-yaml';
import { NODE_VERSIONS } from '../../projenrc/supported-versions';

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly needs?: string | readonly string[];
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(ROOT, '.github', 'workflows');
const workflow = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const jobsOf = (name: string) => (yaml.load(workflow(name)) as { readonly jobs: Readonly<Record<string, Job>> }).jobs;
const commandsOf = ({ steps }: Job) => steps.flatMap(({ run }) => run ?? []);
const actionsOf = (text: string) => [...text.matchAll(/uses: ([\w/-]+)@(.*)/g)].map(([, action, version]) => ({ action, version }));
const build = jobsOf('build.yml');
const release = jobsOf('release.yml');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

test('the build runs .ci/run, and may only read', () => {
  expect(commandsOf(build.build)).toEqual(['bash .ci/run']);
  expect(existsSync(join(ROOT, '.ci', 'run'))).toBe(true);
  expect(new Set(Object.values(build).map(({ permissions }) => JSON.stringify(permissions)))).toEqual(new Set(['{"contents":"read"}']));
});

test('the build tests each supported version of Node.js, and compares the API with the last release', () => {
  expect([...build.tests.strategy!.matrix.node, '22'].sort()).toEqual(NODE_VERSIONS);
  expect(commandsOf(build.package)).toContain('npx projen api-diff');
});

test('the build runs the main job from the package with the lowest and the newest CDK on each version of Node.js', () => {
  expect(build.compatibility.needs).toBe('package');
  expect(build.compatibility.strategy!.matrix).toEqual({ node: NODE_VERSIONS, cdk: [manifest.peerDependencies['aws-cdk-lib'].replace('^', ''), 'latest'] });
  expect(commandsOf(build.compatibility)).toEqual([expect.stringMatching(/^bash \.ci\/main-job /)]);
  expect(existsSync(join(ROOT, '.ci', 'main-job'))).toBe(true);
});

test('the page about releases names the supported versions that package.json and the build have', () => {
  const page = readFileSync(join(ROOT, 'docs', 'releases.md'), 'utf8');
  const lowest = (name: string) => manifest.peerDependencies[name].replace('^', '');
  expect(page).toContain(`| Node.js | ${NODE_VERSIONS.join(', ')} |`);
  expect(page).toContain(`| \`aws-cdk-lib\` | ${lowest('aws-cdk-lib')} to the newest 2.x |`);
  expect(page).toContain(`| \`constructs\` | ${lowest('constructs')} to the newest 10.x |`);
  expect(manifest.engines.node).toBe(`>= ${NODE_VERSIONS[0]}.0.0`);
});

test('a release starts by hand only, builds with rights to read, and publishes after an approval', () => {
  const { on } = yaml.load(workflow('release.yml')) as { readonly on: Readonly<Record<string, unknown>> };
  expect(Object.keys(on)).toEqual(['workflow_dispatch']);
  expect(release.release.permissions).toEqual({ contents: 'read' });
  const { release: building, ...publishing } = release;
  expect(commandsOf(building)).toContain('npx projen release');
  expect(Object.keys(publishing).sort()).toEqual(['release_github', 'release_golang', 'release_maven', 'release_npm', 'release_nuget', 'release_pypi']);
  expect(Object.values(publishing).map(({ environment }) => environment)).toEqual(Object.keys(publishing).map(() => 'release'));
});

test('npm, PyPI and NuGet trust the workflow, so that it has no token of theirs, and npm shows the provenance', () => {
  expect(['release_npm', 'release_pypi', 'release_nuget'].map((name) => release[name].permissions?.['id-token'])).toEqual(['write', 'write', 'write']);
  expect(workflow('release.yml')).not.toMatch(/NPM_TOKEN|TWINE_PASSWORD|NUGET_API_KEY/);
  expect(workflow('release.yml')).toContain('NPM_CONFIG_PROVENANCE: "true"');
});

test('dependencies are upgraded by a workflow that opens a pull request', () => {
  expect(commandsOf(jobsOf('upgrade-main.yml').upgrade)).toContain('npx projen upgrade');
});

test('the weekly check of guardrails runs on a schedule, and may only read', () => {
  const weekly = Object.values(jobsOf('guardrail-actions.yml'));
  expect(weekly.flatMap(commandsOf)).toEqual(['npm ci --ignore-scripts', 'npm run guardrail-actions']);
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
  expect(used.map(({ action }) => action)).toEqual(expect.arrayContaining(['actions/checkout', 'actions/setup-node']));
  expect(used.filter(({ action, version }) => pins.get(action) !== version || !/^[0-9a-f]{40} # v/.test(version))).toEqual([]);
});

// projen pins by commit, except where GitHub keeps a release from being changed.
test.each(readdirSync(FOLDER))('%s uses each action at a commit or at a complete version', (name) => {
  const used = actionsOf(workflow(name));
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter(({ version }) => !/^(?:[0-9a-f]{40}\b|v\d+\.\d+\.\d+$)/.test(version))).toEqual([]);
});
