import { canonicalJson } from '../../assembly';

/**
 * Undocumented behaviors of CloudFormation, each with its plausible alternatives. The handlers must be correct under every alternative.
 * The first alternative of each list in `CLOUDFORMATION_READINGS` is the default.
 */
export interface CloudFormationReadings {
  /**
   * The `LastUpdatedTime` in a rollback or a clean-up: the start of the operation, or the start of the phase.
   * Guess: neither was found documented or reported.
   */
  readonly lastUpdatedTime: 'staysInRollback' | 'movesWithRollback';
  /**
   * How `LastOperations` and the `OperationId` of events show a rollback: as a separate operation, as a part of the failed operation, or
   * not at all because the fields are absent.
   * Seen: AWS counts a rollback as a separate operation (awslabs/mcp issue 4280).
   */
  readonly lastOperations: 'rollbackIsOne' | 'rollbackIsNone' | 'absent';
  /** The order of `LastOperations`. Guess. */
  readonly lastOperationsOrder: 'newestFirst' | 'oldestFirst';
  /**
   * Whether `DisableRollback` shows that an update runs without a rollback.
   * Guess: API "Stack" documents it as rollback on failures of a stack's creation.
   */
  readonly disableRollbackOfUpdate: 'shown' | 'notShown';
  /**
   * The fields in which `DescribeStacks` shows a deployment in express mode, where rollback is disabled unless the client enables it.
   *
   * - `asSent`: `DeploymentConfig` as the client sent it. `DisableRollback` is in it only if rollback is enabled.
   * - `resolved`: `DeploymentConfig` with the value of `DisableRollback` that applies.
   * - `asDisableRollback`: only the `DisableRollback` of the stack.
   * - `modeOnly`: the mode, whether or not rollback is enabled.
   * - `withDefaults`: the mode, and the documented default of `DisableRollback`, which is false.
   * - `notShown`: nothing.
   *
   * Guess: API "Stack" has `DeploymentConfig`, and API "DeploymentConfig" documents false as the default. No answer was found.
   */
  readonly expressMode: 'asSent' | 'resolved' | 'asDisableRollback' | 'modeOnly' | 'withDefaults' | 'notShown';
  /** Whether a nested stack shows that its deployment has no rollback, or only the stack at the top of the tree. Guess. */
  readonly rollbackOfNestedStacks: 'shown' | 'onlyAtTheTop';
  /**
   * The events in a rollback for a custom resource that answered another ID in the update. They are an inverse Update with the new ID and
   * a Delete of the new ID if the answer has the old one, only the Delete, or only the inverse Update.
   * Seen: aws-cdk PR 29581 for the inverse Update.
   */
  readonly replacedInRollback: 'updateAndDelete' | 'onlyDelete' | 'onlyUpdate';
  /** The order of inverse Updates: that of the former template's dependencies, its reverse, or all at once. Guess. */
  readonly inverseUpdates: 'inOrder' | 'inReverse' | 'allAtOnce';
  /**
   * The ID after a failed Update that answered another ID. The resource keeps its ID, or the new ID counts as an incomplete replacement.
   * Seen, in part: powertools-lambda-java issue 1082 reports a Delete of the new ID.
   */
  readonly failedUpdateWithNewId: 'keepsOldId' | 'takesNewId';
  /** Whether an Update is sent if only the order of keys in the properties changed. Guess. */
  readonly keyOrder: 'doesNotCount' | 'counts';
  /** Whether `ListStackResources` has a row for a removed resource during its deletion. Guess. */
  readonly removedRows: 'untilDeleted' | 'absent';
  /** The physical ID in the row of a replaced resource before the clean-up: the new one from the answer on, or the old one. Guess. */
  readonly replacedRows: 'newId' | 'oldIdUntilCleanUp';
  /** Whether a resource whose creation failed before any request was sent gets a Delete in the rollback. Guess. */
  readonly neverAsked: 'getsNoDelete' | 'getsDelete';
  /**
   * Whether a rollback begins at once when a resource fails, or after the answers to all requests in progress.
   * Seen: CloudFormation coverage roadmap issue 1730 for "at once".
   */
  readonly siblingsOfFailure: 'cancelled' | 'awaited';
  /**
   * When an update deletes the resources whose creation failed without a rollback: before it creates them again, or in its clean-up.
   * Guess: the User Guide says only that the next operation deletes them.
   */
  readonly failedCreations: 'deletedFirst' | 'deletedInCleanUp';
  /**
   * Whether `RetainExceptOnCreate` keeps a resource whose creation failed without a rollback from the Delete of the next operation.
   * Guess: the Template Reference tells only of the operation that creates the resource.
   */
  readonly retainedFailedCreations: 'retained' | 'deleted';
  /** The status of a nested stack that failed or was cancelled, until its parent rolls back: failed, or still in progress. Guess. */
  readonly failedNestedStack: 'failed' | 'inProgress';
  /** The physical ID of a resource that a continued rollback skips: the current one, or the former one. Guess. */
  readonly skippedId: 'present' | 'former';
  /** The number of `?` for a character beyond U+FFFF in `GetTemplate`: one, or one for each of its two UTF-16 units. Guess. */
  readonly questionMarks: 'onePerCharacter' | 'onePerUnit';
}

