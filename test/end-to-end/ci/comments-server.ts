import type { IncomingMessage } from 'node:http';
import { JsonServer, pageOf } from './json-server';

export interface Comment {
  readonly id: number;
  readonly user: { readonly login: string };
  body: string;
}

export const WORKFLOW_USER = 'github-actions[bot]';

/** GitHub's API for the comments on one pull request, as far as the action uses it. */
export class CommentsServer extends JsonServer {
  /** Whether to reject writes, as with the token of a pull request from a fork. */
  readOnly = false;
  comments: Comment[] = [];
  /** The user of the token. If `undefined`, GraphQL is not available. */
  viewer: string | undefined = WORKFLOW_USER;

  constructor(private readonly token: string) {
    super();
  }

  /** Adds a comment that a user writes in the browser. */
  write(login: string, body: string): Comment {
    const comment = { id: this.comments.length + 1, user: { login }, body };
    this.comments.push(comment);
    return comment;
  }

  protected answer({ method, url, headers }: IncomingMessage, body: string): [number, unknown] {
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
    return [200, pageOf(this.comments, searchParams, 30)];
  }
}
