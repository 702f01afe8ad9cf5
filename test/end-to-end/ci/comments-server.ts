import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Comment {
  readonly id: number;
  readonly user: { readonly login: string };
  body: string;
}

export const WORKFLOW_USER = 'github-actions[bot]';

/** GitHub's comments on one pull request, over HTTP, as far as the action asks for them. */
export class CommentsServer {
  /** A token that may only read, as pull requests from forks have one. */
  readOnly = false;
  comments: Comment[] = [];
  /** Method and path of each request. */
  requests: string[] = [];
  /** The user whose token it is; undefined, GraphQL is not available. */
  viewer: string | undefined = WORKFLOW_USER;
  private readonly server: Server;

  constructor(private readonly token: string) {
    this.server = createServer(async (request, response) => {
      const [status, answer] = this.answer(request, await bodyOf(request));
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  }

  /** @returns its address. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
  }

  /** A comment of somebody, written in the browser. */
  write(login: string, body: string): Comment {
    const comment = { id: this.comments.length + 1, user: { login }, body };
    this.comments.push(comment);
    return comment;
  }

  private answer({ method, url, headers }: IncomingMessage, body: string): [number, unknown] {
    this.requests.push(`${method} ${url}`);
    if (headers.authorization !== `Bearer ${this.token}`) return [401, { message: 'Bad credentials' }];
    const { pathname, searchParams } = new URL(url!, 'http://localhost');
    if (pathname === '/graphql') return this.viewer === undefined ? [502, {}] : [200, { data: { viewer: { login: this.viewer } } }];
    if (this.readOnly && method !== 'GET') return [403, { message: 'Resource not accessible by integration' }];
    const edited = this.comments.find(({ id }) => pathname === `/repos/acme/organization/issues/comments/${id}`);
    if (method === 'PATCH' && edited) {
      edited.body = JSON.parse(body).body;
      return [200, edited];
    }
    if (pathname !== '/repos/acme/organization/issues/7/comments') return [404, { message: 'Not Found' }];
    if (method === 'POST') return [201, this.write(this.viewer ?? WORKFLOW_USER, JSON.parse(body).body)];
    const [page, size] = [Number(searchParams.get('page') ?? 1), Number(searchParams.get('per_page') ?? 30)];
    return [200, this.comments.slice((page - 1) * size, page * size)];
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
