import type { AssemblyTypeText, Callable, Docs, Member, TypeText } from './reference';

/** The target of a link to a type; `undefined` for types of other packages. */
export type LinkTo = (fqn: string) => string | undefined;

/** Summary and remarks, the pages they refer to, and the example. */
export function paragraphs({ summary = '', remarks = '', example, links = [] }: Docs): string[] {
  // jsii ends the summary at the first full stop, within a paragraph.
  const separator = /^(?:[-*] |```|\d+\. |\|)/.test(remarks) ? '\n\n' : ' ';
  const text = [summary.trim(), remarks.trim()].filter((part) => part !== '').join(separator);
  return [
    ...text === '' ? [] : [text],
    ...links.length === 0 ? [] : [`See ${links.map((link) => `<${link}>`).join(', ')}.`],
    ...example === undefined ? [] : ['```ts\n' + example.trim() + '\n```'],
  ];
}

/** A property, constant or value as an item of a list. */
export function itemsOf({ displayName, type, optional, default: byDefault, docs }: Member, linkTo: LinkTo, marks: string): string {
  const notes = [...type === undefined ? [] : [typeText(type, linkTo)], ...optional === true ? ['optional'] : []].join(', ');
  const [first = '', ...others] = paragraphs(docs);
  const defaults = byDefault === undefined ? [] : [`Default: ${byDefault.replace(/^- /, '')}`];
  return indented([`**\`${displayName}\`**${notes === '' ? '' : ` (${notes})`}${marks}${first === '' ? '' : `: ${first}`}`, ...others, ...defaults]);
}

/** The parameters of which more is known than the declaration says: types of this package, and descriptions. */
export function parametersOf({ parameters }: Callable, linkTo: LinkTo): string[] {
  const items = parameters.flatMap(({ displayName, type = {}, docs }) => {
    const linked = typeText(type, linkTo);
    const [first, ...others] = paragraphs(docs);
    if (first === undefined && !linked.includes('](')) return [];
    return [indented([`\`${displayName}\` (${linked})${first === undefined ? '' : `: ${first.replace(/^- /, '')}`}`, ...others])];
  });
  return items.length === 0 ? [] : [items.join('\n')];
}

function indented(parts: readonly string[]): string {
  return `- ${parts.join('\n\n').replace(/\n(?=[^\n])/g, '\n  ')}`;
}

/** A type with links to those of this package. */
export function typeText(type: TypeText, linkTo: LinkTo): string {
  const plain = plainText(type);
  const links = fqnsOf(type).flatMap((fqn) => {
    const target = linkTo(fqn);
    return target === undefined ? [] : [[fqn.slice(fqn.lastIndexOf('.') + 1), target] as const];
  });
  if (links.length === 0) return `\`${plain}\``;
  const escaped = plain.replace(/[[\]<>*_|]/g, '\\$&');
  return links.reduce((text, [name, target]) => text.replace(new RegExp(`(?<![\\w[])${name}(?!\\w)`), `[${name}](${target})`), escaped);
}

function plainText({ formattingPattern, types = [], displayName }: TypeText): string {
  let next = 0;
  return (formattingPattern ?? displayName ?? 'any').replaceAll('%', () => plainText(types[next++] ?? {}));
}

function fqnsOf({ fqn, types = [] }: TypeText): string[] {
  return [...fqn === undefined ? [] : [fqn], ...types.flatMap(fqnsOf)];
}

/** The type of a result as TypeScript writes it. */
export function returnTypeText(type: AssemblyTypeText | undefined): string {
  if (type === undefined) return 'void';
  if ('fqn' in type) return type.fqn.slice(type.fqn.lastIndexOf('.') + 1);
  if ('primitive' in type) return type.primitive;
  if ('union' in type) return type.union.types.map(returnTypeText).join(' | ');
  const element = returnTypeText(type.collection.elementtype);
  return type.collection.kind === 'array' ? `${element}[]` : `{ [key: string]: ${element} }`;
}
