/**
 * Simple reads a second over HTTP: of the simulator, and of moto in the same run where `moto_server` is on the PATH (pip install
 * 'moto[server]').
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';

const CLI = join(__dirname, '..', 'bin', 'cdk-org');
const REQUESTS = 20_000;
const CONNECTIONS = 16;

interface Server {
  readonly name: string;
  readonly child: ChildProcess;
  readonly port: number;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function call(agent: Agent, port: number, operation: string, body: object = {}): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({
      agent,
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSOrganizationsV20161128.${operation}`,
        'authorization': 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/organizations/aws4_request, SignedHeaders=host, Signature=0',
      },
    }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk) => { text += chunk; }).on('end', () => resolve({ status: answer.statusCode!, text }));
    });
    sent.on('error', reject).end(JSON.stringify(body));
  });
}

async function start(name: string, command: string, args: string[]): Promise<Server> {
  const port = await freePort();
  const child = spawn(command, args.map((each) => each.replace('PORT', String(port))), { stdio: 'ignore' });
  const agent = new Agent();
  for (let attempt = 0; attempt < 200; attempt++) {
    const up = await call(agent, port, 'CreateOrganization', { FeatureSet: 'ALL' }).then(() => true, () => false);
    if (up) return { name, child, port };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error(`${name} did not start on port ${port}`);
}

async function readsPerSecond({ name, port }: Server, operation: string, requests: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let left = requests;
  const started = process.hrtime.bigint();
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    while (left-- > 0) {
      const { status, text } = await call(agent, port, operation);
      if (status !== 200) throw new Error(`${name} answered ${operation} with ${status}: ${text}`);
    }
  }));
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  agent.destroy();
  console.log(`${name.padEnd(10)} ${operation.padEnd(14)} ${Math.round(requests / seconds).toLocaleString('en').padStart(8)} reads/s`);
}

async function main(): Promise<void> {
  const servers = [await start('simulator', process.execPath, [CLI, 'simulator', '--port', 'PORT'])];
  if (spawnSync('moto_server', ['--help'], { stdio: 'ignore' }).status === 0) servers.push(await start('moto', 'moto_server', ['-p', 'PORT']));
  else console.log('moto_server is not on the PATH: moto is not measured');
  try {
    for (const operation of ['ListRoots', 'ListAccounts']) {
      for (const server of servers) await readsPerSecond(server, operation, server.name === 'moto' ? REQUESTS / 20 : REQUESTS);
    }
  } finally {
    servers.forEach(({ child }) => child.kill());
  }
}

void main();
