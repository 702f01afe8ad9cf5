import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { Simulator, type SimulatorServer, startSimulatorServer } from '../../src/simulator';
import { LARGEST_CALL_BYTES } from '../../src/simulator/protocol/request-guard';

let server: SimulatorServer;
let simulator: Simulator;

async function start(options: Parameters<typeof startSimulatorServer>[1] = {}): Promise<void> {
  simulator = new Simulator();
  server = await startSimulatorServer(simulator, options);
}
afterEach(async () => server.close());

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function send(headers: Record<string, string>, { method = 'POST', path = '/', body = '{}' } = {}): Promise<Answer> {
  const sent = request({ host: '127.0.0.1', port: server.port, method, path, headers: { 'x-amz-target': 'AWSOrganizationsV20161128.CreateOrganization', ...headers } });
  // The server may close the connection before it has read everything.
  sent.on('error', () => undefined);
  sent.end(body);
  const [response] = await once(sent, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode as number, body: Buffer.concat(chunks).toString() };
}

describe('names by which the simulator is reached', () => {
  test.each([
    'evil.example', 'evil.example:80', '127.0.0.1.evil.example', 'localhost.evil.example', '10.0.0.1', 'user@127.0.0.1', '127.0.0.1/x', '[::2]',
  ])('a request under a name that leads here by DNS rebinding has no effect: %j', async (host) => {
    await start();
    const { status, body } = await send({ host });
    expect(status).toBe(403);
    expect(JSON.parse(body)).toEqual({ __type: 'UnknownHost', message: expect.stringMatching(/Host header \(given: .*\)\. Use the address/) });
    expect(simulator.journal).toEqual([]);
  });

  test.each(['127.0.0.1', '127.8.8.8:1', 'localhost', 'LOCALHOST:4000', 'organizations.localhost:80', '[::1]:80'])('%s is this machine', async (host) => {
    await start();
    expect(await send({ host })).toMatchObject({ status: 200 });
  });

  test('names that are given are names of the simulator, and all addresses if it listens on all', async () => {
    await start({ host: '0.0.0.0', allowedHosts: ['Simulator'] });
    expect((await send({ host: 'simulator:80' })).status).toBe(200);
    expect((await send({ host: '172.17.0.1:80' }, { path: '/_simulator/journal', method: 'GET', body: '' })).status).toBe(200);
    expect((await send({ host: 'evil.example' })).status).toBe(403);
  });
});

describe('web pages', () => {
  test.each([
    [{ origin: 'https://evil.example' }], [{ origin: 'null' }], [{ origin: 'http://127.0.0.1:1' }], [{ 'sec-fetch-site': 'cross-site' }],
  ])('a page of another origin has no effect: %j', async (headers) => {
    await start();
    const { status, body } = await send({ 'content-type': 'text/plain', ...headers }, { path: '/_simulator/reset' });
    expect(status).toBe(403);
    expect(body).toContain('ForeignOrigin');
    expect((await send({ 'content-type': 'text/plain', ...headers })).status).toBe(403);
    expect(simulator.journal).toEqual([]);
  });

  test('the simulator itself is no foreign origin', async () => {
    await start();
    const host = `127.0.0.1:${server.port}`;
    expect((await send({ host, 'origin': `http://${host}`, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });
});

describe('limits', () => {
  test('a body that says how large it is, is refused before it is read', async () => {
    await start();
    const { status, body } = await send({ 'content-length': String(LARGEST_CALL_BYTES + 1) }, { body: '' });
    expect(status).toBe(413);
    expect(JSON.parse(body)).toEqual({ __type: 'RequestTooLarge', message: `The body of the request is larger than the simulator takes (given: ${LARGEST_CALL_BYTES + 1} bytes). Send at most ${LARGEST_CALL_BYTES} bytes.` });
  });

  test('a body in chunks is refused as soon as it is too large', async () => {
    await start();
    const { status } = await send({ 'transfer-encoding': 'chunked' }, { body: 'x'.repeat(LARGEST_CALL_BYTES + 1) });
    expect(status).toBe(413);
    expect(simulator.journal).toEqual([]);
  });

  test('a state may be larger than a call', async () => {
    await start();
    const { status, body } = await send({}, { method: 'PUT', path: '/_simulator/state', body: JSON.stringify({ text: 'x'.repeat(LARGEST_CALL_BYTES) }) });
    expect(status).toBe(400);
    expect(body).toContain("The simulator's state is wrong");
  });

  test.each([
    ['headers', 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n'],
    ['a body', 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n{'],
  ])('a request whose %s never arrive ends with 408', async (_, beginning) => {
    await start({ requestTimeoutMs: 200 });
    const socket = connect(server.port, '127.0.0.1');
    socket.write(beginning);
    let answer = '';
    socket.on('data', (chunk) => (answer += String(chunk)));
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });
});
