/**
 * Behaviours of CloudFormation that are not documented, each with the alternatives that are plausible. The handlers must be right under
 * every one of them. The first alternative of each list in `CLOUDFORMATION_READINGS` is the default. Sources and guesses are in
 * `CLOUDFORMATION.md`.
 */
export interface CloudFormationReadings {
  /**
   * Whether `LastUpdatedTime` moves when a rollback or a clean-up begins.
   * Guess: it is the time when the operation began. Neither reading was found documented or reported.
   */
  readonly lastUpdatedTimeMovesWithRollback: boolean;
  /**
   * How `LastOperations` and the `OperationId` of events tell of a rollback: as an operation of its own, as a part of the operation that
   * failed, or not at all because the fields are absent.
   * Seen: AWS counts a rollback as an operation of its own (awslabs/mcp issue 4280).
   */
  readonly lastOperations: 'rollbackIsOne' | 'rollbackIsNone' | 'absent';
}

/** The alternatives of each switch, the default first. */
export const CLOUDFORMATION_READINGS = {
  lastUpdatedTimeMovesWithRollback: [false, true],
  lastOperations: ['rollbackIsOne', 'rollbackIsNone', 'absent'],
} as const satisfies { [Switch in keyof CloudFormationReadings]: readonly CloudFormationReadings[Switch][] };

/** All switches with the given ones set, and the others at their defaults. */
export function withDefaultReadings(given: Partial<CloudFormationReadings> = {}): CloudFormationReadings {
  const defaults = Object.fromEntries(Object.entries(CLOUDFORMATION_READINGS).map(([name, [first]]) => [name, first]));
  return { ...defaults, ...given } as unknown as CloudFormationReadings;
}

/** Every reading that differs from the default in one switch. */
export function alternativeReadings(): Partial<CloudFormationReadings>[] {
  return Object.entries(CLOUDFORMATION_READINGS).flatMap(([name, [, ...others]]) => others.map((value) => ({ [name]: value })));
}
