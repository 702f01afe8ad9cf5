import type { RequestContext } from '../request/request-context';
import type { Ternary } from '../ternary';
import type { Position, Characters } from './position-list';
import { ROLE_PATH } from './role-path';

const UNTIED = -1;

/** A part of a pattern whose variables were looked up. A variable without a known value is `unknown`. */
export type ResolvedPart =
  | { readonly text: string }
  | { readonly wildcard: '*' | '?' }
  | { readonly value: string }
  | { readonly unknown: string };

/** Paths of roles that only AWS assigns, with the beginnings of such roles' names. Source: IAM User Guide, "Service-linked roles". */
const RESERVED_PATHS = [
  { start: 'role/aws-service-role/', name: 'AWSServiceRoleFor' },
  { start: 'role/aws-reserved/', name: 'AWSReservedSSO_' },
];

/** Whether a text of the request matches a pattern, where some characters are unknown. */
export function matchOpenText(parts: readonly ResolvedPart[], text: string, context: RequestContext): Ternary {
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

/** Whether the last segment of a pattern requires a path that a role of this name cannot have. */
function asksForReservedPath([first]: readonly ResolvedPart[], text: string): boolean {
  const rolePath = `role/${ROLE_PATH}`;
  if (first === undefined || !('text' in first) || !text.startsWith(rolePath)) return false;
  return RESERVED_PATHS.some(({ start, name }) => first.text.startsWith(start) && !text.startsWith(rolePath + name));
}

/**
 * Whether every text that the positions allow matches the pattern. A `true` is always correct, a `false` may be wrong. Only `*`, the same
 * ID, or `?` for exactly one character matches unknown characters of the text.
 */
function mustMatch(pattern: readonly Position[], text: readonly Position[]): boolean {
  const seen = new Set<number>();
  const waiting: [number, number][] = [[0, 0]];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    const [at, to] = state;
    const key = at * (text.length + 1) + to;
    if (seen.has(key)) continue;
    seen.add(key);
    const [unit, character] = [pattern[at], text[to]];
    if (unit === undefined) {
      if (character === undefined) return true;
      continue;
    }
    if (unit.wildcard === '*') waiting.push([at + 1, to]);
    if (character === undefined) continue;
    if (unit.wildcard === '*') waiting.push([at, to + 1]);
    else if (unit.wildcard === '?' ? character.optional !== true : isSameCharacter(unit, character)) waiting.push([at + 1, to + 1]);
    const [one, other] = [unit.part, character.part];
    const begin = one?.start === at && other?.start === to;
    if (begin && one.id === other.id) waiting.push([one.end, other.end]);
  }
  return false;
}

function isSameCharacter(unit: Position, character: Position): boolean {
  if (unit.optional || character.optional || !('character' in unit.characters) || !('character' in character.characters)) return false;
  return unit.characters.character === character.characters.character;
}

/**
 * Whether some text that the positions allow matches the pattern. A `false` is always correct, a `true` may concern an impossible
 * text.
 *
 * Both sides are read as automata, and the reachable pairs of their states are searched. Two different IDs of one kind that begin
 * at the same character must not end at the same one, as they would be equal.
 */
function canMatch(pattern: readonly Position[], text: readonly Position[]): boolean {
  const width = text.length + 1;
  const seen = new Set<number>();
  const waiting: [number, number, number][] = [];
  const visit = (at: number, to: number, tied: number): void => {
    const now = tied === UNTIED && beginsDifferentIds(pattern[at], text[to], at, to) ? at * width + to : tied;
    const state = (at * width + to) * ((pattern.length + 1) * width + 1) + now + 1;
    if (seen.has(state)) return;
    seen.add(state);
    waiting.push([at, to, now]);
  };
  visit(0, 0, UNTIED);
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    const [at, to, tied] = state;
    const ends = tied === UNTIED ? undefined : [pattern[Math.floor(tied / width)].part!.end, text[tied % width].part!.end];
    const together = ends !== undefined && (at < ends[0]) === (to < ends[1]);
    const equal = together && at >= ends[0];
    const [unit, character] = [pattern[at], text[to]];
    if (unit === undefined && character === undefined) {
      if (!equal) return true;
      continue;
    }
    for (const skip of unit?.skips ?? []) visit(at + skip, to, tied);
    for (const skip of character?.skips ?? []) visit(at, to + skip, tied);
    if (unit === undefined || character === undefined || equal || !overlap(unit.characters, character.characters)) continue;
    visit(unit.repeated ? at : at + 1, character.repeated ? to : to + 1, together ? tied : UNTIED);
  }
  return false;
}

function beginsDifferentIds(unit: Position | undefined, character: Position | undefined, at: number, to: number): boolean {
  const [one, other] = [unit?.part, character?.part];
  if (one === undefined || other === undefined || one.start !== at || other.start !== to) return false;
  return one.kind === other.kind && one.id !== other.id;
}

function overlap(one: Characters, other: Characters): boolean {
  if ('character' in one) return 'character' in other ? one.character === other.character : holds(other.set, one.character);
  return 'set' in other || holds(one.set, other.character);
}

function holds(set: 'digit' | 'letterOrDigit' | 'any', character: string): boolean {
  if (set === 'any') return true;
  return set === 'digit' ? character >= '0' && character <= '9' : /^[a-z0-9]$/.test(character);
}
