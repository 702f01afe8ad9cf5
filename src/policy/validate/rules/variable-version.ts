import { statementRule } from '../statement-rule';

const VARIABLE = /\$\{[^}]+\}/;

/** Source: IAM User Guide, "IAM JSON policy elements: Version". */
export const variableVersion = statementRule(
  { id: 'variable-version', severity: 'warning', title: 'A policy variable stands in a document whose version takes it as text.' },
  ({ resource, conditions }, _, { document }) => {
    if (document?.version === '2012-10-17') return [];
    const used = [...resource.patterns, ...conditions.flatMap(({ values }) => values)].find((text) => VARIABLE.test(text));
    return used === undefined ? [] : [{
      what: 'uses a variable, which is plain text without "Version": "2012-10-17"', value: used, advice: 'Add "Version": "2012-10-17".',
    }];
  },
);
