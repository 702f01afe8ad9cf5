import { actionExists, conditionKeyExists, nearestAction, nearestConditionKey } from '../policy/actions';

/**
 * A name that no request has says nothing about the policies: it would be allowed wherever they name actions, and denied wherever they do
 * not. So it is a mistake of the test.
 *
 * @param newNames those that are newer than the table of this version
 * @throws Error with what was probably meant
 */
export function assertKnown(action: string, contextKeys: readonly string[], newNames: readonly string[]): void {
  const isNew = (name: string) => newNames.some((each) => each.toLowerCase() === name.toLowerCase());
  if (!isNew(action) && !actionExists(action)) throw new Error(unknown('No service is known to have this action', action, nearestAction(action)));
  for (const key of contextKeys) {
    if (!isNew(key) && !conditionKeyExists(key)) throw new Error(unknown('No request is known to have this condition key', key, nearestConditionKey(key)));
  }
}

function unknown(wrong: string, given: string, meant: string | undefined): string {
  const advice = meant === undefined ? 'Write it as the Service Authorization Reference does' : `Did you mean ${meant}?`;
  return `${wrong} (given: "${given}"). ${advice}${meant === undefined ? '; if' : ' If'} it is newer than this version of the library, say `
    + `.withNewNames('${given}') before.`;
}
