import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '..', '..');

/** Files of the published package. */
function packedFiles(): string[] {
  const { stdout, stderr } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as { files: { path: string }[] }[])[0].files.map(({ path }) => path);
}

function help(command: string, cwd: string): string {
  return spawnSync(process.execPath, [join(ROOT, 'bin', 'cdk-org'), ...[command, '--help'].filter(Boolean)], { cwd, encoding: 'utf8' }).stdout;
}

/** The commands that the help without a command lists; the first is that help itself. */
function commands(): string[] {
  const [, list] = /^Commands:\n((?: {2}.*\n)+)/m.exec(help('', ROOT))!;
  return ['', ...[...list.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name).filter((name) => name !== 'help')];
}

test('each command of cdk-org has a row on the page of commands', () => {
  const page = readFileSync(join(ROOT, 'docs', 'review-commands.md'), 'utf8');
  const names = commands().filter(Boolean);
  expect(names).toEqual(expect.arrayContaining(['diff', 'rehearse', 'simulator', 'snapshot']));
  expect(names.filter((name) => !new RegExp(`^\\| \`cdk-org ${name}\\b`, 'm').test(page))).toEqual([]);
});

test('the package has every page and schema that the help of a command names, and the examples', () => {
  const named = commands().flatMap((command) => help(command, ROOT).replace(/\s+/g, ' ').match(/\b(?:docs|examples)\/[\w./-]+\w/g) ?? []);
  const packed = packedFiles();

  expect(new Set(named)).toEqual(new Set([...named, 'docs/check.schema.json', 'docs/explain.schema.json', 'docs/rehearsal-result.schema.json']));
  expect(named.filter((file) => !packed.includes(file))).toEqual([]);
  expect(packed).toEqual(expect.arrayContaining(['docs/review-commands.md', 'docs/rehearse.md', 'examples/README.md']));
  // The pages beside the source, to which pages link.
  expect(packed.filter((path) => /^(src|test|scripts)\//.test(path)).sort()).toEqual(['src/rehearsal/CLOUDFORMATION.md', 'src/simulator/SIMULATOR.md']);
});

test('the help without a command has examples of the commands to begin with, and names the page that explains them', () => {
  const text = help('', join(ROOT, 'test', 'cli'));

  expect(text).toContain('../../docs/guide/getting-started.md');
  expect(text).toMatch(/^ {2}cdk-org rehearse .*\n {2}cdk-org diff .*\n {2}cdk-org drift /m);
});

test('the help names a page by its path from the current folder', () => {
  const text = help('explain', join(ROOT, 'test', 'cli')).replace(/\s+/g, ' ');

  expect(text).toContain('(its schema: ../../docs/explain.schema.json)');
});
