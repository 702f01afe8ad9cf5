import { driftHeadline } from './drift-headline';
import { invitationsClauses } from './invitations-words';
import { numberText } from './phrase';
import type { AccountOutcome, Arrival, Change, HandOverOutcome, ImpactGroup, Outcome, Review, TaggedReference } from '../../model';
import { type RehearsalSummary, rehearsalVerdict } from '../rehearsal-summary';
import { count } from './words';
import { isPrivilegedChange } from '../../model/diff/compare/privileged-changes';

/** The number of clauses in the headline before the rest becomes a number. */
const CLAUSES = 4;

const LOST = ['is deleted if its former stack is deployed first', 'are deleted if their former stack is deployed first'] as const;
const CHANGES_STACK = ['moves to another stack', 'move to another stack'] as const;

/** The first match counts a change. The most important stand first. */
const SUBJECTS: readonly { readonly noun: string; readonly verb: readonly [one: string, many: string]; is(change: Change): boolean }[] = [
  { noun: 'account', verb: ['is closed', 'are closed'], is: left('closed') },
  { noun: 'account', verb: ['is removed from the organization', 'are removed from the organization'], is: left('removedFromOrganization') },
  { noun: 'account', verb: ['is closed if its former stack is deployed first', 'are closed if their former stack is deployed first'], is: handedOver('account', 'closed') },
  {
    noun: 'account',
    verb: ['is removed from the organization if its former stack is deployed first', 'are removed from the organization if their former stack is deployed first'],
    is: handedOver('account', 'removedFromOrganization'),
  },
  { noun: 'account', verb: ['is gone', 'are gone'], is: left('gone') },
  { noun: 'function', verb: ['runs unknown code', 'run unknown code'], is: (change) => change.kind === 'functionCodeChanged' && change.origin === 'unknown' },
  { noun: 'privileged resource', verb: ['changes', 'change'], is: isPrivilegedChange },
  { noun: 'account', verb: ['moves', 'move'], is: (change) => change.kind === 'accountMoved' || left('moved')(change) },
  { noun: 'account', verb: ['to take over does not exist', 'to take over do not exist'], is: arrives('accountAdded', 'missing') },
  { noun: 'account', verb: ['is taken over', 'are taken over'], is: (change) => arrives('accountAdded', 'adopted')(change) || isTakenOver(change, 'account') },
  { noun: 'account', verb: ['is invited', 'are invited'], is: arrives('accountAdded', 'invited') },
  { noun: 'open invitation', verb: ['is canceled', 'are canceled'], is: left('invitationCanceled') },
  { noun: 'account', verb: ['has joined', 'have joined'], is: ({ kind }) => kind === 'accountJoined' },
  { noun: 'account', verb: ['is new', 'are new'], is: (change) => change.kind === 'accountAdded' && change.arrival !== 'named' },
  { noun: 'account', verb: ['is removed from the app', 'are removed from the app'], is: left('stays') },
  { noun: 'account', verb: ['changes', 'change'], is: ({ kind }) => /^account.+Changed$|^accountRenamed$/.test(kind) },
  { noun: 'organizational unit', verb: ['is deleted', 'are deleted'], is: removed('organizationalUnitRemoved', 'deleted') },
  { noun: 'organizational unit', verb: ['is gone', 'are gone'], is: removed('organizationalUnitRemoved', 'gone') },
  { noun: 'organizational unit', verb: ['moves', 'move'], is: ({ kind }) => kind === 'organizationalUnitMoved' },
  { noun: 'policy', verb: ['is deleted', 'are deleted'], is: removed('policyRemoved', 'deleted') },
  { noun: 'policy', verb: ['is gone', 'are gone'], is: removed('policyRemoved', 'gone') },
  { noun: 'organizational unit', verb: LOST, is: handedOver('organizationalUnit', 'deleted', 'recreated') },
  { noun: 'policy', verb: LOST, is: handedOver('policy', 'deleted', 'recreated') },
  { noun: 'resource policy', verb: LOST, is: handedOver('resourcePolicy', 'deleted', 'recreated') },
  { noun: 'organization', verb: LOST, is: handedOver('root', 'recreated') },
  { noun: 'registration', verb: LOST, is: handedOver('delegatedAdministrator', 'recreated') },
  { noun: 'account', verb: CHANGES_STACK, is: handedOver('account') },
  { noun: 'organizational unit', verb: CHANGES_STACK, is: handedOver('organizationalUnit') },
  { noun: 'policy', verb: CHANGES_STACK, is: handedOver('policy') },
  { noun: 'resource policy', verb: CHANGES_STACK, is: handedOver('resourcePolicy') },
  { noun: 'organization', verb: CHANGES_STACK, is: handedOver('root') },
  { noun: 'registration', verb: CHANGES_STACK, is: handedOver('delegatedAdministrator') },
  { noun: 'policy', verb: ['changes', 'change'], is: ({ kind }) => /^(policyStatements|managementPolicy)Changed$/.test(kind) },
  { noun: 'policy', verb: ['to take over does not exist', 'to take over do not exist'], is: arrives('policyAdded', 'missing') },
  { noun: 'policy', verb: ['is taken over', 'are taken over'], is: (change) => arrives('policyAdded', 'adopted')(change) || isTakenOver(change, 'policy') },
  { noun: 'policy', verb: ['is new', 'are new'], is: (change) => change.kind === 'policyAdded' && change.arrival !== 'named' },
  { noun: 'policy attachment', verb: ['changes', 'change'], is: (change) => 'target' in change },
  { noun: 'organizational unit', verb: ['to take over does not exist', 'to take over do not exist'], is: arrives('organizationalUnitAdded', 'missing') },
  {
    noun: 'organizational unit',
    verb: ['is taken over', 'are taken over'],
    is: (change) => arrives('organizationalUnitAdded', 'adopted')(change) || isTakenOver(change, 'organizationalUnit'),
  },
  { noun: 'organizational unit', verb: ['is new', 'are new'], is: (change) => change.kind === 'organizationalUnitAdded' && change.arrival !== 'named' },
  { noun: 'organizational unit', verb: ['is removed from the app', 'are removed from the app'], is: removed('organizationalUnitRemoved', 'stays') },
  { noun: 'policy', verb: ['is removed from the app', 'are removed from the app'], is: removed('policyRemoved', 'stays') },
  { noun: 'organizational unit', verb: ['is renamed', 'are renamed'], is: ({ kind }) => kind === 'organizationalUnitRenamed' },
  { noun: 'resource policy', verb: ['changes', 'change'], is: ({ kind }) => kind === 'resourcePolicyChanged' },
  { noun: 'resource policy', verb: ['is taken over', 'are taken over'], is: (change) => isTakenOver(change, 'resourcePolicy') },
  { noun: 'setting', verb: ['of the organization changes', 'of the organization change'], is: ({ kind }) => /^(organization(Added|Removed)|featureSet|policyType|trustedAccess|delegated|removal|moveAccountsTo)/.test(kind) },
  { noun: 'tag', verb: ['changes', 'change'], is: ({ kind }) => /^tag/.test(kind) },
  { noun: 'resource', verb: ['outside the app is referenced', 'outside the app are referenced'], is: (change) => 'arrival' in change },
  { noun: 'policy', verb: ['is written differently', 'are written differently'], is: ({ kind }) => kind === 'policyRewritten' },
  { noun: 'policy', verb: ['is renamed or described otherwise', 'are renamed or described otherwise'], is: () => true },
];

