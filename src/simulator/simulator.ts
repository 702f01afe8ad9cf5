import { controlRoute } from './control-routes';
import { Fault } from './disturbances/faults/fault';
import { JournalEntry } from './journal';
import { ObservedOrganization } from './observation';
import { SimulatorRequest, SimulatorResponse } from './protocol/http-message';
import { Service } from './service';
import { SimulatorOptions } from './simulator-options';
import { SimulatorState } from './state/simulator-state';
import { KnownAccountRecord } from './store/records';
import { Worlds } from './world/worlds';

/** The clock of a simulator: another clock, which may run faster here and can be moved forward. */
class SimulatorClock {
  private readonly startedAt: number;

  /**
   * @param source milliseconds since the epoch
   * @param timeFactor how many of its seconds pass in one second of the source
   * @param movedMs how far it is ahead of the source at the start
   */
  constructor(private readonly source: () => number, private readonly timeFactor = 1, private movedMs = 0) {
    if (!(timeFactor > 0 && Number.isFinite(timeFactor))) {
      throw new Error(`Time cannot run at this factor: ${timeFactor}. Give a number above 0, such as 100.`);
    }
    this.startedAt = source();
  }

  readonly now = (): number => {
    const now = this.source();
    return now + Math.round((now - this.startedAt) * (this.timeFactor - 1)) + this.movedMs;
  };

  /** The time by which the clock is ahead of its source. */
  get aheadMs(): number {
    return this.now() - this.source();
  }

  advance(milliseconds: number): void {
    this.movedMs += milliseconds;
  }
}

/**
 * AWS Organizations, simulated: HTTP requests in, HTTP answers out, without input or output of its own.
 * SIMULATOR.md says what it does and where each behavior is known from.
 */
export class Simulator {
  private clock: SimulatorClock;
  private service: Service;

  constructor(private readonly options: SimulatorOptions = {}) {
    this.clock = this.clockOf(options.state);
    this.service = this.serviceOf(options.state);
  }

  /** Every call of the service since the start or the last reset. */
  get journal(): readonly JournalEntry[] {
    return this.service.journal;
  }

  /** The organization as it is now, without lag. */
  get organization(): ObservedOrganization {
    this.service.catchUp();
    return this.service.organization;
  }

  /** Faults of the plan that no call has met since the start or the last reset. */
  get unstruckFaults(): readonly Fault[] {
    return this.service.worlds.surroundings.faults.unstruck();
  }

  /** Answers a call of the service (POST /) or one of the simulator's own routes (/_simulator/…). */
  handle(request: SimulatorRequest): SimulatorResponse {
    const route = controlRoute(this, request);
    if (route) return route;
    const response = this.service.serve(request);
    const { timeFactor = 1 } = this.options;
    return response.delayMs === undefined ? response : { ...response, delayMs: response.delayMs / timeFactor };
  }

  /** Lets time pass: all that takes time and ends until then has ended. Returns the time, in milliseconds since the epoch. */
  advance(milliseconds: number): number {
    this.clock.advance(milliseconds);
    this.service.catchUp();
    return this.clock.now();
  }

  /** Lets another account exist, in no organization. Throws an Error if its ID or its address is taken. */
  addStandaloneAccount(account: KnownAccountRecord): void {
    this.service.catchUp();
    this.service.worlds.addStandaloneAccount(account);
  }

  /** Everything as of now; a simulator that starts from it goes on in the same way. */
  state(): SimulatorState {
    this.service.catchUp();
    const { aheadMs } = this.clock;
    return { ...this.service.worlds.state(), ...(aheadMs !== 0 && { clockAheadMs: aheadMs }) };
  }

  /** Forgets everything, the journal too, and starts from the given state or as when it was made. */
  reset(state: SimulatorState | undefined = this.options.state): void {
    this.clock = this.clockOf(state);
    this.service = this.serviceOf(state);
  }

  private clockOf(state: SimulatorState | undefined): SimulatorClock {
    return new SimulatorClock(this.options.now ?? Date.now, this.options.timeFactor, state?.clockAheadMs);
  }

  private serviceOf(state: SimulatorState | undefined): Service {
    return new Service(new Worlds(this.options, state), this.clock.now, this.options.onWrite, this.options.journalResponses);
  }
}
