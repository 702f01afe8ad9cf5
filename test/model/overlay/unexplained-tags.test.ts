import { reviewOfDeployment, reviewOfDrift, type Tags, unexplainedTags } from '../../../src/model';
import { attached, live, organization, owned, policy, unit } from '../organizations';

const guard = policy('guard', { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' } });
const GUARD = live.policy('guard', guard.content, owned);
const FOREIGN = live.policy('foreign', guard.content, {});
const code = organization({ root: { organizationalUnits: [unit('Prod', { attachedPolicies: [attached(guard)] })] }, policies: [guard] });

/** A deployed organization, with these tags on the unit and on a policy of others. */
function found(onUnit: Tags = {}, onPolicy: Tags = {}, onRoot: Tags = {}) {
  return live.organization({
    root: {
      tags: onRoot,
      organizationalUnits: [live.unit('Prod', 1, { tags: { ...owned, ...onUnit }, attachedPolicies: [attached(GUARD), attached(FOREIGN)] })],
    },
    policies: [GUARD, { ...FOREIGN, tags: onPolicy }],
    more: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
  });
}

const PREFIX = 'cdk-aws-organizations:';
const messages = (...tags: Parameters<typeof found>) => unexplainedTags(code, found(...tags)).map(({ message }) => message);

test('tags that the handlers write are explained', () => {
  expect(messages()).toEqual([]);
  expect(messages({ [`${PREFIX}attached/S`]: `${GUARD.id} without-FullAWSAccess`, [`${PREFIX}retained/S`]: GUARD.id, [`${PREFIX}was:team`]: 'red', [`${PREFIX}retained`]: 'true' })).toEqual([]);
  expect(messages({ 'team': 'blue', 'cdk-aws-organization:x': 'not reserved' })).toEqual([]);
  expect(messages({}, {}, { [`${PREFIX}root-tags/S`]: 'S', [`${PREFIX}was:team`]: 'red' })).toEqual([]);
  for (const suffix of ['/adopted', '/found', '/adopted/found', '/adopted/r-ab12/1700000000000', '/found/ou-ab12-abcdefgh/1700000000000', '/adopted/ou-ab12-abcdefgh']) {
    expect(messages({ [`${PREFIX}owner`]: `S${suffix}` })).toEqual([]);
  }
});

test.each([
  ['a note about a policy that the code does not attach', { [`${PREFIX}attached/S`]: FOREIGN.id },
    `The tag ${PREFIX}attached/S of Root/Prod says "${FOREIGN.id}", and the code neither attaches ${FOREIGN.id} there nor makes it. `
    + 'Find out who wrote it (AWS CloudTrail, TagResource), and remove it.'],
  ['a note about a policy that does not exist', { [`${PREFIX}retained/S@eu-west-1`]: 'p-0123456789 without-FullAWSAccess' }, 'neither attaches p-0123456789 there'],
  ['a list without a policy', { [`${PREFIX}attached/S`]: '' }, 'no stack writes an empty list of policies'],
  ['a key that no version writes', { [`${PREFIX}admin`]: 'true' }, 'no version of this library writes this key'],
  ['an owner tag in another form', { [`${PREFIX}owner`]: 'S/adopted/p-0123456789/1' }, 'no stack writes an owner like this'],
  ['a mark for the root on another resource', { [`${PREFIX}root-tags/S`]: 'S' }, 'and is on the root'],
  ['an administrator that is not registered', { [`${PREFIX}delegated/guardduty.amazonaws.com`]: 'S/shared' }, 'there is no such registration'],
])('%s is a finding', (_, tags, message) => {
  const [first, ...more] = messages(tags);
  expect(first).toContain(message);
  expect(more).toEqual([]);
});

test('a former tag on a resource without an owner is a finding', () => {
  expect(messages({}, { [`${PREFIX}was:team`]: 'red' })).toEqual([expect.stringContaining('of the policy foreign says "red", and no stack owns what it is on')]);
});

test('a stack that is not in the code is one finding, even if several tags name it', () => {
  expect(unexplainedTags(code, found({ [`${PREFIX}attached/Evil@eu-west-1`]: FOREIGN.id }, { [`${PREFIX}owner`]: 'Evil@eu-west-1/adopted' }))).toEqual([{
    kind: 'otherStack',
    subject: 'Evil@eu-west-1',
    key: `${PREFIX}attached/Evil@eu-west-1`,
    value: FOREIGN.id,
    message: 'The stack Evil@eu-west-1 is not in the code, and tags of this library name it (on Root/Prod, the policy foreign). Remove them if no other app deploys this stack.',
  }]);
});

test('drift and the comparison with a live organization contain the findings, if there are any', () => {
  const forged = found({ [`${PREFIX}attached/S`]: FOREIGN.id });
  for (const review of [reviewOfDrift(code, forged), reviewOfDeployment(forged, code), reviewOfDeployment(forged, code, code)]) {
    expect(review.unexplainedTags?.map(({ kind, key }) => [kind, key])).toEqual([['note', `${PREFIX}attached/S`]]);
  }
  for (const review of [reviewOfDrift(code, found()), reviewOfDeployment(found(), code)]) expect(review).not.toHaveProperty('unexplainedTags');
});

test('the comparison with a live organization does not report the detachment of a policy that only a forged note names', () => {
  const forged = found({ [`${PREFIX}attached/S`]: FOREIGN.id });
  expect(reviewOfDeployment(forged, code, code).changes).toEqual([]);
  // Without the former code, the note may be a leftover of it.
  expect(reviewOfDeployment(forged, code).changes.map(({ kind }) => kind)).toEqual(['detached']);
});
