// Finds the commit that the code under review is compared with, in the clone of this job. No name from outside reaches git as an option.
const { execFileSync } = require('node:child_process');
const { Problem, shown } = require('./log');

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
/** A stricter rule than `git check-ref-format`: no revision syntax, no option, nothing that a shell reads. */
const REF = /^(?!.*(?:\.\.|\/\/|@\{))[\p{L}\p{N}_@][\p{L}\p{N}_@+#=,./-]*$/u;

/**
 * The base of a pull request is what its code was merged into or comes from: what others merge meanwhile is no change of it.
 * @param ref a branch or commit in place of what the event says
 */
function baseCommit(ref, { GITHUB_BASE_REF: target, GITHUB_SHA: sha } = process.env) {
  if (ref !== '' && ref !== target) return resolve(ref);
  if (!target) throw new Problem('This event has no base to compare with (given: no base-ref). Give a branch or a commit as base-ref.');
  const [head, ...parents] = git('rev-list', '--parents', '--max-count=1', 'HEAD').split(' ');
  if (head === sha && parents.length === 2) return parents[0];
  const base = resolve(target);
  return git('merge-base', 'HEAD', base);
}

function resolve(ref) {
  if (!REF.test(ref)) throw new Problem(`This is not the name of a branch or a commit (given: ${shown(ref)}). Give one as base-ref.`);
  const candidates = COMMIT.test(ref) ? [ref] : [`refs/remotes/origin/${ref}`, `refs/heads/${ref}`];
  for (const candidate of candidates) {
    try {
      return git('rev-parse', '--verify', '--quiet', '--end-of-options', `${candidate}^{commit}`);
    } catch {
      // The next one may exist.
    }
  }
  throw new Problem(`The base is not in this clone (given: ${shown(ref)}). Give a branch or a commit as base-ref, and fetch-depth: 0 to the checkout.`);
}

function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

module.exports = { baseCommit, git };
