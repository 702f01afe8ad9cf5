import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkflow } from './ci/github-runner';
import { ReviewWorkflow } from './ci/review-workflow';
import { expectStopped } from './ci/verdicts';
import { SNAPSHOT_FORMAT } from '../../src/model';
import { live } from '../model/organizations';

jest.setTimeout(120_000);

const LOOSENED = { guarded: false };

const workflow = new ReviewWorkflow();
const { project, github } = workflow;

beforeAll(() => workflow.start());
afterAll(() => workflow.stop());
beforeEach(() => { [github.comments, github.requests] = [[], []]; });

test.each(['pull_request_target', 'workflow_run', 'issue_comment'])('the workflow refuses the event %s in every job', async (event) => {
  const run = await workflow.run(project.propose({ variant: LOOSENED }), { event });
  for (const { log } of [run.base, run.head]) expect(log).toContain('does not run on this event');
  expectStopped(workflow, run, 'The base or the head was not synthesized (given: failure failure).');
});

describe('the action in a separate workflow', () => {
  const inputs = (base: string, head: string) => ({ version: '1.2.3', base, head, rehearse: 'false' });

  test('compares two folders, comments and fails', async () => {
    const { base, head } = folders();
    const run = await workflow.runner(project.propose({})).action('action.yml', inputs(base, head));
    expect(run.outputs).toMatchObject({ risk: 'loosens', changes: '2' });
    expect(run.result).toBe('failure');
    expect(readFileSync(run.outputs.html, 'utf8')).toContain('<title>A change</title>');
    expect(github.comments.map(({ body }) => body)).toEqual([run.summary]);
  });

  test('reviews the stacks and the parameters that are deployed', async () => {
    const { base, head } = folders();
    const digests: string[] = [];
    for (const parameters of ['', 'BootstrapVersion=/cdk-bootstrap/other/version\n\nSmall:More=a, b']) {
      const run = await workflow.runner(project.propose({})).action('action.yml', { ...inputs(base, head), stacks: 'Small', parameters });
      expect(run.outputs.risk).toBe('loosens');
      digests.push(run.outputs.digest);
    }
    expect(digests).toEqual(Array(2).fill(expect.stringMatching(/^[0-9a-f]{64}$/)));
    expect(digests[0]).not.toBe(digests[1]);
    const run = await workflow.runner(project.propose({})).action('action.yml', { ...inputs(base, head), stacks: 'Nowhere' });
    expect([run.result, run.log]).toEqual(['failure', expect.stringContaining('No stack of this name')]);
  });

  test('judges in the snapshot of the base, and never in one of the head', async () => {
    const snapshot = JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: new Date().toISOString(), organization: live.organization() });
    const { base, head } = folders();
    writeFileSync(join(head, '.organization-snapshot.json'), snapshot);
    const asked = { ...inputs(base, head), organization: 'organization.json' };
    const ofHead = await workflow.runner(project.propose({})).action('action.yml', asked);
    expect(ofHead.log).toContain('The base has no snapshot of the organization');
    expect(ofHead.summary).not.toContain('Judged in');
    writeFileSync(join(base, '.organization-snapshot.json'), snapshot);
    const ofBase = await workflow.runner(project.propose({})).action('action.yml', asked);
    expect(ofBase.summary).toContain('Judged in the organization of');
    const unasked = await workflow.runner(project.propose({})).action('action.yml', inputs(base, head));
    expect(unasked.summary).not.toContain('Judged in');
  });

  test.each(['pull_request_target', 'workflow_run', 'issue_comment'])('refuses the event %s, in which a workflow has permissions and may have checked out the head', async (event) => {
    const { base, head } = folders();
    const run = await workflow.runner(project.propose({}), { event }).action('action.yml', inputs(base, head));
    expect(run.result).toBe('failure');
    expect(run.log).toContain('gives the secrets and the write token of the target branch');
    expect(run.log).toContain(`(given: "${event}"). Use "on: pull_request"`);
    expect(github.requests).toEqual([]);
  });

  test.each(['latest', '^1.2.3', '1.2.3 evil', '1.2.3\nevil', 'file:../evil', ''])('refuses the version %j before npm sees it', async (version) => {
    const run = await workflow.runner(project.propose({})).action('action.yml', { ...inputs('base', 'head'), version });
    expect(run.result).toBe('failure');
    expect(run.log).toContain('The input "version" is not the version of a release.');
  });

  function folders(): { base: string; head: string } {
    const folder = mkdtempSync(join(project.folder, 'folders-'));
    const [base, head] = ['base', 'head'].map((name) => join(folder, name));
    project.copyAssembly({}, base);
    project.copyAssembly(LOOSENED, head);
    return { base, head };
  }
});

test('only the job that runs no code of the pull request has write permissions', () => {
  const { permissions, jobs } = readWorkflow('.github/workflows/organization-review.yml');
  expect(permissions).toEqual({});
  expect(Object.entries(jobs).map(([name, job]) => [name, job.permissions])).toEqual([
    ['base', { contents: 'read' }], ['head', { contents: 'read' }], ['review', { 'pull-requests': 'write' }],
  ]);
  const texts = jobs.review.steps.map((step) => JSON.stringify(step));
  expect(texts.filter((text) => /checkout|synthesize\.js|\bnpx\b|npm ci/.test(text))).toEqual([]);
  expect(texts.filter((text) => text.includes('github.token'))).toEqual([expect.stringContaining('action/comment.js')]);
});

test('the npm package contains the scripts of the jobs', () => {
  const ignored = readFileSync(join(__dirname, '..', '..', '.npmignore'), 'utf8').split('\n');
  expect(ignored.filter((line) => /^!?\/(action|bin|assets)\b/.test(line))).toEqual(['/assets/**/*.map']);
});

test.each([
  'README.md', 'docs/review.md', 'docs/review-in-ci.md', '.github/workflows/organization-review.yml', 'action.yml', 'examples/github/organization-deploy.yml',
])('every action in %s is pinned to a full commit', (file) => {
  const uses = [...readFileSync(join(__dirname, '..', '..', file), 'utf8').matchAll(/\buses: (\S+)/g)].map(([, action]) => action);
  const pinned = /^(actions|aws-actions)\/[\w-]+@[0-9a-f]{40}$|^cdk-aws-organizations\/cdk-aws-organizations[\w/.-]*@<commit>$/;
  expect(uses.filter((action) => !pinned.test(action))).toEqual([]);
});
