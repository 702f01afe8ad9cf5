/**
 * `destroys`: something is lost that a deployment back does not restore. `loosens`: somebody can do what was denied. `tightens`: what
 * works today may stop. `neutral`: none of these.
 */
export type RiskLevel = 'destroys' | 'loosens' | 'tightens' | 'neutral';

/** From the worst. */
export const RISK_LEVELS: readonly RiskLevel[] = ['destroys', 'loosens', 'tightens', 'neutral'];

/** How dangerous one change is. A change that both loosens and tightens has two. */
export interface Risk {
  /** The place of the change in the review's list. */
  readonly change: number;
  readonly level: RiskLevel;
  /** One sentence. */
  readonly reason: string;
}

export type ObstacleKind =
  | 'movesToAnotherStack' | 'removalNotAllowed' | 'foreignUnitBelow' | 'moveNotAllowed' | 'exportedIdChanges' | 'taken' | 'nameIsFixed' | 'emailIsFixed'
  | 'nameInUse' | 'constructOfAnotherAccount' | 'accountNotActive' | 'noTrustedAccess' | 'featureSetIsFixed' | 'exportInUse'
  | 'otherRegion' | 'adoptedPolicyDiffers' | 'adoptFindsNothing' | 'doesNotExist' | 'policyTypeNotEnabled' | 'policyTypeInUse' | 'quotaExceeded'
  | 'destinationDoesNotStay';

/** Why the deployment will stop, or not do all that the code says, known before it begins. */
export interface Obstacle {
  readonly kind: ObstacleKind;
  /** What it is about: a path, or a policy's name. */
  readonly subject: string;
  /** The problem, the value given, and the remedy. */
  readonly message: string;
}
