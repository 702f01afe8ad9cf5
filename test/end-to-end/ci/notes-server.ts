import type { IncomingMessage } from 'node:http';
import { JsonServer, pageOf } from './json-server';

export interface Note {
  readonly id: number;
  readonly author: { readonly id: number };
  body: string;
}

/** The user of the project access token. */
export const TOKEN_USER = 77;

/** GitLab's API for the notes on one merge request, as far as the job uses it. */
export class NotesServer extends JsonServer {
  notes: Note[] = [];

  constructor(private readonly token: string) {
    super();
  }

  write(author: number, body: string): Note {
    const note = { id: this.notes.length + 1, author: { id: author }, body };
    this.notes.push(note);
    return note;
  }

  protected answer({ method, url, headers }: IncomingMessage, body: string): [number, unknown] {
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
    return [200, pageOf(this.notes, searchParams, 20)];
  }
}
