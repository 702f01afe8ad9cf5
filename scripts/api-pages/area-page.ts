import type { Area } from './areas';
import { marksOf, pageOf } from './index-page';
import { type ApiType, type AssemblyMember, type Callable, isData, type Member } from './reference';
import { itemsOf, LinkTo, paragraphs, parametersOf, returnTypeText } from './text';

/** The page of an area: its types one after the other. */
export function areaPage(area: Area, types: readonly ApiType[], all: readonly ApiType[], pageByType: ReadonlyMap<string, string>): string {
  const linkTo: LinkTo = (fqn) => {
    const page = pageByType.get(fqn);
    return page === undefined ? undefined : `${page === pageOf(area) ? '' : page}#${nameOf(fqn)}`;
  };
  const own = new Map(all.map((type) => [type.assembly.fqn, type]));
  const names = (data: boolean) => types.filter(({ assembly }) => isData(assembly) === data)
    .map(({ assembly: { name } }) => `[${name}](#${name})`).join(' · ');
  return [
    `# ${area.title}`,
    '<!-- Written by scripts/api-pages.ts, which the task docgen runs. -->',
    'Part of the [API reference](../../API.md).',
    ...names(false) === '' ? [] : [names(false)],
    ...names(true) === '' ? [] : [`Structs and enums: ${names(true)}`],
    ...types.flatMap((type) => section(type, own, linkTo)),
  ].join('\n\n') + '\n';
}

function section(type: ApiType, own: ReadonlyMap<string, ApiType>, linkTo: LinkTo): string[] {
  const { assembly, described } = type;
  const shown = membersShown(type, own);
  const notes = new Map([...assembly.methods ?? [], ...assembly.properties ?? []].map((member) => [member.name, member]));
  const kept = <T extends Callable | Member>(members: readonly T[] = []): T[] => members.filter(({ displayName }) => shown(displayName));
  const methods = [...kept(described.staticMethods), ...kept(described.instanceMethods)];
  const itemOf = (member: Member) => itemsOf(member, linkTo, marksOf(marks(notes.get(member.displayName), assembly)));
  const items = (title: string, members: readonly Member[]) => (members.length === 0 ? [] : [`**${title}**`, members.map(itemOf).join('\n')]);
  return [
    `## ${assembly.name}${marksOf(assembly.docs)} <a name="${assembly.name}"></a>`,
    ...paragraphs(described.docs),
    ...relations(type, own, linkTo),
    ...described.initializer === undefined || isData(assembly) ? [] : initializerOf(described.initializer, linkTo),
    ...items('Constants', kept(described.constants)),
    ...items('Properties', kept(described.properties)),
    ...items('Values', described.members ?? []),
    ...methods.flatMap((method) => methodSection(method, notes.get(method.displayName), assembly.docs, linkTo)),
  ];
}

function initializerOf(initializer: Callable, linkTo: LinkTo): string[] {
  return ['```ts\n' + declaration(initializer.usage) + '\n```', ...parametersOf(initializer, linkTo)];
}

/** A member is marked where its type is not. */
function marks(member: AssemblyMember | undefined, type: ApiType['assembly']): AssemblyMember['docs'] {
  return member?.docs?.stability === type.docs?.stability && member?.docs?.deprecated === undefined ? undefined : member?.docs;
}

function methodSection(method: Callable, note: AssemblyMember | undefined, typeDocs: ApiType['assembly']['docs'], linkTo: LinkTo): string[] {
  const usage = declaration(method.usage);
  const returns = usage.endsWith(')') && note !== undefined ? `: ${returnTypeText(note.returns?.type)}` : '';
  return [
    `### \`${method.displayName}\`${marksOf(note?.docs?.stability === typeDocs?.stability ? undefined : note?.docs)}`,
    '```ts\n' + usage + returns + '\n```',
    ...paragraphs(method.docs ?? {}),
    ...parametersOf(method, linkTo),
  ];
}

/** Without the import before it, and `public`. */
function declaration(usage: string): string {
  return usage.slice(usage.lastIndexOf('\n\n') + 1).trim().replace(/^public /, '');
}

/** Whether a member is described here: where it is declared. Of the CDK's own members, only those of structs are. */
function membersShown({ assembly }: ApiType, own: ReadonlyMap<string, ApiType>): (name: string) => boolean {
  const declared = new Set(namesDeclaredBy(assembly));
  if (assembly.datatype !== true) return (name) => declared.has(name);
  const inherited = new Set(ancestorsOf(assembly, own).flatMap(namesDeclaredBy));
  return (name) => declared.has(name) || !inherited.has(name);
}

function namesDeclaredBy({ methods = [], properties = [] }: ApiType['assembly']): string[] {
  return [...methods, ...properties].map(({ name }) => name);
}

function ancestorsOf({ interfaces = [] }: ApiType['assembly'], own: ReadonlyMap<string, ApiType>): ApiType['assembly'][] {
  return interfaces.flatMap((fqn) => {
    const parent = own.get(fqn)?.assembly;
    return parent === undefined ? [] : [parent, ...ancestorsOf(parent, own)];
  });
}

/** The types that a type extends and implements, in sentences. */
function relations({ assembly }: ApiType, own: ReadonlyMap<string, ApiType>, linkTo: LinkTo): string[] {
  const { base, interfaces = [], datatype, kind } = assembly;
  const linked = (fqn: string) => (own.has(fqn) ? `[${nameOf(fqn)}](${linkTo(fqn)})` : `\`${nameOf(fqn)}\``);
  const list = interfaces.map(linked).join(', ');
  if (datatype === true) {
    const parents = interfaces.filter((fqn) => own.has(fqn)).map(linked);
    return parents.length === 0 ? [] : [`Has the properties of ${parents.join(' and ')} too.`];
  }
  const sentences = [
    ...base === undefined ? [] : [`Extends ${linked(base)}.`],
    ...list === '' ? [] : [`${kind === 'class' ? 'Implements' : 'Extends'} ${list}.`],
  ];
  return sentences.length === 0 ? [] : [sentences.join(' ')];
}

function nameOf(fqn: string): string {
  return fqn.slice(fqn.lastIndexOf('.') + 1);
}
