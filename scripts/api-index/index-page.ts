import { type Area, areaOf, AREAS } from './areas';

/** A type of a jsii assembly, as far as the index needs it. */
export interface ApiType {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  /** Whether an interface is a struct. */
  readonly datatype?: boolean;
  readonly docs?: { readonly summary?: string };
  readonly locationInModule: { readonly filename: string };
}

const BEGIN = '<!-- The index is written by scripts/api-index.ts. -->';
const END = '<!-- End of the index. -->';

/** The text of API.md with an index by area below its title, in place of an index that it has already. */
export function withIndex(api: string, types: readonly ApiType[]): string {
  const bare = withoutIndex(api);
  const [title] = bare.split('\n', 1);
  if (!title.startsWith('# ')) throw new Error(`API.md does not begin with a title (given: "${title}"). Run "npx projen docgen" first.`);
  const missing = types.filter(({ fqn }) => !bare.includes(` id="${fqn}"></a>`));
  if (missing.length > 0) throw new Error(`API.md has no section about ${namesOf(missing)}. Run "npx projen compile" first, then "npx projen docgen".`);
  return `${title}\n\n${BEGIN}\n\n${indexOf(types)}\n\n${END}${bare.slice(title.length)}`;
}

function withoutIndex(api: string): string {
  const [begin, end] = [api.indexOf(`\n\n${BEGIN}`), api.indexOf(END)];
  return begin < 0 || end < begin ? api : api.slice(0, begin) + api.slice(end + END.length);
}

/** The index in Markdown: classes and interfaces of each area, then structs and enums of each area. */
export function indexOf(types: readonly ApiType[]): string {
  const homeless = types.filter(({ locationInModule: { filename } }) => areaOf(filename) === undefined);
  if (homeless.length > 0) {
    const files = [...new Set(homeless.map(({ locationInModule: { filename } }) => filename))].sort().join(', ');
    throw new Error(`No area of the index of API.md has ${namesOf(homeless)} (given: ${files}). Add its folder to an area in scripts/api-index/areas.ts.`);
  }
  const isData = ({ kind, datatype }: ApiType) => kind === 'enum' || datatype === true;
  const inArea = (area: Area, data: boolean) => types
    .filter((type) => areaOf(type.locationInModule.filename) === area && isData(type) === data).sort(byKindAndName);
  const areas = AREAS.filter((area) => types.some(({ locationInModule: { filename } }) => areaOf(filename) === area));
  const sections = areas.filter((area) => inArea(area, false).length > 0);
  const dataSections = areas.filter((area) => inArea(area, true).length > 0);
  return [
    heading(2, 'Index by area', 'index'),
    sections.map(({ title }) => `[${title}](#${idOf(title)})`).join(' · ') + ` · [Structs and enums](#${DATA_ID})`,
    ...sections.flatMap((area) => [heading(3, area.title, idOf(area.title)), inArea(area, false).map(entry).join('\n')]),
    heading(3, 'Structs and enums by area', DATA_ID),
    ...dataSections.flatMap((area) => [`**${area.title}**`, inArea(area, true).map(entry).join('\n')]),
  ].join('\n\n');
}

const DATA_ID = 'index-structs-and-enums';
const KINDS: readonly ApiType['kind'][] = ['class', 'interface', 'enum'];

function byKindAndName(one: ApiType, other: ApiType): number {
  return KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) || (one.name < other.name ? -1 : 1);
}

function heading(level: number, title: string, id: string): string {
  return `${'#'.repeat(level)} ${title} <a name="${title}" id="${id}"></a>`;
}

function idOf(title: string): string {
  return `index-${title.toLowerCase().replaceAll(' ', '-')}`;
}

function entry({ name, fqn, docs }: ApiType): string {
  const sentence = firstSentence(docs?.summary ?? '');
  return `- [${name}](#${fqn})${sentence === '' ? '' : `: ${sentence}`}`;
}

/** Up to the first mark of punctuation that a new sentence follows. */
function firstSentence(text: string): string {
  const [first] = text.replace(/\s+/g, ' ').trim().split(/(?<=[.!?]) (?=[A-Z`])/, 1);
  return first;
}

function namesOf(types: readonly ApiType[]): string {
  return types.map(({ name }) => name).sort().join(', ');
}
