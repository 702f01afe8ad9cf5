import { drift, reviewOfDeployment } from '../../../src/model';
import { account, attached, FULL_ACCESS, inCode, live, organization, owned, policy, unit } from '../organizations';

const text = (action: string) => ({ Version: '2012-10-17', Statement: { Effect: 'Deny', Action: action, Resource: '*' } });
const [one, two, three] = ['one', 'two', 'three'].map((name) => policy(name, text(`s3:${name}`)));
const [ONE, TWO, THREE] = [one, two, three].map(({ name, content }) => live.policy(name, content, { 'cdk-aws-organizations:owner': 'S/adopted' }));

const code = (...policies: (typeof one)[]) => organization({
  root: { organizationalUnits: [unit('Prod', { attachedPolicies: policies.map((each) => attached(each)) })] }, policies: [one, two, three],
});

/** All three are attached. The stack found `one` and `two` and attached `three`. */
const found = (note: string) => live.organization({
  root: { organizationalUnits: [live.unit('Prod', 1, { tags: { ...owned, 'cdk-aws-organizations:attached/S': note }, attachedPolicies: [ONE, TWO, THREE].map((each) => attached(each)) })] },
  policies: [ONE, TWO, THREE],
  more: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
});

function detachedBy(head: ReturnType<typeof code>, note: string, base?: ReturnType<typeof code>): string[] {
  const { changes } = reviewOfDeployment(found(note), head, base, { actions: [] });
  return changes.flatMap((change) => (change.kind === 'detached' ? [change.policy.name] : []));
}

test('what the stack has found is detached when it is removed from the app, like what it attached, and what others list stays', () => {
  const note = `${THREE.id} found:${ONE.id} found:${TWO.id}`;
  expect(detachedBy(code(two), note)).toEqual(['one', 'three']);
  expect(detachedBy(code(), note)).toEqual(['one', 'three', 'two']);
});

test('what the deployed code lists is detached although no note names it, and what it does not list stays', () => {
  expect(detachedBy(code(two), 'found:p-0000000000', code(one, two))).toEqual(['one']);
  expect(detachedBy(code(two), 'found:p-0000000000')).toEqual([]);
});

test('a unit whose row is removed from the app keeps its policies while an account is in it', () => {
  const adopted = (attachedPolicies: (typeof one)[]) => unit('Prod', { attachedPolicies: attachedPolicies.map(attached), code: inCode('Prod', { adopt: true }) });
  const base = organization({ root: { organizationalUnits: [adopted([one, two])] }, policies: [one, two] });
  const tags = { 'cdk-aws-organizations:owner': 'S/adopted', 'cdk-aws-organizations:attached/S': `${TWO.id} found:${ONE.id}` };
  const present = (accounts: ReturnType<typeof live.account>[]) => live.organization({
    root: { organizationalUnits: [live.unit('Prod', 1, { tags, accounts, attachedPolicies: [ONE, TWO].map(attached) })] },
    policies: [ONE, TWO],
    more: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
  });
  const head = organization({ policies: [one, two] });
  const detached = (here: ReturnType<typeof present>) => reviewOfDeployment(here, head, base, { actions: [] }).changes
    .flatMap((change) => (change.kind === 'detached' ? [change.policy.name] : []));
  expect(detached(present([live.account('shop', 1)]))).toEqual([]);
  expect(detached(present([]))).toEqual(['two']);
});

test('a target without policies in the deployed code keeps all of them in the deployment that lists some, which creates the resource', () => {
  const note = `${ONE.id} ${THREE.id} found:${TWO.id}`;
  expect(detachedBy(code(two), note, code())).toEqual([]);
  expect(detachedBy(code(), note, code())).toEqual([]);
});

