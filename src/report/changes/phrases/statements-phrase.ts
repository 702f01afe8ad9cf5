import { valueWords } from './value-words';
import type { SettingChange, StatementChange } from '../../../model';
import { joined, own, phrase, type Phrase } from '../../wording/phrase';
import { count } from '../../wording/words';

/** More of them are counted, not named. */
const NAMED = 3;

const VERBS = ['added', 'removed', 'changed'] as const;

export function statementsPhrase(statements: readonly StatementChange[]): Phrase {
  if (statements.length > NAMED) return tally(statements.map(({ change }) => change), 'statement');
  return joined(statements.map((each) => {
    const words = valueWords(each);
    const subject = each.statement === '' ? own('the document') : phrase`statement ${each.statement}`;
    return phrase`${subject} ${own(each.change)}${words.length === 0 ? [] : phrase` (${words})`}`;
  }));
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
