import type * as dgram from 'dgram';
import type * as dns from 'dns';
import { once } from 'events';
import type * as tls from 'tls';

type WithHandle = { readonly _handle?: { readonly _parent?: object } };

/**
 * The prototypes of the native handles that all sockets of the process are made of. They are found through sockets that are not connected,
 * which are gone when the promise is fulfilled.
 * @throws Error if this version of Node.js hides one of them.
 */
export async function findHandles(load: (name: string) => unknown): Promise<object[]> {
  const { TLSSocket } = load('tls') as typeof tls;
  const { createSocket } = load('dgram') as typeof dgram;
  const { Resolver, promises } = load('dns') as typeof dns;
  const gone: Promise<unknown>[] = [];
  const socketHandle = (options: object) => {
    const socket = new TLSSocket(undefined as never, options);
    const handle = (socket as unknown as WithHandle)._handle?._parent;
    gone.push(once(socket, 'close'));
    socket.destroy();
    return handle;
  };
  const datagrams = createSocket('udp4');
  const hidden = datagrams as unknown as Record<symbol, { handle?: object }>;
  const state = Object.getOwnPropertySymbols(datagrams).map((symbol) => hidden[symbol]).find((value) => value?.handle !== undefined);
  const handles = {
    tcp: socketHandle({}),
    pipe: socketHandle({ pipe: true }),
    udp: state?.handle,
    resolver: (new Resolver() as unknown as WithHandle)._handle,
    promises: (new promises.Resolver() as unknown as WithHandle)._handle,
  };
  datagrams.close();
  await Promise.all(gone);
  // Sockets are taken apart in the turn after they closed.
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  return Object.entries(handles).map(([name, handle]) => {
    if (handle === undefined) throw new Error(`The network cannot be closed. Given: Node.js ${process.version}, ${name}. Use another version of Node.js.`);
    return Object.getPrototypeOf(handle) as object;
  });
}
