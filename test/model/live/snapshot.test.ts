import { isSnapshot, parseSnapshot, SNAPSHOT_FORMAT } from '../../../src/model';
import { attached, FULL_ACCESS, live } from '../organizations';

const GUARD = live.policy('guard', { Version: '2012-10-17', Statement: [] });

/** A snapshot as read from a file. */
function snapshot() {
  const organization = live.organization({
    root: { organizationalUnits: [live.unit('A', 1, { accounts: [live.account('one', 1, { attachedPolicies: [FULL_ACCESS, attached(GUARD)], tags: { a: 'b' } })] })] },
    policies: [GUARD],
    more: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
  });
  return JSON.parse(JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-24T12:00:00.000Z', organization }));
}

test('a snapshot is read as it was written', () => {
  expect(parseSnapshot(snapshot())).toEqual(snapshot());
  expect(isSnapshot(snapshot())).toBe(true);
});

test('a text of a snapshot is no symbol, also if somebody wrote it by hand', () => {
  const named = (name: string) => {
    const given = snapshot();
    given.organization.root.organizationalUnits[0].name = name;
    return parseSnapshot(given).organization.root.organizationalUnits[0].name;
  };
  expect(['${a.b}', '${!a.b}', '${!!a.b}', '${aws:x}'].map(named)).toEqual(['${!a.b}', '${!a.b}', '${!!a.b}', '${aws:x}']);
});

test.each<[string, unknown]>([['a state of a simulator', { format: 1 }], ['a list', []], ['nothing', null]])('%s is not a snapshot', (_, value) => {
  expect(isSnapshot(value)).toBe(false);
});

test.each<[string, (broken: any) => void, RegExp]>([
  ['another version', (broken) => { broken.format = 'cdk-org-snapshot/9'; }, /format must be "cdk-org-snapshot\/1"\. Given: "cdk-org-snapshot\/9"\. Use a file/],
  ['no time', (broken) => { delete broken.takenAt; }, /takenAt must be a text\. Given: nothing/],
  ['no organization', (broken) => { broken.organization = 1; }, /organization must be an object\. Given: 1/],
  ['an account without a name', (broken) => { delete broken.organization.root.organizationalUnits[0].accounts[0].name; },
    /organization\.root\.organizationalUnits\[0\]\.accounts\[0\]\.name must be a text/],
  ['a tag that is a number', (broken) => { broken.organization.root.organizationalUnits[0].accounts[0].tags.a = 3; }, /accounts\[0\]\.tags\["a"\] must be a text\. Given: 3/],
  ['an unknown policy type', (broken) => { broken.organization.policyTypes.push('X'); }, /organization\.policyTypes\[1\] must be a policy type.*Given: "X"/],
  ['an invitation without an account', (broken) => { broken.organization.invitations = [{ id: 'h-1', status: 'INVITED', requestedAt: '2026-11-20', expiresAt: '2026-12-05' }]; },
    /organization\.invitations\[0\] must be an invitation with one of accountId and email/],
  ['an invitation in an unknown state', (broken) => { broken.organization.invitations = [{ id: 'h-1', email: 'a@b.example', status: 'LOST' }]; },
    /invitations\[0\]\.status must be one of INVITED, DECLINED, EXPIRED, CANCELED\. Given: "LOST"/],
  ['an invitation without a date', (broken) => { broken.organization.invitations = [{ id: 'h-1', email: 'a@b.example', status: 'INVITED', requestedAt: 'soon' }]; },
    /invitations\[0\]\.requestedAt must be a time/],
  ...['soon', '2027-02-31T00:00', '2027-13-01'].map((expiresOn): [string, (broken: any) => void, RegExp] => [
    `a request for all features that expires on ${expiresOn}`, (broken) => { broken.organization.allFeaturesRequest = { missing: [], expiresOn }; },
    /allFeaturesRequest\.expiresOn must be a day, such as 2027-02-24/,
  ]),
  ['units that are not a list', (broken) => { broken.organization.root.organizationalUnits = {}; }, /organization\.root\.organizationalUnits must be a list/],
])('a snapshot with %s is refused, and the field is named', (_, damage, message) => {
  const broken = snapshot();
  damage(broken);
  expect(() => parseSnapshot(broken)).toThrow(message);
});
