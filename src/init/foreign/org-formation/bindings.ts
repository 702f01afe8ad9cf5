import { entries, isValues, member, textOf } from '../values';

/** The physical IDs in a state of org-formation, by the logical IDs of the resources. Undefined where two resources have one logical ID. */
export type Bindings = ReadonlyMap<string, string | undefined>;

/** Whether a value is the state that org-formation keeps in S3. */
export function isOrgFormationState(value: unknown): boolean {
  return isValues(member(value, 'bindings')) && member(value, 'masterAccountId') !== undefined;
}

export function bindingsOf(states: readonly unknown[]): Bindings {
  const found = new Map<string, string | undefined>();
  for (const [key, binding] of states.flatMap((state) => entries(member(state, 'bindings'))).flatMap(([, ofType]) => entries(ofType))) {
    const logicalId = textOf(member(binding, 'logicalId')) ?? key;
    found.set(logicalId, found.has(logicalId) ? undefined : textOf(member(binding, 'physicalId')));
  }
  return found;
}
