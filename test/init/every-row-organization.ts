/** An organization whose app has every kind of row, two of each, and names that are hard to write. */
import {
  ALLOW_SOME, attachment, DENY_ALL, DENY_LEAVING, liveOrganization, member, policyWith, unitWith,
} from './live-organization';
import type { Organization, OrganizationalUnit } from '../../src/model';
import { FULL_ACCESS } from '../model/organizations';

const stay = policyWith(1, 'Stay', [DENY_LEAVING], { description: "Members' \"accounts\" stay", tags: { team: 'red', constructor: 'x' } });
const [allowing, alsoAllowing] = [2, 3].map((digit) => policyWith(digit, `Allowing ${digit}`, [ALLOW_SOME]));
const denyAll = policyWith(4, 'Deny all', [DENY_ALL], { tags: { team: 'blue' } });
const tagPolicy = policyWith(5, 'Teams', [], { type: 'TAG_POLICY', content: '{"tags":{"team":{"tag_key":{"@@assign":"team"}}}}' });
const LEAVING = { Sid: 'DenyLeavingOrganization', Effect: 'Deny', Action: ['organizations:AcceptHandshake', 'organizations:LeaveOrganization'], Resource: '*' };
const REGION_CHANGES = {
  Sid: 'DenyRegionChanges',
  Effect: 'Deny',
  Action: ['account:DisableRegion', 'account:EnableRegion'],
  Resource: '*',
  Condition: { ArnNotLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/platform/*'] } },
};
/** Guardrails of the catalogue, and a statement after them. */
const guarded = policyWith(6, 'Guarded', [LEAVING, REGION_CHANGES, { ...DENY_LEAVING, Condition: { StringNotEquals: { 'aws:PrincipalTag/x': ['y', 'z'] } } }]);
const CONTACT = { Name: 'Security', Title: 'On call', EmailAddress: 'security@example.com', PhoneNumber: '+49 30 1234567' };
const PRIMARY_CONTACT = {
  FullName: 'Ada',
  AddressLine1: 'Street 1',
  City: 'Berlin',
  PostalCode: '10115',
  StateOrRegion: 'Berlin',
  CountryCode: 'DE',
  PhoneNumber: '+49 30 1234567',
  CompanyName: 'A & B',
};
const OWNED = { 'cdk-aws-organizations:owner': 'Other@eu-west-1' };

const deep = [4, 3, 2, 1].reduce<readonly OrganizationalUnit[]>((below, level) => [
  unitWith(level, 'Same', { organizationalUnits: [...below], accounts: [member(level, 'same')], tags: level % 2 === 0 ? {} : { level: `${level}` } }),
], []);

export const EVERY_ROW: Organization = {
  ...liveOrganization({
    tags: { stage: 'all' },
    attachedPolicies: [FULL_ACCESS, ...[stay, guarded, tagPolicy].map(attachment)],
    accounts: [member(10, "o'Brien \"x\" ${y}", { tags: { owner: 'x', ['__proto__']: 'y' } }), member(11, 'back\\slash')],
    organizationalUnits: [
      ...deep,
      ...[20, 21].map((digit) => unitWith(digit, `Café 🚀 ${digit}`, { attachedPolicies: [attachment(allowing), attachment(alsoAllowing)] })),
      ...[30, 31].map((digit) => unitWith(digit, `Locked\u2028 ${digit}`, { attachedPolicies: [FULL_ACCESS, attachment(denyAll)] })),
      ...[40, 41].map((digit) => unitWith(digit, `Theirs ${digit}`, { tags: OWNED, accounts: [member(digit, `ours-${digit}`)] })),
    ],
  }, {
    policies: [stay, allowing, alsoAllowing, denyAll, tagPolicy, guarded],
    policyTypes: ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'],
    trustedServices: ['account.amazonaws.com', 'config.amazonaws.com', 'tagpolicies.tag.amazonaws.com'],
    delegatedAdministrators: ['config.amazonaws.com', 'account.amazonaws.com'].map((servicePrincipal, index) => (
      { accountId: member(index + 1, '').id, accountName: 'same', servicePrincipal }
    )),
  }),
  accountSettings: [
    { accountId: member(1, '').id, settings: { 'SECURITY': CONTACT, 'PRIMARY': PRIMARY_CONTACT, 'REGION:eu-south-2': 'ENABLED' } },
    { accountId: member(2, '').id, settings: { BILLING: CONTACT, OPERATIONS: CONTACT } },
  ],
};