/** The alternatives of each switch, the default first. */
export const CLOUDFORMATION_READINGS = {
  lastUpdatedTime: ['staysInRollback', 'movesWithRollback'],
  lastOperations: ['rollbackIsOne', 'rollbackIsNone', 'absent'],
  lastOperationsOrder: ['newestFirst', 'oldestFirst'],
  disableRollbackOfUpdate: ['shown', 'notShown'],
  expressMode: ['asSent', 'resolved', 'asDisableRollback', 'modeOnly', 'withDefaults', 'notShown'],
  rollbackOfNestedStacks: ['shown', 'onlyAtTheTop'],
  replacedInRollback: ['updateAndDelete', 'onlyDelete', 'onlyUpdate'],
  inverseUpdates: ['inOrder', 'inReverse', 'allAtOnce'],
  failedUpdateWithNewId: ['keepsOldId', 'takesNewId'],
  keyOrder: ['doesNotCount', 'counts'],
  removedRows: ['untilDeleted', 'absent'],
  replacedRows: ['newId', 'oldIdUntilCleanUp'],
  neverAsked: ['getsNoDelete', 'getsDelete'],
  siblingsOfFailure: ['cancelled', 'awaited'],
  failedCreations: ['deletedFirst', 'deletedInCleanUp'],
  retainedFailedCreations: ['retained', 'deleted'],
  failedNestedStack: ['failed', 'inProgress'],
  skippedId: ['present', 'former'],
  questionMarks: ['onePerCharacter', 'onePerUnit'],
} as const satisfies { [Switch in keyof CloudFormationReadings]: readonly CloudFormationReadings[Switch][] };

/** All switches with the given ones set, and the others at their defaults. */
export function withDefaultReadings(given: Partial<CloudFormationReadings> = {}): CloudFormationReadings {
  const defaults = Object.fromEntries(Object.entries(CLOUDFORMATION_READINGS).map(([name, [first]]) => [name, first]));
  return { ...defaults, ...given } as unknown as CloudFormationReadings;
}

/** A function that returns the text by which two values are compared. */
export function comparedText({ keyOrder }: CloudFormationReadings): (value: unknown) => string {
  return keyOrder === 'counts' ? (value) => JSON.stringify(value) : canonicalJson;
}

/** Every reading that differs from the default in one switch. */
export function alternativeReadings(): Partial<CloudFormationReadings>[] {
  return Object.entries(CLOUDFORMATION_READINGS).flatMap(([name, [, ...others]]) => others.map((value) => ({ [name]: value })));
}
