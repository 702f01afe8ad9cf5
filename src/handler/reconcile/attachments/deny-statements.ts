import { patternCovers } from '../../../policy/evaluate/patterns/glob';

/**
 * A denial of an authorization policy, in parts. A list of actions and resources denies each pair separately, so the same denials are
 * recognized when they are packed into other statements or documents.
 * Source: IAM User Guide, "Grammar of the IAM JSON policy language"; AWS Organizations User Guide, "SCP syntax".
 */
export interface Deny {
  /** An action, lower case; or the list of a NotAction, as text. */
  readonly action: string;
  readonly resource: string;
  /** All other restrictions: conditions, principals, and whether the action or the resource is inverted. */
  readonly scope: string;
}

type Statement = Record<string, unknown>;

/** Returns no statements for a text that is not a policy, because it cannot protect anything. */
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

/** Whether one statement denies everything that the other denies, as far as patterns show; the same for two that allow. */
export function coversDeny(wide: Deny, narrow: Deny): boolean {
  return wide.scope === narrow.scope && matches(wide.action, narrow.action) && matches(wide.resource, narrow.resource);
}

/** The parts of one statement, regardless of its effect. */
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

/** A list of exceptions can only be compared as a whole; JSON text has no wildcard at its ends. */
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
