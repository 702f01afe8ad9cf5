import { SERVICE_PRINCIPAL_PATTERN } from '../../../contract';
import type { Rule } from '../rule';

/** Source: AWS Organizations API Reference, EnableAWSServiceAccess. */
export const SERVICE_PRINCIPAL_RULES: readonly Rule<string>[] = [{
  broken: (principal) => !SERVICE_PRINCIPAL_PATTERN.test(principal) || !principal.includes('.'),
  mistake: (given) => ({
    wrong: 'The service principal is not valid',
    given,
    remedy: 'Give it as AWS documents it, as in guardduty.amazonaws.com: at most 128 letters, digits and characters of _ + = , . @ -',
  }),
}];
