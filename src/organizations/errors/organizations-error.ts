/** The answer was lost or never came: what was asked for may or may not have happened. */
export const NO_ANSWER = 'NoAnswer';

/** Names of operations that AWS Organizations does not have. */
const ACCOUNT_MANAGEMENT_OPERATION = /^(Get|Put|Start|Delete|Enable|Disable|List)(Account(Name|Information)|PrimaryEmail|(Alternate)?Contact|Region)/;

/**
 * A call that AWS Organizations or AWS Account Management refused, or did not answer (`NO_ANSWER`).
 *
 * `code` is the service's error without "Exception"; `reason` is the wire value of its `Reason`, without the suffix that the
 * service sometimes adds after a colon. Source: AWS Organizations API Reference, "Common Errors" and each operation's errors.
 */
export class OrganizationsError extends Error {
  public override readonly name = 'OrganizationsError';

  constructor(
    public readonly operation: string,
    public readonly code: string,
    message: string,
    public readonly reason?: string,
  ) {
    super(message);
  }

  /** The service that was called. */
  public get service(): string {
    return ACCOUNT_MANAGEMENT_OPERATION.test(this.operation) ? 'AWS Account Management' : 'AWS Organizations';
  }

  /** Code and reason as one word, to be read by people. */
  public get label(): string {
    return this.reason ? `${this.code} (${this.reason})` : this.code;
  }
}

export function isOrganizationsError(error: unknown, ...codes: string[]): error is OrganizationsError {
  return error instanceof OrganizationsError && (codes.length === 0 || codes.includes(error.code));
}

/** Whether an operation only reads. Reads can be repeated regardless of the outcome of the previous call. */
export function isRead(operation: string): boolean {
  return /^(Describe|List|Get|SimulateCustomPolicy$|DecodeAuthorizationMessage$)/.test(operation);
}
