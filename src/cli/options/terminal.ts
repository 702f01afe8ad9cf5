import { createInterface } from 'node:readline';

/** Asks a question, and returns the answer. */
export type Ask = (question: string) => Promise<string>;

/** The streams of a terminal. */
export interface TerminalStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Whether a person can answer: both streams are terminals, and no pipeline runs. */
export function canAsk({ CI: pipeline = '' }: NodeJS.ProcessEnv = process.env): boolean {
  return process.stdin.isTTY && process.stdout.isTTY && ['', '0', 'false'].includes(pipeline.toLowerCase());
}

/**
 * Asks at the terminal, which edits the lines itself: control sequences of Node.js would be shown as escapes.
 * @param ended returns the error if the input ends before the last answer
 */
export async function withTerminal<T>(
  ended: () => Error, use: (ask: Ask) => Promise<T>, streams: TerminalStreams = { input: process.stdin, output: process.stdout },
): Promise<T> {
  const terminal = createInterface({ ...streams, terminal: false });
  // Lines may arrive before their questions.
  const lines = terminal[Symbol.asyncIterator]();
  const ask: Ask = async (question) => {
    streams.output.write(question);
    const { value, done } = await lines.next();
    if (!done) return value;
    throw ended();
  };
  try {
    return await use(ask);
  } finally {
    terminal.close();
  }
}
