/**
 * Behaviors of accounts that AWS does not document. Each switch lists its readings, the default first.
 * Sources as in SIMULATOR.md: API, guide, model, users, guess.
 */
export const ACCOUNT_READINGS = {
  /**
   * The answer to CloseAccount while the account is PENDING_CLOSURE. The model has both errors and the API Reference says for neither
   * which state it stands for.
   * Source: guess; model (ConflictException and AccountAlreadyClosedException); users (terraform-provider-aws issue 46627: the second one
   * where a former attempt to close the account had timed out).
   */
  closingAnAccountBeingClosed: ['ConflictException', 'AccountAlreadyClosedException', 'success'],

  /**
   * The State that reads show for one to eleven minutes after CloseAccount: the present one; or at random ACTIVE and PENDING_CLOSURE; or
   * also CLOSED as soon as it is closed; or always ACTIVE. CloseAccount itself knows the present one.
   * Source: users (terraform-provider-aws issues 24694, 40894 and 46284, pull requests 46497 and 49794: ACTIVE again after
   * PENDING_CLOSURE, and still after ten minutes, while the console shows a closed account). The last two: guess.
   */
  stateAfterClosing: ['steady', 'activeOrPending', 'anyOfThree', 'staysActive'],

  /**
   * Whether an account that administers a service can be closed. Removing it is refused. AWS does not document closing it.
   * Source: guess; API for RemoveAccountFromOrganization.
   */
  closingADelegatedAdministrator: ['closes', 'refused'],

  /**
   * CreateAccount with an address that an earlier request in progress has: the later request fails when it ends, fails at once, both
   * stay in progress until the first account exists, or the call is refused.
   * Source: guess; API (EMAIL_ALREADY_EXISTS is a FailureReason of a request).
   */
  addressOfARequestInProgress: [
    'failsWhenItEnds', 'failsAtOnce', 'firstToEndWins', 'DuplicateAccountException', 'ConcurrentModificationException',
  ],

  /**
   * When a request fails whose address an account has: when the creation ends, or in the first answer.
   * Source: guess; API ("It is possible that the request fails" after the call has succeeded).
   */
  addressOfAnAccount: ['failsWhenItEnds', 'failsAtOnce'],

  /**
   * Which reads show a new account first, for 8 seconds.
   * Source: guess; guide ("Troubleshooting": eventual consistency, without a bound or an order).
   */
  newAccountIsSeenBy: ['allReads', 'describeFirst', 'listsFirst'],

  /**
   * Whether the tags of CreateAccount are listed as soon as the account, or 20 seconds later.
   * Source: guess; API (Tags are attached "to the newly created account").
   */
  newAccountTags: ['withTheAccount', 'later'],

  /**
   * The State of an account in its first 20 seconds.
   * Source: guess; API (State has PENDING_ACTIVATION since 2025-09-09).
   */
  newAccountState: ['ACTIVE', 'PENDING_ACTIVATION'],

  /**
   * Which of State and Status accounts carry. Status was announced to end on 2026-09-09 and is still modelled.
   * Source: API; guess.
   */
  accountStateFields: ['both', 'stateOnly', 'statusOnly'],

  /**
   * The requests that ListCreateAccountStatus shows: all, oldest first; all, newest first; all but those of the last 8 seconds; or only
   * those of the last 90 days.
   * Source: guess.
   */
  listedCreateAccountRequests: ['oldestFirst', 'newestFirst', 'withoutRecentOnes', 'ofNinetyDays'],

  /**
   * The refusal of a sixth account creation in progress.
   * Source: API (ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED); guess that it may come as a throttle.
   */
  tooManyAccountCreations: ['ConstraintViolationException', 'TooManyRequestsException'],

  /**
   * MoveAccount to where the account is already, from another parent than it has: which of the two is checked first, or whether it
   * succeeds without an effect.
   * Source: API (both errors); order: guess.
   */
  movingToWhereTheAccountIs: ['DuplicateAccountException', 'SourceParentNotFoundException', 'success'],
} as const satisfies Record<string, readonly [string, string, ...string[]]>;
