import type { FunctionInstance, FunctionRuntime, InvocationContext, InvokeResult } from './function-instance';
import type { InjectedCrash, Hang } from './injected-faults';
import type { Network, HttpRequest } from '../network/network';
import type { Transport } from '../network/simulated-request';
import type { Random } from '../time/random';
import type { VirtualTime } from '../time/virtual-time';

export interface EnvironmentSettings {
  readonly runtime: FunctionRuntime;
  readonly handler: string;
  readonly environmentVariables: Readonly<Record<string, string>>;
  readonly time: VirtualTime;
  readonly network: Network;
  readonly random: Random;
  readonly log: (line: string) => void;
  /** Called with the current event whenever a request of the environment reaches a service. */
  readonly onRequest: (event: unknown, deliver: () => void) => void;
  /** Decides at each request whether the environment crashes. */
  readonly crashAt: (request: HttpRequest, event: unknown) => InjectedCrash | undefined;
  /** Decides at each request whether it hangs. */
  readonly hangAt: (request: HttpRequest, event: unknown) => Hang | undefined;
}

/**
 * One instance of a function's module. It handles one event at a time, and it is frozen between two events. After it is stopped, none of
 * its code runs (AWS Lambda Developer Guide, "Understanding the Lambda execution environment lifecycle").
 */
export class ExecutionEnvironment {
  private readonly instance: FunctionInstance;
  private event: unknown;
  private state: 'frozen' | 'running' | 'stopped' = 'frozen';
  private readonly thawing: (() => void)[] = [];
  private crashed: ((injected: InjectedCrash) => void) | undefined;

  /** @throws the error of the module while it loads, or if it does not export the handler. */
  constructor(private readonly settings: EnvironmentSettings) {
    const { runtime, handler, environmentVariables, time, random, log } = settings;
    this.instance = runtime.start(handler, {
      clock: { now: () => time.now(), setTimer: (milliseconds, callback) => this.setTimer(milliseconds, callback) },
      transport: this.transport(),
      random,
      environmentVariables,
      log,
    });
  }

  /** @param crashed called instead of an answer if the environment crashes during the event */
  public async invoke(event: unknown, context: InvocationContext, crashed: (injected: InjectedCrash) => void): Promise<InvokeResult> {
    this.event = event;
    this.crashed = crashed;
    this.state = 'running';
    this.thawing.splice(0).forEach((callback) => callback());
    return this.instance.invoke(event, context);
  }

  public freeze(): void {
    this.state = 'frozen';
  }

  public stop(): void {
    this.state = 'stopped';
    this.instance.discard();
  }

  private setTimer(milliseconds: number, callback: () => void): { cancelled?: boolean } {
    const timer: { cancelled?: boolean } = this.settings.time.setTimer(milliseconds, () => this.resume(() => {
      if (!timer.cancelled) {
        callback();
      }
    }));
    return timer;
  }

  private crash(injected: InjectedCrash | undefined): void {
    if (injected) {
      this.stop();
      this.crashed?.(injected);
    }
  }

  private resume(callback: () => void): void {
    if (this.state === 'running') {
      callback();
    } else if (this.state === 'frozen') {
      this.thawing.push(callback);
    }
  }

  private transport(): Transport {
    return {
      setTimeout: (callback, milliseconds) => this.setTimer(milliseconds, callback),
      send: (request, answered, failed) => {
        const event = this.event;
        const injected = this.state === 'stopped' ? undefined : this.settings.crashAt(request, event);
        if (this.state === 'stopped' || injected?.at === 'before') {
          this.crash(injected);
          return { abandon: () => undefined };
        }
        const hang = this.settings.hangAt(request, event);
        if (hang === 'connection' || hang === 'request') {
          return { abandon: () => undefined, unconnected: hang === 'connection' };
        }
        const hear = (deliver: () => void) => (hang === undefined ? this.resume(deliver) : undefined);
        return this.settings.network.send(
          request,
          (response) => hear(() => answered(response)),
          (error) => hear(() => failed(error)),
          (deliver) => {
            this.settings.onRequest(event, deliver);
            this.crash(injected);
          },
        );
      },
    };
  }
}
