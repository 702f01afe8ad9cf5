import type { SimulatedKey, SimulatedKeyType } from '../../organizations/authorization/policy-simulation-port';
import { type AccessRequest, CONDITION_COMPARISONS, type Condition, type ConditionFamily, type PolicyDocument } from '../../policy';
import { MULTIVALUED } from '../../policy/evaluate/compile/contradiction';
import { RequestContext } from '../../policy/evaluate/request/request-context';

/** A condition key as policies use it. */
interface UsedKey {
  readonly name: string;
  readonly families: Set<ConditionFamily>;
  hasSeveralValues: boolean;
}

/** A policy variable with the name of a condition key, `${aws:PrincipalTag/team, 'none'}`. */
const VARIABLE = /\$\{\s*([^\s,'{}:]+:[^,'{}]*[^\s,'{}])\s*(?:,[^}]*)?\}/g;

const TYPES: Partial<Record<ConditionFamily, SimulatedKeyType>> = {
  numeric: 'numeric', date: 'date', bool: 'boolean', binary: 'binary', ip: 'ip',
};

/**
 * The condition keys of a request for IAM's policy simulator: those of the request, and those that the policies use and that follow from
 * principal and resource. A key that the request does not have is left out. So is an unknown one, on which the answer does not depend.
 */
export function contextEntries(request: AccessRequest, documents: readonly PolicyDocument[]): SimulatedKey[] {
  const context = new RequestContext(request);
  const used = keysIn(documents);
  for (const name of Object.keys(request.context ?? {})) if (isKey(name)) keyOf(used, name);
  return [...used.values()].flatMap((key): SimulatedKey[] => {
    const values = context.lookup(key.name);
    return typeof values === 'string' ? []
      : [{ ContextKeyName: key.name, ContextKeyValues: values, ContextKeyType: typeOf(key, values.length) }];
  }).sort((one, other) => (one.ContextKeyName.toLowerCase() < other.ContextKeyName.toLowerCase() ? -1 : 1));
}

/** References to resources of code have no colon, or two together. */
function isKey(name: string): boolean {
  return name.includes(':') && !name.includes('::');
}

function keysIn(documents: readonly PolicyDocument[]): Map<string, UsedKey> {
  const used = new Map<string, UsedKey>();
  for (const { statements } of documents) {
    for (const { conditions, resource } of statements) {
      for (const condition of conditions) addCondition(used, condition);
      for (const text of [...resource.patterns, ...conditions.flatMap(({ values }) => values)]) {
        for (const [, name] of text.matchAll(VARIABLE)) if (isKey(name)) keyOf(used, name);
      }
    }
  }
  return used;
}

function addCondition(used: Map<string, UsedKey>, { key, operator }: Condition): void {
  const known = keyOf(used, key);
  known.families.add(CONDITION_COMPARISONS[operator.comparison].family);
  known.hasSeveralValues ||= operator.set !== undefined;
}

function keyOf(used: Map<string, UsedKey>, name: string): UsedKey {
  const known = used.get(name.toLowerCase()) ?? { name, families: new Set(), hasSeveralValues: MULTIVALUED.test(name.toLowerCase()) };
  used.set(name.toLowerCase(), known);
  return known;
}

/** The type that the operators of the policies expect, as the evaluator compares the values. */
function typeOf({ families, hasSeveralValues }: UsedKey, values: number): SimulatedKeyType {
  const single = [...families].flatMap((family) => TYPES[family] ?? [])[0] ?? 'string';
  return hasSeveralValues || values > 1 ? `${single}List` as SimulatedKeyType : single;
}
