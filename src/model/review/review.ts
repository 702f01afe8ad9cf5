import type { AllowListChange } from '../allow-lists';
import type { DelegationNote } from '../delegation/delegation-words';
import type { Change, ChangeKind } from '../diff/change';
import type { ExemptionNote } from '../exemptions/exemption-notes';
import type { ImpactGroup } from '../impact/impact-group';
import type { InvitationNote } from '../overlay/invitation-notes';
import type { UnexplainedTag } from '../overlay/unexplained-tags';
import type { Obstacle, Risk, RiskLevel } from '../risk/risk';
import type { RolloutNote } from '../rollouts/rollout-notes';
import type { OutsideGroup } from '../writers/outside-code';
import type { WriterNote } from '../writers/writer-notes';

/** The organization in which the changes of two versions of code were judged. */
export interface JudgedInNote {
  /**
   * The time at which it was read, such as `2026-11-24T12:00:00.000Z`.
   * @default - not known, as of a simulated organization
   */
  readonly takenAt?: string;
  /** Whole days since then. */
  readonly ageInDays?: number;
  /** Whether it may have changed since. What it shows counts, and places that the code knows a part of may have more. */
  readonly isStale: boolean;
}

/** The row of a fleet that describes what a change is about. It is a text that the author of the code gives. */
export interface ChangedRow {
  /** The place of the change in the list of changes. */
  readonly change: number;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Whether the row is in the base only. */
  readonly former?: true;
}

/** Everything that a reviewer needs to know about a change of an organization, as plain JSON. */
export interface Review {
  readonly changes: readonly Change[];
  /** Only where the changes were made in the live organization, from the state that the code describes to the actual one. */
  readonly drift?: true;
  /** Only of two versions of code that were judged in an organization, with the policies and accounts of others. */
  readonly judgedIn?: JudgedInNote;
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
  /**
   * Other tools and services that write resources which the code manages or the changes are about. Only where an organization is known
   * besides the code, and only if there are any.
   */
  readonly otherWriters?: readonly WriterNote[];
  /** The rows of fleets that describe what the changes are about, in the order of the changes. Only if there are any. */
  readonly rows?: readonly ChangedRow[];
  /** The exemptions from guardrails in the code that end, and those that it removes. Only of code, and only if there are any. */
  readonly exemptions?: readonly ExemptionNote[];
  /** The policy rollouts in the code, and those that it removes. Only of code, and only if there are any. */
  readonly rollouts?: readonly RolloutNote[];
  /** Resources of the organization that the code does not name. Only where somebody asks for it. */
  readonly outside?: readonly OutsideGroup[];
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
