/** What a report says of a rehearsal of the same change. */
export interface RehearsalSummary {
  readonly succeeded: boolean;
  /** How long the deployment would have taken. */
  readonly virtualSeconds: number;
  /** In their order. */
  readonly writingCalls: readonly RehearsedCall[];
  readonly readingCalls: number;
  /** What failed and why, a sentence each. */
  readonly failures: readonly string[];
  readonly warnings: readonly string[];
}

export interface RehearsedCall {
  /** Such as `MoveAccount`. */
  readonly operation: string;
  /** What it was about. */
  readonly subject: string;
  /** Virtual time since the deployment began. */
  readonly atSeconds: number;
  /** The service's error code, if it refused. */
  readonly refused?: string;
}
