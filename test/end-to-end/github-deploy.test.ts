import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArtifactStore } from './ci/artifact-store';
import type { Variant } from './ci/assemblies';
import { GithubRunner, type JobRun, readWorkflow, type Workflow } from './ci/github-runner';
import { ReviewProject } from './ci/review-project';

jest.setTimeout(120_000);

const FILE = 'examples/github/organization-deploy.yml';
const TOOLS = { '../tools/package.json': '{}', '../tools/package-lock.json': '{ "lockfileVersion": 3 }', '../tools/.npmrc': 'registry=http://127.0.0.1:9/' };

const project = new ReviewProject();
afterAll(() => project.remove());

/** The sample with the stack of the tests. */
const sample = readWorkflow(FILE);
const workflow: Workflow = { ...sample, env: { ...sample.env, STACKS: 'Small', PARAMETERS: '\nFirst=1, 2\nSmall:Second=b\n' } };

interface Deployment {
  /** The code that was deployed last. Undefined for none. */
  readonly former?: Variant;
  readonly variables?: Readonly<Record<string, string>>;
  readonly afterJob?: (job: string, artifacts: ArtifactStore) => void;
  readonly attack?: string;
}

interface DeploymentRun {
  readonly jobs: Record<string, JobRun>;
  /** The calls of npm, the CDK and the CLI of GitHub in a job. */
  readonly notes: (job: string) => string[];
  readonly artifacts: ArtifactStore;
}

async function deploy(variant: Variant, { former, variables, afterJob, attack }: Deployment = {}): Promise<DeploymentRun> {
  const sha = project.propose({ variant, attack, files: TOOLS });
  const folder = mkdtempSync(join(project.folder, 'deploy-'));
  const earlier = new ArtifactStore(join(folder, 'earlier'));
  if (former !== undefined) {
    project.copyAssembly(former, join(folder, 'former'));
    earlier.upload('deployed', join(folder, 'former'));
  }
  const runner = new GithubRunner(folder, {
    name: 'push',
    payload: {},
    sha,
    baseRef: '',
    repository: project.repository,
    api: 'http://127.0.0.1:9',
    writeToken: '',
    variables,
    afterJob,
    ...(former === undefined ? {} : { lastRun: { id: '77', commit: sha, artifacts: earlier } }),
  });
  const jobs = await runner.run(workflow, {});
  const notes = (job: string) => {
    const file = join(folder, job, 'notes');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map((line) => line.replaceAll(folder, '')) : [];
  };
  return { jobs, notes, artifacts: runner.artifacts };
}

const results = ({ jobs }: DeploymentRun) => Object.fromEntries(Object.entries(jobs).map(([name, { result }]) => [name, result]));
const ALL = { synthesize: 'success', base: 'success', review: 'success', deploy: 'success' };
const STOPPED = { ...ALL, deploy: 'failure' };

test('what was reviewed is deployed: the stacks and parameters of the top, with the tools of the base, in an empty folder, without zips', async () => {
  const run = await deploy({ unitName: 'Services' }, { former: {} });
  expect({ results: results(run), log: run.jobs.deploy.log }).toEqual({ results: ALL, log: expect.stringContaining('These are credentials.') });
  expect(run.jobs.review.summary).toContain('## 1 organizational unit is renamed\n');
  expect(run.jobs.review.outputs.digest).toMatch(/^[0-9a-f]{64}$/);
  expect(run.jobs.review.summary).toContain(`Digest of this deployment - ${run.jobs.review.outputs.digest}\n`);
  expect(run.notes('base')).toEqual([expect.stringMatching(/^gh run list .*--workflow organization-deploy\.yml --branch main --event push --status success /)]);
  expect(run.notes('deploy')).toEqual([
    'npm ci --ignore-scripts --omit=peer',
    'cdk deploy Small --app /deploy/temp/assembly --parameters First=1, 2 --parameters Small:Second=b --force --require-approval never in 0 files',
  ]);
  const kept = run.artifacts.contents('deployed');
  expect(readFileSync(join(kept, 'Small.template.json'), 'utf8')).toContain('Services');
  expect(readdirSync(kept)).not.toContain('.cache');
});

test('a zip in the assembly is refused by the review, and deleted before a deployment', async () => {
  const attack = 'require("fs").mkdirSync("cdk.out/.cache"); require("fs").writeFileSync("cdk.out/.cache/x.zip", "x");';
  const run = await deploy({}, { former: {}, attack });
  expect(results(run)).toEqual({ ...ALL, review: 'failure', deploy: 'skipped' });
  expect(run.jobs.review.log).toContain('The cloud assembly has a zip of an earlier deployment');
  const late = await deploy({}, {
    former: {},
    afterJob: (job, artifacts) => {
      if (job !== 'review') return;
      mkdirSync(join(artifacts.contents('assembly'), '.cache'));
      writeFileSync(join(artifacts.contents('assembly'), '.cache', 'x.zip'), 'x');
    },
  });
  expect(results(late)).toEqual(ALL);
  expect(late.notes('deploy').filter((note) => note.startsWith('zip'))).toEqual([]);
});

