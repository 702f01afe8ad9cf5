import { ACTION_DETAIL_ROWS } from './action-details.generated';
import { actionsOf } from './action-table';
import { matchesKey } from './condition-keys';

/** A type of resource that an action applies to. */
export interface ActionResource {
  /** Its ARN without `arn:partition:`, with `*` in place of any text: `ec2:*:*:instance/*`. */
  readonly shape: string;
  /** Whether every request for the action names one. */
  readonly required: boolean;
  /** The condition keys that a request has for this resource. */
  readonly keys: readonly string[];
  /** Keys that describe resources of the type, for every action. */
  readonly typeKeys: readonly string[];
}

/** The condition keys and resources of an action in the Service Authorization Reference. */
export interface ActionDetails {
  /** The condition keys that belong to the request as a whole. */
  readonly keys: readonly string[];
  readonly resources: readonly ActionResource[];
}

type Service = ReadonlyMap<string, () => ActionDetails>;

const services = new Map<string, Service | undefined>();
let rows: ReadonlyMap<string, string> | undefined;
let shapes: ReadonlyMap<string, readonly string[]> | undefined;
let keys: ReadonlyMap<string, readonly string[]> | undefined;

/** The condition keys and resources of an action; case is ignored. Undefined if the action is not known. */
export function actionDetails(action: string): ActionDetails | undefined {
  const name = action.toLowerCase();
  return service(name.split(':')[0])?.get(name)?.();
}

/** The ARNs of a service that actions of any service apply to, as in `ActionResource.shape`. */
export function resourceShapesOf(owner: string): readonly string[] {
  shapes ??= shapesByOwner();
  return shapes.get(owner) ?? [];
}

function shapesByOwner(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const shape of ACTION_DETAIL_ROWS.flatMap((row) => row.split('|')[2].split(','))) {
    const owner = shape.split(':')[0];
    found.set(owner, (found.get(owner) ?? new Set()).add(shape));
  }
  return new Map([...found].map(([owner, ofOwner]) => [owner, [...ofOwner]]));
}

/** Tags in a request, and their keys: existing resources do not have them, although the pages list them for their types too. */
const OF_REQUEST = /^aws:(?:requesttag\/|tagkeys$)/i;

/** Whether requests for an action can have the condition key, for any of its resources. */
export function actionHasKey({ keys: own, resources }: ActionDetails, key: string): boolean {
  const ofResources = resources.flatMap((resource) => [resource.keys, OF_REQUEST.test(key) ? [] : resource.typeKeys]);
  return [own, ...ofResources].some((list) => holdsKey(list, key));
}

/** Whether a key is in a list, in which `aws:RequestTag/${TagKey}` represents every such key. */
export function holdsKey(list: readonly string[], key: string): boolean {
  return list.some((known) => matchesKey(known, key));
}

/** Whether any action, or any resource of one, has the key. Keys of every request or session do not belong to actions. */
export function isKeyOfActions(key: string): boolean {
  const prefix = key.slice(0, key.indexOf(':')).toLowerCase();
  keys ??= keysByPrefix();
  return holdsKey(keys.get(prefix) ?? [], key);
}

function keysByPrefix(): ReadonlyMap<string, readonly string[]> {
  const all = new Set(ACTION_DETAIL_ROWS.flatMap((row) => row.split('|')[1].split(',')));
  const found = new Map<string, string[]>();
  for (const key of all) {
    const prefix = key.slice(0, key.indexOf(':')).toLowerCase();
    found.set(prefix, [...found.get(prefix) ?? [], key]);
  }
  return found;
}

function service(prefix: string): Service | undefined {
  rows ??= new Map(ACTION_DETAIL_ROWS.map((row) => [row.slice(0, row.indexOf('|')), row]));
  if (!services.has(prefix)) services.set(prefix, readRow(prefix, rows.get(prefix)));
  return services.get(prefix);
}

function readRow(prefix: string, row: string | undefined): Service | undefined {
  if (row === undefined) return undefined;
  const [, names, arns, keySets, resourceSets, actions] = row.split('|').map((field) => field.split(','));
  const at = (list: readonly string[], place: string) => list[parseInt(place, 36)];
  const keysAt = (place: string) => at(keySets, place).split('.').filter((text) => text !== '').map((each) => at(names, each));
  const resources = (place: string) => at(resourceSets, place).split('~').filter((text) => text !== '').map((text): ActionResource => {
    const [shape, own, type, required] = text.split('.');
    return { shape: at(arns, shape), required: required === 'r', keys: keysAt(own), typeKeys: keysAt(type) };
  });
  // The order of the table, which sorts names with a common beginning by their characters.
  const ordered = actionsOf(prefix).sort((one, other) => (one < other ? -1 : 1));
  return new Map(ordered.map((name, place) => {
    const read = (): ActionDetails => {
      const [own, set] = actions[place].split('.');
      return { keys: keysAt(own), resources: resources(set) };
    };
    let details: ActionDetails | undefined;
    return [name.toLowerCase(), () => details ??= read()];
  }));
}
