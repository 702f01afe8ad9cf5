/**
 * `destroys`: a loss that deploying the former code does not restore. `loosens`: actions that were denied become possible. `tightens`:
 * actions that work today may stop. `neutral`: none of these.
 */
export type RiskLevel = 'destroys' | 'loosens' | 'tightens' | 'neutral';

/** From the worst level. */
export const RISK_LEVELS: readonly RiskLevel[] = ['destroys', 'loosens', 'tightens', 'neutral'];

/** How dangerous one change is. A change that both loosens and tightens has two. */
export interface Risk {
  /** The place of the change in the review's list. */
  readonly change: number;
  readonly level: RiskLevel;
  /** One sentence. */
  readonly reason: string;
  /** Only of a risk that is about settings of management policies alone, which give no access. */
  readonly about?: 'settings';
}

export type ObstacleKind =
  | 'movesToAnotherStack' | 'removalNotAllowed' | 'foreignUnitBelow' | 'moveNotAllowed' | 'exportedIdChanges' | 'taken' | 'nameIsFixed' | 'emailIsFixed'
  | 'nameInUse' | 'constructOfAnotherAccount' | 'accountNotActive' | 'noTrustedAccess' | 'featureSetIsFixed' | 'exportInUse'
  | 'otherRegion' | 'adoptedPolicyDiffers' | 'adoptFindsNothing' | 'idOfAnother' | 'doesNotExist' | 'policyTypeNotEnabled' | 'policyTypeInUse' | 'quotaExceeded'
  | 'destinationDoesNotStay' | 'parameterIsKept' | 'managementAccount';

/** A reason, known before the deployment begins, why it will stop or will not do everything in the code. */
export interface Obstacle {
  readonly kind: ObstacleKind;
  /** The subject: a path, or a policy's name. */
  readonly subject: string;
  /** The problem, the value given, and the remedy. */
  readonly message: string;
}
