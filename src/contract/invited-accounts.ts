/**
 * How an invited account is named before it is a member: by what the code knows of it, since the service tells nothing more.
 *
 * Its resource answers `invited/<account ID or email address>` until the account has joined, and the account's ID from then on, so that
 * CloudFormation sends an Update to every resource that refers to it.
 */
const INVITED_PREFIX = 'invited/';

/** The values of the attribute `Status`: the account is a member, or the state of its last invitation. */
export const INVITED_ACCOUNT_STATUSES = ['JOINED', 'INVITED', 'DECLINED', 'EXPIRED', 'CANCELED'] as const;

export type InvitedAccountStatus = (typeof INVITED_ACCOUNT_STATUSES)[number];

/** The party of an invitation. */
export interface InvitedParty {
  readonly AccountId?: string;
  readonly Email?: string;
}

/** Email addresses are compared without regard to case: one party has one ID. */
export function invitedId({ AccountId, Email = '' }: InvitedParty): string {
  return INVITED_PREFIX + (AccountId ?? Email.toLowerCase());
}

/** Whether an ID stands for an account that has not joined: no call of the service takes it. */
export function isInvitedId(id: string): boolean {
  return id.startsWith(INVITED_PREFIX);
}
