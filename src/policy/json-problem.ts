/** Why a text is not JSON, and where: what an author needs to find the place in an editor. */
export class JsonProblem extends Error {
  static at(text: string, position: number, reason: string): JsonProblem {
    const before = text.slice(0, position).split('\n');
    return new JsonProblem(reason, before.length, before[before.length - 1].length + 1);
  }

  constructor(readonly reason: string, readonly line: number, readonly column: number) {
    super(`line ${line}, column ${column}: ${reason}`);
    this.name = 'JsonProblem';
  }
}
