// eslint-disable-next-line import/no-extraneous-dependencies -- the version that the SDK brings
import { NormalizedSchema } from '@smithy/core/schema';
import { type Shape, shapeOf, timeOf } from './schema-shape';

/** An element as a value: its text, or its child elements by name. Elements of the same name become a list. */
type XmlValue = string | XmlElements | (string | XmlElements)[];
interface XmlElements {
  [name: string]: XmlValue;
}

type Schema = Parameters<typeof NormalizedSchema.of>[0];

const UTF_8 = new TextDecoder();

/**
 * Stands in for the SDK's reader of XML answers, which can also read maps, attributes and flattened lists. The handlers call four
 * operations of AWS CloudFormation, whose answers consist of structures, lists, texts, booleans, numbers and timestamps.
 */
export class XmlShapeDeserializer {
  public setSerdeContext(): void {}

  /** @param key the element in the root that has the value; the root itself without it */
  public read(schema: Schema, bytes: Uint8Array, key?: string): unknown {
    const root = parseXml(UTF_8.decode(bytes)) as XmlElements;
    return this.readSchema(schema, key === undefined ? root : root[key]);
  }

  public readSchema(schema: Schema, value: XmlValue | undefined): unknown {
    return value === undefined ? undefined : received(shapeOf(NormalizedSchema.of(schema)), value);
  }
}

function received(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'list': {
      const items = typeof value === 'object' ? (value as XmlElements).member ?? [] : [];
      return (Array.isArray(items) ? items : [items]).map((each) => received(shape.item, each));
    }
    case 'structure':
      return typeof value === 'object' ? shape.convert(value!, received) : {};
    case 'timestamp':
      return timeOf(String(value));
    case 'boolean':
      return value === 'true';
    case 'number':
      return Number(value);
    default:
      return value;
  }
}

/** A start tag, whose attributes may contain `>`. */
const START_TAG = /<([^\s/>]+)(?:[^>"']|"[^"]*"|'[^']*')*>/y;
const LINE_END = /\r\n?/g;
const ENTITY = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Everything that begins with these characters is skipped, or is a text as it stands. */
const SECTIONS = [
  { begin: '<![CDATA[', end: ']]>', isText: true },
  { begin: '<!--', end: '-->', isText: false },
  { begin: '<?', end: '?>', isText: false },
  { begin: '<!', end: '>', isText: false },
] as const;

interface OpenElement {
  readonly name: string;
  text: string;
  elements?: XmlElements;
}

/** The value of the root element. */
function parseXml(source: string): XmlValue {
  const xml = source.replace(LINE_END, '\n');
  const document: OpenElement = { name: '', text: '' };
  const open = [document];
  let position = 0;
  while (position < xml.length) {
    const element = open.at(-1)!;
    const tag = xml.indexOf('<', position);
    if (tag !== position) element.text += decoded(xml.slice(position, tag < 0 ? undefined : tag));
    if (tag < 0) break;
    const section = SECTIONS.find(({ begin }) => xml.startsWith(begin, tag));
    if (section) {
      const end = endOf(xml, section.end, tag);
      if (section.isText) element.text += xml.slice(tag + section.begin.length, end - section.end.length);
      position = end;
    } else if (xml.startsWith('</', tag)) {
      position = endOf(xml, '>', tag);
      const name = xml.slice(tag + 2, position - 1).trim();
      if (open.length === 1 || name !== element.name) throw notXml(xml, `</${name}> closes no element`);
      open.pop();
      add(open.at(-1)!, element);
    } else {
      START_TAG.lastIndex = tag;
      const [startTag, name] = START_TAG.exec(xml) ?? [];
      if (startTag === undefined) throw notXml(xml, 'a tag has no end');
      position = START_TAG.lastIndex;
      const started: OpenElement = { name, text: '' };
      if (startTag.endsWith('/>')) add(element, started);
      else open.push(started);
    }
  }
  if (open.length > 1) throw notXml(xml, `<${open.at(-1)!.name}> is not closed`);
  const [root] = Object.values(document.elements ?? {});
  if (root === undefined) throw notXml(xml, 'it has no element');
  return root;
}

function add(parent: OpenElement, { name, text, elements }: OpenElement): void {
  const value = elements ?? (text.trim() === '' && text.includes('\n') ? '' : text);
  const siblings = parent.elements ??= {};
  const before = Object.hasOwn(siblings, name) ? siblings[name] : undefined;
  if (before === undefined) siblings[name] = value;
  else if (Array.isArray(before)) before.push(value);
  else siblings[name] = [before, value];
}

/** The position after the text that ends a section or a tag. */
function endOf(xml: string, text: string, from: number): number {
  const found = xml.indexOf(text, from);
  if (found < 0) throw notXml(xml, `"${text}" is missing`);
  return found + text.length;
}

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (_, hexadecimal?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()];
    return String.fromCodePoint(hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16));
  });
}

function notXml(xml: string, problem: string): SyntaxError {
  return new SyntaxError(`The answer of the service is not XML: ${problem} (given: ${xml.slice(0, 100)}).`);
}
