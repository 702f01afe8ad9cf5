import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cdkOrgWith, CLI } from '../run-cdk-org';

jest.setTimeout(120_000);

const BROWNFIELD = join(__dirname, '..', '..', '..', 'examples', 'typescript', 'brownfield', 'organization.json');
/** The standard library of Python has pseudo-terminals. */
const ifPython = spawnSync('python3', ['-c', 'import pty']).status === 0 ? test : test.skip;

/** Runs a program at a pseudo-terminal, types each line once its question is there, and prints the exit code last. */
const AT_TERMINAL = `
import os, pty, sys
lines = sys.argv[1].split('|')
pid, terminal = pty.fork()
if pid == 0:
    os.environ.pop('CI', None)
    os.execvp(sys.argv[2], sys.argv[2:])
shown = ''
while True:
    try:
        part = os.read(terminal, 4096).decode()
    except OSError:
        break
    if not part:
        break
    shown += part
    while lines and shown.count(']: ') > 0:
        before, shown = shown.split(']: ', 1)
        sys.stdout.write(before + ']: ')
        line = lines.pop(0)
        os.write(terminal, b'\\x03' if line == 'CTRL-C' else line.encode() + b'\\n')
status = os.waitpid(pid, 0)[1]
print(shown)
print('exit', os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status))
`;

let work: string;
beforeEach(() => { work = mkdtempSync(join(tmpdir(), 'terminal-')); });
afterEach(() => rmSync(work, { recursive: true, force: true }));

const atTerminal = (lines: readonly string[], ...args: readonly string[]) => spawnSync(
  'python3', ['-c', AT_TERMINAL, lines.join('|'), process.execPath, CLI, ...args], { cwd: work, encoding: 'utf8' }).stdout;

ifPython('init at a terminal asks for what is not given, and prints the command for a script', () => {
  const shown = atTerminal(['', '', '', 'Sandbox/**', 'Security/**', '', '', ''], 'init', '--organization', BROWNFIELD, '--no-check');
  expect(shown).toContain('Press Enter for the value in brackets, Ctrl-C to write nothing.');
  expect(shown).toContain(`npx cdk-org init organization --language typescript --organization ${BROWNFIELD} --include 'Sandbox/**' --include 'Security/**'`);
  expect(shown).toMatch(/exit 0\s*$/);
  expect(readdirSync(join(work, 'organization'))).toContain('cdk.json');
});

ifPython('Ctrl-C at a question writes nothing', () => {
  expect(atTerminal(['mine', 'CTRL-C'], 'init', '--organization', BROWNFIELD)).toMatch(/exit (?:-2|130)\s*$/);
  expect(readdirSync(work)).toEqual([]);
});

test('Ctrl-C while the app is checked removes what was written, and leaves what was there before', async () => {
  const bin = join(work, 'bin');
  const app = join(work, 'app');
  for (const folder of [bin, join(app, '.git')]) mkdirSync(folder, { recursive: true });
  // It has all packages, and synthesizes for a minute.
  writeFileSync(join(bin, 'python3'), '#!/bin/sh\n[ "$1" = -c ] && exit 0\nexec sleep 60\n');
  chmodSync(join(bin, 'python3'), 0o755);
  const child = spawn(process.execPath, [CLI, 'init', app, '--organization', BROWNFIELD, '--language', 'python'], {
    detached: true, env: { ...process.env, PATH: `${bin}:${process.env.PATH}` }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (part) => { errors += String(part); });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  child.stdout.on('data', (part) => { if (String(part).includes('Written')) setTimeout(() => process.kill(-child.pid!, 'SIGINT'), 1_500); });
  expect(await ended).toBe(130);
  expect(errors).toContain('cdk-org: Interrupted.\ncdk-org: What was written is removed.\n');
  expect(readdirSync(app)).toEqual(['.git']);
  expect(readdirSync(work).sort()).toEqual(['app', 'bin']);
});

test('in a script, a missing folder is an error, and nothing is asked', () => {
  const { status, stdout, stderr } = cdkOrgWith({ CI: 'true' }, 'init', '--organization', BROWNFIELD);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe('cdk-org: The folder of the app is missing, and nobody can be asked, because this is no terminal. Give a new folder, as in "cdk-org init organization".\n');
  expect(existsSync(join(work, 'organization'))).toBe(false);
});
