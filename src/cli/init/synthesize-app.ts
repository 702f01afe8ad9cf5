import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interrupt, onInterrupt } from './interruption';
import { pythonProgram } from './python-program';
import { typescriptProgram } from './typescript-program';
import type { Language } from '../../init';
import { visibleLines } from '../../report/escape';

const LONGEST_MESSAGE = 4_000;
const MOST_OUTPUT = 2 ** 27;

/** How to run the program of a written app. */
export interface Program {
  readonly command: string;
  readonly arguments: readonly string[];
  /** Environment variables besides those of this process. */
  readonly variables: Readonly<Record<string, string>>;
}

/** @returns undefined if a package that the program needs is not installed. `work` is a folder for temporary files. */
const PROGRAMS: Readonly<Record<Language, (folder: string, work: string) => Program | undefined>> = {
  typescript: typescriptProgram,
  python: pythonProgram,
};

/** The part of the messages that names the mistake. */
const MESSAGE_OF: Readonly<Record<Language, (stderr: string) => string>> = {
  typescript: (stderr) => stderr.slice(0, LONGEST_MESSAGE),
  // The last line of a traceback is the error.
  python: (stderr) => stderr.slice(-LONGEST_MESSAGE),
};

/** A cloud assembly in a temporary folder. */
export interface Synthesized {
  readonly assembly: string;
  readonly remove: () => void;
}

/**
 * Runs the program of a written app. Nothing is downloaded.
 * @returns undefined if a package that it needs is not installed
 * @throws Error if it does not synthesize; its messages go to standard error
 */
export function synthesizeApp(folder: string, language: Language): Synthesized | undefined {
  const work = mkdtempSync(join(tmpdir(), 'cdk-org-init-'));
  const removeFiles = () => rmSync(work, { recursive: true, force: true });
  const done = onInterrupt(removeFiles);
  const remove = () => {
    removeFiles();
    done();
  };
  try {
    const program = PROGRAMS[language](folder, work);
    if (program === undefined) {
      remove();
      return undefined;
    }
    const assembly = join(work, 'cdk.out');
    const problem = problemOf(program, folder, assembly);
    if (problem === undefined) return { assembly, remove };
    process.stderr.write(`${visibleLines(MESSAGE_OF[language](problem))}\n`);
    throw new Error(`The app is written, but does not synthesize. Given: ${folder}. Correct the rows that its messages name.`);
  } catch (error) {
    remove();
    throw error;
  }
}

/** Runs the program. @returns its messages if it fails */
function problemOf(program: Program, folder: string, assembly: string): string | undefined {
  const { status, signal, stderr, error } = spawnSync(program.command, program.arguments, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: MOST_OUTPUT,
    env: {
      ...process.env,
      ...program.variables,
      CDK_OUTDIR: assembly,
      CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:enable-path-metadata': true, 'aws:cdk:disable-creation-stack-traces': true }),
    },
  });
  // The terminal sends Ctrl-C to both processes.
  if (signal === 'SIGINT' || status === 130) interrupt();
  if (error !== undefined) throw error;
  return status === 0 ? undefined : stderr;
}
