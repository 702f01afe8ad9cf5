import type { IConstruct } from 'constructs';
import { INVITATION_MARK_LENGTH } from '../../../contract';
import { problem } from '../problem';
import { quota } from '../quota';
import type { Rule } from '../rule';

/** An account is invited by its ID or by its address, and not by both. */
export function invitedPartyProblems(accountId: string | undefined, email: string | undefined): string[] {
  if ((accountId === undefined) !== (email === undefined)) return [];
  return [problem({
    wrong: 'An invited account is named by its ID or by its e-mail address, by exactly one of them',
    given: accountId === undefined ? 'neither accountId nor email' : `accountId: ${accountId}, email: ${email}`,
    remedy: accountId === undefined ? 'Set accountId (twelve digits) or email' : 'Leave one of them out',
  })];
}

/** Source: AWS Organizations API Reference, InviteAccountToOrganization, Notes. */
export function invitationNotesRules(scope: IConstruct): Rule<string>[] {
  const length = quota(scope, 'invitationNotesLength') - INVITATION_MARK_LENGTH;
  return [{
    broken: (notes) => notes.length < 1 || notes.length > length,
    mistake: (given) => ({
      wrong: `The notes of the invitation have ${given.length} characters; the service takes ${length + INVITATION_MARK_LENGTH}, and `
        + `${INVITATION_MARK_LENGTH} of them name the stack that sends it`,
      given: given.slice(0, 60),
      remedy: `Use 1 to ${length} characters`,
    }),
  }];
}
