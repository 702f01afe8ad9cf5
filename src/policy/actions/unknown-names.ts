import { actionExists } from './action-table';
import { conditionKeyExists } from './condition-keys';
import { nearestAction, nearestConditionKey } from './nearest-action';

/** A name in a request that AWS is not known to have. */
export interface UnknownName {
  readonly wrong: string;
  readonly given: string;
  /** What was probably meant. */
  readonly meant: string | undefined;
}

/**
 * Names that no request has say nothing about the policies: a misspelled action is allowed wherever they name actions, and denied
 * wherever they do not.
 *
 * @param newNames those that are newer than the table of this version
 */
export function unknownNames(action: string, contextKeys: readonly string[], newNames: readonly string[]): UnknownName[] {
  const isNew = (name: string) => newNames.some((each) => each.toLowerCase() === name.toLowerCase());
  return [
    ...[action].filter((given) => !isNew(given) && !actionExists(given))
      .map((given) => ({ wrong: 'No service is known to have this action', given, meant: nearestAction(given) })),
    ...contextKeys.filter((given) => !isNew(given) && !conditionKeyExists(given))
      .map((given) => ({ wrong: 'No request is known to have this condition key', given, meant: nearestConditionKey(given) })),
  ];
}

/** @param newer what to do if the name is newer than the table. */
export function unknownNameText({ wrong, given, meant }: UnknownName, newer: string): string {
  const advice = meant === undefined ? 'Write it as the Service Authorization Reference does' : `Did you mean ${meant}?`;
  return `${wrong} (given: "${given}"). ${advice}${meant === undefined ? '; if' : ' If'} it is newer than this version of the library, ${newer}.`;
}
