import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A local stand-in for the API of a code host, over HTTP with JSON. */
export abstract class JsonServer {
  /** The method and path of each request. */
  requests: string[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer(async (request, response) => {
      this.requests.push(`${request.method} ${request.url}`);
      const [status, answer] = this.answer(request, await bodyOf(request));
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  }

  /** @returns its address. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
  }

  protected abstract answer(request: IncomingMessage, body: string): [status: number, answer: unknown];
}

/** The page of a list that the query of a request selects. */
export function pageOf<T>(items: readonly T[], query: URLSearchParams, usualSize: number): T[] {
  const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? usualSize)];
  return items.slice((page - 1) * size, page * size);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
