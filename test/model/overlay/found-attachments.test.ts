import { reviewOfDeployment } from '../../../src/model';
import { attached, live, organization, owned, policy, unit } from '../organizations';

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
