import { hasBrokenVariable } from '../../evaluate/template';
import { statementRule } from '../statement-rule';
import { variableTexts } from '../variable-texts';

/** Source: IAM User Guide, "IAM policy elements: Variables and tags". */
export const variableSyntax = statementRule(
  { id: 'variable-syntax', severity: 'warning', title: 'A policy variable is not written as one.' },
  (statement, index, { document }) => variableTexts(statement, document).filter(({ text }) => hasBrokenVariable(text))
    .map(({ place, text }) => ({
      path: `Statement[${index}].${place}`,
      what: 'has a variable that is not written as one',
      value: text,
      advice: 'Write the key between the braces, as in ${aws:username} or ${aws:username, \'nobody\'}, and ${$} for the character itself.',
    })),
);
