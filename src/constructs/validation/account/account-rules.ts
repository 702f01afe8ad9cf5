import type { IConstruct } from 'constructs';
import { ACCOUNT_NAME_PATTERN, EMAIL_PATTERN, isAuthorizationPolicyType, ROLE_NAME_PATTERN, INVITATION_MARK_LENGTH } from '../../../contract';
import { MANAGEMENT_ACCOUNT } from '../app-rules';
import { type Rule, problem, quota } from '../rule';
import { warn } from '../rule-page';

/**
 * Warns of policies attached to the management account that have no effect there.
 * Source: AWS Organizations User Guide, "Service control policies (SCPs)" and "Resource control policies (RCPs)".
 */
export function warnOfManagementAccount(target: IConstruct, policies: readonly { readonly path: string; readonly type: string }[]): void {
  for (const { path, type } of policies.filter((policy) => isAuthorizationPolicyType(policy.type))) {
    warn(target, MANAGEMENT_ACCOUNT.id, problem({
      wrong: `A ${type} has no effect on the management account`,
      given: path,
      remedy: 'Attach it to the root, to an organizational unit or to another account; work as little as possible in the management account',
    }));
  }
}

/** Source: AWS Organizations User Guide, "Closing a member account" and "Removing a member account". */
export function managementAccountProblems(removal: string | undefined): string[] {
  return removal === undefined ? [] : [problem({
    wrong: 'The management account is never moved, closed or removed',
    given: `AccountRemoval.${removal}()`,
    remedy: 'Leave removal out: without its construct, the account stays as it is',
  })];
}

/** Source: AWS Organizations API Reference, CreateAccount. */
export function accountNameRules(scope: IConstruct): Rule<string>[] {
  const length = quota(scope, 'accountNameLength');
  return [
    {
      broken: (name) => name.length < 1 || name.length > length,
      mistake: (given) => ({ wrong: `The account name has ${given.length} characters`, given, remedy: `Use 1 to ${length} characters` }),
    },
    {
      broken: (name) => name.length > 0 && ![...name].every((character) => ACCOUNT_NAME_PATTERN.test(character)),
      mistake: (given) => ({
        wrong: 'The account name holds characters that AWS refuses',
        given,
        remedy: 'Use printable ASCII characters (letters, digits, punctuation and spaces) only',
      }),
    },
  ];
}

/** Source: AWS Organizations API Reference, CreateAccount. */
export function emailRules(scope: IConstruct): Rule<string>[] {
  const minimum = quota(scope, 'emailMinimumLength');
  const maximum = quota(scope, 'emailLength');
  return [
    {
      broken: (email) => email.length < minimum || email.length > maximum,
      mistake: (given) => ({
        wrong: `The email address has ${given.length} characters`, given, remedy: `Use an address of ${minimum} to ${maximum} characters`,
      }),
    },
    {
      broken: (email) => !EMAIL_PATTERN.test(email),
      mistake: (given) => ({
        wrong: 'The email address of the account is not valid',
        given,
        remedy: 'Use an address like aws+name@example.com: ASCII only, one @, no white space and none of " \' ( ) < > [ ] : ; , \\ | % & '
          + 'before it, and a domain with a dot after it',
      }),
    },
  ];
}

/** Source: AWS Organizations API Reference, CreateAccount. */
export const ROLE_NAME_RULES: readonly Rule<string>[] = [
  {
    broken: (name) => !ROLE_NAME_PATTERN.test(name),
    mistake: (given) => ({
      wrong: 'The name of the role in the new account is not valid',
      given,
      remedy: 'Use 1 to 64 letters, digits and characters of _ + = , . @ -',
    }),
  },
  {
    broken: (name) => name.startsWith('AWSServiceRoleFor'),
    mistake: (given) => ({
      wrong: 'The name of the role in the new account is reserved for roles that AWS services create',
      given,
      remedy: 'Choose a name that does not start with AWSServiceRoleFor',
    }),
  },
];

/** Requires either the ID or the email address of an invited account. */
export function invitedPartyProblems(accountId: string | undefined, email: string | undefined): string[] {
  if ((accountId === undefined) !== (email === undefined)) return [];
  return [problem({
    wrong: 'An invited account needs either its ID or its email address',
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
