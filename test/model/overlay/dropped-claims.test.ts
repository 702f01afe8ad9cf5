import { FULL_AWS_ACCESS_DETACHED } from '../../../src/contract';
import { type Organization, reviewOf, reviewOfDeployment } from '../../../src/model';
import { account, attached, FULL_ACCESS, live, organization, owned, policy, unit } from '../organizations';

/** A unit that left the app and came back with the list `one`: its stack still has claims on `two`, `three` and a policy of others. */
const deny = (action: string) => ({ Version: '2012-10-17', Statement: { Effect: 'Deny', Action: action, Resource: '*' } });
const [one, two, three, four] = [
  ['one', 's3:DeleteBucket'], ['two', 'ec2:RunInstances'], ['three', 's3:GetObject'], ['four', 's3:PutObject'],
].map(([name, action]) => policy(name, deny(action)));
const [ONE, TWO, THREE] = [one, two, three].map(({ name, content }) => live.policy(name, content, owned));
const OTHERS = live.policy('others', deny('s3:GetObject'));
const ACTIONS = ['s3:GetObject', 's3:DeleteBucket', 's3:PutObject', 'ec2:RunInstances'];
const ENABLED = { policyTypes: ['SERVICE_CONTROL_POLICY' as const] };
const CLAIMS = `${TWO.id} found:${THREE.id} found:${OTHERS.id}`;

const code = (...policies: (typeof one)[]) => organization({
  root: {
    attachedPolicies: [FULL_ACCESS],
    organizationalUnits: ['Dev', 'Prod'].map((name) => unit(name, {
      attachedPolicies: [FULL_ACCESS, ...(name === 'Prod' ? policies : [three]).map(attached)], accounts: [account(`in-${name}`, { attachedPolicies: [FULL_ACCESS] })],
    })),
  },
  policies: [one, two, three, four],
  more: ENABLED,
});

const snapshot = (claims: string, more: Record<string, string> = {}, fullAccess = [FULL_ACCESS]) => live.organization({
  root: {
    attachedPolicies: [FULL_ACCESS],
    organizationalUnits: ['Dev', 'Prod'].map((name, index) => live.unit(name, index + 1, {
      attachedPolicies: [...fullAccess, ...(name === 'Prod' ? [ONE, TWO, THREE, OTHERS] : [THREE, OTHERS]).map(attached)],
      accounts: [live.account(`in-${name}`, index + 1, { attachedPolicies: [FULL_ACCESS], tags: owned })],
      tags: { ...owned, ...(claims === '' ? {} : { 'cdk-aws-organizations:attached/S': claims }), ...more },
    })),
  },
  policies: [ONE, TWO, THREE, OTHERS],
  more: ENABLED,
});

function announced(base: Organization, head: Organization, inOrganization?: Organization): string[] {
  const judgedIn = inOrganization && { organization: inOrganization, isStale: false };
  const { changes, risks } = reviewOf(base, head, { actions: ACTIONS, judgedIn });
  return risks.map(({ change, level }) => {
    const of = changes[change];
    return `${of.kind} ${'policy' in of ? `${of.policy.name} ` : ''}${'target' in of ? of.target.path : ''} ${level}`;
  });
}

const CHANGE = ['attached four Root/Prod tightens', 'detached one Root/Prod loosens'];

test('without the organization, only the codes count', () => {
  expect(announced(code(one), code(four))).toEqual(CHANGE);
});

test('in the organization, the first Update of a list announces what it drops of the former one, and how dangerous that is', () => {
  // A policy of others denies what `three` denies.
  expect(announced(code(one), code(four), snapshot(CLAIMS))).toEqual([...CHANGE, 'detached three Root/Prod neutral', 'detached two Root/Prod loosens']);
});

test('the review of the live organization announces the same', () => {
  const { changes } = reviewOfDeployment(snapshot(CLAIMS), code(four), code(one), { actions: ACTIONS });
  expect(changes.map((change) => `${change.kind} ${'policy' in change ? change.policy.name : ''}`).sort()).toEqual([
    'attached four', 'detached one', 'detached three', 'detached two', 'policyAdded four',
  ]);
});

test('what the stack created needs no claim', () => {
  expect(announced(code(one), code(four), snapshot(''))).toEqual([...CHANGE, 'detached three Root/Prod neutral', 'detached two Root/Prod loosens']);
});

test('a list that stays as it is drops nothing, unless its resource takes part in the deployment', () => {
  expect(announced(code(one), code(one), snapshot(CLAIMS))).toEqual([]);
  const again = code(one);
  const units = again.root.organizationalUnits.map((each) => ({ ...each, code: { ...each.code!, reconcile: 'again' } }));
  expect(announced(code(one), { ...again, root: { ...again.root, organizationalUnits: units } }, snapshot(CLAIMS))).toEqual(
    ['detached three Root/Prod neutral', 'detached two Root/Prod loosens']);
});

test('a first list drops nothing', () => {
  expect(announced(code(), code(four), snapshot(CLAIMS))).toEqual(['attached four Root/Prod tightens']);
});

test('what another stack lists stays', () => {
  expect(announced(code(one), code(four), snapshot(CLAIMS, { 'cdk-aws-organizations:attached/T': `${TWO.id} found:${THREE.id}` }))).toEqual(CHANGE);
});

test('an allow-list that the stack had before the former code ends with the first Update', () => {
  expect(announced(code(one), code(four), snapshot(FULL_AWS_ACCESS_DETACHED, {}, []))).toContainEqual(expect.stringMatching(/^fullAwsAccessReturned Root\/Prod/));
});
