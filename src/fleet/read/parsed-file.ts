/** The lines of a value and of the values in it. */
export interface Lines {
  /** Counted from 1. */
  readonly line: number;
  /** By key, or by place in a list. */
  readonly items?: ReadonlyMap<string | number, Lines>;
}

/** The contents of a file, with the line of each value. */
export interface ParsedFile {
  readonly value: unknown;
  readonly lines: Lines;
  /** Whether the format has texts only: then `true` is one. */
  readonly hasTextsOnly: boolean;
}

/** Why a file cannot be read. */
export class FileProblem extends Error {
  /** @param sentence what is wrong; @param remedy what to do. Both without a full stop */
  constructor(readonly line: number, readonly sentence: string, readonly remedy: string) {
    super(`${sentence}. ${remedy}.`);
  }
}

/** Reads the text of a file. @throws FileProblem */
export type ParseText = (text: string) => ParsedFile;

/** The line of the value at a path, or of the nearest one around it. */
export function lineAt(lines: Lines, path: readonly (string | number)[]): number {
  let found = lines;
  for (const step of path) found = found.items?.get(step) ?? { line: found.line };
  return found.line;
}
