import type { AccountSettingChange } from '../../../src/model/diff/change';
import { ACCOUNT_SETTING_RULES } from '../../../src/model/risk/rules/account-setting-rules';
import type { RegionLimits } from '../../../src/model/risk/rules/region-limits';
import type { Judged, RiskContext } from '../../../src/model/risk/rules/risk-rules';

const account = { kind: 'account', id: '111122223333', path: 'Root/shop', email: 'shop@example.com' } as const;

function judge(change: object, limits: RegionLimits = []): string {
  const { kind } = change as AccountSettingChange;
  const context: Pick<RiskContext, 'isNew' | 'regionLimits' | 'hasKnownAddress' | 'hasKnownPhone'> = {
    hasKnownAddress: (email) => email.endsWith('@example.com'),
    hasKnownPhone: (id) => id !== account.id,
    isNew: (id) => id === 'new',
    regionLimits: (id, region) => (id === account.id && region === 'eu-south-2' ? limits : 'notInCode'),
  };
  const rules = ACCOUNT_SETTING_RULES as { readonly [kind: string]: (change: never, context: RiskContext) => Judged };
  const { level, reason } = rules[kind]({ account, ...change } as never, context as RiskContext);
  return `${level}: ${reason}`;
}

const OURS = { name: 'Security', title: 'On call', emailAddress: 'security@example.com' };
const THEIRS = { ...OURS, emailAddress: 'security@example.com.elsewhere.example' };
const STRANGER = 'No account and no contact has had an address at this domain, or this public mailbox, before.';
const NEW_PHONE = 'No contact has had this phone number before, which reviews do not show. AWS uses it to verify the owner who has lost access.';
const UNREACHABLE = 'Resources in the Region stay and cost as before, and nobody reaches them until the Region is enabled again.';

test.each<[object, string]>([
  [{ kind: 'alternateContactSet', contactType: 'SECURITY', after: OURS }, 'neutral: AWS writes to the contact from then on.'],
  [{ kind: 'alternateContactSet', contactType: 'SECURITY', after: THEIRS }, `loosens: ${STRANGER} AWS writes to the contact from then on.`],
  [{ kind: 'alternateContactChanged', contactType: 'SECURITY', after: OURS }, 'neutral: AWS writes to the contact from then on.'],
  [{ kind: 'alternateContactChanged', contactType: 'BILLING', after: THEIRS }, `loosens: ${STRANGER} AWS writes to the contact from then on.`],
  [{ kind: 'alternateContactRemoved', contactType: 'SECURITY', outcome: 'stays' }, 'neutral: The contact stays, and the code says nothing about it any more.'],
  [{ kind: 'alternateContactRemoved', contactType: 'SECURITY', outcome: 'deleted' }, 'loosens: AWS writes about security to the address of the root user only.'],
  [{ kind: 'alternateContactRemoved', contactType: 'SECURITY', outcome: 'gone' }, 'loosens: AWS writes about security to the address of the root user only.'],
  [{ kind: 'alternateContactRemoved', contactType: 'BILLING', outcome: 'deleted' }, 'neutral: AWS writes to the address of the root user only.'],
  [{ kind: 'primaryContactChanged', after: OURS }, `loosens: ${NEW_PHONE}`],
  [{ kind: 'primaryContactChanged', after: OURS, members: ['FullName', 'PhoneNumber'] }, `loosens: ${NEW_PHONE}`],
  [{ kind: 'primaryContactChanged', after: OURS, members: ['PhoneNumber'], account: { ...account, id: 'other' } },
    'neutral: The former contact is replaced as a whole. A new phone number has to be verified again.'],
  [{ kind: 'primaryContactChanged', members: ['FullName'] }, 'neutral: The former contact is replaced as a whole.'],
  [{ kind: 'regionDisabled', region: 'eu-south-2' }, `destroys: ${UNREACHABLE}`],
  [{ kind: 'regionDisabled', region: 'eu-south-2', isNow: 'unknown' }, `destroys: If the Region is enabled now: ${UNREACHABLE}`],
  [{ kind: 'regionDisabled', region: 'eu-south-2', account: { ...account, id: 'new' } }, 'neutral: A new account has no opt-in Region enabled.'],
  [{ kind: 'accountSettingReleased' }, 'neutral: An account always has a primary contact.'],
  [{ kind: 'accountSettingReleased', region: 'eu-south-2' }, 'neutral: The Region stays enabled or disabled as it is.'],
])('%j is judged as: %s', (change, expected) => {
  expect(judge(change)).toBe(expected);
});

test.each<[RegionLimits, string]>([
  ['managementAccount', 'Service control policies do not reach the management account.'],
  ['notInCode', 'Whether a service control policy denies that is not in the code.'],
  [[], 'No service control policy denies actions there by the Region.'],
  [['one', 'two'], 'These service control policies deny actions there: one, two.'],
])('a Region that is enabled while its limits are %j loosens', (limits, sentence) => {
  expect(judge({ kind: 'regionEnabled', region: 'eu-south-2' }, limits)).toBe(`loosens: Resources can be created in eu-south-2. ${sentence}`);
});
