import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Starts a server on a port that the system chooses. `close` also ends the connections that clients keep. */
export async function listening(server: Server): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
