import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { SimulatorResponse } from './http-message';

/** More than the service takes (source: API Reference, lengths of the shapes; a policy has at most 10,240 characters). */
export const LARGEST_CALL_BYTES = 1024 * 1024;

/** The limit for a state. It is enough for an organization of 50,000 accounts. */
export const LARGEST_STATE_BYTES = 64 * 1024 * 1024;

/** Addresses that stand for all of a machine. */
const ALL_ADDRESSES = ['0.0.0.0', '::'];

/** Names that a resolver never asks anybody else about. Source: RFC 6761, section 6.3. */
const LOCALHOST = /^(?:[a-z0-9-]+\.)*localhost$/;

/** Accepts only requests under a name of the simulator. */
export class RequestGuard {
  private readonly allowed: ReadonlySet<string>;
  private readonly anyAddress: boolean;

  /** @param host address that the server listens on. @param names further names by which clients reach it */
  constructor(host: string, names: readonly string[]) {
    this.allowed = new Set([host, ...names].map((name) => name.toLowerCase()));
    this.anyAddress = ALL_ADDRESSES.includes(host);
  }

  /**
   * The reason to refuse a request before its body is read, if there is one. A web page can send requests to this machine: under a name
   * of its own that leads here (DNS rebinding), or under the right one and then with the page's origin. Clients of AWS do neither.
   */
  refusal({ headers, method, url }: IncomingMessage): SimulatorResponse | undefined {
    const host = headers.host ?? '';
    const name = nameIn(`http://${host}`);
    if (name === undefined || !this.isOurs(name)) {
      return refused(403, 'UnknownHost', `The simulator does not answer to the name in the Host header (given: ${JSON.stringify(host).slice(0, 200)}). `
        + 'Use the address that it printed when it started, or start it with --allow-host and the name.');
    }
    const { origin } = headers;
    const isForeign = (origin !== undefined && origin !== `http://${host}`) || ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site']));
    if (isForeign) {
      return refused(403, 'ForeignOrigin', `The simulator does not answer to web pages of another origin (given: ${JSON.stringify(origin ?? 'none').slice(0, 200)}). `
        + 'Send the request from a program instead.');
    }
    const limit = bodyLimit(method, url);
    const length = Number(headers['content-length'] ?? 0);
    return length > limit ? tooLarge(limit, `${length} bytes`) : undefined;
  }

  private isOurs(name: string): boolean {
    return this.allowed.has(name) || LOCALHOST.test(name) || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'))
      || (this.anyAddress && isIP(name) !== 0);
  }
}

/** The most bytes of a request's body. */
export function bodyLimit(method = '', url = ''): number {
  return method === 'PUT' && url.startsWith('/_simulator/') ? LARGEST_STATE_BYTES : LARGEST_CALL_BYTES;
}

export function tooLarge(limit: number, given: string): SimulatorResponse {
  return refused(413, 'RequestTooLarge', `The body of the request is larger than the simulator takes (given: ${given}). Send at most ${limit} bytes.`);
}

function nameIn(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, pathname, username, search } = new URL(url);
  return pathname === '/' && username === '' && search === '' ? hostname.replace(/^\[|\]$/g, '') : undefined;
}

function refused(status: number, type: string, message: string): SimulatorResponse {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1', 'connection': 'close' }, body: JSON.stringify({ __type: type, message }) };
}
