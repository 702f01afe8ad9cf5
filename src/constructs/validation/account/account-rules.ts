import type { IConstruct } from 'constructs';
import { ACCOUNT_NAME_PATTERN, EMAIL_PATTERN, ROLE_NAME_PATTERN } from '../../../contract';
import { quota } from '../quota';
import type { Rule } from '../rule';

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
        wrong: `The e-mail address has ${given.length} characters`, given, remedy: `Use an address of ${minimum} to ${maximum} characters`,
      }),
    },
    {
      broken: (email) => !EMAIL_PATTERN.test(email),
      mistake: (given) => ({
        wrong: 'The e-mail address of the account is not valid',
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
      wrong: 'The name of the role in the new account is reserved for roles that AWS services make',
      given,
      remedy: 'Choose a name that does not start with AWSServiceRoleFor',
    }),
  },
];
