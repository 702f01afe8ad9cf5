import type { ActionsImpact, EffectivePolicyImpact, ImpactGroup } from '../../model';
import { clipped, markdownCell, markdownText } from '../escape';
import { deciders, IMPACT_WORDS } from '../impact-words';
import { numberText } from '../phrase';
import { capitalized, count, policyTypeWords } from '../words';
import type { Detail } from './detail';
import { folded } from './markdown-phrase';
import type { Omissions } from './omissions';

/** Action patterns, statements and settings that one cell names. */
const NAMED = 6;

const HEAD = '| Accounts | What changes | Actions | Because |\n|---|---|---|---|';

/** The order of rows: what is dangerous first. */
const DIRECTIONS: readonly ActionsImpact['direction'][] = ['loosens', 'both', 'tightens'];

/** A table of what accounts can do now and could not before, and the other way round. */
export function impactSection(impact: readonly ImpactGroup[], detail: Detail, omissions: Omissions): string[] {
  const rows = impact.flatMap((group) => [
    ...byReason(group.actions).map((actions) => actionsRow(group, actions, detail.characters)),
    ...group.effectivePolicies.map((policy) => policyRow(group, policy, detail.characters)),
  ]);
  const shown = omissions.first(rows, detail.impactRows, 'table row');
  const unknown = [...new Set(impact.flatMap(({ unknownPolicies }) => unknownPolicies))].slice(0, NAMED);
  const notes = unknown.length === 0 ? [] : [
    `The text of ${unknown.map((name) => markdownCell(clipped(name, detail.characters))).join(', ')} is not known, so that it is left out of the comparison.`,
  ];
  if (shown.length === 0) return notes;
  const summary = `What accounts can do: ${count(impact.length, 'group')} of accounts`;
  return [folded(summary, [[HEAD, ...shown].join('\n'), ...notes])];
}

/** Together what happens for the same reason, whatever the service: a list of Regions decides about hundreds of services. */
function byReason(actions: readonly ActionsImpact[]): ActionsImpact[][] {
  const found = new Map<string, ActionsImpact[]>();
  for (const each of actions) {
    const key = JSON.stringify([each.before, each.after, each.direction, deciders(each)]);
    found.set(key, [...found.get(key) ?? [], each]);
  }
  return [...found.values()].sort(([one], [other]) => DIRECTIONS.indexOf(one.direction) - DIRECTIONS.indexOf(other.direction));
}

function actionsRow(group: ImpactGroup, same: readonly ActionsImpact[], characters: number): string {
  const [{ before, after, direction }] = same;
  const number = same.reduce((sum, impact) => sum + impact.count, 0);
  const services = same.length === 1 ? '' : ` of ${numberText(same.length)} services`;
  const what = before === after ? IMPACT_WORDS[direction] : `${IMPACT_WORDS[direction]}: was ${before}, is ${after}`;
  const { gone, came } = deciders(same[0]);
  const because = [...(gone.length > 0 ? [`no longer ${code(gone, characters)}`] : []), ...(came.length > 0 ? [`now ${code(came, characters)}`] : [])];
  return row(group, characters, [what, `${numberText(number)}${services}: ${code(same.flatMap((each) => each.actions), characters)}`, because.join('; ')]);
}

function policyRow(group: ImpactGroup, { policyType, settings }: EffectivePolicyImpact, characters: number): string {
  const changed = `${count(settings.length, 'setting')}: ${code(settings.map(({ path }) => path.join('.')), characters)}`;
  return row(group, characters, [`${capitalized(policyTypeWords(policyType))} in effect`, changed, '']);
}

function row({ caption }: ImpactGroup, characters: number, cells: readonly string[]): string {
  return `| ${[markdownText(clipped(caption, characters)), ...cells].join(' | ')} |`;
}

function code(texts: readonly string[], characters: number): string {
  const named = texts.slice(0, NAMED).map((text) => markdownCell(clipped(text, characters)));
  return [...named, ...(texts.length > NAMED ? [`${numberText(texts.length - NAMED)} more`] : [])].join(', ');
}
