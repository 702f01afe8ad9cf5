import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Note {
  readonly id: number;
  readonly author: { readonly id: number };
  body: string;
}

/** The user that belongs to the project access token. */
export const TOKEN_USER = 77;

/** GitLab's notes on one merge request, over HTTP, as far as the job asks for them. */
export class NotesServer {
  notes: Note[] = [];
  requests: string[] = [];
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

  write(author: number, body: string): Note {
    const note = { id: this.notes.length + 1, author: { id: author }, body };
    this.notes.push(note);
    return note;
  }

  private answer({ method, url, headers }: IncomingMessage, body: string): [number, unknown] {
    this.requests.push(`${method} ${url}`);
    if (headers['private-token'] !== this.token) return [401, { message: '401 Unauthorized' }];
    const { pathname, searchParams } = new URL(url!, 'http://localhost');
    const notes = '/projects/5/merge_requests/7/notes';
    if (pathname === '/user') return [200, { id: TOKEN_USER }];
    const edited = this.notes.find(({ id }) => pathname === `${notes}/${id}`);
    if (method === 'PUT' && edited) {
      if (edited.author.id !== TOKEN_USER) return [403, { message: '403 Forbidden' }];
      edited.body = JSON.parse(body).body;
      return [200, edited];
    }
    if (pathname !== notes) return [404, { message: '404 Not Found' }];
    if (method === 'POST') return [201, this.write(TOKEN_USER, JSON.parse(body).body)];
    const [page, size] = [Number(searchParams.get('page') ?? 1), Number(searchParams.get('per_page') ?? 20)];
    return [200, this.notes.slice((page - 1) * size, page * size)];
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
