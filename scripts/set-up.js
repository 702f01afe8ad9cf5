// Installs the dependencies where they are missing or older than the lock file, so that a fresh clone needs one command.
const { spawnSync } = require('node:child_process');
const { existsSync, lstatSync, statSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const modules = join(root, 'node_modules');
const installed = join(modules, '.package-lock.json');
const lock = join(root, 'package-lock.json');

// npm ci empties the folder that a link leads to, which is that of another clone.
const isLink = lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink();

if (!isLink && (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs)) {
  console.log('Installing the development dependencies (npm ci) …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline'], {
    cwd: root, stdio: 'inherit', shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm ci failed: see above. Node 20 or later and a reachable npm registry are needed.');
    process.exit(status ?? 1);
  }
}
