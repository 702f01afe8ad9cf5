import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { FileProblem, type Lines, type ParsedFile } from './parsed-file';
import { DEEPEST_JSON, isTooDeep } from '../../contract';

/** Far more than a list of accounts that share a contact has. */
const MOST_ALIASES = 50_000;

/**
 * Reads YAML. Every scalar is a text, so that an account ID keeps its zeros and `no` stays a word. Anchors and aliases work; tags and merge
 * keys do not.
 * @throws FileProblem
 */
export function parseYamlFile(text: string): ParsedFile {
  const counter = new LineCounter();
  const lineOf = (position = 0) => counter.linePos(position).line;
  try {
    const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, logLevel: 'error', schema: 'failsafe', stringKeys: true });
    const [problem] = [...document.errors, ...document.warnings];
    if (problem?.code === 'MULTIPLE_DOCS') {
      throw new FileProblem(lineOf(problem.pos[0]), 'A second document begins here', 'Write all rows in one document, or in two files');
    }
    if (problem !== undefined) throw new FileProblem(lineOf(problem.pos[0]), `This is not YAML that is read here: ${problem.message}`, 'Correct it');
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    if (isTooDeep(value)) throw tooDeep();
    return { value, lines: linesOf(document.contents, lineOf), hasTextsOnly: true };
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    if (error instanceof RangeError) throw tooDeep();
    throw new FileProblem(1, `The file cannot be read: ${(error as Error).message}`, 'Leave out anchors that repeat others many times');
  }
}

function tooDeep(): FileProblem {
  return new FileProblem(1, `The file is nested in more than ${DEEPEST_JSON} levels`, 'Write rows as the schema describes them');
}

/** An alias has the line where it is used, and so has all that it stands for. */
function linesOf(node: unknown, lineOf: (position?: number) => number, around = 1): Lines {
  const line = isNode(node) ? lineOf(node.range?.[0]) : around;
  if (isAlias(node)) return { line };
  if (isSeq(node)) return { line, items: new Map(node.items.map((item, index) => [index, linesOf(item, lineOf, line)])) };
  if (!isMap(node)) return { line };
  return {
    line,
    items: new Map(node.items.map(({ key, value }) => {
      const keyLine = isScalar(key) ? lineOf(key.range?.[0]) : line;
      return [isScalar(key) ? String(key.value) : '', { ...linesOf(value, lineOf, keyLine), line: keyLine }];
    })),
  };
}
