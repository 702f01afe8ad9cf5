import type { RequestContext } from '../request/request-context';
import type { Truth } from '../truth';
import { canMatch } from './can-match';
import { mustMatch } from './must-match';
import { ROLE_PATH } from './role-path';

/** A piece of a pattern whose variables were looked up. A variable without a known value is `unknown`. */
export type ResolvedPart =
  | { readonly text: string }
  | { readonly wildcard: '*' | '?' }
  | { readonly value: string }
  | { readonly unknown: string };

/** Paths of roles that only AWS gives, and how the names of such roles begin. Source: IAM User Guide, "Service-linked roles". */
const RESERVED_PATHS = [
  { start: 'role/aws-service-role/', name: 'AWSServiceRoleFor' },
  { start: 'role/aws-reserved/', name: 'AWSReservedSSO_' },
];

/** Whether a text of the request matches a pattern, where not every character of both is known. */
export function matchOpenText(parts: readonly ResolvedPart[], text: string, context: RequestContext): Truth {
  if (asksForReservedPath(parts, text)) return false;
  const given = context.positionList();
  given.addValue(text);
  const pattern = context.positionList();
  const unknown: string[] = [];
  for (const part of parts) {
    if ('text' in part) pattern.addText(part.text, (id) => context.isOtherId(id));
    else if ('value' in part) pattern.addValue(part.value);
    else pattern.addWildcard('wildcard' in part ? part.wildcard : 'variable');
    if ('unknown' in part) unknown.push(part.unknown);
  }
  if (!canMatch(pattern.positions, given.positions)) return false;
  if (unknown.length === 0 && mustMatch(pattern.positions, given.positions)) return true;
  return [...new Set([...given.names, ...pattern.names, ...unknown])];
}

/** Whether the last segment of a pattern is about roles on a path that a role of this name cannot have. */
function asksForReservedPath([first]: readonly ResolvedPart[], text: string): boolean {
  const rolePath = `role/${ROLE_PATH}`;
  if (first === undefined || !('text' in first) || !text.startsWith(rolePath)) return false;
  return RESERVED_PATHS.some(({ start, name }) => first.text.startsWith(start) && !text.startsWith(rolePath + name));
}
