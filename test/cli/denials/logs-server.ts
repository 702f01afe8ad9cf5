import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CLI, type Ended } from '../run-cdk-org';

/** Amazon CloudWatch Logs on this machine: it gives one answer after the other, and then empty ones. */
export class LogsServer {
  public readonly requests: { readonly target: unknown; readonly body: Record<string, unknown> }[] = [];
  public answers: object[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      let text = '';
      request.on('data', (piece) => {
        text += piece;
      }).on('end', () => {
        this.requests.push({ target: request.headers['x-amz-target'], body: JSON.parse(text) as Record<string, unknown> });
        const answer = this.answers[this.requests.length - 1] ?? {};
        response.writeHead('__type' in answer ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
      });
    });
  }

  public async start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  public async stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  /** Runs the command with this server. @param signals whether to interrupt it once it has printed something */
  public async run(cwd: string, signals: boolean, ...args: string[]): Promise<Ended> {
    const url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    const env = { PATH: process.env.PATH, HOME: cwd, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: url };
    return new Promise((resolve) => {
      const ended = (error: { code?: unknown } | null, stdout: string, stderr: string) => (
        resolve({ status: error ? Number(error.code) : 0, stdout, stderr }));
      const child = execFile(process.execPath, [CLI, ...args], { cwd, env: env as unknown as NodeJS.ProcessEnv }, ended);
      if (signals) child.stdout!.once('data', () => child.kill('SIGINT'));
    });
  }
}
