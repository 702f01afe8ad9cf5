import {
  type CollectionTag, isMap, isNode, isScalar, isSeq, LineCounter, Pair, parseDocument, Scalar, type ScalarTag, visit, YAMLMap, YAMLSeq,
} from 'yaml';
import { DEEPEST_JSON, isTooDeep } from '../../../contract';
import { isValues, listOf, type Values } from '../values';

/** A YAML text as a value, with the lines of its nodes. */
export interface YamlText {
  readonly value: unknown;
  /** The line of the node at a path, counted from 1; undefined if another file or an anchor holds it. */
  readonly lineOf: (...path: (string | number)[]) => number | undefined;
}

/** Reads the file that an include names. */
export type ReadInclude = (path: string, line: number | undefined) => unknown;

/** Far more than a list of accounts that share an anchor has. */
const MOST_ALIASES = 50_000;
const MERGE_KEY = '<<';

/**
 * Reads YAML as tools for AWS write it: anchors, aliases and merge keys (`<<`), also of included files, and the short forms of intrinsic
 * functions as objects, such as `{ Ref: 'Account' }`.
 * @throws Error that names file, line and reason
 */
export function readYaml(file: string, text: string, readInclude: ReadInclude): YamlText {
  try {
    return parsed(file, text, readInclude);
  } catch (error) {
    throw error instanceof RangeError ? tooDeep(file) : error;
  }
}

function tooDeep(file: string): Error {
  return new Error(`${file} is nested in more than ${DEEPEST_JSON} levels. Give a file that the tool reads.`);
}

function parsed(file: string, text: string, readInclude: ReadInclude): YamlText {
  const lines = new LineCounter();
  const lineAt = (position: number) => lines.linePos(position).line;
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
    // They are checked below, in proportion to their number. A map may have several merge keys.
    uniqueKeys: false,
    customTags: [...FUNCTION_TAGS, ...includeTags(file, readInclude)],
  });
  const [problem] = document.errors;
  // The parser notes that the stack is exhausted, and goes on.
  if (problem?.message.includes('call stack')) throw tooDeep(file);
  if (problem !== undefined) {
    throw new Error(`${file} is not YAML, in line ${lineAt(problem.pos[0])}: ${problem.message}. Correct it, or give a file that the tool reads.`);
  }
  visit(document, {
    Map: (_, map) => {
      joinMergeKeys(map);
      const repeated = repeatedKeyOf(map);
      if (repeated !== undefined) throw new Error(`${file} has a key twice, in line ${lineAt(repeated.range?.[0] ?? 0)}: ${String(repeated.value)}. Remove one of them.`);
    },
  });
  const nodes = new Nodes();
  const value = valueOf(file, () => document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown);
  return {
    value: merged(value),
    lineOf: (...path) => {
      const node = path.reduce<unknown>(nodes.of, document.contents);
      const start = isNode(node) ? node.range?.[0] : undefined;
      return start === undefined ? undefined : lineAt(start);
    },
  };
}

function valueOf(file: string, read: () => unknown): unknown {
  let value: unknown;
  try {
    value = read();
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new Error(`${file} cannot be read: ${(error as Error).message}. Leave out anchors that repeat others many times.`);
  }
  if (isTooDeep(value)) throw tooDeep(file);
  return value;
}

/** Intrinsic functions whose value counts here. Those with another name keep their argument. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  '!Ref': 'Ref',
  '!GetAtt': 'Fn::GetAtt',
  '!Sub': 'Fn::Sub',
  '!Join': 'Fn::Join',
  '!ImportValue': 'Fn::ImportValue',
  '!If': 'Fn::If',
  '!Select': 'Fn::Select',
  '!FindInMap': 'Fn::FindInMap',
  '!CopyValue': 'Fn::CopyValue',
  '!JsonString': 'Fn::JsonString',
  '!ReadFile': 'Fn::ReadFile',
  '!Cmd': 'Fn::Cmd',
};

const FUNCTION_TAGS: (ScalarTag | CollectionTag)[] = Object.entries(FUNCTIONS).flatMap(([tag, name]) => [
  { tag, resolve: (text: string) => ({ [name]: text }) },
  ...(['seq', 'map'] as const).map((collection): CollectionTag => ({ tag, collection, resolve: (node) => call(name, node) })),
]);

function call(name: string, argument: YAMLSeq | YAMLMap): YAMLMap {
  const map = new YAMLMap();
  map.items.push(new Pair(new Scalar(name), argument));
  return map;
}

/** Both tools have a tag for the contents of another file. */
function includeTags(file: string, readInclude: ReadInclude): ScalarTag[] {
  return ['!Include', '!include'].map((tag) => ({
    tag,
    resolve: (path: string) => {
      if (/^(?:[a-z0-9]+:\/\/|\/)/i.test(path)) {
        throw new Error(`${file} includes ${path}, which is outside of what is given. Copy it beside the file, and include it by a relative path.`);
      }
      return readInclude(path, undefined);
    },
  }));
}

/** Replaces several merge keys of a map by one with a list. */
function joinMergeKeys(map: YAMLMap): void {
  const merges = map.items.filter(({ key }) => isScalar(key) && key.value === MERGE_KEY);
  if (merges.length < 2) return;
  const sources = new YAMLSeq();
  sources.items = merges.map(({ value }) => value);
  map.items = [...map.items.filter((pair) => !merges.includes(pair)), new Pair(new Scalar(MERGE_KEY), sources)];
}

function repeatedKeyOf(map: YAMLMap): Scalar | undefined {
  const known = new Set<unknown>();
  return map.items.map(({ key }) => key).filter(isScalar).find(({ value }) => known.size === known.add(value).size);
}

/** Finds the nodes in maps and lists. Each map is indexed once. */
class Nodes {
  private readonly indexes = new Map<YAMLMap, ReadonlyMap<unknown, unknown>>();

  readonly of = (parent: unknown, key: string | number): unknown => {
    if (isSeq(parent)) return parent.items[Number(key)];
    if (!isMap(parent)) return undefined;
    const index = this.indexes.get(parent)
      ?? new Map(parent.items.map(({ key: name, value }) => [isScalar(name) ? name.value : name, value]));
    this.indexes.set(parent, index);
    return index.get(key);
  };
}

/** Applies merge keys: members of the object itself count before merged ones, and former merged ones before later ones. */
function merged(value: unknown, known = new Map<unknown, unknown>()): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const former = known.get(value);
  if (former !== undefined) return former;
  const result = Array.isArray(value) ? value.map((each) => merged(each, known)) : mergedMembers(value as Values, known);
  known.set(value, result);
  return result;
}

function mergedMembers(value: Values, known: Map<unknown, unknown>): Values {
  const members = new Map(Object.entries(value).filter(([key]) => key !== MERGE_KEY).map(([key, each]) => [key, merged(each, known)]));
  const sources = Object.hasOwn(value, MERGE_KEY) ? listOf(merged(value[MERGE_KEY], known)).filter(isValues) : [];
  for (const [key, each] of sources.flatMap((source) => Object.entries(source))) if (!members.has(key)) members.set(key, each);
  return Object.fromEntries(members);
}
