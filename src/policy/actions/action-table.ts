import { ACTION_ROWS, RCP_SERVICES, RESOURCE_SERVICE_ROWS } from './action-data.generated';
import { compileActionGlob } from '../evaluate/compile/compile-action';

/** The access level of an action. Source: Service Authorization Reference, "Reference", the access levels. */
export type AccessLevel = 'Read' | 'List' | 'Write' | 'Tagging' | 'Permissions management';

export interface KnownAction {
  /** `s3:GetObject`, as AWS spells it. */
  readonly action: string;
  readonly accessLevel: AccessLevel;
  /** Whether policies can name a resource for it; otherwise only `*`. */
  readonly hasResources: boolean;
}

const LEVELS: Record<string, AccessLevel> = { R: 'Read', L: 'List', W: 'Write', T: 'Tagging', P: 'Permissions management' };

type Service = ReadonlyMap<string, KnownAction>;

const UNKNOWN: Service = new Map();

/** Actions of a service by their names in lower case. Rows are parsed on demand, since most policies name few services. */
const services = new Map<string, Service>();
let rows: ReadonlyMap<string, string> | undefined;
let resourceServices: ReadonlyMap<string, readonly string[]> | undefined;
const resourceControlServices: ReadonlySet<string> = new Set(RCP_SERVICES);

/** All services by their prefixes in policies, such as `s3`. */
export function allServices(): string[] {
  return [...rowsByService().keys()];
}

export function serviceExists(prefix: string): boolean {
  return rowsByService().has(prefix.toLowerCase());
}

/** Whether resource control policies apply to a service. Source: AWS Organizations User Guide, "Resource control policies (RCPs)". */
export function supportsResourceControl(prefix: string): boolean {
  return resourceControlServices.has(prefix.toLowerCase());
}

/** Whether ARNs of a service can belong to resources that the actions with the prefix apply to. */
export function canHaveResourcesOf(prefix: string, owner: string): boolean {
  resourceServices ??= new Map(RESOURCE_SERVICE_ROWS.map((row) => [row.split('|')[0], row.split('|')[1].split(',')]));
  const known = resourceServices.get(prefix.toLowerCase()) ?? [prefix.toLowerCase()];
  return known.includes(owner) || known.includes('*');
}

/** All actions of all services, `s3:GetObject`. */
export function* allActions(): Generator<string> {
  for (const prefix of allServices()) for (const { action } of service(prefix).values()) yield action;
}

/** The actions of one service; none if it is not known. */
export function actionsOf(prefix: string): string[] {
  return [...service(prefix.toLowerCase()).values()].map(({ action }) => action);
}

/** The known facts about an action; case is ignored. */
export function findAction(action: string): KnownAction | undefined {
  const [prefix, name] = action.toLowerCase().split(':');
  return name === undefined ? undefined : service(prefix).get(name);
}

export function actionExists(action: string): boolean {
  return findAction(action) !== undefined;
}

/** The services that have an action of this name; case is ignored. Only rows that contain the name are parsed. */
export function servicesWithAction(name: string): string[] {
  const lower = name.toLowerCase();
  const withText = [...rowsByService()].filter(([, row]) => row.toLowerCase().includes(lower)).map(([prefix]) => prefix);
  return withText.filter((prefix) => service(prefix).has(lower));
}

/** The actions that a pattern of a policy covers, such as `s3:Get*`, `*:Delete*` or `*`. */
export function actionsMatching(pattern: string): string[] {
  const [prefix, name] = (pattern === '*' ? '*:*' : pattern.toLowerCase()).split(':');
  if (name === undefined) return [];
  const candidates = prefix === '*' ? allServices() : [prefix];
  const matches = compileActionGlob(name);
  return candidates.flatMap((candidate) => [...service(candidate)].filter(([lower]) => matches(lower)).map(([, { action }]) => action));
}

function rowsByService(): ReadonlyMap<string, string> {
  rows ??= new Map(ACTION_ROWS.map((row) => [row.slice(0, row.indexOf('|')), row]));
  return rows;
}

function service(prefix: string): Service {
  const row = rowsByService().get(prefix);
  if (row === undefined) return UNKNOWN;
  const found = services.get(prefix) ?? readRow(row);
  services.set(prefix, found);
  return found;
}

function readRow(row: string): Service {
  const [prefix, ...groups] = row.split('|');
  return new Map(groups.flatMap((group) => {
    const [letter, names] = group.split(':');
    const level = LEVELS[letter.toUpperCase()];
    const hasResources = letter !== letter.toLowerCase();
    return names.split(',').map((name): [string, KnownAction] => (
      [name.toLowerCase(), { action: `${prefix}:${name}`, accessLevel: level, hasResources }]));
  }));
}
