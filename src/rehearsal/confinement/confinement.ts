import { ConfinedInstance } from './confined-instance';
import { ConfinedProcess } from './confined-process';
import { CONFINEMENT_LIMITS, type ConfinementLimits } from './limits';
import { type ConfinedCommand, type ConfinedMessage, parseMessages, type ConfinedTurn } from './protocol';
import type { FunctionCode } from '../lambda/code';
import type { FunctionRuntime, InstanceWorld } from '../lambda/function-instance';
import { eventLoopTurn, type VirtualTime } from '../time/virtual-time';

/**
 * Runs the untrusted bundles of a rehearsal in one separate process. All of their effects are messages: timers, requests, logs and
 * results. This side handles the messages in virtual time, as for a bundle in this process.
 */
export class Confinement {
  private readonly codes = new Map<FunctionCode, number>();
  private readonly instances = new Map<number, ConfinedInstance>();
  private queue: ConfinedCommand[] = [];
  private process: ConfinedProcess | undefined;
  private isTalking = false;

  /** @param program the program of the confined process, if it is not the one of this package. */
  constructor(
    private readonly time: VirtualTime, private readonly seed: number, private readonly limits: ConfinementLimits = CONFINEMENT_LIMITS,
    private readonly program?: string,
  ) {}

  public runtime(code: FunctionCode): FunctionRuntime {
    return {
      directory: code.directory,
      start: (handler, world) => this.startInstance(code, handler, world),
    };
  }

  /** Ends the process, if it runs. */
  public end(): void {
    this.process?.kill();
  }

  private startInstance(code: FunctionCode, handler: string, world: InstanceWorld): ConfinedInstance {
    const environment = this.instances.size;
    const instance = new ConfinedInstance(environment, world, this.limits, (command) => this.post(command));
    this.instances.set(environment, instance);
    this.post({ op: 'environment', environment, code: this.numberOf(code), handler, variables: world.environmentVariables });
    return instance;
  }

  private numberOf(code: FunctionCode): number {
    const known = this.codes.get(code);
    if (known !== undefined) return known;
    const number = this.codes.size;
    this.codes.set(code, number);
    this.post({ op: 'code', code: number, files: Object.fromEntries([...code.files].map(([path, content]) => [path, content.toString('base64')])) });
    return number;
  }

  private post(command: ConfinedCommand): void {
    this.queue.push(command);
    if (!this.isTalking) {
      this.isTalking = true;
      this.time.hold(this.talk().finally(() => {
        this.isTalking = false;
      }));
    }
  }

  /** Sends the commands of one turn of the event loop together, because a bundle in this process would also get them in one turn. */
  private async talk(): Promise<void> {
    if (this.process === undefined) {
      this.process = new ConfinedProcess(this.limits, () => [...this.codes.keys()].map(({ directory }) => directory).join(', '));
      await this.process.start(this.seed, this.program);
    }
    for (;;) {
      await eventLoopTurn();
      const commands = this.queue;
      this.queue = [];
      if (commands.length === 0) return;
      const turn: ConfinedTurn = { now: this.time.now(), commands };
      const messages = parseMessages(await this.process.ask(JSON.stringify(turn)));
      if (messages === undefined) throw this.process.fail('answered something else than the protocol says');
      messages.forEach((message) => this.take(message));
    }
  }

  private take(message: ConfinedMessage): void {
    const problem = this.instances.get(message.environment)?.take(message);
    if (problem !== undefined) throw this.process!.fail(problem);
    if (!this.instances.has(message.environment)) throw this.process!.fail('speaks of an environment that does not exist');
  }
}
