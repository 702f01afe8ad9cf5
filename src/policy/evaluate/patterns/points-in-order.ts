const NUMBER = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/;
const DATE = /^\d{4}-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?$/;
const EPOCH = /^\d{1,12}(?:\.\d+)?$/;
const MILLISECONDS = 1_000;

export function parseNumber(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined;
}

/** Milliseconds since 1970 of an ISO 8601 date or of seconds since 1970; the Date operators accept both. */
export function parseDate(text: string): number | undefined {
  if (EPOCH.test(text)) return Number(text) * MILLISECONDS;
  const utc = text.includes('T') && !/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? `${text}Z` : text;
  const time = DATE.test(text) ? Date.parse(utc) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

const ORDERS: Record<string, (given: number, bound: number) => boolean> = {
  Equals: (given, bound) => given === bound,
  NotEquals: (given, bound) => given === bound,
  LessThan: (given, bound) => given < bound,
  LessThanEquals: (given, bound) => given <= bound,
  GreaterThan: (given, bound) => given > bound,
  GreaterThanEquals: (given, bound) => given >= bound,
};

/** The order that `NumericLessThan` or `DateLessThan` requires; the caller inverts a negated one. */
export function orderOf(comparison: string): (given: number, bound: number) => boolean {
  return ORDERS[comparison.replace(/^(?:Numeric|Date)/, '')];
}
