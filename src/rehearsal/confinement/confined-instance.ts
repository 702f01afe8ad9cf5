import type { ConfinementLimits } from './limits';
import type { ConfinedCommand, ConfinedMessage } from './protocol';
import type { FunctionInstance, InstanceWorld, InvocationContext, InvokeResult } from '../lambda/function-instance';
import type { HttpRequest } from '../network/network';
import type { Exchange } from '../network/simulated-request';

/** The rehearsal's side of an instance in the confined process. Its timers and requests are those of the rehearsal. */
export class ConfinedInstance implements FunctionInstance {
  private readonly timers = new Map<number, { cancelled?: boolean }>();
  private readonly exchanges = new Map<number, Exchange>();
  private readonly invocations = new Map<number, (result: InvokeResult) => void>();
  private invocation = 0;
  private isDiscarded = false;

  constructor(
    private readonly environment: number, private readonly world: InstanceWorld, private readonly limits: ConfinementLimits,
    private readonly post: (command: ConfinedCommand) => void,
  ) {}

  public async invoke(event: unknown, context: InvocationContext): Promise<InvokeResult> {
    const { environment } = this;
    const invocation = this.invocation++;
    return new Promise((resolve) => {
      this.invocations.set(invocation, resolve);
      this.post({ op: 'invoke', environment, invocation, event, context });
    });
  }

  public discard(): void {
    if (this.isDiscarded) return;
    this.isDiscarded = true;
    this.timers.clear();
    this.exchanges.clear();
    this.post({ op: 'discard', environment: this.environment });
  }

  /** Processes a message. @returns the problem with the message, or `undefined`. */
  public take(message: ConfinedMessage): string | undefined {
    // The instance sent the message in the turn in which it was stopped.
    if (this.isDiscarded) return undefined;
    switch (message.op) {
      case 'log':
        this.world.log(message.line);
        return undefined;
      case 'timer':
        return this.setTimer(message.id, message.milliseconds);
      case 'cancel':
        this.cancel(message.id);
        return undefined;
      case 'send':
        return this.send(message.id, message.request);
      case 'abandon':
        this.exchanges.get(message.id)?.abandon();
        this.exchanges.delete(message.id);
        return undefined;
      case 'done':
        return this.finish(message.invocation, message.result);
    }
  }

  private setTimer(id: number, milliseconds: number): string | undefined {
    if (this.timers.has(id)) return 'set a timer twice';
    if (this.isFull()) return this.tooMany();
    const timer = this.world.clock.setTimer(milliseconds, () => {
      this.timers.delete(id);
      this.post({ op: 'fire', environment: this.environment, id });
    });
    this.timers.set(id, timer);
    return undefined;
  }

  private cancel(id: number): void {
    const timer = this.timers.get(id);
    this.timers.delete(id);
    if (timer) timer.cancelled = true;
  }

  private send(id: number, request: HttpRequest): string | undefined {
    if (this.exchanges.has(id)) return 'sent a request twice';
    if (this.isFull()) return this.tooMany();
    const { environment } = this;
    const exchange = this.world.transport.send(
      request,
      (response) => {
        this.exchanges.delete(id);
        this.post({ op: 'answer', environment, id, response });
      },
      (error) => {
        this.exchanges.delete(id);
        this.post({ op: 'fail', environment, id, error: { ...error, message: error.message } });
      },
    );
    if (exchange.unconnected) throw new Error('A connection that is never opened can be rehearsed only with code in this process. Give confinement: "none".');
    this.exchanges.set(id, exchange);
    return undefined;
  }

  private finish(invocation: number, result: InvokeResult): string | undefined {
    const resolve = this.invocations.get(invocation);
    if (!resolve) return 'answered an event that was not sent';
    this.invocations.delete(invocation);
    resolve(result);
    return undefined;
  }

  private isFull(): boolean {
    return this.timers.size + this.exchanges.size >= this.limits.waiting;
  }

  private tooMany(): string {
    return `has more than ${this.limits.waiting} timers and requests at one time`;
  }
}
