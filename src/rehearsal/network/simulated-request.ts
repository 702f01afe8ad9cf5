import { EventEmitter } from 'events';
import { Writable } from 'stream';
import type { HttpRequest, HttpResponse } from './messages';
import type { SentMessage } from './network';
import { SimulatedResponse } from './simulated-response';

export interface RequestOptions {
  readonly method?: string;
  readonly host?: string;
  readonly hostname?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** How a request reaches the world: whole messages, and timers of the function's own. */
export interface Transport {
  send(request: HttpRequest, answered: (response: HttpResponse) => void, failed: (error: Error) => void): SentMessage;
  setTimeout(callback: () => void, milliseconds: number): { cancelled?: boolean };
}

/** What an `http.ClientRequest` is to an HTTP client such as the AWS SDK's: written, ended, answered, destroyed. */
export class SimulatedRequest extends Writable {
  public readonly method: string;
  public readonly host: string;
  public readonly path: string;
  public socket: EventEmitter | undefined;
  private readonly headers: Record<string, string> = {};
  private readonly chunks: Buffer[] = [];
  private exchange: SentMessage | undefined;
  private timeout: { cancelled?: boolean } | undefined;
  private over = false;

  constructor(options: RequestOptions, private readonly transport: Transport, onResponse?: (response: SimulatedResponse) => void) {
    super({ autoDestroy: false, emitClose: false });
    this.method = options.method ?? 'GET';
    this.host = options.hostname ?? options.host ?? 'localhost';
    this.path = options.path ?? '/';
    Object.entries(options.headers ?? {}).forEach(([name, value]) => this.setHeader(name, value));
    if (onResponse) {
      this.once('response', onResponse);
    }
    process.nextTick(() => {
      this.socket = connectedSocket();
      this.emit('socket', this.socket);
    });
  }

  public setHeader(name: string, value: unknown): this {
    this.headers[name.toLowerCase()] = String(value);
    return this;
  }

  public getHeader(name: string): string | undefined {
    return this.headers[name.toLowerCase()];
  }

  public removeHeader(name: string): void {
    delete this.headers[name.toLowerCase()];
  }

  public setTimeout(milliseconds: number, callback?: () => void): this {
    if (callback) {
      this.once('timeout', callback);
    }
    if (this.timeout) {
      this.timeout.cancelled = true;
    }
    this.timeout = milliseconds > 0 && !this.over ? this.transport.setTimeout(() => this.emit('timeout'), milliseconds) : undefined;
    return this;
  }

  public setNoDelay(): this {
    return this;
  }

  public setSocketKeepAlive(): this {
    return this;
  }

  public flushHeaders(): void {
    // Headers travel with the body.
  }

  public abort(): void {
    this.destroy();
  }

  public override destroy(error?: Error): this {
    if (!this.over) {
      this.exchange?.abandon();
      this.finish(error ?? Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    }
    return this;
  }

  public override _write(chunk: Buffer | string, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.chunks.push(Buffer.from(chunk as string));
    done();
  }

  public override _final(done: (error?: Error | null) => void): void {
    done();
    if (this.over) {
      return;
    }
    this.exchange = this.transport.send(
      { method: this.method, host: this.host, path: this.path, headers: this.headers, body: Buffer.concat(this.chunks).toString() },
      (response) => this.answer(new SimulatedResponse(response)),
      (error) => this.finish(error),
    );
  }

  private answer(response: SimulatedResponse): void {
    if (this.over) {
      return;
    }
    response.once('end', () => this.finish());
    if (!this.emit('response', response)) {
      response.resume();
    }
  }

  private finish(error?: Error): void {
    this.over = true;
    if (this.timeout) {
      this.timeout.cancelled = true;
    }
    process.nextTick(() => {
      if (error) {
        this.emit('error', error);
      }
      this.emit('close');
    });
  }
}

/** A socket of which nothing is asked but to be there. */
function connectedSocket(): EventEmitter {
  const socket = new EventEmitter();
  const chainable = () => socket;
  const methods = Object.fromEntries(['setKeepAlive', 'setTimeout', 'setNoDelay', 'ref', 'unref'].map((name) => [name, chainable]));
  return Object.assign(socket, { connecting: false, destroyed: false, ...methods });
}
