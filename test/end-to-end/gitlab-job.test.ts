import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'review.md'), 'utf8');
const [job] = /^review:\n(?:.*\n)*?(?=\n)/m.exec(PAGE)!;
/** The commands of the documented job that get the base; npm and the CDK are not run. */
const commands = [...job.matchAll(/^ {4}- (.*)$/gm)].map(([, command]) => command).filter((command) => /\bgit\b/.test(command));

let work: string;
let project: string;
let before: string;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'gitlab-'));
  const remote = join(work, 'remote');
  mkdirSync(remote);
  git(remote, 'init', '--quiet', '--initial-branch', 'main');
  commit(remote, 'before');
  before = git(remote, 'rev-parse', 'HEAD');
  commit(remote, 'after');
  project = join(work, 'project');
  git(work, 'clone', '--quiet', remote, project);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

function git(folder: string, ...args: string[]): string {
  return execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: folder, encoding: 'utf8' }).trim();
}

function commit(folder: string, content: string): void {
  writeFileSync(join(folder, 'app.ts'), content);
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', content);
}

test('the job on the page gets the base, also where the runner kept what an earlier job left', () => {
  expect(commands).toHaveLength(3);
  for (const time of ['first', 'second']) {
    const { status, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', commands.join('\n')], {
      cwd: project, encoding: 'utf8', env: { ...process.env, CI_PROJECT_DIR: project, CI_MERGE_REQUEST_DIFF_BASE_SHA: before },
    });
    expect({ time, status, stderr: status === 0 ? '' : stderr }).toEqual({ time, status: 0, stderr: '' });
    expect(readFileSync(join(`${project}.base`, 'app.ts'), 'utf8')).toBe('before');
  }
});
