import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const EXAMPLE = join(ROOT, 'examples', 'typescript', 'landing-zone');

/** A change of one of the example's files, as a person would make it in an editor. */
export interface Edit {
  readonly file: string;
  readonly replace: string;
  readonly by: string;
}

export const STACK_FILE = 'lib/landing-zone-stack.ts';

/**
 * Copies the landing-zone example, edits it, and synthesizes it in a process of its own.
 * @returns the folder of the cloud assembly, below a folder that `cleanUp` removes
 */
export function synthesizeExample(...edits: Edit[]): string {
  const work = join(ROOT, 'tmp', 'end-to-end');
  mkdirSync(work, { recursive: true });
  // As deep as the original, so that its TypeScript settings hold.
  const copy = mkdtempSync(join(work, 'landing-zone-'));
  copies.push(copy);
  cpSync(EXAMPLE, copy, { recursive: true, filter: (source) => !source.endsWith('cdk.out') });
  for (const { file, replace, by } of edits) {
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(replace)) throw new Error(`The example has no longer the text to be edited in ${file}: ${replace}`);
    writeFileSync(path, text.replaceAll(replace, by));
  }
  const assembly = join(copy, 'cdk.out');
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'bin/landing-zone.ts'], {
    cwd: copy,
    encoding: 'utf8',
    env: {
      ...process.env,
      CDK_OUTDIR: assembly,
      CDK_VALIDATION: 'false',
      // As the CDK CLI asks for it: messages name constructs by their paths.
      CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:enable-path-metadata': true }),
      TSX_TSCONFIG_PATH: join(copy, 'tsconfig.json'),
    },
  });
  if (status !== 0) throw new Error(`The example does not synthesize:\n${stderr}`);
  return assembly;
}

const copies: string[] = [];

export function cleanUp(): void {
  copies.splice(0).forEach((copy) => rmSync(copy, { recursive: true, force: true }));
}
