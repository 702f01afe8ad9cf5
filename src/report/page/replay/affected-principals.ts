import type { AffectedPrincipal, AffectedUse } from '../../../trail';
import { numberText, plainText } from '../../wording/phrase';
import { NAMED_IN_LINE, principalName, usePhrase, useReasonPhrase } from '../../wording/replay-words';
import { count } from '../../wording/words';
import { element, folded } from '../dom';
import type { Page } from '../page';
import { link } from '../selection/link';

const PRINCIPALS_AT_ONCE = 50;
const USES_AT_ONCE = 5;

/** The level whose color an effect has. */
const LEVELS: Readonly<Record<AffectedUse['direction'], string>> = { denied: 'tightens', allowed: 'loosens' };

/** Principals, each with the calls of it that the change affects. Those after the first ones are made when somebody unfolds them. */
export function affectedPrincipals(page: Page, principals: readonly AffectedPrincipal[]): Node[] {
  const rest = principals.slice(PRINCIPALS_AT_ONCE);
  return [
    element('ul', { class: 'changes' }, ...principals.slice(0, PRINCIPALS_AT_ONCE).map((each) => principalItem(page, each))),
    ...(rest.length === 0 ? [] : [folded(count(rest.length, 'more principal'), () => affectedPrincipals(page, rest))]),
  ];
}

function principalItem(page: Page, principal: AffectedPrincipal): HTMLElement {
  const { account, accountId, uses } = principal;
  const node = page.nodeOf({ id: accountId, path: `Root/${account}` });
  const rest = uses.slice(USES_AT_ONCE);
  return element('li', { class: LEVELS[uses[0].direction] },
    element('div', {}, element('strong', {}, principalName(principal)), ' in ',
      node === undefined ? element('span', {}, account) : link(page, { kind: 'node', node }, account), ` (${accountId})`),
    ...uses.slice(0, USES_AT_ONCE).map(useLines),
    ...(rest.length === 0 ? [] : [folded(count(rest.length, 'more action'), () => rest.map(useLines))]));
}

function useLines(use: AffectedUse): HTMLElement {
  const { direction, dependsOn, statements } = use;
  const reason = plainText(useReasonPhrase(use));
  return element('div', { class: 'use' },
    element('div', {}, element('span', { class: LEVELS[direction] }, plainText(usePhrase(use)))),
    reason !== '' && element('div', { class: 'quiet' }, reason),
    ...allOf('Statements', statements), ...allOf('It depends on', dependsOn));
}

/** All names, where the line above names the first ones only. */
function allOf(title: string, names: readonly string[]): Node[] {
  return names.length <= NAMED_IN_LINE ? [] : [
    folded(`${title} (${numberText(names.length)})`, () => [element('ul', {}, ...names.map((name) => element('li', {}, name)))]),
  ];
}
