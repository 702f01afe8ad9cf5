import childProcess, { type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { runInThisContext } from 'node:vm';

/** A process that would have been started. */
export interface StartedProcess {
  readonly command: string;
  readonly args: readonly string[];
}

/** A second takes a millisecond. */
const MILLISECONDS_IN_ONE = 1_000;

/**
 * Runs work in which a second takes a millisecond, no process starts, and no setting of AWS or of the CDK on this machine counts.
 * A process that would have started ends at once with success, and prints the path of an empty file, as a command for an asset does.
 *
 * An error that nobody handles, with which the CDK CLI would end, rejects `crashed`.
 *
 * @param home the folder in which the CDK keeps its caches
 */
export async function isolated<T>(
  home: string, work: (processes: readonly StartedProcess[], crashed: Promise<never>) => Promise<T>,
): Promise<T> {
  const processes: StartedProcess[] = [];
  const { crashed, restore: restoreHandlers } = withCrashes();
  const restore = [withVariables(home), withQuickTimers(), withoutProcesses(home, processes), restoreHandlers];
  try {
    return await work(processes, crashed);
  } finally {
    restore.reverse().forEach((each) => each());
  }
}

/** The process itself: tests see a copy, which gets no events. */
const PROCESS = runInThisContext('process') as NodeJS.Process;

function withCrashes(): { readonly crashed: Promise<never>; readonly restore: () => void } {
  let reject: (error: unknown) => void;
  const crashed = new Promise<never>((_, fail) => (reject = fail));
  crashed.catch(() => {});
  const restorers = (['uncaughtException', 'unhandledRejection'] as const).map((event) => {
    const listeners = PROCESS.listeners(event as never);
    PROCESS.removeAllListeners(event);
    PROCESS.on(event as never, reject);
    return () => {
      PROCESS.removeAllListeners(event);
      listeners.forEach((listener) => PROCESS.on(event as never, listener as never));
    };
  });
  return { crashed, restore: () => restorers.forEach((each) => each()) };
}

function withVariables(home: string): () => void {
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) if (/^(AWS|AMAZON|CDK)_/.test(name)) delete process.env[name];
  Object.assign(process.env, {
    CDK_HOME: home,
    AWS_CONFIG_FILE: join(home, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  return () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  };
}

function withQuickTimers(): () => void {
  const { setTimeout: original } = globalThis;
  const quick = (callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => (
    original(callback, ms / MILLISECONDS_IN_ONE, ...args));
  globalThis.setTimeout = Object.assign(quick, original) as never;
  return () => void (globalThis.setTimeout = original);
}

function withoutProcesses(home: string, processes: StartedProcess[]): () => void {
  const { spawn: original } = childProcess;
  childProcess.spawn = ((command: string, args?: readonly string[]) => {
    processes.push({ command, args: Array.isArray(args) ? [...args] : [] });
    return ended(command === 'docker' ? '' : join(home, 'written-by-a-process'));
  }) as never;
  return () => void (childProcess.spawn = original);
}

/** A process that has printed a path and ended. */
function ended(written: string): ChildProcess {
  if (written !== '') writeFileSync(written, '');
  const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const child = Object.assign(new EventEmitter(), { stdout, stderr, stdin, kill: () => true });
  setImmediate(() => {
    stdout.end(written);
    stderr.end();
    setImmediate(() => ['exit', 'close'].forEach((event) => child.emit(event, 0, null)));
  });
  return child as unknown as ChildProcess;
}
