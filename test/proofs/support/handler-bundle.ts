import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
const BUNDLE = join(ROOT, 'assets', 'handler', 'index.js');
const LOCK = join(ROOT, 'tmp', 'bundling');
const SOURCES = ['handler', 'contract', 'organizations', 'policy'].map((room) => join(ROOT, 'src', room));
const LONGEST_WAIT_MS = 60_000;

/** Proofs run the real bundle: made anew if a source is newer, by one process while the others wait. */
export function ensureHandlerBundle(): void {
  if (isFresh()) return;
  mkdirSync(join(ROOT, 'tmp'), { recursive: true });
  if (!takeLock()) return;
  try {
    if (isFresh()) return;
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', join('scripts', 'bundle.ts')], { cwd: ROOT, encoding: 'utf8' });
    if (status !== 0) throw new Error(`The handlers could not be bundled:\n${stderr}`);
  } finally {
    rmdirSync(LOCK);
  }
}

/** @returns whether this process has to do the work. */
function takeLock(): boolean {
  const until = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    try {
      mkdirSync(LOCK);
      return true;
    } catch {
      if (isFresh()) return false;
      if (Date.now() > until) throw new Error(`Another process has been bundling for a minute. Given: ${LOCK}. Remove this folder if none is.`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}

function isFresh(): boolean {
  const made = modified(BUNDLE);
  return made > 0 && SOURCES.every((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .every((name) => !name.endsWith('.ts') || modified(join(folder, name)) < made));
}

function modified(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
