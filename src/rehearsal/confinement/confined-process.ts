import { type ChildProcess, spawn } from 'child_process';
import { readFileSync } from 'fs';
import { join, parse } from 'path';
import { confinedArguments } from './bootstrap';
import type { ConfinementLimits } from './limits';
import { packageAsset } from './own-code';
import { type ConfinedStart, READY } from './protocol';

/** The error for confined code that broke a rule. Its message has the problem, the code, and advice. */
class ConfinementError extends Error {
  constructor(problem: string, given: string) {
    super(
      `The code of the functions ${problem}. Given: ${given}. This code is not the bundle of this version of cdk-aws-organizations, so it runs confined `
      + '(docs/rehearse.md of this package). Read it before you trust it, or synthesize the app with the version of cdk-org.',
    );
    this.name = 'ConfinementError';
  }
}

const NEWLINE = 10;
const MEGABYTE = 1024 * 1024;
const LOOK_MILLISECONDS = 50;

interface Waiting {
  readonly resolve: (line: string) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A Node.js process without environment variables, files, processes, threads and addons. It answers each line with one line, and does
 * nothing in between. A process that breaks a limit or writes anything else is killed.
 */
export class ConfinedProcess {
  private readonly process: ChildProcess;
  private readonly end: number;
  private chunks: Buffer[] = [];
  private turnBytes = 0;
  private totalBytes = 0;
  private waiting: Waiting | undefined;
  private failure: Error | undefined;
  private readonly onExit: () => void;

  /** @param describe names the code that runs in the process. */
  constructor(private readonly limits: ConfinementLimits, private readonly describe: () => string) {
    this.end = Date.now() + limits.totalSeconds * 1000;
    this.process = spawn(process.execPath, confinedArguments(limits.heapMegabytes), {
      env: essentialVariables(),
      cwd: parse(process.execPath).root,
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    this.onExit = () => this.kill();
    process.once('exit', this.onExit);
    this.process.once('error', (error) => this.fail(`cannot be started (${error.message})`));
    this.process.once('close', (code, signal) => this.fail(endOf(code, signal, limits)));
    // The exit of the process explains more than its broken pipe.
    this.process.stdin!.on('error', () => undefined);
    this.process.stdout!.on('data', (chunk: Buffer) => this.read(chunk));
  }

  /** @throws ConfinementError if the process does not start. */
  public async start(seed: number, program = ownProgram()): Promise<void> {
    const start: ConfinedStart = { program, seed };
    if (await this.ask(JSON.stringify(start)) !== READY) throw this.fail('answered something else than the protocol says');
  }

  /**
   * Sends a line and waits for its answer.
   * @throws ConfinementError if the code breaks a limit or the protocol, or ends.
   */
  public async ask(line: string): Promise<string> {
    if (this.failure) throw this.failure;
    const timeout = setTimeout(() => this.fail(`ran for ${this.limits.turnSeconds} s without a wait`), this.turnMilliseconds());
    const look = setInterval(() => this.checkMemory(), LOOK_MILLISECONDS);
    try {
      return await new Promise<string>((resolve, reject) => {
        this.waiting = { resolve, reject };
        this.turnBytes = 0;
        this.process.stdin!.write(`${line}\n`);
      });
    } finally {
      clearTimeout(timeout);
      clearInterval(look);
    }
  }

  public kill(): void {
    process.removeListener('exit', this.onExit);
    this.failure ??= new Error('The confined process was ended. Given: a call after the end. Please report this as a bug.');
    this.process.kill('SIGKILL');
  }

  /** Ends the process and rejects all waiting calls. Only the first failure counts. */
  public fail(problem: string): Error {
    const isFirst = this.failure === undefined;
    this.failure ??= new ConfinementError(problem, this.describe());
    this.kill();
    if (isFirst) this.waiting?.reject(this.failure);
    this.waiting = undefined;
    return this.failure;
  }

  private read(chunk: Buffer): void {
    this.turnBytes += chunk.length;
    this.totalBytes += chunk.length;
    const { turnBytes, totalBytes } = this.limits;
    if (this.turnBytes > turnBytes || this.totalBytes > totalBytes) {
      this.fail(`sent more than ${(this.turnBytes > turnBytes ? turnBytes : totalBytes) / MEGABYTE} MB`);
      return;
    }
    this.chunks.push(chunk);
    const end = chunk.indexOf(NEWLINE);
    if (end < 0 && this.waiting) return;
    if (end !== chunk.length - 1 || !this.waiting) {
      this.fail('wrote to the pipe of the rehearsal');
      return;
    }
    if (!this.checkMemory()) return;
    const { resolve } = this.waiting;
    this.waiting = undefined;
    const line = Buffer.concat(this.chunks).toString().slice(0, -1);
    this.chunks = [];
    resolve(line);
  }

  /** The time limit of a turn, which may not exceed the remaining total time. */
  private turnMilliseconds(): number {
    const left = this.end - Date.now();
    if (left <= 0) throw this.fail(`ran for ${this.limits.totalSeconds} s`);
    return Math.min(left, this.limits.turnSeconds * 1000);
  }

  private checkMemory(): boolean {
    const { memoryMegabytes } = this.limits;
    const isWithin = (residentBytes(this.process.pid) ?? 0) <= memoryMegabytes * MEGABYTE;
    if (!isWithin) this.fail(`used more than ${memoryMegabytes} MB of memory`);
    return isWithin;
  }
}

function ownProgram(): string {
  return readFileSync(join(packageAsset('confined'), 'index.js'), 'utf8');
}

/** The environment variables of the process. Only Windows needs some to start a process. */
function essentialVariables(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  return process.platform === 'win32' && SystemRoot !== undefined ? { SystemRoot } : {};
}

/** The problem of a process that ended. V8 aborts if its heap is full. */
function endOf(code: number | null, signal: NodeJS.Signals | null, { heapMegabytes }: ConfinementLimits): string {
  const isAbort = signal === 'SIGABRT' || signal === 'SIGTRAP' || code === 134;
  return isAbort ? `was aborted, as happens when it needs more than ${heapMegabytes} MB of heap` : `ended its process (${signal ?? `exit code ${code}`})`;
}

/**
 * The resident memory of a process in bytes; `undefined` if the system has no such file or the process has ended.
 * Source: proc(5), `/proc/[pid]/status`.
 */
function residentBytes(pid: number | undefined): number | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
