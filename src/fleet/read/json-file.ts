import { FileProblem, type Lines, type ParsedFile } from './parsed-file';
import { DEEPEST_JSON, isTooDeep } from '../../contract';
import { JsonProblem, parseJson } from '../../policy';

/** Reads JSON. A key that is given twice is an error. @throws FileProblem */
export function parseJsonFile(text: string): ParsedFile {
  const json = text.replace(/^\uFEFF/, '');
  try {
    const value = parseJson(json);
    if (isTooDeep(value)) throw new FileProblem(1, `The file is nested in more than ${DEEPEST_JSON} levels`, 'Write rows as the schema describes them');
    return { value, lines: linesOf(json), hasTextsOnly: false };
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    throw new FileProblem(error.line, `This is not JSON, in column ${error.column}: ${error.reason}`, 'Correct it');
  }
}

interface Open {
  readonly items: Map<string | number, Lines>;
  readonly isList: boolean;
  /** The key or place of the next value. */
  next: string | number;
  /** Where the next value begins: the line of its key. */
  line: number;
}

const TOKEN = /\n|"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** The lines of the values in a valid text. */
function linesOf(text: string): Lines {
  const stack: Open[] = [{ items: new Map(), isList: true, next: 0, line: 1 }];
  let line = 1;
  const note = (value: Lines) => {
    const { items, next } = stack[stack.length - 1];
    items.set(next, value);
  };
  let key: string | undefined;
  for (const [token] of text.matchAll(TOKEN)) {
    const around = stack[stack.length - 1];
    const isKeyPlace = !around.isList && key === undefined;
    if (token === '\n') {
      line++;
    } else if (token === '{' || token === '[') {
      const items = new Map<string | number, Lines>();
      note({ line: around.isList ? line : around.line, items });
      key = undefined;
      stack.push({ items, isList: token === '[', next: 0, line });
    } else if (token === '}' || token === ']') {
      stack.pop();
      key = undefined;
    } else if (token === ',') {
      if (around.isList) around.next = (around.next as number) + 1;
      key = undefined;
    } else if (token !== ':') {
      if (isKeyPlace) {
        key = JSON.parse(token) as string;
        Object.assign(around, { next: key, line });
      } else {
        note({ line: around.isList ? line : around.line });
      }
    }
  }
  return stack[0].items.get(0) ?? { line: 1 };
}
