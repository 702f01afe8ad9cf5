import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runApp } from './run-app';
import { type RehearsalResult, rehearse } from '../../src/rehearsal';
import { sharedFolder } from '../support/temporary-folder';

const ROOT = join(__dirname, '..', '..');
const EXAMPLE = join(ROOT, 'examples', 'typescript', 'landing-zone');

/** A text replacement in one of the example's files. */
export interface Edit {
  readonly file: string;
  readonly replace: string;
  readonly by: string;
}

export const STACK_FILE = 'lib/landing-zone-stack.ts';

/**
 * Synthesizes the landing-zone example with edits, once for all tests of a run with the same edits.
 * @returns the folder of a separate copy of the cloud assembly, which `cleanUp` removes
 */
export function synthesizeExample(...edits: Edit[]): string {
  const name = createHash('sha256').update(JSON.stringify(edits)).digest('hex').slice(0, 16);
  const shared = join(sharedFolder(), `landing-zone-${name}`);
  if (!existsSync(shared)) moveTo(shared, synthesizeCopy(edits));
  const folder = mkdtempSync(join(tmpdir(), 'landing-zone-'));
  folders.push(folder);
  const assembly = join(folder, 'cdk.out');
  cpSync(shared, assembly, { recursive: true });
  return assembly;
}

/** Moves an assembly to its shared place. Another worker may have synthesized the same assembly, and either one will do. */
function moveTo(shared: string, assembly: string): void {
  try {
    renameSync(assembly, shared);
  } catch (error) {
    if (!existsSync(shared)) throw error;
    rmSync(assembly, { recursive: true });
  }
}

/** Copies the example, edits it, and synthesizes it. */
function synthesizeCopy(edits: readonly Edit[]): string {
  const work = join(ROOT, 'tmp', 'end-to-end');
  mkdirSync(work, { recursive: true });
  const copy = mkdtempSync(join(work, 'landing-zone-'));
  try {
    cpSync(EXAMPLE, copy, { recursive: true, filter: (source) => !source.endsWith('cdk.out') });
    // Its TypeScript settings tell where the package is, and count only for a process of its own.
    const packageEdit: Edit = { file: STACK_FILE, replace: "from 'cdk-aws-organizations'", by: `from ${JSON.stringify(join(ROOT, 'src'))}` };
    for (const { file, replace, by } of [...edits, packageEdit]) {
      const path = join(copy, file);
      const text = readFileSync(path, 'utf8');
      if (!text.includes(replace)) throw new Error(`The example does not contain the text to edit in ${file} (given: ${replace})`);
      writeFileSync(path, text.replaceAll(replace, by));
    }
    const assembly = mkdtempSync(join(sharedFolder(), 'synthesis-'));
    // Messages name constructs by their paths, as with the CDK CLI.
    runApp(join(copy, 'bin', 'landing-zone.ts'), { CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:enable-path-metadata': true }) });
    return assembly;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Rehearses the example without edits, once for all tests of a run. @returns a separate copy of the result */
export async function deployedExample(): Promise<RehearsalResult> {
  const shared = join(sharedFolder(), 'landing-zone-deployed.json');
  if (!existsSync(shared)) {
    const own = `${shared}.${process.pid}`;
    writeFileSync(own, JSON.stringify(await rehearse({ assemblyDirectory: synthesizeExample() })));
    renameSync(own, shared);
  }
  return JSON.parse(readFileSync(shared, 'utf8')) as RehearsalResult;
}

const folders: string[] = [];

export function cleanUp(): void {
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
}
