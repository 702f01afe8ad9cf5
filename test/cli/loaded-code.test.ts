import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CLI, cdkOrg } from './run-cdk-org';

const ROOT = join(__dirname, '..', '..');
const SOURCES = join(ROOT, 'src', 'cli');
const BUNDLE = join(ROOT, 'assets', 'cli');
const COMMANDS = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .flatMap((path) => /^(?:[\w-]+[\\/])?([\w-]+)-command\.ts$/.exec(path)?.[1] ?? []).sort();

let work: string;
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-loaded-'));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Runs the command line. Also gives the files of the bundle that it loads. */
function loadedBy(...args: string[]): { readonly stdout: string; readonly files: string[] } {
  const [preload, list] = ['preload.js', 'files.json'].map((name) => join(work, name));
  writeFileSync(preload, `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(list)},
    JSON.stringify(Object.keys(require.cache).filter((file) => /assets.cli/.test(file)))));`);
  const { stdout } = spawnSync(process.execPath, ['--require', preload, CLI, ...args], { encoding: 'utf8' });
  return { stdout, files: JSON.parse(readFileSync(list, 'utf8')) as string[] };
}

const hasClient = (file: string) => readFileSync(file, 'utf8').includes('OrganizationsClient=class');

test('one file of the bundle has the client of AWS Organizations', () => {
  expect(readdirSync(BUNDLE).filter((name) => hasClient(join(BUNDLE, name)))).toHaveLength(1);
});

test('the help lists every command of the sources', () => {
  const listed = [...cdkOrg('--help').stdout.matchAll(/^ {2}([a-z]+) (?:\[|  )/gm)].map(([, name]) => name).sort();

  expect(COMMANDS.length).toBeGreaterThan(15);
  expect(listed.filter((name) => name !== 'help')).toEqual(COMMANDS);
});

test.each(COMMANDS)('%s loads its own code, and neither that of another command nor a client of AWS', (command) => {
  const { stdout, files } = loadedBy(command, '--help');

  expect(stdout).toMatch(new RegExp(`^Usage: cdk-org ${command} `));
  const names = files.map((file) => basename(file));
  const ofCommands = names.flatMap((name) => /^(.*)-command-\w+\.js$/.exec(name)?.[1] ?? []);
  expect(ofCommands).toEqual([command]);
  expect(files.filter(hasClient)).toEqual([]);
});

test('a command that does not exist is an error of all commands', () => {
  const { status, stderr } = cdkOrg('reports');

  expect(status).toBe(1);
  expect(stderr).toContain('Did you mean report?');
});
