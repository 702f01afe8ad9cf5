import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { SimulatorResponse } from './protocol/http-message';
import { bodyLimit, RequestGuard, tooLarge } from './protocol/request-guard';
import { Simulator } from './simulator';

export interface SimulatorServerOptions {
  /** @default 0 the system chooses a free one */
  readonly port?: number;
  /** @default 127.0.0.1 */
  readonly host?: string;
  /**
   * Further names by which clients reach it, such as that of a container.
   * @default - the host, names and addresses of the loopback interface, and any address if it listens on all
   */
  readonly allowedHosts?: readonly string[];
  /**
   * How long a request may take to arrive, in milliseconds; its headers a quarter of that.
   * @default 60,000
   */
  readonly requestTimeoutMs?: number;
}

export interface SimulatorServer {
  /** The endpoint for a client. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Serves a simulator over HTTP. Fails with an Error that names the port if it cannot be had. */
export async function startSimulatorServer(simulator: Simulator, options: SimulatorServerOptions = {}): Promise<SimulatorServer> {
  const { port = 0, host = '127.0.0.1', allowedHosts = [], requestTimeoutMs = 60_000 } = options;
  const guard = new RequestGuard(host, allowedHosts);
  const server = createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs / 4,
    connectionsCheckingInterval: requestTimeoutMs / 8,
  }, (request, response) => void serve(simulator, guard, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    close: () => new Promise((resolve, reject) => {
      server.close((error) => error ? reject(error) : resolve());
      server.closeAllConnections();
    }),
  };
}

async function serve(simulator: Simulator, guard: RequestGuard, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refusal = guard.refusal(request);
  if (refusal) return refuse(refusal, request, response);
  const limit = bodyLimit(request.method, request.url);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
      bytes += (chunk as Buffer).length;
      if (bytes > limit) return refuse(tooLarge(limit, `more than ${limit} bytes`), request, response);
    }
  } catch {
    return; // The client went away before its request was complete; there is nobody to answer.
  }
  const { status, headers, body, delayMs = 0, dropped = false, neverAnswers = false } = simulator.handle({
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: request.headers as Record<string, string | undefined>,
    body: Buffer.concat(chunks).toString(),
  });
  // The connection stays open until the client gives up or the server is closed.
  if (neverAnswers) return;
  if (delayMs > 0) await setTimeout(delayMs, undefined, { ref: false });
  if (dropped) request.socket.destroy();
  else response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
}

/** Answers without reading on: the rest of the body is of no interest, so that the connection ends. */
function refuse({ status, headers, body }: SimulatorResponse, request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body, () => socket.destroySoon());
}

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const advice: Record<string, string> = {
    EADDRINUSE: 'something else listens there. Choose another port, or 0 for a free one.',
    EACCES: 'listening there is not allowed. Choose a port above 1023, or 0 for a free one.',
    EADDRNOTAVAIL: 'this machine does not have the address. Choose another one, such as 127.0.0.1.',
  };
  const why = advice[error.code ?? ''] ?? `${error.message}.`;
  return new Error(`The simulator cannot listen on port ${port} of ${host}: ${why}`, { cause: error });
}
