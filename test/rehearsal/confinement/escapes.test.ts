import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { runHostile } from './hostile-code';
import { removeAssemblies, temporaryDirectory } from '../written-assembly';

const folder = temporaryDirectory();
const secret = join(folder, 'secret.txt');
let server: Server;
let connections = 0;
let port: number;

beforeAll(async () => {
  writeFileSync(secret, 'the secret');
  server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  ({ port } = server.address() as { port: number });
});
beforeEach(() => {
  connections = 0;
});
afterAll(async () => {
  removeAssemblies();
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

const text = (value: string) => JSON.stringify(value);

/** The number of connections. The server runs in this process, which is busy during an attack, so connections arrive afterwards. */
async function connectionsMade(): Promise<number> {
  const own = createServer();
  await new Promise<void>((resolve) => {
    own.listen(0, '127.0.0.1', resolve);
  });
  await new Promise((resolve) => {
    own.close(resolve);
  });
  for (let turn = 0; turn < 20; turn++) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  return connections;
}

/** The bodies of attacks, by name. */
const attacks = (target: number): Record<string, string> => ({
  'reads a file outside of the bundle': `return attack('fs', (fs) => fs.readFileSync(${text(secret)}, 'utf8'));`,
  'writes a file': `return attack('fs', (fs) => (fs.writeFileSync(${text(join(folder, 'written'))}, 'x'), 'written'));`,
  'lists a folder': `return attack('fs', (fs) => fs.readdirSync(${text(folder)}));`,
  'starts a process': 'return attack("child_process", ({ spawnSync }) => { const { error, stdout } = spawnSync("echo", ["hello"]); if (error) throw error; return String(stdout); });',
  'starts a thread': 'return attack("worker_threads", ({ Worker }) => { new Worker("1", { eval: true }); return "started"; });',
  'connects': `return attack('net', async (net) => { net.connect(${target}, '127.0.0.1').on('error', () => 0); await pause(10); return 'sent'; });`,
  'connects through a socket of TLS': `return attack('tls', async (tls) => { tls.connect(${target}, '127.0.0.1').on('error', () => 0); await pause(10); return 'sent'; });`,
  'makes a request':
    `return attack('http', async (http) => { http.request({ port: ${target}, host: '127.0.0.1' }).on('error', () => 0).end(); await pause(10); return 'sent'; });`,
  'connects through a class that inherits from the socket':
    `return attack('tty', async (tty) => { new (Object.getPrototypeOf(tty.ReadStream))().on('error', () => 0).connect(${target}, '127.0.0.1'); await pause(10); return 'sent'; });`,
  'listens on a native handle': `return attack('tls', (tls) => {
    const handle = new tls.TLSSocket()._handle._parent;
    const code = handle.bind('127.0.0.1', 0) || handle.listen(1);
    if (code) throw new Error('code ' + code);
    handle.close();
    return 'listens';
  });`,
  'sends a datagram': 'return attack("dgram", async (dgram) => { dgram.createSocket("udp4").on("error", () => 0).bind(); await pause(10); return "bound"; });',
  'looks up a name': 'return attack("dns", async (dns) => { dns.lookup("localhost", () => 0); await pause(10); return "asked"; });',
  'looks up a name with promises': 'return attack("dns/promises", async (dns) => { dns.resolve4("localhost").catch(() => 0); return "asked"; });',
  'opens the inspector': 'return attack("inspector", (inspector) => { inspector.open(0, "127.0.0.1"); inspector.close(); return "open"; });',
});

describe('a foreign bundle', () => {
  test.each(Object.keys(attacks(0)))('gets an error if it %s', async (name) => {
    const ends = await runHostile(attacks(port)[name]) as string[];
    expect(ends).toHaveLength(8);
    expect(ends.filter((end) => end.includes('succeeded'))).toEqual([]);
    expect(await connectionsMade()).toBe(0);
    expect(existsSync(join(folder, 'written'))).toBe(false);
  });

  test.each(['reads a file outside of the bundle', 'starts a process', 'connects', 'looks up a name', 'listens on a native handle'])(
    'succeeds without confinement, which shows that the attack is real, if it %s', async (name) => {
      const ends = await runHostile(attacks(port)[name], { confinement: 'none' }) as string[];
      expect(ends.filter((end) => end.includes('succeeded')).length).toBeGreaterThan(0);
      expect(await connectionsMade()).toBe(name === 'connects' ? ends.filter((end) => end.includes('succeeded')).length : 0);
    },
  );

  test('finds no variables of the rehearsal\'s process, and cannot signal another process', async () => {
    const seen = await runHostile(`return {
      variables: Object.keys(real.env), arguments: real.argv.length, kill: typeof real.kill, debug: typeof real._debugProcess, binding: typeof real.binding,
      fetch: typeof (function () { return this; })().fetch, folder: real.cwd(), stdout: typeof real.stdout, host: require('os').hostname(),
    };`);
    expect(seen).toEqual({
      variables: process.platform === 'win32' ? ['SystemRoot'] : [],
      arguments: 1,
      kill: 'undefined',
      debug: 'undefined',
      binding: 'undefined',
      fetch: 'undefined',
      folder: expect.any(String),
      stdout: 'undefined',
      host: 'localhost',
    });
    expect(await runHostile('return Object.keys(real.env);', { confinement: 'none' })).toContain('PATH');
  });

  test('reads only its own files', async () => {
    const [own, other] = await runHostile(`
      const fs = require('fs');
      return ['/var/task/index.js', '/var/task/../../etc/passwd'].map((path) => fs.existsSync(path) && fs.readFileSync(path, 'utf8').includes('doors'));
    `) as boolean[];
    expect([own, other]).toEqual([true, false]);
  });
});
