import { nearestConditionKey } from '../../actions';
import { hasBrokenVariable, variablesOf } from '../../evaluate/patterns/template';
import { statementRule } from '../statement-rule';
import { variableTexts } from '../variable-texts';

/** Names in other languages for values that a policy takes from a key or a wildcard. */
const MEANT: ReadonlyMap<string, string> = new Map(Object.entries({
  account: '${aws:PrincipalAccount}', accountid: '${aws:PrincipalAccount}', region: '${aws:RequestedRegion}', partition: '*',
}));

/** Source: IAM User Guide, "IAM policy elements: Variables and tags": a variable is the name of a condition key. */
export const variableSyntax = statementRule(
  { id: 'variable-syntax', severity: 'warning', title: 'A policy variable is not written as one.' },
  (statement, index, { document }) => variableTexts(statement, document).flatMap(({ place, text }) => {
    const path = `Statement[${index}].${place}`;
    const broken = hasBrokenVariable(text) ? [{
      path,
      what: 'has a variable that is not written as one',
      value: text,
      advice: 'Write the key between the braces, as in ${aws:username} or ${aws:username, \'nobody\'}, and ${$} for the character itself.',
    }] : [];
    const nameless = variablesOf(text).filter((name) => !name.includes(':')).map((name) => ({
      path, what: `has the variable \${${name}}, which is no condition key and so matches nothing`, value: text, advice: adviceFor(name),
    }));
    return [...broken, ...nameless];
  }),
);

function adviceFor(name: string): string {
  const key = nearestConditionKey(`aws:${name}`);
  const meant = MEANT.get(name.toLowerCase().replace(/[^a-z]/g, '')) ?? (key === undefined ? undefined : `\${${key}}`);
  return `Write ${meant ?? 'a condition key with its prefix, such as ${aws:PrincipalAccount},'} or the text itself.`;
}
