import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..', '..');
/** Scripts that write the state of a simulator, for pages that begin with an existing organization. */
const SCRIPTS: Readonly<Record<string, string>> = {
  'adopt.md': 'scripts/brownfield/organization.ts', 'day-two.md': 'scripts/brownfield/organization.ts',
};

/** Snapshots that a page takes and that its example has as well, so that readers can follow the page without AWS. */
const SNAPSHOTS: Readonly<Record<string, { readonly taken: string; readonly example: string }>> = {
  'adopt.md': { taken: 'start/organization.json', example: 'examples/typescript/brownfield/organization.json' },
};

/** The snapshot that the run of a page took in a folder, and the one of its example; undefined if it has none. */
export function snapshotsOf(page: string, folder: string): { readonly taken: string; readonly example: string } | undefined {
  const files = SNAPSHOTS[page];
  return files && { taken: join(folder, files.taken), example: join(ROOT, files.example) };
}

/** The organization in the file of a snapshot; undefined if there is no such file. */
export function organizationIn(file: string): unknown {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { organization: unknown }).organization : undefined;
}

/** The state of a simulator with the organization before the page; undefined if it creates one. */
export async function organizationOf(page: string): Promise<unknown> {
  const script = SCRIPTS[page];
  if (script === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'guide-organization-'));
  try {
    const file = join(folder, 'state.json');
    await promisify(execFile)(process.execPath, ['--import', 'tsx', join(ROOT, script), file], { cwd: ROOT });
    return JSON.parse(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
