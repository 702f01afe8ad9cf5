import { invalidInput } from './service-error';
import type { OrganizationsReadings } from '../readings/readings';
import { Entry } from '../store/versioned-table';

/** The most that one page of any list holds (source: API model, MaxResults), and what a page holds if the caller does not say. */
export const LARGEST_PAGE = 20;

export interface PageRequest {
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

/** The items of a page, and the token for the next page. */
export interface Page<T> {
  readonly items: T[];
  readonly next: { NextToken?: string };
}

/** Writes and reads the tokens of one list: an operation with its parameters. */
class Tokens {
  private readonly list: string;

  constructor(operation: string, request: object) {
    const { NextToken: _token, MaxResults: _size, ...parameters } = request as PageRequest;
    this.list = `${operation} ${JSON.stringify(parameters)}`;
  }

  write(after: number, wasEmpty: boolean): string {
    return Buffer.from(JSON.stringify([this.list, after, wasEmpty])).toString('base64url');
  }

  /** The sequence number after which the page starts, and whether the page before it was empty. */
  read(token: string | undefined): { readonly start: number; readonly wasEmpty: boolean } {
    if (token === undefined) return { start: 0, wasEmpty: false };
    try {
      const [list, start, wasEmpty] = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown[];
      if (list === this.list && typeof start === 'number') return { start, wasEmpty: wasEmpty === true };
    } catch {
      // Falls through: a token that cannot be read is as wrong as one of another list.
    }
    throw invalidInput('INVALID_NEXT_TOKEN', 'You provided an invalid next token.');
  }
}

/** The rules for the sizes of pages. */
export type PageReadings = Pick<OrganizationsReadings, 'emptyPages' | 'pageSizes'>;

const SMALL_PAGE = 3;

export interface PagingContext {
  readonly operation: string;
  readonly pages: PageReadings;
  /** Whether this first page is to be one of the empty ones that still carry a token, as long as no reading says which ones are. */
  readonly emptyPage: () => boolean;
  /** @default LARGEST_PAGE */
  readonly largestPage?: number;
}

/**
 * One page of a list whose entries come in the order of their sequence numbers. `entries` is asked for those after a given number.
 * A page may be empty and still carry a token (source: AWS Organizations API Reference, the note on most List operations).
 */
export function page<T, R>(
  context: PagingContext,
  request: PageRequest,
  entries: (after: number) => Iterable<Entry<T>>,
  present: (record: T) => R | undefined,
): Page<R> {
  const tokens = new Tokens(context.operation, request);
  const { largestPage = LARGEST_PAGE, pages: { emptyPages, pageSizes } } = context;
  const { start, wasEmpty } = tokens.read(request.NextToken);
  const size = Math.min(request.MaxResults ?? largestPage, pageSizes === 'atMostThree' ? SMALL_PAGE : largestPage);
  // No two pages in a row are held back: a caller who asks again makes progress for certain.
  const held = !wasEmpty && (emptyPages === 'everySecond' || (request.NextToken === undefined && (emptyPages === 'everyFirst' || context.emptyPage())));
  const items: R[] = [];
  let after = start;
  for (const { sequence, record } of entries(start)) {
    const item = present(record);
    if (item === undefined) continue;
    if (held || items.length === size) return { items, next: { NextToken: tokens.write(after, held) } };
    items.push(item);
    after = sequence;
  }
  return { items, next: {} };
}

/** The entries of a list that is computed anew for each call. */
export function numbered<T>(list: readonly T[]): (after: number) => Iterable<Entry<T>> {
  return (after) => list.slice(after).map((record, position) => ({ sequence: after + position + 1, record }));
}