describe('a unit that lacks FullAWSAccess', () => {
  const without = (...notes: [owner: string, note: string][]) => live.organization({
    root: {
      organizationalUnits: [live.unit('Prod', 1, {
        tags: { ...owned, ...Object.fromEntries(notes.map(([owner, note]) => [`cdk-aws-organizations:attached/${owner}`, note])) },
        attachedPolicies: [ONE, TWO].map((each) => attached(each)),
      })],
    },
    policies: [ONE, TWO, THREE],
    more: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
  });
  const withFull = organization({
    root: { organizationalUnits: [unit('Prod', { attachedPolicies: [FULL_ACCESS, attached(one), attached(two)] })] }, policies: [one, two, three],
  });
  const detaching = code(one, two);
  const base = { ...detaching, code: { ...detaching.code!, withoutFullAwsAccess: [detaching.root.organizationalUnits[0].id] } };
  const attaches = (present: ReturnType<typeof without>) => reviewOfDeployment(present, withFull, base, { actions: [] }).changes
    .some(({ kind }) => kind === 'fullAwsAccessReturned');

  test('gets it when its allow-list leaves the app, unless another stack still wants one', () => {
    const ours = ['S', 'without-FullAWSAccess'] as [string, string];
    expect(attaches(without(ours))).toBe(true);
    expect(attaches(without(ours, ['Other@eu-west-1', 'found:without-FullAWSAccess']))).toBe(false);
  });

  test('gets it in the first Update after it came back into the app without its allow-list', () => {
    const listed = (...policies: (typeof one)[]) => organization({
      root: { organizationalUnits: [unit('Prod', { attachedPolicies: [FULL_ACCESS, ...policies.map(attached)] })] }, policies: [one, two],
    });
    const present = without(['S', `${ONE.id} without-FullAWSAccess`]);
    const returned = (former: ReturnType<typeof listed>) => reviewOfDeployment(present, listed(one, two), former, { actions: [] }).changes
      .some(({ kind }) => kind === 'fullAwsAccessReturned');
    expect(returned(listed(two))).toBe(true);
    expect(returned(listed())).toBe(false);
  });

  test('has no drift if it lacked it before the app listed its policies', () => {
    const lacks = (note: string) => drift(withFull, without(['S', note])).length;
    expect([lacks(`found:${ONE.id}`), lacks(`found:${ONE.id} found:without-FullAWSAccess`)]).toEqual([1, 0]);
  });

  test('has drift only if the app created it, where the app lists none of its policies', () => {
    const listing = (adopt: boolean) => organization({
      root: { organizationalUnits: [unit('Prod', { attachedPolicies: [FULL_ACCESS], code: inCode('Prod', { adopt }) })] }, policies: [one, two, three],
    });
    expect([false, true].map((adopt) => drift(listing(adopt), without()).map(({ kind }) => kind))).toEqual([['fullAwsAccessDetached'], []]);
  });
});

test('what the stack has found on a unit that the code only names is detached when the code no longer names it', () => {
  const note = `found:${ONE.id} found:${TWO.id}`;
  const named = found(note);
  const [prod] = named.root.organizationalUnits;
  const ofOthers = { ...named, root: { ...named.root, organizationalUnits: [{ ...prod, tags: { 'cdk-aws-organizations:attached/S': note } }] } };
  const head = organization({ policies: [one, two, three] });
  const { changes } = reviewOfDeployment(ofOthers, head, undefined, { actions: [] });
  expect(changes.flatMap((change) => (change.kind === 'detached' ? [change.policy.name] : []))).toEqual(['one', 'two']);
});

test('a registration that was there before stays with an account whose row is removed from the app, and goes if the row stays', () => {
  const [service, other] = ['guardduty.amazonaws.com', 'config.amazonaws.com'];
  const registered = (accountId: string) => [service, other].map((servicePrincipal) => ({ accountId, accountName: 'Audit', servicePrincipal }));
  const audit = account('Audit', { code: inCode('Audit', { adopt: true }) });
  const base = organization({ root: { accounts: [audit] }, more: { delegatedAdministrators: registered(audit.id) } });
  const tags = { ...owned, 'cdk-aws-organizations:delegated/guardduty.amazonaws.com': 'S/shared' };
  const here = live.account('Audit', 1, { tags });
  const present = live.organization({ root: { accounts: [here] }, more: { delegatedAdministrators: registered(here.id) } });
  const deregistered = (head: ReturnType<typeof organization>) => reviewOfDeployment(present, head, base, { actions: [] }).changes
    .flatMap((change) => (change.kind === 'delegatedAdministratorDeregistered' ? [change.servicePrincipal] : []));
  expect(deregistered(organization())).toEqual([other]);
  expect(deregistered(organization({ root: { accounts: [audit] } }))).toEqual([other, service]);
});
