import type { StatementChange, ValueChange } from '../../../model';
import { documentOf } from '../../../model/diff/identity/policy-text';
import { joined, own, phrase, type Phrase } from '../../wording/phrase';

/** The number of values, and of lists, that a sentence names. */
const NAMED = 3;

const REGION = 'aws:requestedregion';
const NEGATED = /^(ForAllValues:|ForAnyValue:)?StringNot/;

/** Changes of a statement in words: `no longer in eu-west-1`, `Action now also s3:Delete*`. Nothing where that is not known. */
export function valueWords({ change, effect, values = [] }: Pick<StatementChange, 'change' | 'effect' | 'values'>): Phrase {
  if (change !== 'changed' || values.length === 0) return [];
  const told = values.slice(0, NAMED).map((each) => regionWords(effect, each) ?? listWords(each));
  return joined([...told, ...(values.length > NAMED ? [own(`${values.length - NAMED} more`)] : [])], '; ');
}

function listWords({ path, removed, added }: ValueChange): Phrase {
  return phrase`${path[path.length - 1] ?? ''} ${sides(own('no longer '), removed, own('now also '), added)}`;
}

/** A list of Regions says where requests are allowed, or where they are denied. */
function regionWords(effect: string, { path, removed, added }: ValueChange): Phrase | undefined {
  const [element, operator, key] = path;
  if (element !== 'Condition' || key?.toLowerCase() !== REGION || !operator.includes('String')) return undefined;
  const isAllowed = (effect === 'Deny') === NEGATED.test(operator);
  const [out, into] = isAllowed ? [removed, added] : [added, removed];
  return sides(own('no longer in '), out, own('now also in '), into);
}

/** The Regions to which a new statement limits actions: `only in eu-central-1`. Empty for a statement without a condition on the Region. */
export function regionLimitWords({ effect, after }: Pick<StatementChange, 'effect' | 'after'>): Phrase {
  const { Condition: conditions } = (documentOf(after ?? '') ?? {}) as { readonly Condition?: unknown };
  const found = entriesOf(conditions).flatMap(([operator, keys]) => entriesOf(keys)
    .filter(([key]) => operator.includes('String') && key.toLowerCase() === REGION)
    .map(([, values]) => phrase`${own((effect === 'Deny') === NEGATED.test(operator) ? 'only in ' : 'not in ')}${list([values].flat().map(String))}`));
  return joined(found, '; ');
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function sides(before: Phrase, removed: readonly string[], after: Phrase, added: readonly string[]): Phrase {
  return joined([...(removed.length > 0 ? [phrase`${before}${list(removed)}`] : []), ...(added.length > 0 ? [phrase`${after}${list(added)}`] : [])]);
}

function list(values: readonly string[]): Phrase {
  const more = values.length > NAMED ? phrase` and ${values.length - NAMED} more` : [];
  return [...joined(values.slice(0, NAMED).map((value) => phrase`${value}`)), ...more];
}
