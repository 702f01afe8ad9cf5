/** Mistakes in the data files of a written app, and the messages that name them. */
import { attachment, DENY_LEAVING, liveOrganization, member, policyWith, unitWith } from './live-organization';
import type { Organization } from '../../src/model';

const stay = policyWith(1, 'stay', [DENY_LEAVING]);
/** Two of everything. */
export const ORGANIZATION: Organization = {
  ...liveOrganization({
    organizationalUnits: [1, 2].map((digit) => unitWith(digit, `unit-${digit}`, { attachedPolicies: [attachment(stay)], accounts: [member(digit, `account-${digit}`)] })),
  }, { policies: [stay, policyWith(2, 'other', [DENY_LEAVING])], trustedServices: ['account.amazonaws.com'] }),
  accountSettings: [1, 2].map((digit) => ({ accountId: member(digit, '').id, settings: { 'REGION:eu-south-2': 'ENABLED' } as const })),
};
export const [ACCOUNTS, UNITS, POLICIES, SERVICES, SETTINGS] = ['accounts', 'organizational-units', 'policies', 'services', 'account-settings'].map((name) => `data/${name}.json`);
const ACCOUNT_MEMBERS = 'id, name, email, adopt, unit, tags, policies, isAllowList, lockOut, administers';
const ROW_1 = '{"id": "200000000001", "adopt": true, "name": "account-1"';

/** A change of one file, and the beginning of the message. */
export const MISTAKES: readonly (readonly [title: string, file: string, from: string, to: string, message: string])[] = [
  ['an unknown member of an account', ACCOUNTS, '"name": "account-1"', '"nmae": "account-1"', `This member is unknown (given: "nmae"). Use one of these: ${ACCOUNT_MEMBERS}. Row: {"id": "200000000001", "adopt": true, "nmae":`],
  ['a missing email address', ACCOUNTS, ', "email": "member-1@example.com"', '', `The member "email" is missing. Add it. Row: ${ROW_1}`],
  ['adopt as a string', ACCOUNTS, '"adopt": true', '"adopt": "no"', 'The member "adopt" is not true (given: "no"). Correct it. Row: {"id": "200000000001"'],
  ['policies of an account as a string', ACCOUNTS, '"adopt": true', '"adopt": true, "policies": "stay"', 'The member "policies" is not a list of strings (given: "stay"). Correct it.'],
  ['a tag that is a number', ACCOUNTS, '"adopt": true', '"adopt": true, "tags": {"cost": 5}', 'The member "tags" is not an object of strings (given: {"cost": 5}). Correct it.'],
  ['an unknown unit of an account', ACCOUNTS, '"ou-root-00000001"', '"ou-root-0000000x"', `No organizational unit has this ID (given: "ou-root-0000000x"). Use the ID of a row of data/organizational-units.json, which is above the rows below it. Row: ${ROW_1}`],
  ['an unknown policy of an account', ACCOUNTS, '"adopt": true', '"adopt": true, "policies": ["stay", "staj"]', 'No policy has this key (given: "staj"). Use a key of data/policies.json. Row: {"id": "200000000001"'],
  ['two accounts with one ID', ACCOUNTS, '"200000000002"', '"200000000001"', 'Two rows have the same id (given: "200000000001"). Give each row its own. Row: {"id": "200000000001", "adopt": true, "name": "account-2"'],
  ['an unknown member of the file', ACCOUNTS, '"tagsOfAll"', '"tagsOfAl"', 'This member is unknown (given: "tagsOfAl"). Use one of these: accounts, leftOut, tagsOfAll.'],
  ['rows in an object', ACCOUNTS, '"accounts": [', '"accounts": {}, "x": [', 'The member "accounts" is not a list of objects (given: {}). Correct it.'],
  ['an unknown policy of a unit', UNITS, '["stay"]', '["__proto__"]', 'No policy has this key (given: "__proto__"). Use a key of data/policies.json. Row: {"id": "ou-root-00000001"'],
  ['an unknown policy of the root', UNITS, '"root": {}', '"root": {"policies": ["nothing"]}', 'No policy has this key (given: "nothing"). Use a key of data/policies.json. Row: {"policies": ["nothing"]}'],
  ['a unit whose parent comes later', UNITS, '"name": "unit-1"', '"name": "unit-1", "parent": "ou-root-00000002"', 'No organizational unit has this ID (given: "ou-root-00000002"). Use'],
  ['an unknown member of a unit', UNITS, '"name": "unit-2"', '"name": "unit-2", "unit": "ou-root-00000001"', 'This member is unknown (given: "unit"). Use one of these: id, name, adopt, outside, parent, tags,'],
  ['two policies with one key', POLICIES, '"key": "stay"', '"key": "other"', 'Two rows have the same key (given: "other"). Give each row its own. Row: {"key": "other"'],
  ['a policy without a type', POLICIES, '"type": "SERVICE_CONTROL_POLICY", "name": "stay"', '"name": "stay"', 'The member "type" is missing. Add it. Row: {"key": "stay"'],
  ['a service that is no string', SERVICES, '"account.amazonaws.com"', '5', 'The member "trustedServices" is not a list of strings (given: [5]). Correct it.'],
  ['settings of an unknown account', SETTINGS, '"200000000002"', '"200000000009"', 'No account has this ID (given: "200000000009"). Use the ID of a row of data/accounts.json. Row: {"enabledRegions": ["eu-south-2"]}'],
  ['an unknown setting', SETTINGS, '"enabledRegions"', '"enabledRegion"', 'This member is unknown (given: "enabledRegion"). Use one of these: alternateContacts, primaryContact, enabledRegions, disabledRegions.'],
];
