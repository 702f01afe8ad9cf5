import type { RehearsedCall, RehearsalSummary } from '../../rehearsal-summary';
import { rehearsalVerdict, writingCallsText, writingCallsTitle } from '../../rehearsal-summary';
import { count, duration } from '../../wording/words';
import { element, folded } from '../dom';

const SHOWN_AT_ONCE = 500;

/** The result of the rehearsal of the change: the verdict, the problems, and each writing call in order. */
export function rehearsalView(rehearsal: RehearsalSummary): Node[] {
  const { succeeded, notPossible, virtualSeconds, writingCalls, readingCalls, failures, warnings } = rehearsal;
  const verdict = element('span', { class: `verdict ${succeeded ? 'allowed' : 'denied'}` }, `The rehearsal ${rehearsalVerdict(rehearsal)}`);
  const section = (...inside: readonly Node[]) => [element('section', { 'class': 'rehearsal', 'aria-label': 'Rehearsal' }, ...inside)];
  if (notPossible !== undefined) return section(element('p', {}, verdict), element('p', {}, notPossible));
  return section(
    element('p', {}, verdict, ` after ${duration(virtualSeconds)} of virtual time, with ${count(readingCalls, 'reading call')} and ${writingCallsText(rehearsal)}.`),
    ...list(failures, 'destroys'),
    ...list(warnings, 'loosens'),
    ...(writingCalls.length === 0 ? [] : [folded(writingCallsTitle(writingCalls), () => calls(writingCalls))]),
  );
}

function list(messages: readonly string[], level: string): Node[] {
  return messages.length === 0 ? [] : [element('ul', { class: level }, ...messages.map((message) => element('li', {}, message)))];
}

function calls(all: readonly RehearsedCall[]): Node[] {
  const rest = all.slice(SHOWN_AT_ONCE);
  return [
    element('table', { class: 'calls' },
      element('tr', {}, ...['After', 'Call', 'What about', ''].map((title) => element('th', { scope: 'col' }, title))),
      ...all.slice(0, SHOWN_AT_ONCE).map(({ atSeconds, operation, subject, refused }) => element('tr', {},
        element('td', { class: 'number' }, duration(atSeconds)), element('td', {}, operation), element('td', {}, subject),
        element('td', { class: 'destroys' }, refused)))),
    ...(rest.length === 0 ? [] : [folded(`${rest.length.toLocaleString('en')} more`, () => calls(rest))]),
  ];
}
