/** Behavior of Account Management that AWS does not document. Each switch lists its readings, the default first. */
export const ACCOUNT_MANAGEMENT_READINGS = {
  /**
   * The bucket that a call counts against: that of the account that calls, or that of the account which is meant.
   * Source: users (terraform-provider-aws issue 42484: reading 36 accounts in a row is throttled); guide ("per account").
   */
  accountManagementRates: ['perCaller', 'perTarget'],

  /**
   * Changes of a closed account: refused, or made. Reads work.
   * Source: users (steampipe-plugin-aws issue 1309: contacts of suspended accounts can be read); changes: guess.
   */
  changesOfClosedAccounts: ['AccessDeniedException', 'ValidationException', 'success'],

  /**
   * EnableRegion of a Region that is enabled or being enabled, DisableRegion of one that is disabled or being disabled.
   * Source: model (ConflictException names only the opposite change in progress); guess.
   */
  regionThatIsAsAsked: ['success', 'ConflictException'],

  /**
   * More changes of Regions in progress than the quotas allow.
   * Source: guide (6 for an account, 50 for an organization); which error: guess.
   */
  tooManyRegionChanges: ['TooManyRequestsException', 'ConflictException'],

  /**
   * AcceptPrimaryEmailUpdate with another code than that of the mail.
   * Source: model (both errors); guess.
   */
  wrongEmailCode: ['ValidationException', 'ResourceNotFoundException'],

  /**
   * GetPrimaryEmailUpdateStatus when the one-time code has expired: FAILED, still PENDING, or no update.
   * Source: model (no status for it); guess.
   */
  expiredEmailUpdate: ['FAILED', 'PENDING', 'ResourceNotFoundException'],
} as const satisfies Record<string, readonly [string, string, ...string[]]>;
