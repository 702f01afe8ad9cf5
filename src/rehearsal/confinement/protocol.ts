import { isRecord } from '../../assembly';
import type { InvocationContext, InvokeResult } from '../lambda/function-instance';
import type { HttpRequest, HttpResponse } from '../network/network';

/** Messages from this process to the confined one. Numbers identify environments, their invocations, their timers and their requests. */
export type ConfinedCommand =
  /** The contents of files in Base64, by path. */
  | { readonly op: 'code'; readonly code: number; readonly files: Readonly<Record<string, string>> }
  | {
    readonly op: 'environment';
    readonly environment: number;
    readonly code: number;
    readonly handler: string;
    readonly variables: Readonly<Record<string, string>>;
  }
  | {
    readonly op: 'invoke'; readonly environment: number; readonly invocation: number; readonly event: unknown; readonly context: InvocationContext;
  }
  | { readonly op: 'fire'; readonly environment: number; readonly id: number }
  | { readonly op: 'answer'; readonly environment: number; readonly id: number; readonly response: HttpResponse }
  | { readonly op: 'fail'; readonly environment: number; readonly id: number; readonly error: Readonly<Record<string, unknown>> }
  | { readonly op: 'discard'; readonly environment: number };

/** One line to the confined process: the commands of one turn and their virtual time. */
export interface ConfinedTurn {
  readonly now: number;
  readonly commands: readonly ConfinedCommand[];
}

/** The first line: the program of the confined process, and its start values. */
export interface ConfinedStart {
  readonly program: string;
  readonly seed: number;
}

/** The answer of the confined process. */
export type ConfinedMessage =
  | { readonly op: 'log'; readonly environment: number; readonly line: string }
  | { readonly op: 'timer'; readonly environment: number; readonly id: number; readonly milliseconds: number }
  | { readonly op: 'cancel'; readonly environment: number; readonly id: number }
  | { readonly op: 'send'; readonly environment: number; readonly id: number; readonly request: HttpRequest }
  | { readonly op: 'abandon'; readonly environment: number; readonly id: number }
  | { readonly op: 'done'; readonly environment: number; readonly invocation: number; readonly result: InvokeResult };

/** The line that answers the first one. */
export const READY = '{"ready":true}';

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Checks the fields of each message besides its environment. The sender is not trusted. */
const SHAPES: Record<ConfinedMessage['op'], (message: Record<string, unknown>) => boolean> = {
  log: ({ line }) => isText(line),
  timer: ({ id, milliseconds }) => isCount(id) && Number.isFinite(milliseconds),
  cancel: ({ id }) => isCount(id),
  send: ({ id, request }) => isCount(id) && isRequest(request),
  abandon: ({ id }) => isCount(id),
  done: ({ invocation, result }) => isCount(invocation) && isResult(result),
};

/** The messages of one line; `undefined` if the line does not follow the protocol. */
export function parseMessages(line: string): ConfinedMessage[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  return Array.isArray(parsed) && parsed.every(isMessage) ? parsed : undefined;
}

function isMessage(value: unknown): value is ConfinedMessage {
  return isRecord(value) && isText(value.op) && Object.hasOwn(SHAPES, value.op) && isCount(value.environment)
    && SHAPES[value.op as ConfinedMessage['op']](value);
}

function isRequest(value: unknown): boolean {
  return isRecord(value) && [value.method, value.host, value.path, value.body].every(isText)
    && isRecord(value.headers) && Object.values(value.headers).every(isText);
}

function isResult(value: unknown): boolean {
  if (!isRecord(value) || !isText(value.payload) || typeof value.functionError !== 'boolean' || 'unheard' in value) return false;
  try {
    JSON.parse(value.payload);
    return true;
  } catch {
    return false;
  }
}
