import { parseSnapshot, SNAPSHOT_FORMAT } from '../../../src/model';
import { attached, FULL_ACCESS, live } from '../organizations';

const GUARD = live.policy('guard', { Version: '2012-10-17', Statement: [] }, { team: 'blue' });
const ACCOUNT_ID = live.account('one', 1).id;
const INVITATION = { id: 'h-1', accountId: '222233334444', status: 'INVITED', requestedAt: '2026-11-20T08:00:00.000Z', expiresAt: '2026-12-05T08:00:00.000Z' };

/** A snapshot with each of the fields that one can have, as read from a file. */
function snapshot() {
  const organization = live.organization({
    root: {
      tags: { a: 'b' },
      attachedPolicies: [FULL_ACCESS],
      accounts: [live.account('one', 1, { attachedPolicies: [attached(GUARD)], tags: { a: 'b' } })],
      organizationalUnits: [live.unit('A', 1, { tags: { a: 'b' }, organizationalUnits: [live.unit('B', 2)] })],
    },
    policies: [GUARD],
    more: {
      policyTypes: ['SERVICE_CONTROL_POLICY'],
      trustedServices: ['sso.amazonaws.com'],
      delegatedAdministrators: [{ accountId: ACCOUNT_ID, accountName: 'one', servicePrincipal: 'sso.amazonaws.com' }],
    },
  });
  const more = {
    allFeaturesRequest: { missing: [ACCOUNT_ID], expiresOn: '2027-02-24' },
    invitations: [INVITATION],
    resourcePolicy: { id: 'rp-1', content: '{}', tags: { a: 'b' } },
    accountSettings: [{ accountId: ACCOUNT_ID, settings: { 'SECURITY': { Name: 'a' }, 'BILLING': null, 'REGION:eu-south-2': 'ENABLED', 'REGION:me-south-1': 'DISABLED' } }],
  };
  const stacks = { Org: { Prod: 'ou-root-aaaaaaa1' }, Empty: {} };
  return JSON.parse(JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-24T12:00:00.000Z', organization: { ...organization, ...more }, stacks }));
}

/** Sets the value at a path, such as `root.accounts.0.name`; undefined removes it. */
function damaged(path: string, value: unknown) {
  const broken = snapshot();
  const keys = path.split('.');
  const holder = keys.slice(0, -1).reduce((each, key) => each[key], broken);
  if (value === undefined) delete holder[keys.at(-1)!];
  else holder[keys.at(-1)!] = value;
  return broken;
}

/** The path as messages write it: `organization.root.accounts[0].name`. */
const written = (path: string) => path.replace(/\.(\d+)/g, '[$1]');

const TARGET = ['id', 'tags', 'attachedPolicies'];
const PARENT = [...TARGET, 'accounts', 'organizationalUnits'];
const REQUIRED: readonly (readonly [place: string, fields: readonly string[]])[] = [
  ['organization', ['id', 'managementAccountId', 'featureSet', 'root', 'policies', 'policyTypes', 'trustedServices', 'delegatedAdministrators']],
  ['organization.root', PARENT],
  ['organization.root.attachedPolicies.0', ['id', 'name', 'type', 'awsManaged']],
  ['organization.root.accounts.0', [...TARGET, 'name', 'email', 'state']],
  ['organization.root.organizationalUnits.0', [...PARENT, 'name']],
  ['organization.root.organizationalUnits.0.organizationalUnits.0', [...PARENT, 'name']],
  ['organization.policies.0', ['id', 'name', 'type', 'description', 'content', 'tags']],
  ['organization.delegatedAdministrators.0', ['accountId', 'accountName', 'servicePrincipal']],
  ['organization.allFeaturesRequest', ['missing', 'expiresOn']],
  ['organization.invitations.0', ['id', 'status', 'requestedAt', 'expiresAt']],
  ['organization.resourcePolicy', ['id', 'content', 'tags']],
  ['organization.accountSettings.0', ['accountId', 'settings']],
];

describe.each(REQUIRED)('%s', (place, fields) => {
  test.each(fields)('has to contain %s', (field) => {
    const path = `${place}.${field}`;
    const message = `The snapshot is not valid: ${written(path)} must be `;
    expect(() => parseSnapshot(damaged(path, undefined))).toThrow(message);
    expect(() => parseSnapshot(damaged(path, 7))).toThrow(message);
  });

  test('has to be an object', () => {
    for (const value of [null, []]) expect(() => parseSnapshot(damaged(place, value))).toThrow(`${written(place)} must be an object. Given: ${JSON.stringify(value)}.`);
  });
});

test('a snapshot with all fields is read as it was written, and all that may be absent may be', () => {
  expect(parseSnapshot(snapshot())).toEqual(snapshot());
  for (const path of ['organization.allFeaturesRequest', 'organization.invitations', 'organization.resourcePolicy', 'organization.accountSettings', 'stacks']) {
    expect(parseSnapshot(damaged(path, undefined))).toEqual(damaged(path, undefined));
  }
});

test.each<[string, unknown, string]>([
  ['organization.policyTypes.0', ['TAG_POLICY'], 'a policy type, such as SERVICE_CONTROL_POLICY'],
  ['organization.trustedServices.0', 5, 'a text'],
  ['organization.root.attachedPolicies.0.awsManaged', 'true', 'true or false'],
  ['organization.root.accounts.0.attachedPolicies.0.type', 'X', 'a policy type, such as SERVICE_CONTROL_POLICY'],
  ['organization.allFeaturesRequest.missing.0', 5, 'a text'],
  ['organization.allFeaturesRequest.expiresOn', '2027-02-244', 'a day, such as 2027-02-24'],
  ['organization.allFeaturesRequest.expiresOn', ' 2027-02-24', 'a day, such as 2027-02-24'],
  ['organization.allFeaturesRequest.expiresOn', '2027-2-24', 'a day, such as 2027-02-24'],
  ['organization.allFeaturesRequest.expiresOn', '2027-13-01', 'a day, such as 2027-02-24'],
  ['organization.allFeaturesRequest.expiresOn', ['2027-02-24'], 'a day, such as 2027-02-24'],
  ['organization.invitations.0.status', 'JOINED', 'one of INVITED, DECLINED, EXPIRED, CANCELED'],
  ['organization.invitations.0.requestedAt', ['2026-11-20'], 'a time, such as 2026-11-24T12:00:00.000Z'],
  ['organization.invitations.0.expiresAt', 'soon', 'a time, such as 2026-11-24T12:00:00.000Z'],
  ['organization.invitations.0.accountId', 5, 'a text'],
  ['organization.invitations.0.email', 5, 'a text'],
  ['organization.accountSettings.0.settings.BILLING', 'OPT_IN', 'a contact, null, "ENABLED" or "DISABLED"'],
  ['organization.accountSettings.0.settings.BILLING', [], 'a contact, null, "ENABLED" or "DISABLED"'],
])('%s cannot be %j', (path, value, expected) => {
  const shown = path.startsWith('organization.accountSettings') ? 'organization.accountSettings[0].settings["BILLING"]' : written(path);
  expect(() => parseSnapshot(damaged(path, value))).toThrow(`The snapshot is not valid: ${shown} must be ${expected}. Given: ${JSON.stringify(value)}.`);
});

test('an invitation names one of account and email address', () => {
  const wanted = 'organization.invitations[0] must be an invitation with one of accountId and email. Given: {"id":"h-1"';
  expect(() => parseSnapshot(damaged('organization.invitations.0.email', 'shop@example.com'))).toThrow(wanted);
  expect(() => parseSnapshot(damaged('organization.invitations.0.accountId', undefined))).toThrow(wanted);
  const { accountId: _, ...rest } = INVITATION;
  const byEmail = damaged('organization.invitations.0', { ...rest, email: 'shop@example.com' });
  expect(parseSnapshot(byEmail)).toEqual(byEmail);
});

test.each(['2026-11-20', '2026-11-20T08:00:00Z'])('an invitation may have the time %s', (time) => {
  expect(parseSnapshot(damaged('organization.invitations.0.requestedAt', time)).organization.invitations).toMatchObject([{ requestedAt: time }]);
});

test.each<[unknown, string]>([
  [[], 'stacks must be an object. Given: [].'],
  [{ Org: [] }, 'stacks["Org"] must be an object. Given: [].'],
  [{ Org: { Prod: 5 } }, 'stacks["Org"]["Prod"] must be a text. Given: 5.'],
])('stacks cannot be %j', (stacks, message) => {
  expect(() => parseSnapshot(damaged('stacks', stacks))).toThrow(message);
});

test('the root, units and accounts each have an ID of their own', () => {
  const message = (path: string, id: string) => {
    expect(() => parseSnapshot(damaged(path, id))).toThrow(
      `organization must be a tree in which the root, units and accounts each have an ID of their own. Given: "${id}".`);
  };
  message('organization.root.accounts.0.id', 'ou-root-aaaaaaa1');
  message('organization.root.organizationalUnits.0.organizationalUnits.0.id', 'r-root');
});

test('a long value is shortened in the message', () => {
  expect(() => parseSnapshot(damaged('format', 'x'.repeat(200)))).toThrow(`format must be "${SNAPSHOT_FORMAT}". Given: "${'x'.repeat(99)}. Use a file`);
});

test.each([null, [], 'text'])('%j instead of a snapshot is refused', (value) => {
  expect(() => parseSnapshot(value)).toThrow(`the snapshot must be an object. Given: ${JSON.stringify(value)}.`);
});
