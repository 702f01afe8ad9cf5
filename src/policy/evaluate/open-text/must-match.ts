import type { Position } from './position-list';

/**
 * Whether every text that the positions leave possible matches the pattern. It may miss that one does, and never says so of one that does
 * not. What is not known of the text is matched by `*`, by the same id, and by `?` where there is one character for certain.
 */
export function mustMatch(pattern: readonly Position[], text: readonly Position[]): boolean {
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
