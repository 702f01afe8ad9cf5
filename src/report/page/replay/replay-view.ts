import { affectedPrincipals } from './affected-principals';
import { NO_REPLAY_FILTER, type ReplayFilter, ReplaySearch, unitsOf } from './replay-search';
import type { ReplayResult, UnmappedRecords } from '../../../trail';
import { numberText } from '../../wording/phrase';
import { replayNotes, replaySentence } from '../../wording/replay-words';
import { capitalized, count } from '../../wording/words';
import { element } from '../dom';
import { longTable } from '../overview/long-table';
import type { Page } from '../page';

/** The recorded calls that the change affects, by principal, with a filter; and the records that were not judged. */
export function replayView(page: Page, replay: ReplayResult): Node[] {
  const { principals, unmapped } = replay;
  return [
    element('h2', { tabindex: -1 }, 'Replay of recorded calls'),
    element('p', {}, `${capitalized(replaySentence(replay))}.`),
    ...replayNotes(replay).map((note) => element('p', { class: 'quiet' }, note)),
    ...(principals.length === 0 ? [] : [element('h3', {}, `Who is affected (${numberText(principals.length)})`), filtered(page, replay)]),
    ...notJudged(unmapped),
  ];
}

function filtered(page: Page, { principals, from, to }: ReplayResult): HTMLElement {
  const search = new ReplaySearch(principals);
  const list = element('div');
  const found = element('p', { class: 'quiet', role: 'status' });
  const units = page.nodes.filter(({ kind }) => kind === 'unit').map(({ path }) => path.replace(/^Root\//, ''));
  let filter = NO_REPLAY_FILTER;
  const show = () => {
    const shown = search.find(filter);
    const actions = shown.reduce((sum, { uses }) => sum + uses.length, 0);
    found.textContent = shown.length === 0 ? 'No recorded call fits this filter.'
      : `${numberText(shown.length)} of ${count(principals.length, 'principal')}, with ${count(actions, 'affected action')}`;
    list.replaceChildren(...(shown.length === 0 ? [] : affectedPrincipals(page, shown)));
  };
  const set = (name: keyof ReplayFilter) => ({
    input: ({ target }: { readonly target: HTMLInputElement | HTMLSelectElement }) => {
      filter = { ...filter, [name]: target.value };
      show();
    },
  });
  const days = { min: from?.slice(0, 10), max: to?.slice(0, 10) };
  const box = element('section', { 'class': 'replay', 'aria-label': 'Affected principals' },
    element('div', { class: 'filters' },
      labeled('Search', element('input', { type: 'search', placeholder: 'Account, statement, key, resource', ...set('words') })),
      labeled('Organizational unit', choice(unitsOf(principals, units).map((unit) => [unit, unit]), 'all units', set('unit'))),
      labeled('Role or user', element('input', { type: 'search', ...set('principal') })),
      labeled('Action', element('input', { type: 'search', placeholder: 's3:', ...set('action') })),
      labeled('Effect', choice([['denied', 'newly denied'], ['allowed', 'newly allowed']], 'any effect', set('direction'))),
      labeled('Last used since', element('input', { type: 'date', ...days, ...set('since') }))),
    found, list);
  show();
  return box;
}

function labeled(label: string, control: HTMLElement): HTMLElement {
  return element('label', {}, element('span', {}, label), control);
}

type Option = readonly [value: string, label: string];

function choice(options: readonly Option[], none: string, events: Readonly<Record<string, (event: any) => void>>): HTMLElement {
  return element('select', events, element('option', { value: '' }, none), ...options.map(([value, label]) => element('option', { value }, label)));
}

/** The records that are no call to judge, the most frequent reason first; nothing if all were judged. */
function notJudged(unmapped: readonly UnmappedRecords[]): Node[] {
  if (unmapped.length === 0) return [];
  const records = unmapped.reduce((sum, each) => sum + each.records, 0);
  return [
    element('h3', {}, `Records that are not judged (${numberText(records)})`),
    ...longTable(['Event', 'Records', 'Reason'], unmapped, (each) => [each.event, numberText(each.records), each.reason]),
  ];
}
