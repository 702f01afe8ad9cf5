import { patternCovers } from '../../../policy/evaluate/patterns/glob';

/**
 * What a policy of the authorization kind denies, taken apart: a list of actions and resources denies each pair by itself, so that
 * the same denies packed into other statements or documents are recognized.
 * Source: IAM User Guide, "Grammar of the IAM JSON policy language"; AWS Organizations User Guide, "SCP syntax".
 */
export interface Deny {
  /** An action, lower case; or the list of a NotAction, as text. */
  readonly action: string;
  readonly resource: string;
  /** Everything else that narrows it: conditions, principals, and whether action or resource are meant the other way round. */
  readonly scope: string;
}

type Statement = Record<string, unknown>;

/** None for a text that is not a policy: it cannot protect anybody. */
export function denyStatements(content: string): Deny[] {
  let document: { Statement?: Statement | Statement[] } | null;
  try {
    document = JSON.parse(content);
  } catch {
    return [];
  }
  const statements = list(document?.Statement) as (Statement | null)[];
  return statements.flatMap((statement) => (statement?.Effect === 'Deny' ? takenApart(statement) : []));
}

/** Whether one denies all that the other denies, as far as patterns tell; of two that allow, likewise. */
export function coversDeny(wide: Deny, narrow: Deny): boolean {
  return wide.scope === narrow.scope && matches(wide.action, narrow.action) && matches(wide.resource, narrow.resource);
}

/** One statement, whatever its effect is. */
export function takenApart({ Action, NotAction, Resource, NotResource, Effect, Sid: _sid, ...rest }: Statement): Deny[] {
  const actions = Action === undefined ? [inverted(lower(NotAction))] : lower(Action);
  const resources = NotResource === undefined ? list(Resource ?? '*').map(String) : [inverted(list(NotResource))];
  const scope = canonical({ ...rest, effect: Effect, notAction: Action === undefined, notResource: NotResource !== undefined });
  return actions.flatMap((action) => resources.map((resource) => ({ action, resource, scope })));
}

function list(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function lower(value: unknown): string[] {
  return list(value).map((each) => String(each).toLowerCase());
}

/** A list that is exempt can only be compared as a whole; JSON text holds no wildcard at its ends. */
function inverted(values: unknown[]): string {
  return JSON.stringify(values.map(String).sort());
}

function matches(pattern: string, text: string): boolean {
  if (pattern === text || pattern === '*') return true;
  return !pattern.startsWith('[') && patternCovers(pattern, text);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (Array.isArray(each)) return each.length === 1 ? each[0] : [...each].sort();
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
