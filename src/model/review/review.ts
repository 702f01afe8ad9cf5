import type { AllowListChange } from '../allow-lists';
import type { DelegationNote } from '../delegation/delegation-words';
import type { Change, ChangeKind } from '../diff/change';
import type { ImpactGroup } from '../impact/impact-group';
import type { InvitationNote } from '../overlay/invitation-notes';
import type { UnexplainedTag } from '../overlay/unexplained-tags';
import type { Obstacle, Risk, RiskLevel } from '../risk/risk';

/** Everything that a reviewer needs to know about a change of an organization, as plain JSON. */
export interface Review {
  readonly changes: readonly Change[];
  /** Only where the changes were made in the live organization, from the state that the code describes to the actual one. */
  readonly drift?: true;
  /**
   * Places of the changes that the deployment of every resource leaves as they are. Only of changes in the live organization, and only if
   * there are any.
   */
  readonly notRestored?: readonly number[];
  /** The largest group first. */
  readonly impact: readonly ImpactGroup[];
  /** Only where actions were not judged: then the impact has effective policies, and no actions. */
  readonly actionsNotJudged?: true;
  /** At least one for each change, in their order. */
  readonly risks: readonly Risk[];
  /** The reasons why the deployment cannot work; empty if none are known. */
  readonly obstacles: readonly Obstacle[];
  /** Only of a live organization compared with code, and only if there are any. */
  readonly unexplainedTags?: readonly UnexplainedTag[];
  /**
   * Accounts that the code invites and no deployment has placed. Only of a live organization compared with code, and only if there are
   * any.
   */
  readonly invitations?: readonly InvitationNote[];
  /** Targets without FullAWSAccess that allow other services than before. Only if there are any, and only where actions were judged. */
  readonly allowLists?: readonly AllowListChange[];
  /** The delegations of the resource policy after the change. Only where it changes, and only if there is one. */
  readonly delegations?: readonly DelegationNote[];
  readonly counts: ReviewCounts;
}

export interface ReviewCounts {
  readonly changes: number;
  readonly byKind: Readonly<Partial<Record<ChangeKind, number>>>;
  /** Changes by their worst risk. */
  readonly byRisk: Readonly<Record<RiskLevel, number>>;
  /** Accounts in the head. */
  readonly accounts: number;
  /** Accounts for which some actions become possible or impossible. */
  readonly accountsAffected: number;
  /**
   * How many actions were judged.
   * @default - it was not judged what accounts can do
   */
  readonly actions?: number;
}
