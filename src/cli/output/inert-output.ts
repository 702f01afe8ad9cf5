import { visibleAsJson } from '../../report/escape';

/**
 * The last gate before a terminal or the log of a pipeline: hidden characters become `\u202e`, in the output of every command. Texts of
 * others are escaped where they are put together as well (`printable`), since only that place can tell them from colors of ours.
 *
 * The escapes are those of JSON, so that JSON that is printed stays the same value.
 */

/** Control sequences of this command line itself: colors, a line that is written over, and the line ends of CSV. */
// eslint-disable-next-line no-control-regex
const OURS = /\u001b\[\d{0,3}m|\r\u001b\[2K|\r\n/g;

/** Programs that run a pipeline, and read orders to themselves in what its steps print. */
const RUNNERS = ['GITHUB_ACTIONS', 'TF_BUILD', 'TEAMCITY_VERSION'] as const;

export interface OutputOptions {
  /** Whether colors go out, as they do to a terminal. */
  readonly colors: boolean;
  /** Whether a runner of a pipeline reads along. */
  readonly isRead: boolean;
}

export function inertText(text: string, { colors, isRead }: OutputOptions): string {
  const ours = colors ? [...text.matchAll(OURS)] : [...text.matchAll(/\r\n/g)];
  const parts: string[] = [];
  let end = 0;
  for (const { index, 0: sequence } of ours) {
    parts.push(escaped(text.slice(end, index)), sequence);
    end = index + sequence.length;
  }
  const shown = [...parts, escaped(text.slice(end))].join('');
  return isRead ? withoutOrders(shown) : shown;
}

/** Makes all that a stream is given inert, from now on. */
export function makeInert(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): void {
  const { NO_COLOR, FORCE_COLOR } = environment;
  const options = {
    colors: !NO_COLOR && (stream.isTTY || Boolean(FORCE_COLOR)),
    isRead: RUNNERS.some((name) => Boolean(environment[name])),
  };
  const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
  const inert = (chunk: unknown) => (typeof chunk === 'string' ? inertText(chunk, options) : chunk);
  stream.write = ((chunk: unknown, ...rest: unknown[]) => write(inert(chunk), ...rest)) as typeof stream.write;
}

function escaped(text: string): string {
  return text.split(/([\n\t]+)/).map((part, index) => (index % 2 === 1 ? part : visibleAsJson(part))).join('');
}

/**
 * GitHub takes a line that begins with `::` for an order, and so it does with `##[` anywhere; Azure and TeamCity read `##vso[` and
 * `##teamcity[`. Source: GitHub Docs, "Workflow commands for GitHub Actions".
 */
function withoutOrders(text: string): string {
  return text.replace(/(^|[\r\n])([^\S\r\n]*)::/g, '$1$2\\u003a:').replace(/##(?=\w*\[)/g, '#\\u0023');
}
