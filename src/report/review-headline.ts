import type { AccountOutcome, Change, ImpactGroup, Review } from '../model';
import { numberText } from './phrase';
import { type RehearsalSummary, rehearsalVerdict } from './rehearsal-summary';
import { count } from './words';

/** How many clauses the headline has before the rest becomes a number. */
const CLAUSES = 4;

/** The first match counts a change. The most important stand first. */
const SUBJECTS: readonly { readonly noun: string; readonly verb: readonly [one: string, many: string]; is(change: Change): boolean }[] = [
  { noun: 'account', verb: ['is closed', 'are closed'], is: left('closed') },
  { noun: 'account', verb: ['is removed from the organization', 'are removed from the organization'], is: left('removedFromOrganization') },
  { noun: 'account', verb: ['is gone', 'are gone'], is: left('gone') },
  { noun: 'account', verb: ['moves', 'move'], is: (change) => change.kind === 'accountMoved' || left('moved')(change) },
  { noun: 'account', verb: ['is new', 'are new'], is: (change) => change.kind === 'accountAdded' && change.arrival !== 'named' },
  { noun: 'account', verb: ['leaves the code', 'leave the code'], is: left('stays') },
  { noun: 'account', verb: ['changes', 'change'], is: ({ kind }) => /^account.+Changed$|^accountRenamed$/.test(kind) },
  { noun: 'organizational unit', verb: ['is deleted', 'are deleted'], is: (change) => change.kind === 'organizationalUnitRemoved' && change.outcome === 'deleted' },
  { noun: 'organizational unit', verb: ['moves', 'move'], is: ({ kind }) => kind === 'organizationalUnitMoved' },
  { noun: 'policy', verb: ['is deleted', 'are deleted'], is: (change) => change.kind === 'policyRemoved' && change.outcome === 'deleted' },
  { noun: 'policy', verb: ['changes', 'change'], is: ({ kind }) => /^(policyStatements|managementPolicy)Changed$/.test(kind) },
  { noun: 'policy', verb: ['is new', 'are new'], is: (change) => change.kind === 'policyAdded' && change.arrival !== 'named' },
  { noun: 'policy attachment', verb: ['changes', 'change'], is: (change) => 'target' in change },
  { noun: 'organizational unit', verb: ['is new', 'are new'], is: (change) => change.kind === 'organizationalUnitAdded' && change.arrival !== 'named' },
  { noun: 'organizational unit', verb: ['leaves the code', 'leave the code'], is: ({ kind }) => kind === 'organizationalUnitRemoved' },
  { noun: 'policy', verb: ['leaves the code', 'leave the code'], is: ({ kind }) => kind === 'policyRemoved' },
  { noun: 'organizational unit', verb: ['is renamed', 'are renamed'], is: ({ kind }) => kind === 'organizationalUnitRenamed' },
  { noun: 'setting', verb: ['of the organization changes', 'of the organization change'], is: ({ kind }) => /^(organization(Added|Removed)|featureSet|policyType|trustedAccess|delegated)/.test(kind) },
  { noun: 'tag', verb: ['changes', 'change'], is: ({ kind }) => /^tag/.test(kind) },
  { noun: 'thing', verb: ['outside the code is named', 'outside the code are named'], is: (change) => 'arrival' in change },
  { noun: 'policy', verb: ['is renamed or described otherwise', 'are renamed or described otherwise'], is: () => true },
];

/** The review in one line: `3 accounts move, 1 policy changes; 14 accounts can do more than before; the rehearsal fails`. */
export function reviewHeadline({ changes, impact }: Pick<Review, 'changes' | 'impact'>, rehearsal?: RehearsalSummary): string {
  const verdict = rehearsal === undefined || rehearsal.succeeded ? [] : [`the rehearsal ${rehearsalVerdict(rehearsal)}`];
  return [changesHeadline(changes), ...accessClauses(impact), ...verdict].join('; ');
}

/** Only what happens: `3 accounts move, 1 policy changes`. */
export function changesHeadline(changes: readonly Change[]): string {
  if (changes.length === 0) return 'Nothing changes in the organization';
  const numbers = SUBJECTS.map(() => 0);
  for (const change of changes) numbers[SUBJECTS.findIndex(({ is }) => is(change))]++;
  const clauses = SUBJECTS.map(({ noun, verb }, index) => ({ number: numbers[index], noun, verb })).filter(({ number }) => number > 0);
  const shown = clauses.length > CLAUSES ? clauses.slice(0, CLAUSES - 1) : clauses;
  const others = clauses.slice(shown.length).reduce((sum, { number }) => sum + number, 0);
  return [
    ...shown.map(({ number, noun, verb }) => `${count(number, noun)} ${verb[number === 1 ? 0 : 1]}`),
    ...(others > 0 ? [`${numberText(others)} more ${others === 1 ? 'thing changes' : 'things change'}`] : []),
  ].join(', ');
}

/** What the change means for accounts: `14 accounts can do more than before`. */
export function accessClauses(impact: readonly ImpactGroup[]): string[] {
  const clause = (number: number, what: string) => (number > 0 ? [`${count(number, 'account')} can do ${what} than before`] : []);
  const { more, less, both } = accessCounts(impact);
  return [...clause(more, 'more'), ...clause(both, 'more of some and less of other things'), ...clause(less, 'less')];
}

export interface AccessCounts {
  /** Accounts that can do more, and nothing less. */
  readonly more: number;
  readonly less: number;
  readonly both: number;
}

export function accessCounts(impact: readonly ImpactGroup[]): AccessCounts {
  const numbers = { more: 0, less: 0, both: 0 };
  for (const { accounts, actions } of impact) {
    const loosens = actions.some(({ direction }) => direction !== 'tightens');
    const tightens = actions.some(({ direction }) => direction !== 'loosens');
    if (loosens || tightens) numbers[loosens && tightens ? 'both' : loosens ? 'more' : 'less'] += accounts.length;
  }
  return numbers;
}

function left(outcome: AccountOutcome): (change: Change) => boolean {
  return (change) => change.kind === 'accountRemoved' && change.outcome === outcome;
}
