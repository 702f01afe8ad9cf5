import type { FunctionCode } from './code';
import type { EnvironmentClock } from './virtual-clock';
import { virtualGlobals } from './virtual-globals';
import type { Transport } from '../network/simulated-request';
import type { Random } from '../time/random';

/** The answer of an `Invoke`: the payload as JSON text, and whether it is an error's (AWS Lambda API Reference, "Invoke"). */
export interface InvokeResult {
  readonly payload: string;
  readonly functionError: boolean;
  /** The caller died with the function and never heard of this. */
  readonly unheard?: boolean;
}

/** The context object of an invocation; the time that remains is counted by the instance. */
export interface InvocationContext {
  readonly values: Readonly<Record<string, unknown>>;
  readonly deadline: number;
}

/** One run of a function's module, with variables of its own. */
export interface FunctionInstance {
  /** @throws nothing: what the handler throws is the result. */
  invoke(event: unknown, context: InvocationContext): Promise<InvokeResult>;
  /** No event comes any more. */
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
  /** For messages. */
  readonly directory: string;
  /** @throws the error of the module while it loads, or if it does not export the handler. */
  start(handler: string, world: InstanceWorld): FunctionInstance;
}

type Handler = (event: unknown, context: unknown) => unknown;

/** Runs a bundle in this process. It is kept off the clock, the network and the disk, which is no protection from hostile code. */
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
  // An error of another realm is no instance of this one's Error.
  const { name, message, stack } = Object(error) as Partial<Error>;
  const payload = typeof message === 'string'
    ? { errorType: name ?? 'Error', errorMessage: message, trace: (stack ?? message).split('\n') }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { payload: JSON.stringify(payload), functionError: true };
}
