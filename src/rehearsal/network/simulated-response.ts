import { Readable } from 'stream';
import type { HttpResponse } from './network';

/** The part of an `http.IncomingMessage` that its readers use. */
export class SimulatedResponse extends Readable {
  public readonly statusCode: number;
  public readonly statusMessage: string;
  public readonly headers: Record<string, string>;
  public readonly rawHeaders: string[];
  public readonly httpVersion = '1.1';
  public readonly complete = true;

  constructor(response: HttpResponse) {
    super();
    this.statusCode = response.status;
    this.statusMessage = response.status < 400 ? 'OK' : 'Error';
    this.headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]));
    this.rawHeaders = Object.entries(response.headers).flat();
    this.push(Buffer.from(response.body));
    this.push(null);
  }

  public override _read(): void {
    // The whole body was pushed at the start.
  }
}
