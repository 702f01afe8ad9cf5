import { conditionKeyExists, nearestConditionKey } from '../../actions';
import { didYouMean } from '../did-you-mean';
import { statementRule } from '../statement-rule';

/** Sources: IAM User Guide, "AWS global condition context keys"; Service Authorization Reference, the condition keys of each service. */
export const unknownConditionKey = statementRule(
  { id: 'unknown-condition-key', severity: 'warning', title: 'A condition names a key that no request has.' },
  ({ conditions }, index) => conditions.filter(({ key }) => key.includes(':') && !conditionKeyExists(key)).map(({ operator, key }) => ({
    path: `Statement[${index}].Condition.${operator.name}`,
    what: 'names a condition key that is not known',
    value: key,
    advice: didYouMean(nearestConditionKey(key), 'the key'),
  })),
);
