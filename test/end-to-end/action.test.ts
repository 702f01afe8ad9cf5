import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActionRepository } from './action-repository';
import { CommentsServer } from './comments-server';

jest.setTimeout(300_000);

const MARKER = '<!-- cdk-aws-organizations:review -->';
const RENAMED = ["organizationalUnitName: 'Workloads'", "organizationalUnitName: 'Services'"] as const;
const LOOSENED = ['workloads.attachPolicy(baseline);', ''] as const;

const repository = new ActionRepository();
const github = new CommentsServer(repository.token);
let api: string;

beforeAll(async () => { api = await github.start(); });
afterAll(() => {
  github.stop();
  repository.remove();
});

describe('the action', () => {
  test('comments on a new pull request, and writes the summary, the outputs and the page', async () => {
    github.comments = Array.from({ length: 120 }, (_, index) => ({ id: index + 1, body: `A remark that quotes ${MARKER}` }));
    repository.propose(...RENAMED);
    const { status, outputs, summary, log } = await repository.run(api, { html: 'out/review.html' });
    expect({ status, log: status === 0 ? '' : log }).toEqual({ status: 0, log: '' });
    expect(outputs).toEqual({ risk: 'neutral', changes: '1' });
    expect(summary).toMatch(new RegExp(`^${MARKER}\n\n## 1 organizational unit is renamed\n`));
    expect(summary).toMatch(/\*\*Rehearsal\*\*: succeeds .* with 1 writing call\n/);
    expect(github.comments).toHaveLength(121);
    expect(github.comments[120].body).toBe(summary);
    expect(readFileSync(join(repository.folder, 'out', 'review.html'), 'utf8')).toContain('<title>A change</title>');
  });

  test('writes over its comment when the pull request changes, and fails afterwards if the change is too dangerous', async () => {
    repository.propose(...LOOSENED);
    const { status, outputs, summary, log } = await repository.run(api, { 'fail-on': 'loosens' });
    expect(outputs).toEqual({ risk: 'loosens', changes: '2' });
    expect(github.comments).toHaveLength(121);
    expect(github.comments[120].body).toBe(summary);
    expect(summary).toContain('1 account can do more than before');
    expect(status).toBe(1);
    expect(log).toContain('::error title=cdk-org::The change is more dangerous than fail-on allows (loosens)');
  });

  test('says in its comment that nothing changes any more', async () => {
    repository.propose("'Small'", "'Small', { description: 'As before' }");
    const { status, outputs } = await repository.run(api, { 'fail-on': 'tightens', 'rehearse': 'false' });
    expect({ status, outputs }).toEqual({ status: 0, outputs: { risk: 'none', changes: '0' } });
    expect(github.comments).toHaveLength(121);
    expect(github.comments[120].body).toContain('## Nothing changes in the organization\n');
  });

  test('says nothing where nothing changes and nothing was said', async () => {
    github.comments = [];
    const { status, summary, log } = await repository.run(api, { rehearse: 'false' });
    expect(status).toBe(0);
    expect(github.comments).toEqual([]);
    expect(summary).toContain('## Nothing changes in the organization\n');
    expect(log).toContain('no comment was written');
  });

  test('warns where the token may not write, and goes by the review all the same', async () => {
    github.readOnly = true;
    repository.propose(...RENAMED);
    const { status, summary, log } = await repository.run(api, { rehearse: 'false' });
    github.readOnly = false;
    expect(status).toBe(0);
    expect(summary).toContain('## 1 organizational unit is renamed\n');
    expect(log).toContain('::warning title=cdk-org::The token may not write a comment');
  });

  test('asks GitHub nothing with comment: false', async () => {
    github.requests = [];
    expect((await repository.run(api, { rehearse: 'false', comment: 'false' })).status).toBe(0);
    expect(github.requests).toEqual([]);
  });

  test('does not take for a change what others have merged meanwhile', async () => {
    repository.propose(...RENAMED);
    repository.moveMain("policyName: 'baseline'", "policyName: 'basics'");
    const options = { rehearse: 'false', comment: 'false' };
    // By the history of the branch.
    expect((await repository.run(api, options)).summary).toContain('## 1 organizational unit is renamed\n');
    // By the merge commit, also when the target has moved on again.
    repository.mergeIntoMain();
    repository.git('branch', '--quiet', '--force', 'main', 'main~1');
    expect((await repository.run(api, options)).summary).toContain('## 1 organizational unit is renamed\n');
    repository.git('switch', '--quiet', 'change');
  });

  test.each([
    ['a base that is not there', { 'base-ref': 'nowhere' }, 'The base is neither at the remote nor here: nowhere.'],
    ['no base', { 'base-ref': '' }, 'this event has no base'],
    ['code that does not synthesize', { synth: 'false' }, 'The base cannot be synthesized: false.'],
  ])('stops at %s, without a comment', async (_name, inputs, message) => {
    github.requests = [];
    const { status, log } = await repository.run(api, inputs);
    expect(status).toBe(1);
    expect(log).toContain(message);
    expect(github.requests).toEqual([]);
  });

  test('leaves no worktree behind', () => {
    expect(repository.git('worktree', 'list').trim().split('\n')).toHaveLength(1);
    expect(existsSync(join(repository.folder, 'infra', 'cdk.out'))).toBe(true);
  });
});
