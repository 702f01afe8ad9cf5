import { Writable } from 'stream';
import type { SentMessage, HttpRequest, HttpResponse } from './network';
import { SimulatedResponse } from './simulated-response';
import { SimulatedSocket } from './simulated-socket';

export interface RequestOptions {
  readonly method?: string;
  readonly host?: string;
  readonly hostname?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
}

export interface Exchange extends SentMessage {
  /** Whether no connection exists and none will be opened. */
  readonly unconnected?: boolean;
}

/** The transport of a request: whole messages, and the timers of the function. */
export interface Transport {
  send(request: HttpRequest, answered: (response: HttpResponse) => void, failed: (error: Error) => void): Exchange;
  setTimeout(callback: () => void, milliseconds: number): { cancelled?: boolean };
}

/** The part of an `http.ClientRequest` that HTTP clients such as those of the AWS SDK use: write, end, answer and destroy. */
export class SimulatedRequest extends Writable {
  public readonly method: string;
  public readonly host: string;
  public readonly path: string;
  public socket: SimulatedSocket | undefined;
  private readonly connection: SimulatedSocket;
  private readonly headers: Record<string, string> = {};
  private readonly chunks: Buffer[] = [];
  private exchange: Exchange | undefined;
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
    this.connection = new SimulatedSocket(transport, () => this.destroy());
    this.connection.on('timeout', () => this.emit('timeout'));
    process.nextTick(() => {
      this.socket = this.connection;
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

  /** Sets the timeout, which starts with the connection (Node.js documentation, `http.ClientRequest`). */
  public setTimeout(milliseconds: number, callback?: () => void): this {
    if (callback) {
      this.once('timeout', callback);
    }
    if (this.connection.connecting) {
      this.connection.once('connect', () => this.connection.setTimeout(milliseconds));
    } else {
      this.connection.setTimeout(milliseconds);
    }
    return this;
  }

  public setNoDelay(): this {
    return this;
  }

  public setSocketKeepAlive(): this {
    return this;
  }

  public flushHeaders(): void {
    // The headers are sent with the body.
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
    if (!this.exchange.unconnected) {
      // Listeners receive the socket first.
      process.nextTick(() => this.connection.connect());
    }
  }

  private answer(response: SimulatedResponse): void {
    if (this.over) {
      return;
    }
    this.connection.touch();
    response.once('end', () => this.finish());
    if (!this.emit('response', response)) {
      response.resume();
    }
  }

  private finish(error?: Error): void {
    this.over = true;
    this.connection.close();
    process.nextTick(() => {
      if (error) {
        this.emit('error', error);
      }
      this.emit('close');
    });
  }
}
