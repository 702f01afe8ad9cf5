import type { Page } from './page';

export interface Group {
  readonly text: string;
  readonly items: readonly Item[];
  readonly collapsed?: boolean;
}

export interface Item {
  readonly text: string;
  readonly link: string;
}

/** The groups of the first sidebar, in the order in which a newcomer reads them, with their pages. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'Start': ['index', 'guide/getting-started', 'guide/adopt', 'guide/day-two', 'live/index', 'examples/index'],
  'Guide': [
    'guide/index', 'guide/everyday-tasks', 'guide/fleets', 'guide/safe-policy-change', 'rollout', 'guide/deploy-options', 'guide/behavior',
    'guide/languages', 'guide/troubleshooting', 'guide/limits', 'first-deployment', 'control-tower',
  ],
  'Constructs': [
    'organization', 'organizational-units', 'accounts', 'account-settings', 'invited-accounts', 'policies', 'policy-types', 'allow-list', 'resource-policy',
    'trusted-services', 'api/index',
  ],
  'Guardrails and rules': [
    'guardrails', 'guardrails/sets', 'guardrails/catalogue', 'guardrails/beside', 'guardrails/days', 'guardrails/doubtful', 'rules/index',
  ],
  'Reviews': ['review', 'review-commands', 'review-in-ci', 'reviewed-resources', 'what-is-deployed', 'ordinary-apps'],
  'Questions about access': ['explain', 'check', 'replay', 'policy-tests'],
  'Rehearsals and simulator': ['rehearse', 'simulator', 'simulator-behavior', 'rehearsal-engine', 'examples/replay', 'export', 'examples/written-app'],
  'Proofs and security': ['proofs', 'coverage', 'coverage-moto', 'mutation-survivors', 'security', 'threat-model'],
  'Project': ['releases', 'changelog', 'contributing/index', 'pages'],
};

/** Names of pages whose title says little in a sidebar. */
const NAMES: Readonly<Record<string, string>> = { 'index.md': 'Overview', 'guide/index.md': 'Pages of the guide', 'pages.md': 'All pages' };

/** Folders with a sidebar of their own. */
const OWN_SIDEBARS: Readonly<Record<string, string>> = {
  api: 'API reference', contributing: 'Contributing', review: 'Sample reviews', rules: 'Rules', live: 'Live',
};

export type Sidebars = Readonly<Record<string, readonly Group[]>>;

/** The sidebars by the folders for which they are. A page of the docs that nobody has put into a group is in the last one. */
export function sidebars(pages: readonly Page[]): Sidebars {
  const byName = new Map(pages.map((page) => [nameOf(page), page]));
  const named = new Set(Object.values(GROUPS).flat());
  const first: Group[] = Object.entries(GROUPS).map(([text, names]) => {
    return { text, items: names.flatMap((name) => itemOf(byName.get(name))) };
  });
  const others = pages.filter((page) => !page.isPart && !named.has(nameOf(page)) && OWN_SIDEBARS[folderOf(page)] === undefined);
  if (others.length > 0) first.push({ text: 'More', items: others.flatMap(itemOf) });
  const all: Item = { text: '← Overview', link: '/' };
  const own = Object.entries(OWN_SIDEBARS).map(([folder, text]) => {
    const inside = pages.filter((page) => !page.isPart && folderOf(page) === folder);
    return [`/${folder}/`, grouped(text, all, inside)] as const;
  });
  return { ...Object.fromEntries([...own, ...sidebarsOfParts(pages, all)]), '/': first };
}

/** A source that became several pages has a sidebar for them. */
function sidebarsOfParts(pages: readonly Page[], all: Item): [string, Group[]][] {
  const sources = [...new Set(pages.filter(({ isPart }) => isPart).map(({ source }) => source))];
  return sources.map((source) => {
    const [whole, ...parts] = pages.filter((page) => page.source === source);
    const folder = parts[0].path.replace(/[^/]+$/, '');
    return [`/${folder}`, [{ text: whole.title, items: [all, ...itemOf(whole), ...parts.flatMap(itemOf)] }]];
  });
}

/** The pages of a folder, with those of its folders in groups. */
function grouped(text: string, all: Item, pages: readonly Page[]): Group[] {
  const folders = [...new Set(pages.map(({ path }) => path.split('/').slice(1, -1).join('/')))].sort();
  return folders.map((folder) => {
    const items = pages.filter(({ path }) => path.split('/').slice(1, -1).join('/') === folder).flatMap(itemOf);
    const heading = folder === '' ? text : folder[0].toUpperCase() + folder.slice(1);
    return { text: heading, items: folder === '' ? [all, ...items] : items };
  });
}

function nameOf({ path }: Page): string {
  return path.replace(/\.md$/, '');
}

function folderOf({ path }: Page): string {
  return path.includes('/') ? path.split('/')[0] : '';
}

function itemOf(page: Page | undefined): Item[] {
  if (page === undefined) return [];
  return [{ text: NAMES[page.path] ?? page.title, link: `/${nameOf(page).replace(/(?<=^|\/)index$/, '')}` }];
}
