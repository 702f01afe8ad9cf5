import type { Characters, Position } from './position-list';

/**
 * Whether some text that the positions leave possible matches the pattern. It may say so of a text that is impossible, and never denies
 * one that is possible.
 *
 * Both sides are read as automata, and the pairs of their states that can be reached are searched. Two different ids of one kind that begin
 * at the same character must not end at the same one, as they would be equal.
 */
export function canMatch(pattern: readonly Position[], text: readonly Position[]): boolean {
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

const UNTIED = -1;

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
