/**
 * The prefix of the physical ID of an invited account before it is a member.
 *
 * The physical ID is `invited/<account ID or email address>`, the only data about the account that is available, until the account has
 * joined. From then on it is the account's ID, so that CloudFormation sends an Update to every resource that refers to it.
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

/** The physical ID of a party. Email addresses are not case-sensitive, so that each party has one ID. */
export function invitedId({ AccountId, Email = '' }: InvitedParty): string {
  return INVITED_PREFIX + (AccountId ?? Email.toLowerCase());
}

/** Whether an ID is that of an account that has not joined, which no call of AWS Organizations accepts. */
export function isInvitedId(id: string): boolean {
  return id.startsWith(INVITED_PREFIX);
}
