import { type Review, reviewOf, reviewOfDeployment } from '../../../src/model';
import { attached, live, organization } from '../organizations';

const TAG = 'TAG_POLICY' as const;
const tags = { ...live.policy('Theirs', { tags: {} }), type: TAG };
const leaves = { owners: ['S'], guardedActions: ['DisablePolicyType'], withoutFullAwsAccess: [], disabledOnRemoval: [{ policyType: TAG, owner: 'S' }] } as const;
const allowed = { ...leaves, disabledOnRemoval: [] };
const former = organization({ more: { policyTypes: [TAG], code: leaves } });
const head = (code: object = allowed) => organization({ more: { code: { ...allowed, ...code } } });

const seen = ({ changes, risks, obstacles }: Review) => ({
  changes: changes.flatMap((change) => (change.kind === 'policyTypeRemoved' ? [`${change.policyType} ${change.outcome}`] : [])),
  worst: risks[0]?.level,
  obstacles: obstacles.map(({ kind, message }) => `${kind}: ${message}`),
});

const inUse = live.organization({
  root: { attachedPolicies: [attached(tags)], organizationalUnits: [live.unit('Dev', 1, { attachedPolicies: [attached(tags)] })] },
  policies: [tags],
  more: { policyTypes: [TAG] },
});
const unused = live.organization({ policies: [tags], more: { policyTypes: [TAG] } });

test('code that removes a type with disableOnRemoval disables it, which has the level destroys', () => {
  expect(seen(reviewOf(former, head()))).toEqual({ changes: ['TAG_POLICY ends'], worst: 'destroys', obstacles: [] });
});

test('code that removes a type without it, or whose stack is no longer deployed, leaves it enabled', () => {
  const kept = organization({ more: { policyTypes: [TAG], code: allowed } });
  expect(seen(reviewOf(kept, head()))).toEqual({ changes: ['TAG_POLICY stays'], worst: 'neutral', obstacles: [] });
  expect(seen(reviewOf(former, head({ owners: ['Other'] })))).toMatchObject({ changes: ['TAG_POLICY stays'] });
});

test('without the key of the organization the deployment does not disable the type', () => {
  expect(seen(reviewOf(former, head({ guardedActions: [] }))).obstacles).toEqual([
    'removalNotAllowed: The policy type TAG_POLICY is to be disabled, for which the organization in the code gives no right (given: DisablePolicyType). '
    + 'Keep allowPolicyTypeDisabling: true on the Organization until the type is disabled.',
  ]);
});

test('in a live organization the attachments of others are named, and the type stays enabled', () => {
  expect(seen(reviewOfDeployment(inUse, head(), former))).toEqual({
    changes: [],
    worst: undefined,
    obstacles: ['policyTypeInUse: The policy type TAG_POLICY is to be disabled, which would detach policies that the code leaves attached '
      + '(given: Theirs on Root, Theirs on Root/Dev). It stays enabled: detach them first, or keep the type in the code.'],
  });
});

test('in a live organization where nothing is attached the type is disabled', () => {
  expect(seen(reviewOfDeployment(unused, head(), former))).toEqual({ changes: ['TAG_POLICY ends'], worst: 'destroys', obstacles: [] });
});

test('the default policy of service control policies is detached as well and does not count as an attachment', () => {
  const type = 'SERVICE_CONTROL_POLICY' as const;
  const full = { id: 'p-FullAWSAccess', name: 'FullAWSAccess', type, awsManaged: true };
  const found = live.organization({ root: { attachedPolicies: [full] }, more: { policyTypes: [type] } });
  const before = organization({
    root: { attachedPolicies: [full] }, more: { policyTypes: [type], code: { ...leaves, disabledOnRemoval: [{ policyType: type, owner: 'S' }] } },
  });
  expect(seen(reviewOfDeployment(found, head(), before))).toEqual({ changes: ['SERVICE_CONTROL_POLICY ends'], worst: 'destroys', obstacles: [] });
});

test('a Security Hub policy type is an obstacle only without trusted access', () => {
  const enabled = (trustedServices: string[]) => organization({ more: { policyTypes: ['SECURITYHUB_POLICY'], trustedServices } });
  expect(seen(reviewOf(organization(), enabled([]))).obstacles).toEqual([expect.stringContaining('noTrustedAccess: The policy type SECURITYHUB_POLICY is enabled without')]);
  expect(seen(reviewOf(organization(), enabled(['securityhub.amazonaws.com']))).obstacles).toEqual([]);
});

test('trusted access that ends names the policy types that depend on it', () => {
  const base = live.organization({ more: { trustedServices: ['tagpolicies.tag.amazonaws.com'] } });
  const { risks } = reviewOf(base, live.organization());
  expect(risks.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('Policies of the type TAG_POLICY depend on it'));
});
