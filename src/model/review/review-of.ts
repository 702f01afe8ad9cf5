import { allActions } from '../../policy';
import { allowListChanges } from '../allow-lists';
import type { JudgedInNote, Review, ReviewCounts } from './review';
import { normalizePolicySets } from '../code/normalize-policy-sets';
import { delegationNotes } from '../delegation/delegation-words';
import type { Change, ChangeKind } from '../diff/change';
import type { PrivilegedOptions } from '../diff/compare/diff-privileged';
import type { TagOptions } from '../diff/compare/diff-tags';
import { changesBetween } from '../diff/diff';
import { type Aligned, align } from '../diff/identity/align';
import { unchangedResources } from '../diff/unchanged-resources';
import { impactOf, type ImpactOptions } from '../impact';
import { type Organization, targets } from '../organization';
import {
  droppedClaims, invitationNotes, leavingResources, notRestored, onOrganization, restrictToCode, overlay, unexplainedTags,
  withFormerSettings, withoutDrift, withOwnership, withPendingAccounts,
} from '../overlay';
import type { InvitationNote } from '../overlay/invitation-notes';
import { type FormerCode, obstaclesOf } from '../risk/obstacles/obstacles-of';
import { RISK_LEVELS, type Risk, type RiskLevel } from '../risk/risk';
import { risksOf } from '../risk/risks-of';
import { type UnknownPlaces, unknownPlaces, withoutShown } from '../risk/unknown-places';
import { idsIn, writerNotes } from '../writers';

/** How two versions of code are judged. */
export type CodeReviewOptions = ImpactOptions & Pick<PrivilegedOptions, 'knownCode'> & Pick<FormerCode, 'changesOfParameters'>;

/** The organization in which the changes of two versions of code are judged. */
export interface JudgedIn extends JudgedInNote {
  readonly organization: Organization;
}

/** How two versions of code are compared. */
export interface CodeComparisonOptions extends CodeReviewOptions {
  /** @default - only what the code lists is known */
  readonly judgedIn?: JudgedIn;
}

/** Everything that a reviewer needs to know about the changes between two values of an organization. */
export function reviewOf(base: Organization, head: Organization, options: CodeComparisonOptions = {}): Review {
  const { judgedIn: given } = options;
  if (given === undefined) return review(base, head, options);
  const { organization, ...note } = given;
  const managed = managedIds(organization, head);
  return { ...withOtherWriters(review(base, head, options), organization, managed), judgedIn: note };
}

/**
 * The organization before and after a change as one that can be asked: two versions of code in the organization that both are for, if it is
 * given. Accounts then have their IDs.
 */
export function organizationsOfReview(
  base: Organization, head: Organization, given: JudgedIn | undefined,
): { readonly before: Organization; readonly after: Organization } {
  if (given === undefined) return { before: base, after: head };
  const [live, from, to] = [given.organization, base, head].map(normalizePolicySets);
  const before = overlay(live, from);
  return { before, after: overlay(before, to, { former: from }) };
}

interface ReviewOptions extends ImpactOptions, TagOptions, FormerCode, PrivilegedOptions, Pick<CodeComparisonOptions, 'judgedIn'> {
  /** Changes of which the two organizations show nothing. */
  readonly leaving?: readonly Change[];
}

/** The two values with which the effects of changes are judged, and the places that they know a part of only. */
interface Judged {
  readonly known: Aligned;
  readonly unknown: UnknownPlaces;
}

function judgedIn(changes: readonly Change[], aligned: Aligned, given: JudgedIn | undefined): Judged {
  const unknown = unknownPlaces(aligned);
  if (given === undefined) return { known: aligned, unknown };
  const { aligned: known, shown } = onOrganization(changes, aligned, normalizePolicySets(given.organization));
  return { known, unknown: given.isStale ? unknown : withoutShown(unknown, shown) };
}

function review(base: Organization, head: Organization, options: ReviewOptions): Review {
  const aligned = align(normalizePolicySets(base), normalizePolicySets(head));
  const { judgedIn: given } = options;
  const dropped = given === undefined ? [] : droppedClaims(aligned, normalizePolicySets(given.organization));
  const changes = [...changesBetween(aligned, options), ...dropped, ...options.leaving ?? []];
  const { known, unknown } = judgedIn(changes, aligned, given);
  const impact = changes.length === 0 ? [] : impactOf(known, options);
  const actionsNotJudged = changes.length > 0 && options.actions?.length === 0;
  const risks = risksOf(changes, { impact, actionsNotJudged }, known, { actions: options.actions, unknown });
  const allowLists = changes.length === 0 || actionsNotJudged ? [] : allowListChanges(known);
  const delegations = changes.some(({ kind }) => kind === 'resourcePolicyChanged') ? delegationNotes(aligned.treeOf(aligned.head)) : [];
  const obstacles = head.code === undefined ? [] : obstaclesOf(aligned, options);
  return {
    changes,
    impact,
    ...(actionsNotJudged ? { actionsNotJudged } : {}),
    risks,
    obstacles,
    ...(allowLists.length > 0 ? { allowLists } : {}),
    ...(delegations.length > 0 ? { delegations } : {}),
    counts: countsOf(changes, risks, impact, given === undefined ? head : known.treeOf(known.head), options.actions),
  };
}