test.each<[string, 'assembly' | 'base', (folder: string) => void]>([
  ['the template', 'assembly', (folder) => edit(join(folder, 'Small.template.json'), 'LeaveOrganization', 'CloseAccount')],
  ['the role of the deployment', 'assembly', (folder) => edit(join(folder, 'manifest.json'), 'deploy-role', 'other-role')],
  ['the base', 'base', (folder) => edit(join(folder, 'manifest.json'), 'deploy-role', 'other-role')],
])('%s that is replaced after the review is not deployed', async (_name, artifact, change) => {
  const run = await deploy({}, { former: {}, afterJob: (job, artifacts) => { if (job === 'review') change(artifacts.contents(artifact)); } });
  expect(results(run)).toEqual(STOPPED);
  expect(run.notes('deploy')).toEqual(['npm ci --ignore-scripts --omit=peer']);
  expect(run.jobs.deploy.log).not.toContain('These are credentials.');
});

test('a base that code of the app uploads under the name of the deployed assembly is replaced', async () => {
  const run = await deploy({ unitName: 'Services' }, {
    former: {},
    afterJob: (job, artifacts) => { if (job === 'synthesize') artifacts.upload('deployed', __dirname); },
  });
  expect(results(run)).toEqual(ALL);
  expect(existsSync(join(run.artifacts.contents('deployed'), 'manifest.json'))).toBe(true);
});

test('without an earlier deployment nothing is deployed, unless a variable of the repository says that it is the first', async () => {
  const run = await deploy({});
  expect(results(run)).toEqual({ synthesize: 'success', base: 'failure', review: 'skipped', deploy: 'skipped' });
  expect(run.jobs.base.log).toContain('set the variable ORGANIZATION_HAS_NO_BASE');
  const first = await deploy({}, { variables: { ORGANIZATION_HAS_NO_BASE: 'true' } });
  expect(results(first)).toEqual(ALL);
  expect(first.jobs.review.summary).toMatch(/## .*1 account/);
});

test('only the tools of the commit that was deployed last are installed, without its settings of npm', async () => {
  const run = await deploy({}, { former: {} });
  expect(readdirSync(run.artifacts.contents('tools')).sort()).toEqual(['package-lock.json', 'package.json']);
});

test('the names of stacks and parameters are at the top alone, and every job takes them from there', () => {
  const text = readFileSync(join(__dirname, '..', '..', FILE), 'utf8');
  const { STACKS: stacks } = sample.env!;
  expect([...text.matchAll(new RegExp(`\\b${stacks}\\b`, 'g'))]).toHaveLength(1);
  const taking = Object.entries(sample.jobs).flatMap(([name, { steps }]) => steps.filter((step) => /env\.STACKS|\$STACKS/.test(JSON.stringify(step))).map(() => name));
  expect(taking).toEqual(['review', 'deploy', 'deploy']);
});

test('only the job that deploys can get credentials; it waits for the environment, and compares before it gets them', () => {
  expect(Object.entries(sample.jobs).map(([name, { permissions, environment }]) => [name, permissions, environment])).toEqual([
    ['synthesize', { contents: 'read' }, undefined],
    ['base', { actions: 'read', contents: 'read' }, undefined],
    ['review', {}, undefined],
    ['deploy', { 'id-token': 'write' }, 'organization'],
  ]);
  const steps = sample.jobs.deploy.steps.map(({ uses = '', run = '' }) => (
    /digest "\$RUNNER_TEMP\/assembly"/.test(run) ? 'compare' : /cdk" deploy/.test(run) ? 'deploy' : /npm ci --ignore-scripts/.test(run) ? 'tools' : uses.split('@')[0]));
  expect(steps).toEqual([
    ...Array<string>(3).fill('actions/download-artifact'), 'tools', 'compare', 'aws-actions/configure-aws-credentials', 'deploy', 'actions/upload-artifact',
  ]);
});

test('docs/review-in-ci.md has a row for each job, and a policy of the role that only assumes the roles of the CDK', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'review-in-ci.md'), 'utf8');
  const [section] = /^## Deploy what was reviewed\n[^]*?(?=^## )/m.exec(page)!;
  expect([...section.matchAll(/^\| ([a-z]+) \|/gm)].map(([, name]) => name)).toEqual(['job', ...Object.keys(sample.jobs)]);
  const { Statement: statements } = JSON.parse(/^```json\n([^]*?)^```/m.exec(section)![1]) as { Statement: unknown[] };
  expect(statements).toEqual([{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/cdk-*' }]);
  const { steps } = sample.jobs.deploy;
  const [kept] = steps.slice(-1);
  expect(section).toContain(`GitHub keeps it for ${String(kept.with!['retention-days'])} days.`);
  expect(section).toContain(`environment:${sample.jobs.deploy.environment}`);
});

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replaceAll(from, to));
}
