/** Behaviors of all operations that AWS does not document: order of checks, pages, throttles, stale reads. The default comes first. */
export const PROTOCOL_READINGS = {
  /**
   * Whether a write that conflicts with another one and is wrong as well is refused for the conflict or for what is wrong.
   * Source: guess.
   */
  conflictCheck: ['beforeMeaning', 'afterMeaning'],

  /**
   * Whether permission is checked before the request is, or after it. Only callers other than the management account notice.
   * Source: guess.
   */
  permissionCheck: ['beforeRequest', 'afterRequest'],

  /**
   * How something that exists and that an endpoint does not show yet is refused: as not found, or as AccessDeniedException.
   * Source: users (cloudformation-coverage-roadmap issue 2440, DescribeResourcePolicy right after PutResourcePolicy).
   */
  notVisibleYet: ['notFound', 'AccessDeniedException'],

  /**
   * Which calls share a bucket of the published rates: none; those with equal numbers in one table of the guide; all of an account, at
   * 20 a second and 30 at once, besides their own.
   * Source: guess; guide, "Quotas and service limits".
   */
  rateBuckets: ['onePerOperation', 'onePerTableRow', 'oneMoreForAll'],

  /**
   * Whether a call that is refused by the rates takes a token as well, which punishes callers that ask again at once.
   * Source: guess.
   */
  refusedCalls: ['takeNoToken', 'takeAToken'],

  /**
   * How a call beyond the rates is refused.
   * Source: users (TooManyRequestsException as HTTP 400); other AWS services for the rest.
   */
  throttles: ['TooManyRequestsException', 'TooManyRequestsExceptionWithHttp429', 'ThrottlingException', 'RequestLimitExceeded'],

  /**
   * Which pages of a list are empty and carry a token: some first ones while there is lag, every first one, or every second one.
   * Source: API (says that it happens); how often: guess.
   */
  emptyPages: ['someWithLag', 'everyFirst', 'everySecond'],

  /**
   * How many entries a page has: as many as MaxResults says, 20 without it; or at most three.
   * Source: model (MaxResults is a maximum); default: guess.
   */
  pageSizes: ['asAsked', 'atMostThree'],

  /**
   * Whether a Reason has a suffix behind a colon, such as INVALID_PATTERN:RESOURCE_ID.
   * Source: users (openshift/osdctl issue 204).
   */
  reasons: ['plain', 'withSuffix'],
} as const satisfies Record<string, readonly [string, string, ...string[]]>;
