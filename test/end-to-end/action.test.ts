import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKFLOW_USER } from './ci/comments-server';
import type { JobRun } from './ci/github-runner';
import { ReviewWorkflow } from './ci/review-workflow';

jest.setTimeout(120_000);

const MARKER = '<!-- cdk-aws-organizations:review -->';
const RENAMED = { variant: { unitName: 'Services' } };
const LOOSENED = { variant: { guarded: false } };

const workflow = new ReviewWorkflow();
const { project, github } = workflow;

beforeAll(() => workflow.start());
afterAll(() => workflow.stop());

function expectSuccess(...jobs: JobRun[]): void {
  for (const { result, log } of jobs) expect({ result, log: result === 'success' ? '' : log }).toEqual({ result: 'success', log: '' });
}

describe('the reusable workflow', () => {
  test('comments on a new pull request, and writes the summary, the outputs and the page', async () => {
    for (let each = 0; each < 120; each++) github.write('ann', `A remark that quotes ${MARKER}`);
    let page = '';
    const { base, head, review } = await workflow.run(project.propose(RENAMED), {
      inputs: { rehearse: true },
      afterJob: (job, artifacts) => {
        if (job === 'review') page = readFileSync(join(artifacts.contents('organization-review'), 'review.html'), 'utf8');
      },
    });
    expectSuccess(base, head, review);
    expect(review.outputs).toEqual({ risk: 'neutral', changes: '1', digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(review.summary).toMatch(new RegExp(`^${MARKER}\n\n## 1 organizational unit is renamed\n`));
    expect(review.summary).toMatch(/\*\*Rehearsal\*\*: succeeds .* with 1 writing call\n/);
    expect(github.comments).toHaveLength(121);
    expect(github.comments[120].body).toBe(review.summary);
    expect(page).toContain('<title>A change</title>');
  });

  test('updates its comment when the pull request changes, and fails if the change is too dangerous', async () => {
    const { review } = await workflow.run(project.propose(LOOSENED));
    expect(review.result).toBe('failure');
    expect(review.outputs).toMatchObject({ risk: 'loosens', changes: '2' });
    expect(review.log).toContain('::error title=cdk-org::The change is more dangerous than fail-on allows');
    expect(github.comments).toHaveLength(121);
    expect(github.comments[120].body).toBe(review.summary);
    expect(review.summary).toContain('1 account can do more than before');
  });

  test('reports in its comment that nothing changes any more', async () => {
    const { review } = await workflow.run(project.propose({}));
    expectSuccess(review);
    expect(review.outputs).toMatchObject({ risk: 'none', changes: '0' });
    expect(github.comments).toHaveLength(121);
    expect(github.comments[120].body).toContain('## Nothing changes in the organization\n');
  });

  test('writes no comment if nothing changes and no comment exists', async () => {
    github.comments = [];
    const { review } = await workflow.run(project.propose({}));
    expectSuccess(review);
    expect(github.comments).toEqual([]);
    expect(review.log).toContain('no comment was written');
  });

  test('warns if the token may not write, and still decides by the review', async () => {
    github.readOnly = true;
    const { review } = await workflow.run(project.propose(RENAMED));
    github.readOnly = false;
    expectSuccess(review);
    expect(review.summary).toContain('## 1 organizational unit is renamed\n');
    expect(review.log).toContain('::warning title=cdk-org::The token may not write a comment');
  });

  test('sends no request with the input comment: false', async () => {
    github.requests = [];
    expectSuccess((await workflow.run(project.propose(RENAMED), { inputs: { comment: false } })).review);
    expect(github.requests).toEqual([]);
  });

  test('recognizes its comment even if GraphQL does not name the user of the token', async () => {
    github.comments = [];
    github.viewer = undefined;
    for (const proposal of [RENAMED, LOOSENED]) await workflow.run(project.propose(proposal));
    github.viewer = WORKFLOW_USER;
    expect(github.comments.map(({ user, body }) => [user.login, body.split('\n')[2]])).toEqual([
      [WORKFLOW_USER, '## 1 policy attachment is removed, 1 policy type is removed from the app'],
    ]);
  });

  test('does not report changes that were merged into the base since the branch began', async () => {
    project.propose(RENAMED);
    const { base, review } = await workflow.run(project.moveMain({ policyName: 'basics' }), { inputs: { comment: false } });
    expectSuccess(base, review);
    expect(review.summary).toContain('## 1 organizational unit is renamed\n');
  });

  test.each([
    ['a base that does not exist', { 'base-ref': 'nowhere' }, 'base', 'The base is not in this clone (given: "nowhere").'],
    ['code that does not synthesize', { synth: 'false' }, 'head', 'The head cannot be synthesized (given: "false").'],
    ['a folder that does not exist', { directory: 'elsewhere' }, 'base', 'The base has no such folder (given: "elsewhere").'],
    ['a version that is a range', { version: '^1.2.3' }, 'head', 'The input "version" is not the version of a release.'],
  ] as const)('fails without a comment for %s', async (_name, inputs, job, message) => {
    github.requests = [];
    const runs = await workflow.run(project.propose(RENAMED), { inputs });
    expect([runs[job].result, runs.review.result]).toEqual(['failure', 'failure']);
    expect(runs[job].log).toContain(message);
    expect(github.requests).toEqual([]);
  });
});
