import type { PolicyChange, SettingChange, StatementChange } from '../../model';
import { joined, own, phrase, type Phrase } from '../phrase';
import { count } from '../words';
import { ARRIVALS } from './account-phrases';
import { policyPhrase } from './attachment-phrases';
import type { PhrasesFor } from './change-text';
import { OUTCOMES } from './outcomes';

/** More of them are counted, not named. */
const NAMED = 3;

const VERBS = ['added', 'removed', 'changed'] as const;

export const policyPhrases: PhrasesFor<PolicyChange> = {
  policyAdded: ({ policy, arrival }) => phrase`${policyPhrase(policy)} ${own(ARRIVALS[arrival][0].replace(/,$/, ''))}`,
  policyRemoved: ({ policy, outcome }) => phrase`${policyPhrase(policy)} ${own(OUTCOMES[outcome][0])}`,
  policyRenamed: ({ policy, before, after }) => phrase`${policyPhrase({ ...policy, name: before })} is renamed to ${after}`,
  policyDescriptionChanged: ({ policy }) => phrase`${policyPhrase(policy)}: another description`,
  policyStatementsChanged: ({ policy, statements }) => phrase`${policyPhrase(policy)}: ${statementsPhrase(statements)}`,
  managementPolicyChanged: ({ policy, settings }) => phrase`${policyPhrase(policy)}: ${settingsPhrase(settings)}`,
  policyRewritten: ({ policy }) => phrase`${policyPhrase(policy)} is written differently and means the same`,
};

export function statementsPhrase(statements: readonly StatementChange[]): Phrase {
  if (statements.length > NAMED) return tally(statements.map(({ change }) => change), 'statement');
  return joined(statements.map(({ statement, change }) => phrase`${statement === '' ? own('the document') : phrase`statement ${statement}`} ${own(change)}`));
}

export function settingsPhrase(settings: readonly SettingChange[]): Phrase {
  const verb = ({ before, after }: SettingChange) => (before === undefined ? 'added' : after === undefined ? 'removed' : 'changed');
  if (settings.length > NAMED) return tally(settings.map(verb), 'setting');
  return joined(settings.map((setting) => phrase`setting ${setting.path.join('.')} ${own(verb(setting))}`));
}

/** `2 statements added, 1 changed`. */
function tally(changes: readonly (typeof VERBS)[number][], noun: string): Phrase {
  const numbers = VERBS.map((verb) => ({ verb, number: changes.filter((each) => each === verb).length }));
  const clauses = numbers.filter(({ number }) => number > 0).map(({ verb, number }, index) => `${index === 0 ? count(number, noun) : number} ${verb}`);
  return own(clauses.join(', '));
}
