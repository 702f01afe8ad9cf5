/** The reason why a text is not JSON, and the position, so that an author finds it in an editor. */
export class JsonProblem extends Error {
  /** @param given the invalid part, if it has a name */
  static at(text: string, position: number, reason: string, given?: string): JsonProblem {
    const before = text.slice(0, position).split('\n');
    return new JsonProblem(reason, before.length, before[before.length - 1].length + 1, given);
  }

  constructor(readonly reason: string, readonly line: number, readonly column: number, readonly given?: string) {
    super(`line ${line}, column ${column}: ${reason}`);
    this.name = 'JsonProblem';
  }
}
