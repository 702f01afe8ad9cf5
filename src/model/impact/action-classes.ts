import type { CompiledPolicy } from '../../policy';
import { actionName } from '../../policy/evaluate/compile/compile-action';
import { reachKey, UNRESTRICTED } from '../../policy/evaluate/exemption';
import { groupBy } from '../grouping';

/** Actions as policies name them, by service. */
export type ActionsByService = ReadonlyMap<string, readonly string[]>;

/** Actions that some policies cannot tell apart. */
export interface ActionClass {
  readonly representative: string;
  readonly actions: ActionsByService;
}

export function byService(actions: Iterable<string>): ActionsByService {
  return groupBy(actions, (action) => actionName(action).service);
}

/**
 * Actions that the same statements name are judged alike, if the same types of policies apply to them. Services that no policy names
 * are classes of their own, without a look at their actions, which are by far the most.
 */
export function classesOf(actions: ActionsByService, policies: readonly CompiledPolicy[]): ActionClass[] {
  const named = policies.map(namedServices);
  const classes = new Map<string, { representative: string; actions: Map<string, string[]> }>();
  const add = (key: string, service: string, some: readonly string[]) => {
    const known = classes.get(key) ?? { representative: some[0], actions: new Map<string, string[]>() };
    classes.set(key, known);
    const present = known.actions.get(service);
    if (present) present.push(...some);
    else known.actions.set(service, [...some]);
  };
  for (const [service, some] of actions) {
    const isNamed = named.some((services) => services === 'all' || services.has(service));
    for (const [reach, alike] of byReach(some)) {
      if (reach === UNRESTRICTED || !isNamed) {
        add(reach, service, alike);
        continue;
      }
      for (const action of alike) {
        const name = actionName(action);
        add(`${reach} ${policies.map((policy) => policy.matching(name).map(({ index }) => index).join()).join('|')}`, service, [action]);
      }
    }
  }
  return [...classes.values()];
}

/** Cached, since most lists are asked for again with other policies. */
const REACHES = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();

function byReach(actions: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const known = REACHES.get(actions);
  if (known) return known;
  const groups = groupBy(actions, (action) => reachKey(actionName(action)));
  REACHES.set(actions, groups);
  return groups;
}

const NAMED = new WeakMap<CompiledPolicy, ReadonlySet<string> | 'all'>();

/** The services that a policy names; `all` if it names actions of any service. */
function namedServices(policy: CompiledPolicy): ReadonlySet<string> | 'all' {
  let named = NAMED.get(policy);
  if (named === undefined) {
    const patterns = policy.document.statements.flatMap(({ action }) => action.patterns).filter((pattern) => pattern !== '*').map(actionName);
    const anywhere = patterns.some(({ service, name }) => service === '*' && name !== '*');
    named = anywhere ? 'all' : new Set(patterns.map(({ service }) => service));
    NAMED.set(policy, named);
  }
  return named;
}
