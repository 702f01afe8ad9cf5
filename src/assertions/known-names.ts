import { unknownNames, unknownNameText } from '../policy/actions';

/**
 * A name that no request has is a mistake of the test.
 *
 * @param newNames those that are newer than the table of this version
 * @throws Error with what was probably meant
 */
export function assertKnown(action: string, contextKeys: readonly string[], newNames: readonly string[]): void {
  const [unknown] = unknownNames(action, contextKeys, newNames);
  if (unknown !== undefined) throw new Error(unknownNameText(unknown, `say .withNewNames('${unknown.given}') before`));
}
