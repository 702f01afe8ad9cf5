import { statementRule } from '../statement-rule';

/** Source: IAM User Guide, "Single-valued vs. multivalued context keys": true when the key is absent. */
export const forAllValuesAllow = statementRule(
  { id: 'for-all-values-allow', severity: 'warning', title: 'An Allow with ForAllValues also holds when the key is absent.' },
  ({ effect, conditions }) => (effect === 'Deny' ? [] : conditions
    .filter(({ operator, key }) => operator.set === 'ForAllValues' && !conditions.some((other) => (
      other.operator.comparison === 'Null' && other.key.toLowerCase() === key.toLowerCase())))
    .map(({ operator, key }) => ({
      what: `allows by ${operator.name}, which also holds without the key`, value: key, advice: `Add {"Null": {"${key}": "false"}}.`,
    }))),
);
