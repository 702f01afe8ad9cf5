import type { ImpactGroup } from '../../../model/impact';
import { extentWords, type ImpactForReason, impactByReason } from '../../wording/impact-by-reason';
import { plainText } from '../../wording/phrase';
import { count } from '../../wording/words';
import { element, folded } from '../dom';
import type { Page } from '../page';

const LEVELS = { loosens: 'loosens', tightens: 'tightens', both: 'neutral' };

/** The changes for a group of accounts: actions by reason and by service, and settings of management policies. */
export function impactView(page: Page, group: ImpactGroup, onSelect: (node: number) => void): HTMLElement {
  const { denied, allowed, conditional, conditionsChanged } = group.counts;
  const counts = ([
    [denied, 'denied now'], [allowed, 'allowed now'], [conditional, 'conditional now'], [conditionsChanged, 'under other conditions'],
  ] as const).filter(([number]) => number !== 0)
    .map(([number, what]) => `${extentWords(number, page.data.review!.counts) ?? count(number, 'action')} ${what}`);
  return folded(element('span', {}, element('strong', {}, group.caption), counts.length === 0 ? '' : `: ${counts.join(', ')}`), () => [
    group.unknownPolicies.length > 0 && element('p', { class: 'quiet' }, `Not known, and left out: ${group.unknownPolicies.join(', ')}`),
    ...reasons(impactByReason(group.actions, page.data.review!)),
    ...group.effectivePolicies.map(({ policyType, settings }) => element('div', {}, element('strong', {}, policyType), element('ul', {},
      ...settings.map(({ path, before, after }) => element('li', {}, `${path.join(' / ')}: ${before ?? 'not set'} → ${after ?? 'not set'}`))))),
    accounts(page, group, onSelect),
  ], group.accounts.length > 0 && page.data.review!.impact.length <= 3);
}

function reasons(all: readonly ImpactForReason[]): Node[] {
  return all.map(({ direction, words, count: number, services, parts, gone, came, changed, extent }) => folded(
    element('span', {},
      element('span', { class: LEVELS[direction] }, `${words}${changed.length === 0 ? '' : `: ${plainText(changed)}`}`),
      extent !== undefined ? `, ${extent}` : `, ${count(number, 'action')}${services === 1 ? '' : ` of ${count(services, 'service')}`}`,
      ...statements('no longer', gone), ...statements('now', came)),
    () => [element('table', {}, ...parts.map((part) => element('tr', {},
      element('th', {}, part.service), element('td', { class: 'number' }, part.count.toLocaleString('en')), element('td', {}, part.actions.join(' ')))))],
    all.length === 1 && parts.length <= 20,
  ));
}

function statements(word: string, names: readonly string[]): Node[] {
  return names.length === 0 ? [] : [element('div', { class: 'quiet' }, `${word} ${names.join(', ')}`)];
}

function accounts(page: Page, group: ImpactGroup, onSelect: (node: number) => void): HTMLElement {
  return folded(count(group.accounts.length, 'account'), () => [
    element('div', { class: 'crumbs' }, ...group.accounts.slice(0, 500).flatMap((target) => {
      const { path } = target;
      const node = page.nodeOf(target);
      return [node === undefined ? path : element('button', { click: () => onSelect(node) }, path), ' '];
    }), group.accounts.length > 500 && `and ${group.accounts.length - 500} more`),
  ]);
}
