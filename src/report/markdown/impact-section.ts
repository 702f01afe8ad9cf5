import type { EffectivePolicyImpact, ImpactGroup, Review } from '../../model';
import { clipped, markdownCell, markdownText } from '../escape';
import { type Detail, type Omissions, folded } from './detail';
import { type ImpactForReason, impactByReason } from '../wording/impact-by-reason';
import { numberText } from '../wording/phrase';
import { capitalized, count, policyTypeWords, settingText } from '../wording/words';

/** Action patterns, statements and settings that one cell names. */
const NAMED = 6;

const HEAD = '| Accounts | What changes | Actions | Because |\n|---|---|---|---|';

/** A table of what accounts can do now and could not before, and the other way round. */
export function impactSection(review: Pick<Review, 'impact' | 'changes' | 'counts'>, detail: Detail, omissions: Omissions): string[] {
  const { impact } = review;
  const rows = impact.flatMap((group) => [
    ...impactByReason(group.actions, review).map((reason) => actionsRow(group, reason, detail.characters)),
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

function actionsRow(group: ImpactGroup, reason: ImpactForReason, characters: number): string {
  const { words, count: number, services, actions, gone, came, changed, extent } = reason;
  const spread = services === 1 ? '' : ` of ${numberText(services)} services`;
  const because = [...(gone.length > 0 ? [`no longer ${code(gone, characters)}`] : []), ...(came.length > 0 ? [`now ${code(came, characters)}`] : [])];
  const what = extent ?? `${numberText(number)}${spread}: ${code(actions, characters)}`;
  const edited = changed.map(({ text, foreign }) => (foreign ? markdownCell(clipped(text, characters)) : text)).join('');
  return row(group, characters, [words, what, [...(edited === '' ? [] : [edited]), ...because].join('; ')]);
}

function policyRow(group: ImpactGroup, { policyType, settings }: EffectivePolicyImpact, characters: number): string {
  const changed = `${count(settings.length, 'setting')}: ${code(settings.map((setting) => settingText(setting, characters)), Infinity)}`;
  return row(group, characters, [`${capitalized(policyTypeWords(policyType))} in effect`, changed, '']);
}

function row({ caption }: ImpactGroup, characters: number, cells: readonly string[]): string {
  return `| ${[markdownText(clipped(caption, characters)), ...cells].join(' | ')} |`;
}

function code(texts: readonly string[], characters: number): string {
  const named = texts.slice(0, NAMED).map((text) => markdownCell(clipped(text, characters)));
  return [...named, ...(texts.length > NAMED ? [`${numberText(texts.length - NAMED)} more`] : [])].join(', ');
}
