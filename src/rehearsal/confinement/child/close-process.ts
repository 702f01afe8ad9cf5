import { createRequire, isBuiltin, syncBuiltinESMExports } from 'module';
import { closeMethods, closeModule, hide } from './close-members';
import { findHandles } from './find-handles';

/** Modules that open connections, tell of the machine, or make a socket of a file descriptor. Their functions are replaced. */
const CLOSED = [
  'child_process', 'cluster', 'dgram', 'dns', 'dns/promises', 'http', 'http2', 'https', 'inspector', 'net', 'os', 'tls', 'trace_events', 'tty', 'v8',
  'wasi', 'worker_threads',
];
/** Members that the AWS SDK uses, and those that describe Node.js and not the machine. */
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
/** Names that `node -e` gives to its script beside the modules, and clients of the network. */
const GLOBALS = ['require', 'module', 'exports', '__filename', '__dirname', 'fetch', 'WebSocket', 'EventSource'];

/** @throws Error where Node.js did not take the permissions away. */
export function assertConfined(): void {
  const { permission } = process as { permission?: { has(scope: string): boolean } };
  const open = ['fs.read', 'fs.write', 'child', 'worker'].filter((scope) => permission?.has(scope) ?? true);
  if (open.length > 0) throw new Error(`The process is not confined. Given: ${open.join(', ')}. Use another version of Node.js.`);
}

/**
 * Takes from the process what the permissions leave to it: above all the network, which they do not forbid before Node.js 25. This is a
 * second fence, in JavaScript, inside of the first one.
 */
export async function closeProcess(): Promise<void> {
  const load = createRequire('/rehearsal/confined.js');
  // Node.js loads some of its parts late, and they look at the standard error.
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