type Told = Pick<Review, 'changes' | 'drift' | 'unexplainedTags' | 'invitations'> & Partial<Pick<Review, 'obstacles'>>;

type Access = Pick<Review, 'impact' | 'actionsNotJudged'>;

/** The review in one line: `3 accounts move, 1 policy changes; 14 accounts can do more than before; the rehearsal fails`. */
export function reviewHeadline(review: Told & Access, rehearsal?: RehearsalSummary): string {
  const verdict = rehearsal === undefined || rehearsal.succeeded ? [] : [`the rehearsal ${rehearsalVerdict(rehearsal)}`];
  return [changesHeadline(review), ...accessClauses(review), ...verdict].join('; ');
}

/** Only what happens, and whether it can: `3 accounts move, 1 policy changes; 2 obstacles stop the deployment`. */
export function changesHeadline({ invitations = [], ...review }: Told): string {
  return [withoutInvitations(review), ...invitationsClauses(invitations)].join('; ');
}

function withoutInvitations({ changes, obstacles = [], drift, unexplainedTags = [] }: Told): string {
  if (drift && changes.length === 0) return `Nothing ${unexplainedTags.length === 0 ? '' : 'but tags of this library '}was changed outside the code`;
  if (drift) return driftHeadline(changes);
  if (obstacles.length === 0) return whatHappens(changes);
  const stops = `${count(obstacles.length, 'obstacle')} ${obstacles.length === 1 ? 'stops' : 'stop'} the deployment`;
  return changes.length === 0 ? `${stops}, which would change nothing in the organization` : `${whatHappens(changes)}; ${stops}`;
}

