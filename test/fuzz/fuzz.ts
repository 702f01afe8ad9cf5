import fc from 'fast-check';
import { jsonText, mutated, MUTATIONS } from './mutations';
import { writtenOutside } from './written-outside';

/** A reader for one kind of input, with valid inputs to start from. */
export interface FuzzTarget {
  readonly name: string;
  /** The share of all inputs. */
  readonly share: number;
  /** Valid inputs, as JSON values. They must pass. */
  readonly valid: readonly unknown[];
  /** Other inputs to start from. */
  readonly refused?: readonly unknown[];
  /**
   * Reads an input as the commands do, and uses the result. Throws the error with which the command would end. Writes only to `folder`.
   * @param text the input as JSON text, which is invalid in some cases.
   */
  run(text: string, folder: string): void;
}

/** An input that ends with neither a success nor an error with a message. */
export interface Defect {
  readonly target: string;
  readonly signature: string;
  readonly input: string;
  readonly stack: string;
}

export interface FuzzResult {
  readonly inputs: number;
  /** The number of inputs that ended with an error that has a message. */
  readonly refused: number;
  readonly slowestMs: number;
  readonly defects: readonly Defect[];
}

export interface FuzzOptions {
  readonly inputs: number;
  readonly seed: number;
  /** The time after which no input starts. */
  readonly seconds: number;
  /** The only folder to which a target may write. */
  readonly folder: string;
  /** Called from time to time with the number of inputs read and the number of defects found. */
  readonly onProgress?: (done: number, defects: number) => void;
}

export const SLOWEST_ALLOWED_MS = 2_000;

const BATCH = 200;

const INPUTS = fc.oneof(
  { weight: 12, arbitrary: fc.record({ from: fc.nat(), mutations: MUTATIONS, cut: fc.constant(-1) }) },
  { weight: 1, arbitrary: fc.record({ from: fc.nat(), mutations: MUTATIONS, cut: fc.nat() }) },
);
const ANY = fc.oneof(fc.json(), fc.string({ unit: 'binary' }));

/** Reads inputs until their number or the time limit is reached. */
export function fuzz(target: FuzzTarget, { inputs, seed, seconds, folder, onProgress }: FuzzOptions): FuzzResult {
  const endsAt = Date.now() + seconds * 1_000;
  const defects = new Map<string, Defect>();
  let [done, refused, slowestMs] = [0, 0, 0];
  // If a valid input were refused, no code after the failed check would be tested.
  for (const valid of target.valid) target.run(jsonText(valid), folder);
  const outside = writtenOutside(folder);
  try {
    for (let batch = 0; done < inputs; batch++) {
      onProgress?.(done, defects.size);
      for (const text of textsOf(target, seed + batch, Math.min(BATCH, inputs - done))) {
        if (Date.now() > endsAt) return { inputs: done, refused, slowestMs, defects: [...defects.values()] };
        const { error, ms } = timed(() => target.run(text, folder));
        done++;
        slowestMs = Math.max(slowestMs, ms);
        if (error !== undefined && !isCrash(error)) refused++;
        const found = [
          ...(error !== undefined && isCrash(error) ? [crashOf(error)] : []),
          ...(ms > SLOWEST_ALLOWED_MS ? [{ signature: 'slow', stack: `${Math.round(ms)} ms` }] : []),
          ...outside.paths.splice(0).map((path) => ({ signature: 'written outside', stack: path })),
        ];
        for (const { signature, stack } of found) {
          if (!defects.has(signature)) defects.set(signature, { target: target.name, signature, stack, input: text });
        }
      }
    }
  } finally {
    outside.restore();
  }
  return { inputs: done, refused, slowestMs, defects: [...defects.values()] };
}

function textsOf(target: FuzzTarget, seed: number, count: number): string[] {
  const originals = [...target.valid, ...target.refused ?? []];
  const changed = fc.sample(INPUTS, { seed, numRuns: count }).map(({ from, mutations, cut }) => {
    const text = jsonText(mutated(originals[from % originals.length], mutations));
    return cut < 0 ? text : text.slice(0, cut % (text.length + 1));
  });
  const random = fc.sample(ANY, { seed, numRuns: Math.ceil(count / 20) });
  return [...random, ...changed].slice(0, count);
}

function timed(work: () => void): { readonly error?: unknown; readonly ms: number } {
  const start = performance.now();
  try {
    work();
    return { ms: performance.now() - start };
  } catch (error) {
    return { error: error ?? new TypeError('Nothing was thrown'), ms: performance.now() - start };
  }
}

/** Errors of the language and of the system, which do not tell a user what to do. */
const NAMES_OF_CRASHES = ['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'EvalError', 'URIError', 'AssertionError'];

export function isCrash(error: unknown): boolean {
  const { name, message, code } = Object(error) as { name?: unknown; message?: unknown; code?: unknown };
  return typeof message !== 'string' || message.trim() === '' || NAMES_OF_CRASHES.includes(String(name))
    || (typeof code === 'string' && /^E[A-Z_]+$/.test(code));
}

function crashOf(error: unknown): { readonly signature: string; readonly stack: string } {
  const stack = error instanceof Object && 'stack' in error ? String(error.stack) : String(error);
  const place = stack.split('\n').find((line) => /[/(]src[/]/.test(line))?.replace(/^.*[/]src[/]/, '').replace(/:\d+\)?$/, '') ?? '?';
  const { name, message } = Object(error) as Error;
  return { signature: `${name} at ${name === 'RangeError' ? place.split(':')[0] : place}`, stack: `${message}\n${stack.slice(0, 1_500)}` };
}
