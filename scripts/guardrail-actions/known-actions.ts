import { type AccessLevel, allActions, findAction } from '../../src/policy/actions';

/** An action and its access level, in the present table or in newer data. */
export interface DatedAction {
  readonly action: string;
  readonly accessLevel: AccessLevel;
}

/** All actions of the table that is part of the package. */
export function knownActions(): DatedAction[] {
  return [...allActions()].map((action) => findAction(action)!);
}
