import { ID_SHAPES, ID_TEXTS, type IdKind, type OpenIds } from './open-id';
import { ROLE_PATH } from './role-path';

/** The possible characters at a position. */
export type Characters = { readonly character: string } | { readonly set: 'digit' | 'letterOrDigit' | 'any' };

/** An ID that is a part of a text. */
export interface IdPart {
  readonly kind: IdKind;
  readonly id: string;
  /** The indices of its positions, the last one excluded. */
  readonly start: number;
  readonly end: number;
}

/** One character of a text or a pattern, as far as it is known. */
export interface Position {
  readonly characters: Characters;
  /** Whether any number of characters stand there. */
  readonly repeated?: boolean;
  /** Whether the text may have no character there. */
  readonly optional?: boolean;
  /** The possible distances to the next position, besides 1 after a character. */
  readonly skips: readonly number[];
  /** Only of patterns. A variable is one whose value is unknown. */
  readonly wildcard?: '*' | '?' | 'variable';
  readonly part?: IdPart;
}

const FIXED: readonly number[] = [];

/** The positions of a text or a pattern, built part by part. */
export class PositionList {
  readonly positions: Position[] = [];
  /** The names of the missing information about the text. */
  readonly names: string[] = [];

  constructor(private readonly ids: OpenIds | undefined, private readonly rolePathName: string) {}

  /** Adds text whose characters are known. An ID in it that differs from the open IDs is marked as an ID. */
  addText(text: string, isOther: (id: string) => boolean): void {
    let done = 0;
    for (const { index, id, kind } of this.idsIn(text)) {
      if (index < done || !isOther(id)) continue;
      this.addCharacters(text.slice(done, index));
      const start = this.positions.length;
      this.addCharacters(id, { kind, id, start, end: start + id.length });
      done = index + id.length;
    }
    this.addCharacters(text.slice(done));
  }

  /** Adds text of the request, in which IDs and the path of a role may be open. */
  addValue(text: string): void {
    let done = 0;
    for (const { index, length, add } of this.openPieces(text)) {
      this.addText(text.slice(done, index), () => true);
      add();
      done = index + length;
    }
    this.addText(text.slice(done), () => true);
  }

  addWildcard(wildcard: '*' | '?' | 'variable'): void {
    const many = wildcard !== '?';
    this.positions.push({ characters: { set: 'any' }, wildcard, repeated: many, skips: many ? [1] : FIXED });
  }

  private openPieces(text: string): { index: number; length: number; add: () => void }[] {
    const path = text.indexOf(ROLE_PATH);
    const ids = this.idsIn(text).filter(({ id }) => this.ids!.standIns.has(id))
      .map(({ index, id }) => ({ index, length: id.length, add: () => this.addOpenId(id) }));
    if (path < 0) return ids;
    const rolePath = { index: path, length: ROLE_PATH.length, add: () => this.addRolePath() };
    return [...ids, rolePath].sort((one, other) => one.index - other.index);
  }

  private addOpenId(id: string): void {
    const { kind, name } = this.ids!.standIns.get(id)!;
    this.names.push(name);
    const start = this.positions.length;
    const shape = ID_SHAPES[kind].flatMap((piece): Position[] => {
      if (typeof piece === 'string') return [...piece].map((character) => ({ characters: { character }, skips: FIXED }));
      const { set, least, most } = piece;
      return Array.from({ length: most }, (_, index) => (
        index < least ? { characters: { set }, skips: FIXED } : { characters: { set }, optional: true, skips: [1] }));
    });
    const part: IdPart = { kind, id, start, end: start + shape.length };
    this.positions.push(...shape.map((position) => ({ ...position, part })));
  }

  /** Adds nothing, or some characters and a slash after them. */
  private addRolePath(): void {
    this.names.push(this.rolePathName);
    this.positions.push(
      { characters: { set: 'any' }, repeated: true, optional: true, skips: [1, 2] },
      { characters: { character: '/' }, optional: true, skips: FIXED },
    );
  }

  private addCharacters(text: string, part?: IdPart): void {
    for (const character of text) {
      this.positions.push({ characters: { character }, skips: FIXED, ...(part === undefined ? {} : { part }) });
    }
  }

  private idsIn(text: string): { index: number; id: string; kind: IdKind }[] {
    if (this.ids === undefined) return [];
    return Object.entries(ID_TEXTS)
      .flatMap(([kind, pattern]) => [...text.matchAll(pattern)].map(({ index, 0: id }) => ({ index, id, kind: kind as IdKind })))
      .sort((one, other) => one.index - other.index);
  }
}
