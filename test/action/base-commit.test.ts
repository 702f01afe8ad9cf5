import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from '../end-to-end/ci/git';

const SCRIPT = join(__dirname, '..', '..', 'action', 'base-commit.js');

let clone: string;
let commit: string;

beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'base-'));
  git(clone, 'init', '--quiet', '--initial-branch', 'main');
  git(clone, 'commit', '--quiet', '--allow-empty', '--message', 'First');
  commit = git(clone, 'rev-parse', 'HEAD');
  git(clone, 'branch', 'release/1.x');
  git(clone, 'branch', 'größe_#7');
  git(clone, 'commit', '--quiet', '--allow-empty', '--message', 'Second');
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

function baseCommit(ref: string, variables: Readonly<Record<string, string>> = {}): string {
  const program = `try { console.log(require(${JSON.stringify(SCRIPT)}).baseCommit(process.argv[1])) } catch ({ message }) { console.log(message) }`;
  return execFileSync(process.execPath, ['-e', program, '--', ref], { cwd: clone, encoding: 'utf8', env: { PATH: process.env.PATH, ...variables } }).trim();
}

test.each(['release/1.x', 'größe_#7'])('the base can be the branch %s', (ref) => expect(baseCommit(ref)).toBe(commit));

test('the base can be a commit', () => expect(baseCommit(commit)).toBe(commit));

test.each([
  '--upload-pack=touch x', '-h', '--output=x', '-c core.pager=x', 'main:x', 'HEAD@{0}', 'HEAD~1', 'HEAD^', '$(x)', '`x`', 'a..b', 'a b', 'a\nb', ':/First', 'a//b', '/a',
  '../a', '*', 'a\u202eb', `${'0'.repeat(39)}^{commit}`,
])('the base cannot be %j', (ref) => {
  expect(baseCommit(ref)).toMatch(/^This is not the name of a branch or a commit \(given: ".*"\)\. Give one as base-ref\.$/);
});

test('a name that no branch has is refused with what to do', () => {
  expect(baseCommit('nowhere')).toBe('The base is not in this clone (given: "nowhere"). Give a branch or a commit as base-ref, and fetch-depth: 0 to the checkout.');
});

test('an event without a base needs one as an input', () => {
  expect(baseCommit('')).toBe('This event has no base to compare with (given: no base-ref). Give a branch or a commit as base-ref.');
});

test('of a branch that is not merged the base is where it began', () => {
  git(clone, 'checkout', '--quiet', '-B', 'change', commit);
  git(clone, 'commit', '--quiet', '--allow-empty', '--message', 'Third');
  expect(baseCommit('main', { GITHUB_BASE_REF: 'main', GITHUB_SHA: git(clone, 'rev-parse', 'HEAD') })).toBe(commit);
});
