import { FunctionCode } from '../../lambda/code';
import { failure, type FunctionInstance, InProcessRuntime, type InvocationContext, type InvokeResult } from '../../lambda/function-instance';
import type { HttpResponse } from '../../network/network';
import { seededRandom } from '../../time/random';
import type { ConfinedCommand, ConfinedMessage, ConfinedTurn } from '../protocol';

interface Sent {
  readonly answered: (response: HttpResponse) => void;
  readonly failed: (error: Error) => void;
}

interface Environment {
  readonly start: () => FunctionInstance;
  instance?: FunctionInstance;
  readonly timers: Map<number, () => void>;
  readonly sent: Map<number, Sent>;
}

/** The instances of all functions, on the confined side. */
export class ConfinedEnvironments {
  public readonly messages: ConfinedMessage[] = [];
  private readonly codes = new Map<number, FunctionCode>();
  private readonly environments = new Map<number, Environment>();
  private readonly random;
  private now = 0;
  private ids = 0;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  public run({ now, commands }: ConfinedTurn): void {
    this.now = now;
    commands.forEach((command) => this.obey(command));
  }

  private obey(command: ConfinedCommand): void {
    if (command.op === 'code') {
      const files = Object.entries(command.files).map(([path, content]): [string, Buffer] => [path, Buffer.from(content, 'base64')]);
      this.codes.set(command.code, new FunctionCode('', new Map(files)));
      return;
    }
    if (command.op === 'environment') {
      this.add(command);
      return;
    }
    const environment = this.environments.get(command.environment);
    if (!environment) return;
    switch (command.op) {
      case 'invoke':
        this.invoke(command.environment, environment, command);
        break;
      case 'fire':
        taken(environment.timers, command.id)?.();
        break;
      case 'answer':
        taken(environment.sent, command.id)?.answered(command.response);
        break;
      case 'fail':
        taken(environment.sent, command.id)?.failed(Object.assign(new Error(String(command.error.message)), command.error));
        break;
      case 'discard':
        this.environments.delete(command.environment);
    }
  }

  private add({ environment: number, code, handler, variables }: Extract<ConfinedCommand, { op: 'environment' }>): void {
    const timers = new Map<number, () => void>();
    const sent = new Map<number, Sent>();
    const tell = (message: ConfinedMessage) => this.messages.push(message);
    const setTimer = (milliseconds: number, callback: () => void) => {
      const id = this.ids++;
      timers.set(id, callback);
      tell({ op: 'timer', environment: number, id, milliseconds: milliseconds > 0 ? Math.min(milliseconds, Number.MAX_SAFE_INTEGER) : 0 });
      return new CancellableTimer(() => {
        if (timers.delete(id)) tell({ op: 'cancel', environment: number, id });
      });
    };
    const start = () => new InProcessRuntime(this.codes.get(code)!).start(handler, {
      clock: { now: () => this.now, setTimer },
      transport: {
        setTimeout: (callback, milliseconds) => setTimer(milliseconds, callback),
        send: (request, answered, failed) => {
          const id = this.ids++;
          sent.set(id, { answered, failed });
          tell({ op: 'send', environment: number, id, request });
          return {
            abandon: () => {
              if (sent.delete(id)) tell({ op: 'abandon', environment: number, id });
            },
          };
        },
      },
      random: this.random,
      environmentVariables: variables,
      log: (line) => tell({ op: 'log', environment: number, line }),
    });
    this.environments.set(number, { start, timers, sent });
  }

  private invoke(
    number: number, environment: Environment, command: { invocation: number; event: unknown; context: InvocationContext },
  ): void {
    const { invocation } = command;
    const done = (result: InvokeResult) => this.messages.push({ op: 'done', environment: number, invocation, result });
    try {
      environment.instance ??= environment.start();
    } catch (error) {
      done(failure(error));
      return;
    }
    environment.instance.invoke(command.event, command.context).then(done, (error: unknown) => done(failure(error)));
  }
}

/** A timer handle. The timers of the rehearsal are cancelled by setting a property. */
class CancellableTimer {
  private isCancelled = false;

  constructor(private readonly cancel: () => void) {}

  public get cancelled(): boolean {
    return this.isCancelled;
  }

  public set cancelled(value: boolean) {
    if (value && !this.isCancelled) this.cancel();
    this.isCancelled = value;
  }
}

function taken<T>(from: Map<number, T>, id: number): T | undefined {
  const found = from.get(id);
  from.delete(id);
  return found;
}
