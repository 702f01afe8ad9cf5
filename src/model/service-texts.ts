import { literalOf, shownLiteral, withTexts } from '../assembly';

/**
 * A part of an organization with its texts as the service has them. The texts of the model are those that reviews compare: there, a name
 * such as `${a.b}` is `${!a.b}` (`shownLiteral`). Use this wherever texts leave the model for another reader, such as a file of an app.
 */
export function withServiceTexts<Value>(value: Value): Value {
  return withTexts(value, literalOf);
}

/** The reverse: texts of the service as reviews compare them. */
export function withShownTexts<Value>(value: Value): Value {
  return withTexts(value, shownLiteral);
}
