import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Variant } from './ci/assemblies';
import { type JobRun, type MergeRequest, runMergeRequest } from './ci/gitlab-runner';
import { ReviewProject } from './ci/review-project';

jest.setTimeout(120_000);

const RULE = '$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH';
const PARAMETERS = 'First=1, 2\nSmall:Second=b';

const project = new ReviewProject();
afterAll(() => project.remove());

interface DeploymentRun {
  readonly jobs: Record<string, JobRun>;
  readonly notes: (job: string) => string[];
  readonly artifact: string;
}

/** Runs the jobs after a push to the default branch, and the manual one as well. */
async function deploy(variant: Variant, options: Partial<MergeRequest> & { readonly former?: Variant } = {}): Promise<DeploymentRun> {
  const folder = mkdtempSync(join(project.folder, 'pipeline-'));
  const { former, ...others } = options;
  if (former !== undefined) project.copyAssembly(former, join(folder, 'former'));
  const jobs = await runMergeRequest(folder, {
    repository: project.repository,
    head: project.propose({ variant }),
    base: '',
    title: '',
    api: 'http://127.0.0.1:9',
    reviewToken: '',
    rule: RULE,
    ...(former === undefined ? {} : { deployed: join(folder, 'former') }),
    ...others,
    variables: { INPUT_STACKS: 'Small', INPUT_PARAMETERS: PARAMETERS, ...others.variables },
  });
  const notes = (job: string) => {
    const file = join(folder, job, 'machine', 'notes');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map((line) => line.replaceAll(folder, '')).filter((line) => !line.startsWith('npm install')) : [];
  };
  return { jobs, notes, artifact: join(folder, 'artifacts', 'deploy', 'assembly') };
}

const statuses = ({ jobs }: DeploymentRun) => Object.fromEntries(Object.entries(jobs).map(([name, { status }]) => [name, status]));
const ALL = { merged: 'success', assembly: 'success', review: 'success', deploy: 'success' };
const TOOLS = 'npm ci --ignore-scripts';
const FETCHED = [
  expect.stringMatching(/^curl .*\/deployments\?environment=organization&status=success&order_by=id&sort=desc$/), expect.stringMatching(/^curl .*\/jobs\/77\/artifacts$/),
];

test('what was reviewed is deployed after the job of the last deployment on the default branch, in an empty folder, without zips', async () => {
  const run = await deploy({ unitName: 'Services' }, { former: {} });
  expect({ statuses: statuses(run), log: run.jobs.deploy.log }).toEqual({ statuses: ALL, log: expect.anything() });
  expect(run.notes('review')).toEqual(FETCHED);
  expect(run.notes('deploy')).toEqual([
    TOOLS, ...FETCHED,
    'cdk deploy Small --app /deploy/project/assembly --parameters=First=1, 2 --parameters=Small:Second=b --force --require-approval never in 0 files',
  ]);
  expect(readFileSync(join(run.artifact, 'Small.template.json'), 'utf8')).toContain('Services');
  expect(readdirSync(run.artifact)).not.toContain('.cache');
});

test.each<[string, (artifact: string, folder: string) => void]>([
  ['a template', (artifact) => edit(join(artifact, 'assembly', 'Small.template.json'), 'LeaveOrganization', 'CloseAccount')],
  ['the role of the deployment', (artifact) => edit(join(artifact, 'assembly', 'manifest.json'), 'deploy-role', 'other-role')],
  ['the base, after another deployment,', (_artifact, folder) => edit(join(folder, 'manifest.json'), 'deploy-role', 'other-role')],
])('%s that has changed after the review is not deployed', async (_name, change) => {
  const former = mkdtempSync(join(project.folder, 'former-'));
  project.copyAssembly({}, former);
  let changed = '';
  const run = await deploy({}, {
    deployed: former,
    afterJob: (job, artifact) => {
      if (job === 'assembly') changed = artifact;
      if (job === 'review') change(changed, former);
    },
  });
  expect(statuses(run)).toEqual({ ...ALL, deploy: 'failed' });
  expect(run.notes('deploy')).toEqual([TOOLS, ...FETCHED]);
});

test('a zip that is added after the review is deleted', async () => {
  let assembly = '';
  const run = await deploy({}, {
    former: {},
    afterJob: (job, artifact) => {
      if (job === 'assembly') assembly = join(artifact, 'assembly');
      if (job !== 'review') return;
      mkdirSync(join(assembly, '.cache'));
      writeFileSync(join(assembly, '.cache', 'x.zip'), 'x');
    },
  });
  expect(statuses(run)).toEqual(ALL);
  expect(run.notes('deploy').filter((note) => note.startsWith('zip'))).toEqual([]);
});

test('without an earlier deployment nothing is deployed, unless a variable says that it is the first', async () => {
  const run = await deploy({});
  expect(statuses(run)).toEqual({ ...ALL, review: 'failed', deploy: 'skipped' });
  expect(run.jobs.review.log).toContain('set the variable ORGANIZATION_HAS_NO_BASE');
  expect(statuses(await deploy({}, { variables: { ORGANIZATION_HAS_NO_BASE: 'true' } }))).toEqual(ALL);
});

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replaceAll(from, to));
}
