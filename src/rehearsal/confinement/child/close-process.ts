import type * as dgram from 'dgram';
import type * as dns from 'dns';
import { once } from 'events';
import { createRequire, isBuiltin, syncBuiltinESMExports } from 'module';
import type * as tls from 'tls';

/** Modules that open connections, describe the machine, or create a socket from a file descriptor. Their functions are replaced. */
const CLOSED = [
  'child_process', 'cluster', 'dgram', 'dns', 'dns/promises', 'http', 'http2', 'https', 'inspector', 'net', 'os', 'tls', 'trace_events', 'tty', 'v8',
  'wasi', 'worker_threads',
];
/** Members that stay, because the AWS SDK uses them or because they describe Node.js and not the machine. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  http: ['Agent', 'globalAgent', 'validateHeaderName', 'validateHeaderValue', 'IncomingMessage'],
  https: ['Agent', 'globalAgent'],
  os: ['arch', 'endianness', 'machine', 'platform', 'release', 'type', 'version', 'availableParallelism', 'cpus', 'freemem', 'totalmem', 'uptime'],
};
const SUBSTITUTES = { homedir: () => '/home/sbx_user1051', tmpdir: () => '/tmp', hostname: () => 'localhost', networkInterfaces: () => ({}) };

/** Members of `process` that reach other processes, native code, sockets or the pipe. */
const PROCESS = [
  '_debugEnd', '_debugProcess', '_getActiveHandles', '_getActiveRequests', '_kill', '_linkedBinding', '_rawDebug', 'binding', 'dlopen', 'execve',
  'getBuiltinModule', 'initgroups', 'kill', 'loadEnvFile', 'mainModule', 'openStdin', 'report', 'send', 'setegid', 'seteuid', 'setgid', 'setgroups',
  'setuid', 'stderr', 'stdin', 'stdout', 'umask',
];
/** Globals that `node -e` adds to its script in addition to the modules, and network clients. */
const GLOBALS = ['require', 'module', 'exports', '__filename', '__dirname', 'fetch', 'WebSocket', 'EventSource'];

/** @throws Error if Node.js did not remove the permissions. */
export function assertConfined(): void {
  const { permission } = process as { permission?: { has(scope: string): boolean } };
  const open = ['fs.read', 'fs.write', 'child', 'worker'].filter((scope) => permission?.has(scope) ?? true);
  if (open.length > 0) throw new Error(`The process is not confined. Given: ${open.join(', ')}. Use another version of Node.js.`);
}

/**
 * Closes the parts of the process that the permissions leave open, above all the network, which they do not restrict before Node.js 25.
 * This is a second barrier in JavaScript, inside the first one.
 */
export async function closeProcess(): Promise<void> {
  const load = createRequire('/rehearsal/confined.js');
  // Node.js loads some of its parts late, and they access the standard error.
  load('assert');
  const modules = CLOSED.filter((name) => isBuiltin(name)).map((name) => ({ name, exports: load(name) as object }));
  const handles = await findHandles(load);
  handles.forEach(closeMethods);
  closeModules(load, modules);
}

function closeModules(load: (name: string) => unknown, modules: readonly { readonly name: string; readonly exports: object }[]): void {
  const { webcrypto } = load('crypto') as { webcrypto: unknown };
  for (const { name, exports } of modules) closeModule(exports, KEPT[name] ?? []);
  Object.assign(load('os') as object, SUBSTITUTES);
  syncBuiltinESMExports();
  for (const name of PROCESS) hide(process, name);
  const names = (load('module') as { builtinModules: string[] }).builtinModules.filter((name) => !['console', 'process'].includes(name));
  for (const name of [...GLOBALS, ...names]) delete (globalThis as Record<string, unknown>)[name];
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });
}

function closed(): never {
  throw new Error('This is not available in a confined rehearsal. Only http and https requests to AWS are.');
}

/** Replaces the functions of a module and the methods of its classes. */
function closeModule(exports: object, kept: readonly string[]): void {
  for (const name of Object.getOwnPropertyNames(exports).filter((each) => !kept.includes(each) && each !== 'constants')) {
    const member = Object.getOwnPropertyDescriptor(exports, name)?.value as unknown;
    if (typeof member === 'function') {
      closeMethods((member as { prototype?: unknown }).prototype);
      // A class gives access to its base class.
      Object.setPrototypeOf(member, Function.prototype);
      replace(exports, name);
    } else if (member === undefined) {
      // A getter loads another module.
      replace(exports, name);
    } else {
      closeMethods(member);
    }
  }
}

/** Replaces all methods of an object, including its constructor. */
function closeMethods(holder: unknown): void {
  if (typeof holder !== 'object' || holder === null) return;
  for (const name of Object.getOwnPropertyNames(holder)) {
    if (typeof Object.getOwnPropertyDescriptor(holder, name)?.value === 'function') replace(holder, name);
  }
}

function hide(holder: object, name: string): void {
  if (name in holder) Object.defineProperty(holder, name, { value: undefined, configurable: true, writable: true });
}

function replace(holder: object, name: string): void {
  if (Object.getOwnPropertyDescriptor(holder, name)?.configurable) {
    Object.defineProperty(holder, name, { value: closed, configurable: true, writable: true });
  }
}

type WithHandle = { readonly _handle?: { readonly _parent?: object } };

/**
 * Finds the prototypes of the native handles of all sockets of the process. It finds them through unconnected sockets, which are closed
 * when the promise is fulfilled.
 * @throws Error if this version of Node.js hides one of them.
 */
async function findHandles(load: (name: string) => unknown): Promise<object[]> {
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
  // Node.js releases sockets in the turn after they closed.
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  return Object.entries(handles).map(([name, handle]) => {
    if (handle === undefined) throw new Error(`The network cannot be closed. Given: Node.js ${process.version}, ${name}. Use another version of Node.js.`);
    return Object.getPrototypeOf(handle) as object;
  });
}
