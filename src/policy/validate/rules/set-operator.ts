import { statementRule } from '../statement-rule';

const MANY_VALUES = ['aws:calledvia', 'aws:principalorgpaths', 'aws:principalservicenameslist', 'aws:resourceorgpaths', 'aws:sourceorgpaths', 'aws:tagkeys'];
const ONE_VALUE = [
  'aws:principalaccount', 'aws:principalarn', 'aws:principalorgid', 'aws:requestedregion', 'aws:resourceaccount', 'aws:resourceorgid',
  'aws:securetransport', 'aws:sourceip', 'aws:sourcevpc', 'aws:sourcevpce', 'aws:viaawsservice', 'aws:principalisawsservice',
];

/** Source: IAM User Guide, "Single-valued vs. multivalued context keys" and "AWS global condition context keys". */
export const setOperator = statementRule(
  { id: 'set-operator', severity: 'warning', title: 'A key with many values lacks ForAllValues or ForAnyValue, or one with a single value has it.' },
  ({ conditions }) => conditions.flatMap(({ operator, key }) => {
    if (operator.comparison === 'Null') return [];
    if (operator.set === undefined && MANY_VALUES.includes(key.toLowerCase())) {
      return [{ what: 'compares a key that has many values as if it had one', value: key, advice: `Write ForAnyValue:${operator.name} or ForAllValues:${operator.name}.` }];
    }
    if (operator.set !== undefined && ONE_VALUE.includes(key.toLowerCase())) {
      return [{ what: `uses ${operator.set} for a key that has one value`, value: key, advice: `Take "${operator.set}:" away.` }];
    }
    return [];
  }),
);
