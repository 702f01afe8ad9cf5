import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..', '..');
/** Scripts that write the state of a simulator, for pages that begin with an existing organization. */
const SCRIPTS: Readonly<Record<string, string>> = { 'adopt.md': 'scripts/brownfield/organization.ts' };

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
