import { type Area, AREAS, areaOf } from './areas';
import { type ApiType, type AssemblyType, isData } from './reference';

/** The folder of the pages, from the folder of API.md. */
const PAGES = 'docs/api';
const KINDS: readonly AssemblyType['kind'][] = ['class', 'interface', 'enum'];

/** The types of each area that has some, in the order of the areas. */
export function typesByArea(types: readonly ApiType[]): Map<Area, ApiType[]> {
  const homeless = types.filter(({ assembly }) => areaOf(assembly.locationInModule.filename) === undefined);
  if (homeless.length > 0) {
    const files = [...new Set(homeless.map(({ assembly }) => assembly.locationInModule.filename))].sort().join(', ');
    const names = homeless.map(({ assembly: { name } }) => name).sort().join(', ');
    throw new Error(`No area of API.md has ${names} (given: ${files}). Add its folder to an area in scripts/api-pages/areas.ts.`);
  }
  const inArea = (area: Area) => types.filter(({ assembly }) => areaOf(assembly.locationInModule.filename) === area).sort(byKindAndName);
  return new Map(AREAS.map((area) => [area, inArea(area)] as const).filter(([, inside]) => inside.length > 0));
}

/** API.md: each area with its classes and interfaces in sentences, and the names of its structs and enums. */
export function indexPage(types: readonly ApiType[]): string {
  return [
    '# API reference',
    '<!-- Written by scripts/api-pages.ts, which the task docgen runs. -->',
    'Everything that the package exports, by area. Each name leads to its description. The names are those of TypeScript. Python, Java, .NET and Go'
    + ' have the same classes, and the spelling of members that is usual there.',
    'The API is stable, except what is marked as experimental:'
    + ' [what that means](docs/releases.md#stability).',
    ...[...typesByArea(types)].flatMap(([area, inside]) => section(area, inside)),
  ].join('\n\n') + '\n';
}

function section(area: Area, types: readonly ApiType[]): string[] {
  const page = `${PAGES}/${pageOf(area)}`;
  const main = types.filter(({ assembly }) => !isData(assembly));
  const data = types.filter(({ assembly }) => isData(assembly));
  return [
    `## [${area.title}](${page})`,
    ...main.length > 0 ? [main.map((type) => entry(type, page)).join('\n')] : [],
    ...data.length > 0 ? [`Structs and enums: ${data.map(({ assembly: { name, docs } }) => `[${name}](${page}#${name})${marksOf(docs)}`).join(', ')}`] : [],
  ];
}

function entry({ assembly: { name, docs } }: ApiType, page: string): string {
  const sentence = firstSentence(docs?.summary ?? '');
  return `- [${name}](${page}#${name})${marksOf(docs)}${sentence === '' ? '' : `: ${sentence}`}`;
}

/** The marks of a type or member that is not stable, such as " (experimental)". */
export function marksOf(docs: { readonly stability?: string; readonly deprecated?: string } | undefined): string {
  if (docs?.deprecated !== undefined || docs?.stability === 'deprecated') return ' (deprecated)';
  return docs?.stability === 'experimental' ? ' (experimental)' : '';
}

/** The name of the page of an area. */
export function pageOf({ title }: Area): string {
  return `${title.toLowerCase().replaceAll(' ', '-')}.md`;
}

/** Up to the first mark of punctuation that a new sentence follows. */
function firstSentence(text: string): string {
  const [first] = text.replace(/\s+/g, ' ').trim().split(/(?<=[.!?]) (?=[A-Z`])/, 1);
  return first;
}

function byKindAndName({ assembly: one }: ApiType, { assembly: other }: ApiType): number {
  const rank = (type: AssemblyType) => KINDS.indexOf(type.kind) + (type.datatype === true ? 0.5 : 0);
  return rank(one) - rank(other) || (one.name < other.name ? -1 : 1);
}
