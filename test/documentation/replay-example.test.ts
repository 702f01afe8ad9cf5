import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cdkOrg } from '../cli/run-cdk-org';

const ROOT = join(__dirname, '..', '..');

/** The output of the command in a page of the documentation, without lines that it leaves out. */
function shown(page: string, command: string): string {
  const text = readFileSync(join(ROOT, 'docs', page), 'utf8');
  const after = text.split(`$ npx ${command}\n`)[1];
  return after.slice(0, after.indexOf('\n```')).replace(/^…\n/, '');
}

test.each([
  ['explain.md', 'cdk-org explain examples/replay/after.json --event examples/replay/denied.json'],
  ['replay.md', 'cdk-org diff examples/replay/before.json examples/replay/after.json --replay examples/replay/trail'],
  ['replay.md', 'cdk-org diff examples/replay/before.json examples/replay/deletions.json --last-accessed examples/replay/last-accessed.json'],
])('docs/%s shows what the example prints: %s', (page, command) => {
  const args = command.split(' ').slice(1).map((arg) => (arg.startsWith('examples/') ? join(ROOT, arg) : arg));
  expect(cdkOrg(...args).stdout).toContain(`${shown(page, command)}\n`);
});
