import { entries, isValues, member, textOf } from '../values';

/** The physical ID of a resource in the state of org-formation. */
export interface Binding {
  readonly logicalId: string;
  readonly physicalId: string;
}

/** Whether a value is the state that org-formation keeps in S3. */
export function isOrgFormationState(value: unknown): boolean {
  return isValues(member(value, 'bindings')) && member(value, 'masterAccountId') !== undefined;
}

export function bindingsOf(state: unknown): Binding[] {
  return entries(member(state, 'bindings')).flatMap(([, ofType]) => entries(ofType)).flatMap(([key, binding]) => {
    const physical = textOf(member(binding, 'physicalId'));
    return physical === undefined ? [] : [{ logicalId: textOf(member(binding, 'logicalId')) ?? key, physicalId: physical }];
  });
}

/** The ID of the resource; undefined if there is none, or if two resources of other types have its name. */
export function physicalId(bindings: readonly Binding[], logicalId: string): string | undefined {
  const found = bindings.filter((binding) => binding.logicalId === logicalId);
  return found.length === 1 ? found[0].physicalId : undefined;
}
