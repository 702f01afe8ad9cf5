import type { AllowList, DelegationNote, LastAccessedResult, Organization, Review } from '../model';
import type { ReplayResult } from '../trail';
import type { PolicyFinding } from './policy-findings';
import type { RehearsalSummary } from './rehearsal-summary';

/** The subject of a page. */
export interface PageData {
  readonly title: string;
  /** The source of the organization, in words. */
  readonly origin: string;
  readonly organization: Organization;
  /** The changes, if the page shows a change. The organization is then the one after the change. */
  readonly review?: Review;
  /** The rehearsal of the change, if one was requested. */
  readonly rehearsal?: RehearsalSummary;
  /** The replay of recorded calls, if there is one. */
  readonly replay?: ReplayResult;
  /** The last use of newly denied services, if somebody asked for it. */
  readonly lastAccessed?: LastAccessedResult;
}

/** Everything that the page knows; it lies in the page as JSON. */
export interface PageContents extends PageData {
  /** Findings of the rules in the policies, errors first. */
  readonly findings: readonly PolicyFinding[];
  /** The services that are allowed where FullAWSAccess is detached, once for each distinct allow-list. */
  readonly allowLists: readonly AllowList[];
  /** The delegations of the resource policy; empty if there is none. */
  readonly delegations: readonly DelegationNote[];
}
