/**
 * The program of the confined process (assets/confined), which runs untrusted bundles. Their clock and network are messages to the
 * rehearsal. The program reads one line, runs its commands, waits for one turn of the event loop, and answers with one line. Then it
 * blocks until the next line, so that nothing runs in between.
 */
import { readSync, writeSync } from 'fs';
import { assertConfined, closeProcess } from './close-process';
import { ConfinedEnvironments } from './environments';
import { type ConfinedStart, type ConfinedTurn, READY } from '../protocol';

const STANDARD_INPUT = 0;
const STANDARD_OUTPUT = 1;
const NEWLINE = 10;
const BUSY = 'EAGAIN';
const PAUSE_MILLISECONDS = 1;

const chunk = Buffer.alloc(64 * 1024);
const pause = new Int32Array(new SharedArrayBuffer(4));

/** Blocks until a whole line arrives. @returns the line, or `undefined` after the other side has closed the pipe. */
function readLine(): string | undefined {
  const chunks: Buffer[] = [];
  for (;;) {
    const length = retried(() => readSync(STANDARD_INPUT, chunk));
    if (length === 0) return undefined;
    chunks.push(Buffer.from(chunk.subarray(0, length)));
    // The other side waits for an answer after each line, so nothing follows it.
    if (chunk[length - 1] === NEWLINE) return Buffer.concat(chunks).toString();
  }
}

function writeLine(line: string): void {
  const bytes = Buffer.from(`${line}\n`);
  for (let written = 0; written < bytes.length;) {
    const from = written;
    written += retried(() => writeSync(STANDARD_OUTPUT, bytes, from));
  }
}

/** Retries a read or write, because a pipe may be non-blocking. */
function retried(use: () => number): number {
  for (;;) {
    try {
      return use();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== BUSY) throw error;
      Atomics.wait(pause, 0, 0, PAUSE_MILLISECONDS);
    }
  }
}

declare const start: ConfinedStart | undefined;

// These are read before any bundle runs, because a bundle can replace globals.
const { parse, stringify } = JSON;
const nextTurn = setImmediate;
const exit = process.exit.bind(process);

function serve(environments: ConfinedEnvironments): void {
  const line = readLine();
  if (line === undefined) {
    exit(0);
    return;
  }
  environments.run(parse(line) as ConfinedTurn);
  nextTurn(() => {
    writeLine(stringify(environments.messages.splice(0)));
    serve(environments);
  });
}

async function main(seed: number): Promise<void> {
  assertConfined();
  const environments = new ConfinedEnvironments(seed);
  await closeProcess();
  writeLine(READY);
  serve(environments);
}

// This global exists in a confined process only.
if (typeof start !== 'undefined') void main(start.seed);
