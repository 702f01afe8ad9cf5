import { POLICY_SET_TAG_KEY } from '../../../src/contract';
import { normalizePolicySets, type Organization, type Policy } from '../../../src/model';
import { account, attached, FULL_ACCESS, organization, policy, unit } from '../organizations';

const deny = (name: string) => ({ Sid: name, Effect: 'Deny', Action: `s3:${name}`, Resource: '*' });
const document = (...names: string[]) => ({ Version: '2012-10-17', Statement: names.map(deny) });
const member = (name: string, id: string, tag: string, ...statements: string[]) => (
  policy(name, document(...statements), { id, tags: { team: id, [POLICY_SET_TAG_KEY]: tag } }));

const [BASE_1, BASE_2] = [member('base-1', 'p-base0001', 'first', 'C', 'A'), member('base-2', 'p-base0002', 'p-base0001', 'B', 'A')];
const EXTRA = member('extra', 'p-extra001', 'first', 'X');
const LOST = member('lost-2', 'p-lost0002', 'p-lost0001', 'L');
const OTHER = policy('Other', document('O'));

const named = (organizations: Organization) => {
  const { root } = organizations;
  const [home] = root.organizationalUnits;
  const [inner] = home.organizationalUnits;
  return [root, root.accounts[0], home, home.accounts[0], inner].map(({ attachedPolicies }) => attachedPolicies.map(({ name }) => name));
};

test('sets become one policy each at the root, in units at all levels and in accounts', () => {
  const on = (...policies: Policy[]) => [FULL_ACCESS, ...policies.map(attached)];
  const before = organization({
    policies: [OTHER, EXTRA, BASE_2, BASE_1, LOST],
    root: {
      attachedPolicies: on(BASE_2, BASE_1, EXTRA),
      accounts: [account('one', { attachedPolicies: on(BASE_1) })],
      organizationalUnits: [unit('Home', {
        attachedPolicies: on(EXTRA, OTHER, BASE_1, BASE_2),
        accounts: [account('two', { attachedPolicies: on(BASE_2, BASE_1) })],
        organizationalUnits: [unit('Inner', { attachedPolicies: on(LOST, BASE_2) })],
      })],
    },
  });
  const after = normalizePolicySets(before);
  expect(named(after)).toEqual([
    ['FullAWSAccess', 'base', 'extra'], ['FullAWSAccess', 'base-1'], ['FullAWSAccess', 'Other', 'base', 'extra'], ['FullAWSAccess', 'base'],
    ['FullAWSAccess', 'base-2', 'lost-2'],
  ]);
  expect(after.root.attachedPolicies[1]).toEqual({ id: 'policy-set/p-base0001', name: 'base', type: 'SERVICE_CONTROL_POLICY', awsManaged: false });
  expect(after.policies.map(({ id, name }) => `${id} ${name}`)).toEqual([
    `${OTHER.id} Other`, 'policy-set/p-base0001 base', 'policy-set/p-extra001 extra', 'p-lost0002 lost-2',
  ]);
  const base = after.policies.find(({ name }) => name === 'base')!;
  expect(base).toEqual({ ...BASE_1, id: 'policy-set/p-base0001', name: 'base', content: expect.any(String) });
  expect((JSON.parse(base.content).Statement as { Sid: string }[]).map(({ Sid }) => Sid)).toEqual(['A', 'B', 'C']);
});

test('an organization without sets stays as it is', () => {
  const value = organization({ policies: [OTHER, LOST], root: { attachedPolicies: [attached(LOST), attached(OTHER)] } });
  const sorted = [OTHER, LOST].map(attached);
  expect(normalizePolicySets(value)).toEqual({ ...value, root: { ...value.root, attachedPolicies: sorted } });
});