/**
 * The changes that a deployment of code will make in a live organization. The impact includes resources outside the code.
 * @param former the code that was deployed last, which determines the outcome for resources that are removed from the app
 */
export function reviewOfDeployment(live: Organization, code: Organization, former?: Organization, options: CodeReviewOptions = {}): Review {
  const [asFound, desired] = [live, code].map(normalizePolicySets);
  const before = former && normalizePolicySets(former);
  const found = withFormerSettings(withPendingAccounts(asFound, ...before === undefined ? [] : [before], desired), before);
  const planned = overlay(found, desired, { former: before });
  const deployment = review(withOwnership(found, desired, before), planned, {
    ...options,
    ...(before === undefined ? {} : {
      untouched: unchangedResources(before, desired),
      deployed: addressesOf(before),
      links: before.code?.links,
      formerParts: before.code?.privileged,
      leaving: leavingResources(found, planned, desired, before),
    }),
  });
  // An invitation that the change itself adds does not exist yet.
  const notes = invitationNotes(code, live).filter(({ status }) => status !== 'MISSING');
  return withOtherWriters(withInvitations(withUnexplainedTags(deployment, former ?? code, live), notes), live, managedIds(live, code));
}

/** IDs of the resources of an organization that code manages. */
function managedIds(live: Organization, code: Organization): Set<string> {
  const { targets: ofCode, policies } = align(live, code).head;
  return new Set([...ofCode.values(), ...policies.values()].filter(({ code: notes }) => notes !== undefined).map(({ id }) => id));
}

/** @param managed IDs of resources that count besides those that the changes are about */
function withOtherWriters(of: Review, live: Organization, managed: ReadonlySet<string>): Review {
  const notes = writerNotes(live, new Set([...managed, ...idsIn(of.changes)]));
  return notes.length === 0 ? of : { ...of, otherWriters: notes };
}

/** The deployed code explains the tags. */
function withUnexplainedTags(of: Review, code: Organization, live: Organization): Review {
  const tags = unexplainedTags(code, live);
  return tags.length === 0 ? of : { ...of, unexplainedTags: tags };
}

function withInvitations(of: Review, invitations: readonly InvitationNote[]): Review {
  return invitations.length === 0 ? of : { ...of, invitations };
}

function addressesOf(code: Organization): ReadonlySet<string> {
  const resourcePolicy = code.resourcePolicy === undefined ? [] : [code.resourcePolicy];
  return new Set([...[...targets(code)].map(({ target }) => target), ...code.policies, ...resourcePolicy]
    .flatMap((resource) => resource.code?.address ?? []));
}

export interface DriftOptions extends ImpactOptions {
  /**
   * Whether resources that the code does not own count as well: accounts, policies, attachments, tags and services of others.
   * @default false
   */
  readonly outside?: boolean;
}

/** Changes outside the code, from the state that the code describes to the actual one. */
export function reviewOfDrift(code: Organization, live: Organization, { outside = false, ...options }: DriftOptions = {}): Review {
  const asCodeSays = (outside ? restrictToCode : withoutDrift)(code, live);
  const changed = review(asCodeSays, live, { ...options, ownerTags: true });
  const left = notRestored(changed.changes, asCodeSays, code, live);
  const restored = left.length === 0 ? {} : { notRestored: left };
  const explained = withOtherWriters(changed, live, new Set());
  return { ...restored, ...withInvitations(withUnexplainedTags(explained, code, live), invitationNotes(code, live)), drift: true };
}

function countsOf(
  changes: readonly Change[], risks: readonly Risk[], impact: Review['impact'], head: Organization, actions?: readonly string[],
): ReviewCounts {
  const byKind: Partial<Record<ChangeKind, number>> = {};
  for (const { kind } of changes) byKind[kind] = (byKind[kind] ?? 0) + 1;
  const worst = changes.map((): RiskLevel => 'neutral');
  for (const { change, level } of risks) {
    if (RISK_LEVELS.indexOf(level) < RISK_LEVELS.indexOf(worst[change])) worst[change] = level;
  }
  const count = (level: RiskLevel) => worst.filter((each) => each === level).length;
  return {
    changes: changes.length,
    byKind,
    byRisk: { destroys: count('destroys'), loosens: count('loosens'), tightens: count('tightens'), neutral: count('neutral') },
    accounts: [...targets(head)].filter(({ kind }) => kind === 'account').length,
    accountsAffected: impact.reduce((sum, { accounts }) => sum + accounts.length, 0),
    ...(impact.length > 0 && actions?.length !== 0 ? { actions: (actions ?? [...allActions()]).length } : {}),
  };
}
