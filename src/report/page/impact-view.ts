import { element, folded } from './dom';
import { add } from './multimap';
import type { Page } from './page';
import type { ActionsImpact, ImpactGroup } from '../../model/impact';

const WORDS = { loosens: 'more is possible', tightens: 'less is possible', both: 'other conditions' };
const LEVELS = { loosens: 'loosens', tightens: 'tightens', both: 'neutral' };

/** What changes for a group of accounts: actions by service, and settings of management policies. */
export function impactView(page: Page, group: ImpactGroup, onSelect: (node: number) => void): HTMLElement {
  const { denied, allowed, conditional, conditionsChanged } = group.counts;
  const counts = [
    [denied, 'become denied'], [allowed, 'become allowed'], [conditional, 'become conditional'], [conditionsChanged, 'have other conditions'],
  ].filter(([count]) => count !== 0).map(([count, what]) => `${count.toLocaleString('en')} ${what}`);
  return folded(element('span', {}, element('strong', {}, group.caption), ` ${counts.join(', ')}`), () => [
    group.unknownPolicies.length > 0 && element('p', { class: 'quiet' }, `Not known, and left out: ${group.unknownPolicies.join(', ')}`),
    ...services(group.actions),
    ...group.effectivePolicies.map(({ policyType, settings }) => element('div', {}, element('strong', {}, policyType), element('ul', {},
      ...settings.map(({ path, before, after }) => element('li', {}, `${path.join(' / ')}: ${before ?? 'not set'} → ${after ?? 'not set'}`))))),
    accounts(page, group, onSelect),
  ], group.accounts.length > 0 && page.data.review!.impact.length <= 3);
}

function services(actions: readonly ActionsImpact[]): Node[] {
  const byDecision = new Map<string, ActionsImpact[]>();
  for (const each of actions) add(byDecision, decisionsText(each), each);
  return [...byDecision].map(([decisions, list]) => folded(
    `${decisions}: ${list.reduce((sum, { count }) => sum + count, 0).toLocaleString('en')} actions of ${new Set(list.map(({ service }) => service)).size} services`,
    () => [element('table', {}, ...list.map(({ service, direction, actions: patterns, count, because, insteadOf }) => element('tr', {},
      element('th', {}, service), element('td', { class: 'number' }, String(count)), element('td', { class: LEVELS[direction] }, WORDS[direction]),
      element('td', {}, patterns.join(' '), ...differently('Now decided by', because, insteadOf), ...differently('No longer by', insteadOf, because)))))],
    byDecision.size === 1 && list.length <= 20,
  ));
}

const DECISIONS = { allowed: 'allowed', denied: 'denied', depends: 'depending on the request' };

function decisionsText({ before, after }: ActionsImpact): string {
  return before === after ? `Still ${DECISIONS[after]}, by other statements` : `Were ${DECISIONS[before]}, now ${DECISIONS[after]}`;
}

/** Statements that are only on one side; those that decide as before say nothing new. */
function differently(title: string, these: readonly string[], those: readonly string[]): Node[] {
  const only = these.filter((each) => !those.includes(each));
  return only.length === 0 ? [] : [element('div', { class: 'quiet' }, `${title} ${only.join(', ')}`)];
}

function accounts(page: Page, group: ImpactGroup, onSelect: (node: number) => void): HTMLElement {
  return folded(`${group.accounts.length.toLocaleString('en')} account${group.accounts.length === 1 ? '' : 's'}`, () => [
    element('div', { class: 'crumbs' }, ...group.accounts.slice(0, 500).flatMap(({ path }) => {
      const node = page.nodeAt(path);
      return [node === undefined ? path : element('button', { click: () => onSelect(node) }, path), ' '];
    }), group.accounts.length > 500 && `and ${group.accounts.length - 500} more`),
  ]);
}
