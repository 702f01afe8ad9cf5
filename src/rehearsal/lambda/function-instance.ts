import type { FunctionCode } from './code';
import type { EnvironmentClock } from './virtual-clock';
import { virtualGlobals } from './virtual-globals';
import type { Transport } from '../network/simulated-request';
import type { Random } from '../time/random';

/** The answer of an `Invoke`: the payload as JSON text, and whether it is an error (AWS Lambda API Reference, "Invoke"). */
export interface InvokeResult {
  readonly payload: string;
  readonly functionError: boolean;
  /** Whether the caller crashed with the function and never receives this answer. */
  readonly unheard?: boolean;
}

/** The context object of an invocation. The instance computes the remaining time. */
export interface InvocationContext {
  readonly values: Readonly<Record<string, unknown>>;
  readonly deadline: number;
}

/** One run of a function's module, with its own variables. */
export interface FunctionInstance {
  /** Invokes the handler. Never throws: an error of the handler is the result. */
  invoke(event: unknown, context: InvocationContext): Promise<InvokeResult>;
  /** Discards the instance, which receives no more events. */
  discard(): void;
}

/** The environment of an instance. */
export interface InstanceWorld {
  readonly clock: EnvironmentClock;
  readonly transport: Transport;
  readonly random: Random;
  readonly environmentVariables: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

/** Starts instances of one bundle. */
export interface FunctionRuntime {
  /** The folder of the bundle, for messages. */
  readonly directory: string;
  /** @throws the error of the module while it loads, or if it does not export the handler. */
  start(handler: string, world: InstanceWorld): FunctionInstance;
}

type Handler = (event: unknown, context: unknown) => unknown;

/** Runs a bundle in this process, without access to the clock, the network and the disk. This does not protect from hostile code. */
export class InProcessRuntime implements FunctionRuntime {
  public readonly directory: string;

  constructor(private readonly code: FunctionCode) {
    this.directory = code.directory;
  }

  public start(handler: string, world: InstanceWorld): FunctionInstance {
    const handle = this.load(handler, world);
    return {
      invoke: async (event, context) => {
        try {
          return success(await handle(event, contextObject(context, world.clock)));
        } catch (error) {
          return failure(error);
        }
      },
      discard: () => undefined,
    };
  }

  private load(handler: string, world: InstanceWorld): Handler {
    const name = handler.slice(handler.lastIndexOf('.') + 1);
    const exported = this.code.load(handler, virtualGlobals({ ...world, files: this.code.files }))[name];
    if (typeof exported !== 'function') {
      throw Object.assign(new Error(`${handler} is undefined or not exported`), { name: 'Runtime.HandlerNotFound' });
    }
    return exported as Handler;
  }
}

function contextObject({ values, deadline }: InvocationContext, clock: EnvironmentClock): Record<string, unknown> {
  return { ...values, getRemainingTimeInMillis: () => Math.max(0, deadline - clock.now()) };
}

export function success(value: unknown): InvokeResult {
  return { payload: JSON.stringify(value ?? null), functionError: false };
}

export function failure(error: unknown): InvokeResult {
  // An error from another realm is not an instance of this realm's Error.
  const { name, message, stack } = Object(error) as Partial<Error>;
  const payload = typeof message === 'string'
    ? { errorType: name ?? 'Error', errorMessage: message, trace: (stack ?? message).split('\n') }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { payload: JSON.stringify(payload), functionError: true };
}
