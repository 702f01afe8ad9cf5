import { conditionKeyExists, nearestConditionKey } from '../../actions';
import { variablesOf } from '../../evaluate/patterns/template';
import { statementRule } from '../statement-rule';
import { didYouMean } from '../statements/did-you-mean';
import { variableTexts } from '../variable-texts';

/** Sources: IAM User Guide, "AWS global condition context keys"; Service Authorization Reference, the condition keys of each service. */
export const unknownConditionKey = statementRule(
  { id: 'unknown-condition-key', severity: 'warning', title: 'A condition or a variable names a key that no request has.' },
  (statement, index, { document }) => [
    ...statement.conditions.map(({ operator, key }) => ({ key, place: `Condition.${operator.name}`, what: 'names a condition key that is not known' })),
    ...variableTexts(statement, document).flatMap(({ place, text }) => (
      variablesOf(text).map((key) => ({ key, place, what: 'names a key that is not known as a variable' })))),
  ].filter(({ key }) => key.includes(':') && !conditionKeyExists(key)).map(({ key, place, what }) => (
    { path: `Statement[${index}].${place}`, what, value: key, advice: didYouMean(nearestConditionKey(key), 'the key') })),
);
