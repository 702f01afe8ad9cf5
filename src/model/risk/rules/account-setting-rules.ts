import type { Judged, RiskContext } from './risk-rules';
import type { ShownContact } from '../../account-settings/account-settings';
import type { AccountSettingChange } from '../../diff/change';
import { UNKNOWN_ADDRESS } from '../known-addresses';

type Rules = { readonly [Kind in AccountSettingChange['kind']]: (change: Extract<AccountSettingChange, { kind: Kind }>, context: RiskContext) => Judged };

const neutral = (reason: string): Judged => ({ level: 'neutral', reason });

const NO_SECURITY_CONTACT = 'AWS writes about security to the address of the root user only.';
const NEW_PHONE = 'No contact has had this phone number before, which reviews do not show. AWS uses it to verify the owner who has lost access.';
const UNREACHABLE = 'Resources in the Region stay and cost as before, and nobody reaches them until the Region is enabled again.';

/**
 * Risks of contacts and Regions. Source: AWS Account Management Reference Guide, "Update the alternate contacts for your AWS account" and
 * "Enable or disable AWS Regions in your account".
 */
export const ACCOUNT_SETTING_RULES: Rules = {
  alternateContactSet: ({ after }, context) => contactRisk(after, context),
  alternateContactChanged: ({ after }, context) => contactRisk(after, context),
  alternateContactRemoved: ({ contactType, outcome }) => {
    if (outcome === 'stays') return neutral('The contact stays, and the code says nothing about it any more.');
    return contactType === 'SECURITY'
      ? { level: 'loosens', reason: NO_SECURITY_CONTACT } : neutral('AWS writes to the address of the root user only.');
  },
  primaryContactChanged: ({ account, after, members }, context) => {
    if (members !== undefined && !members.includes('PhoneNumber')) return neutral('The former contact is replaced as a whole.');
    const isKnown = after === undefined || context.hasKnownPhone(account.id);
    return isKnown ? neutral('The former contact is replaced as a whole. A new phone number has to be verified again.') : { level: 'loosens', reason: NEW_PHONE };
  },
  regionEnabled: ({ account, region }, context) => ({
    level: 'loosens', reason: `Resources can be created in ${region}. ${limitSentence(account.id, region, context)}`,
  }),
  regionDisabled: ({ account, isNow }, context) => {
    if (context.isNew(account.id)) return neutral('A new account has no opt-in Region enabled.');
    return { level: 'destroys', reason: isNow === undefined ? UNREACHABLE : `If the Region is enabled now: ${UNREACHABLE}` };
  },
  accountSettingReleased: ({ region }) => neutral(region === undefined
    ? 'An account always has a primary contact.' : 'The Region stays enabled or disabled as it is.'),
};

function contactRisk({ emailAddress = '' }: ShownContact, context: RiskContext): Judged {
  return context.hasKnownAddress(emailAddress)
    ? neutral('AWS writes to the contact from then on.') : { level: 'loosens', reason: `${UNKNOWN_ADDRESS} AWS writes to the contact from then on.` };
}

function limitSentence(accountId: string, region: string, context: RiskContext): string {
  const limits = context.regionLimits(accountId, region);
  if (limits === 'managementAccount') return 'Service control policies do not reach the management account.';
  if (limits === 'notInCode') return 'Whether a service control policy denies that is not in the code.';
  return limits.length === 0
    ? 'No service control policy denies actions there by the Region.' : `These service control policies deny actions there: ${limits.join(', ')}.`;
}
