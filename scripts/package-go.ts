/**
 * Generates the Go module against the lowest version of aws-cdk-lib that it supports. Needs the compiled package (`.jsii` and `lib`).
 *
 *   npx tsx scripts/package-go.ts VERSION [--outdir DIR] [--code-only]
 *
 * jsii-pacmak takes the versions in `go.mod`, and the methods of base classes, from the installed dependencies. In this repository they are
 * the newest, and the module would need the newest aws-cdk-lib.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = join(__dirname, '..');
const TABLET = '.jsii.tabl.json';
const run = (cwd: string, command: string, ...args: string[]) => execFileSync(command, args, { cwd, stdio: 'inherit' });

/** Installs the packed package with the lowest versions of its peers. @returns its folder */
function installed(folder: string, awsCdkLib: string): string {
  const { name, peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  run(ROOT, 'npm', 'pack', '--silent', '--pack-destination', folder);
  const [tarball] = readdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  run(folder, 'npm', 'install', '--no-audit', '--no-fund', '--silent', '--ignore-scripts', `./${tarball}`, `aws-cdk-lib@${awsCdkLib}`,
    `constructs@${peerDependencies.constructs.replace('^', '')}`);
  const home = join(folder, 'node_modules', name);
  // The translated examples are not in the package.
  if (existsSync(join(ROOT, TABLET))) cpSync(join(ROOT, TABLET), join(home, TABLET));
  return home;
}

function main(): void {
  const { values, positionals: [awsCdkLib] } = parseArgs({
    allowPositionals: true,
    options: { 'outdir': { type: 'string', default: join(ROOT, 'dist') }, 'code-only': { type: 'boolean', default: false } },
  });
  if (awsCdkLib === undefined) throw new Error('No version of aws-cdk-lib is given. Name it: npx tsx scripts/package-go.ts 2.240.0');
  const folder = mkdtempSync(join(tmpdir(), 'package-go-'));
  try {
    const pacmak = join(ROOT, 'node_modules', 'jsii-pacmak', 'bin', 'jsii-pacmak');
    run(ROOT, process.execPath, pacmak, '--target', 'go', '--outdir', resolve(values.outdir), ...values['code-only'] ? ['--code-only'] : [],
      installed(folder, awsCdkLib));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
