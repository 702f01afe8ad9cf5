import { EventEmitter } from 'events';

/** The timers of a function. */
export interface SocketTimers {
  setTimeout(callback: () => void, milliseconds: number): { cancelled?: boolean };
}

/**
 * The socket of a simulated request for HTTP clients. It connects, stays connected until it is destroyed, and has a timeout for inactivity
 * (Node.js documentation, `net.Socket`).
 */
export class SimulatedSocket extends EventEmitter {
  public connecting = true;
  public destroyed = false;
  private milliseconds = 0;
  private timer: { cancelled?: boolean } | undefined;

  constructor(private readonly timers: SocketTimers, private readonly destroyRequest: () => void) {
    super();
  }

  public connect(): void {
    if (this.connecting && !this.destroyed) {
      this.connecting = false;
      this.touch();
      this.emit('connect');
    }
  }

  /** Restarts the timeout, because data was sent or received. */
  public touch(): void {
    this.stopTimer();
    if (this.milliseconds > 0 && !this.destroyed) {
      this.timer = this.timers.setTimeout(() => this.emit('timeout'), this.milliseconds);
    }
  }

  public setTimeout(milliseconds: number, callback?: () => void): this {
    this.milliseconds = milliseconds;
    this.touch();
    if (callback && milliseconds > 0) {
      this.once('timeout', callback);
    } else if (callback) {
      this.removeListener('timeout', callback);
    }
    return this;
  }

  public setKeepAlive(): this {
    return this;
  }

  public setNoDelay(): this {
    return this;
  }

  public ref(): this {
    return this;
  }

  public unref(): this {
    return this;
  }

  public destroy(): this {
    if (!this.destroyed) {
      this.close();
      this.destroyRequest();
    }
    return this;
  }

  /** Closes the socket after the request ended, with or without an answer. */
  public close(): void {
    this.destroyed = true;
    this.stopTimer();
  }

  private stopTimer(): void {
    if (this.timer) {
      this.timer.cancelled = true;
    }
  }
}