function whatHappens(changes: readonly Change[]): string {
  if (changes.length === 0) return 'Nothing changes in the organization';
  const numbers = SUBJECTS.map(() => 0);
  for (const change of changes) numbers[SUBJECTS.findIndex(({ is }) => is(change))] += subjects(change);
  const clauses = SUBJECTS.map(({ noun, verb }, index) => ({ number: numbers[index], noun, verb })).filter(({ number }) => number > 0);
  const shown = clauses.length > CLAUSES ? clauses.slice(0, CLAUSES - 1) : clauses;
  const others = clauses.slice(shown.length).reduce((sum, { number }) => sum + number, 0);
  return [
    ...shown.map(({ number, noun, verb }) => `${count(number, noun)} ${verb[number === 1 ? 0 : 1]}`),
    ...(others > 0 ? [`${numberText(others)} more ${others === 1 ? 'change' : 'changes'}`] : []),
  ].join(', ');
}

/** The number of subjects of a change. */
function subjects(change: Change): number {
  return change.kind === 'functionCodeChanged' ? change.functions.length : change.kind === 'serviceTokenChanged' ? change.resources.length : 1;
}

/** The effect of the change on accounts: `14 accounts can do more than before`. */
export function accessClauses({ impact, actionsNotJudged }: Access): string[] {
  if (actionsNotJudged) return ['what accounts can do is not judged (--no-impact)'];
  const clause = (number: number, what: string) => (number > 0 ? [`${count(number, 'account')} can do ${what} than before`] : []);
  const { more, less, both, otherConditions } = accessCounts(impact);
  return [
    ...clause(more, 'more'), ...clause(both, 'more in some respects and less in others'), ...clause(less, 'less'),
    ...clause(otherConditions, 'the same under other conditions'),
  ];
}

export interface AccessCounts {
  /** Accounts that can do more, and nothing less. */
  readonly more: number;
  readonly less: number;
  readonly both: number;
  /** Accounts of which only this is known: what they can do depends on other conditions. */
  readonly otherConditions: number;
}

export function accessCounts(impact: readonly ImpactGroup[]): AccessCounts {
  const numbers = { more: 0, less: 0, both: 0, otherConditions: 0 };
  for (const { accounts, actions } of impact) {
    const goes = (direction: 'loosens' | 'tightens') => actions.some((each) => each.direction === direction);
    const [loosens, tightens] = [goes('loosens'), goes('tightens')];
    if (actions.length > 0) numbers[loosens && tightens ? 'both' : loosens ? 'more' : tightens ? 'less' : 'otherConditions'] += accounts.length;
  }
  return numbers;
}

function arrives(kind: 'accountAdded' | 'organizationalUnitAdded' | 'policyAdded', arrival: Arrival): (change: Change) => boolean {
  return (change) => change.kind === kind && change.arrival === arrival;
}

function isTakenOver(change: Change, kind: TaggedReference['kind']): boolean {
  return change.kind === 'takenOver' && change.on.kind === kind;
}

/** @param outcomes if the former stack is deployed first; without any, every hand-over of the kind */
function handedOver(kind: Extract<Change, { kind: 'handedOver' }>['on']['kind'], ...outcomes: readonly HandOverOutcome[]): (change: Change) => boolean {
  return (change) => change.kind === 'handedOver' && change.on.kind === kind && (outcomes.length === 0 || outcomes.includes(change.formerFirst));
}

function left(outcome: AccountOutcome): (change: Change) => boolean {
  return (change) => change.kind === 'accountRemoved' && change.outcome === outcome;
}

function removed(kind: 'organizationalUnitRemoved' | 'policyRemoved', outcome: Outcome): (change: Change) => boolean {
  return (change) => change.kind === kind && change.outcome === outcome;
}
