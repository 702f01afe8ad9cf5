/** The Terraform language (HCL), as `terraform fmt` writes it. */

/** A part of the language that is no literal, such as a reference. */
export interface Expression {
  readonly expression: string;
}

/** A literal or an expression. A map has texts as keys. */
export type HclValue = string | boolean | Expression | readonly HclValue[] | ReadonlyMap<string, string>;

export interface Block {
  readonly type: string;
  readonly labels?: readonly string[];
  /** Undefined values are omitted. */
  readonly attributes: Readonly<Record<string, HclValue | undefined>>;
  readonly blocks?: readonly Block[];
}

const WIDTH = 100;
/** Keys that the language would read as the start of an expression. */
const WORDS = ['for', 'null', 'true', 'false'];
/** Characters that a reader cannot see, or that end a line. The joiner of emoji stays. */
const HIDDEN = /(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu;

const SEGMENTER = new Intl.Segmenter();

/** The text of a file with these blocks. */
export function hclFile(blocks: readonly Block[]): string {
  return blocks.map((each) => `${blockLines(each, '').join('\n')}\n`).join('\n');
}

function blockLines({ type, labels = [], attributes, blocks = [] }: Block, indent: string): string[] {
  const inner = `${indent}  `;
  const given = Object.entries(attributes).filter((entry): entry is [string, HclValue] => entry[1] !== undefined);
  return [
    `${indent}${[type, ...labels.map(quoted), '{'].join(' ')}`,
    ...attributeLines(given, inner),
    ...blocks.flatMap((each, index) => [...(given.length + index > 0 ? [''] : []), ...blockLines(each, inner)]),
    `${indent}}`,
  ];
}

/** Neighbors that take one line each have their values in one column. */
function attributeLines(attributes: readonly (readonly [key: string, value: HclValue])[], indent: string): string[] {
  const all = attributes.map(([key, value]) => ({ key, lines: valueLines(value, indent) }));
  const isShort = (index: number) => all[index]?.lines.length === 1;
  return all.flatMap(({ key, lines: [first, ...others] }, index) => {
    if (!isShort(index)) return [`${indent}${key} = ${first}`, ...others];
    let [start, end] = [index, index];
    while (isShort(start - 1)) start--;
    while (isShort(end + 1)) end++;
    const column = Math.max(...all.slice(start, end + 1).map((each) => columns(each.key)));
    return [`${indent}${key}${' '.repeat(column - columns(key))} = ${first}`];
  });
}

function valueLines(value: HclValue, indent: string): string[] {
  if (typeof value === 'string') return [quoted(value)];
  if (typeof value === 'boolean') return [String(value)];
  const inner = `${indent}  `;
  if (value instanceof Map) {
    const entries = [...value].map(([key, text]) => [mapKey(key), text] as const);
    return entries.length === 0 ? ['{}'] : ['{', ...attributeLines(entries, inner), `${indent}}`];
  }
  if (isList(value)) return listLines(value, indent);
  return [(value as Expression).expression];
}

function isList(value: HclValue): value is readonly HclValue[] {
  return Array.isArray(value);
}

/** A list that fits stays on its line. */
function listLines(values: readonly HclValue[], indent: string): string[] {
  const inner = `${indent}  `;
  const items = values.map((each) => valueLines(each, inner).join('\n'));
  const short = `[${items.join(', ')}]`;
  return short.length <= WIDTH ? [short] : ['[', ...items.map((item) => `${inner}${item},`), `${indent}]`];
}

function mapKey(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) && !WORDS.includes(key) ? key : quoted(key);
}

/** The width of a text in the columns of `terraform fmt`: one for each character as a reader sees it. */
function columns(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : [...SEGMENTER.segment(text)].length;
}

/** A quoted text in which nothing is a template. The language has no halves of characters, so these are replaced. */
export function quoted(text: string): string {
  const escaped = text.replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\\"]/g, '\\$&')
    .replace(/[$%](?=\{)/g, '$&$&')
    .replace(HIDDEN, escapeOf);
  return `"${escaped}"`;
}

function escapeOf(character: string): string {
  const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  const code = character.codePointAt(0)!.toString(16);
  return named[character] ?? (code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`);
}

/** A line comment. Nothing of a text ends it. */
export function hclComment(text: string): string {
  return `# ${text.replace(/\p{Cs}/gu, '\ufffd').replace(HIDDEN, escapeOf)}`.trimEnd();
}
