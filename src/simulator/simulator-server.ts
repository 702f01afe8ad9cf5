import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Simulator } from './simulator';

export interface SimulatorServerOptions {
  /** @default 0 the system chooses a free one */
  readonly port?: number;
  /** @default 127.0.0.1 */
  readonly host?: string;
}

export interface SimulatorServer {
  /** What to give to a client as its endpoint. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Serves a simulator over HTTP. Fails with an Error that names the port if it cannot be had. */
export async function startSimulatorServer(simulator: Simulator, options: SimulatorServerOptions = {}): Promise<SimulatorServer> {
  const { port = 0, host = '127.0.0.1' } = options;
  const server = createServer((request, response) => void serve(simulator, request, response));
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

async function serve(simulator: Simulator, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
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

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const advice: Record<string, string> = {
    EADDRINUSE: 'something else listens there. Choose another port, or 0 for a free one.',
    EACCES: 'listening there is not allowed. Choose a port above 1023, or 0 for a free one.',
    EADDRNOTAVAIL: 'this machine does not have the address. Choose another one, such as 127.0.0.1.',
  };
  const why = advice[error.code ?? ''] ?? `${error.message}.`;
  return new Error(`The simulator cannot listen on port ${port} of ${host}: ${why}`, { cause: error });
}
