import { canonicalJson } from '../../assembly';

/**
 * Behaviours of CloudFormation that are not documented, each with the alternatives that are plausible. The handlers must be right under
 * every one of them. The first alternative of each list in `CLOUDFORMATION_READINGS` is the default.
 */
export interface CloudFormationReadings {
  /**
   * `LastUpdatedTime` in a rollback or a clean-up: when the operation began, or when this phase of it began.
   * Guess: neither was found documented or reported.
   */
  readonly lastUpdatedTime: 'staysInRollback' | 'movesWithRollback';
  /**
   * How `LastOperations` and the `OperationId` of events tell of a rollback: as an operation of its own, as a part of the operation that
   * failed, or not at all because the fields are absent.
   * Seen: AWS counts a rollback as an operation of its own (awslabs/mcp issue 4280).
   */
  readonly lastOperations: 'rollbackIsOne' | 'rollbackIsNone' | 'absent';
  /** The order of `LastOperations`. Guess. */
  readonly lastOperationsOrder: 'newestFirst' | 'oldestFirst';
  /**
   * Whether `DisableRollback` tells that an update runs without a rollback.
   * Guess: API "Stack" documents it as rollback on failures of a stack's creation.
   */
  readonly disableRollbackOfUpdate: 'shown' | 'notShown';
  /**
   * A custom resource that answered another id in an update that is rolled back: an inverse Update with the new id, and a Delete of
   * the new id if the answer has the old one; only the Delete; or only the inverse Update.
   * Seen: aws-cdk PR 29581 for the inverse Update.
   */
  readonly replacedInRollback: 'updateAndDelete' | 'onlyDelete' | 'onlyUpdate';
  /** The order of inverse Updates: that of the former template's dependencies, its reverse, or all at once. Guess. */
  readonly inverseUpdates: 'inOrder' | 'inReverse' | 'allAtOnce';
  /**
   * A failed Update that answered another id: the resource keeps its id, or the new id counts as a replacement that was half made.
   * Seen, in part: powertools-lambda-java issue 1082 reports a Delete of the new id.
   */
  readonly failedUpdateWithNewId: 'keepsOldId' | 'takesNewId';
  /** Whether an Update is sent if only the order of keys in the properties changed. Guess. */
  readonly keyOrder: 'doesNotCount' | 'counts';
  /** Whether `ListStackResources` has a row for what left the template while it is deleted. Guess. */
  readonly removedRows: 'untilDeleted' | 'absent';
  /** The physical id in the row of a replaced resource before the clean-up: the new one since the answer, or the old one. Guess. */
  readonly replacedRows: 'newId' | 'oldIdUntilCleanUp';
  /** Whether a resource whose creation failed before anything was asked of it gets a Delete in the rollback. Guess. */
  readonly neverAsked: 'getsNoDelete' | 'getsDelete';
  /**
   * Whether a rollback begins at once when a resource fails, while other requests are still unanswered, or after their answers.
   * Seen: CloudFormation coverage roadmap issue 1730 for "at once".
   */
  readonly siblingsOfFailure: 'cancelled' | 'awaited';
  /** The status of a nested stack that failed or was cancelled, until its parent rolls back: failed, or still in progress. Guess. */
  readonly failedNestedStack: 'failed' | 'inProgress';
  /** The physical id of a resource that a continued rollback skips: the present one, or the former one. Guess. */
  readonly skippedId: 'present' | 'former';
  /** How many `?` stand for a character beyond U+FFFF in `GetTemplate`: one, or two as for its UTF-16 units. Guess. */
  readonly questionMarks: 'onePerCharacter' | 'onePerUnit';
}

/** The alternatives of each switch, the default first. */
export const CLOUDFORMATION_READINGS = {
  lastUpdatedTime: ['staysInRollback', 'movesWithRollback'],
  lastOperations: ['rollbackIsOne', 'rollbackIsNone', 'absent'],
  lastOperationsOrder: ['newestFirst', 'oldestFirst'],
  disableRollbackOfUpdate: ['shown', 'notShown'],
  replacedInRollback: ['updateAndDelete', 'onlyDelete', 'onlyUpdate'],
  inverseUpdates: ['inOrder', 'inReverse', 'allAtOnce'],
  failedUpdateWithNewId: ['keepsOldId', 'takesNewId'],
  keyOrder: ['doesNotCount', 'counts'],
  removedRows: ['untilDeleted', 'absent'],
  replacedRows: ['newId', 'oldIdUntilCleanUp'],
  neverAsked: ['getsNoDelete', 'getsDelete'],
  siblingsOfFailure: ['cancelled', 'awaited'],
  failedNestedStack: ['failed', 'inProgress'],
  skippedId: ['present', 'former'],
  questionMarks: ['onePerCharacter', 'onePerUnit'],
} as const satisfies { [Switch in keyof CloudFormationReadings]: readonly CloudFormationReadings[Switch][] };

/** All switches with the given ones set, and the others at their defaults. */
export function withDefaultReadings(given: Partial<CloudFormationReadings> = {}): CloudFormationReadings {
  const defaults = Object.fromEntries(Object.entries(CLOUDFORMATION_READINGS).map(([name, [first]]) => [name, first]));
  return { ...defaults, ...given } as unknown as CloudFormationReadings;
}

/** The text by which two values are compared. */
export function comparedText({ keyOrder }: CloudFormationReadings): (value: unknown) => string {
  return keyOrder === 'counts' ? (value) => JSON.stringify(value) : canonicalJson;
}

/** Every reading that differs from the default in one switch. */
export function alternativeReadings(): Partial<CloudFormationReadings>[] {
  return Object.entries(CLOUDFORMATION_READINGS).flatMap(([name, [, ...others]]) => others.map((value) => ({ [name]: value })));
}
