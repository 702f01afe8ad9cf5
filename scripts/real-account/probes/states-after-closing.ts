import { answer, type Findings, unknown } from '../finding';
import { stateOf } from '../session/run-account';
import type { Session } from '../session/session';

const SECOND = 1_000;
const PAUSE_MS = 5 * SECOND;
/** Users report up to ten minutes in which reads do not agree. */
const AT_LEAST_MS = 12 * 60 * SECOND;
const AT_MOST_MS = 30 * 60 * SECOND;

/** Watches a closed account for twelve minutes, and on until it is closed. */
export async function statesAfterClosing(session: Session, AccountId: string): Promise<Findings['stateAfterClosing']> {
  const startedAt = session.now();
  const states: string[] = [];
  do {
    const { output } = await session.outcome('DescribeAccount', { AccountId });
    const state = stateOf(output?.Account);
    if (state !== undefined && states.at(-1) !== state) states.push(state);
    await session.sleep(PAUSE_MS);
    const since = session.now() - startedAt;
    if (since > AT_MOST_MS) break;
    if (since > AT_LEAST_MS && isClosed(states.at(-1))) break;
  } while (true);
  return readingOf(states.map((state) => (state === 'SUSPENDED' ? 'CLOSED' : state)));
}

function isClosed(state: string | undefined): boolean {
  return state === 'CLOSED' || state === 'SUSPENDED';
}

/** @param states those shown one after the other, without repetitions */
export function readingOf(states: readonly string[]): Findings['stateAfterClosing'] {
  const text = states.join(', ');
  if (!isClosed(states.at(-1))) return unknown(`the account was not shown as closed in the end: ${text}`);
  const firstClosed = states.indexOf('CLOSED');
  if (firstClosed < states.length - 1) return answer('anyOfThree');
  const before = states.slice(0, -1);
  if (before.join() === 'ACTIVE') return answer('staysActive');
  const pending = before.indexOf('PENDING_CLOSURE');
  return answer(pending >= 0 && before.includes('ACTIVE', pending) ? 'activeOrPending' : 'steady');
}
