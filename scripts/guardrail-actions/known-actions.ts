import { type AccessLevel, actionDetails, allActions, findAction } from '../../src/policy/actions';

/** An action, its access level and its condition keys, in the present table or in newer data. */
export interface DatedAction {
  readonly action: string;
  readonly accessLevel: AccessLevel;
  /** The keys of the action and of its resources in a request, not those that describe a type of resource for every action. */
  readonly keys: readonly string[];
}

/** All actions of the table that is part of the package. */
export function knownActions(): DatedAction[] {
  return [...allActions()].map((action) => ({ ...findAction(action)!, keys: keysOf(action) }));
}

function keysOf(action: string): string[] {
  const { keys, resources } = actionDetails(action)!;
  return [...new Set([...keys, ...resources.flatMap((resource) => resource.keys)])];
}
