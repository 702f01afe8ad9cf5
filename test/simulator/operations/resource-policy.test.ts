import { DENY_LEAVING, Harness, SCP } from '../harness';

const POLICY = { Name: 'A', Description: '', Type: SCP, Content: DENY_LEAVING };

function start(statement: (organization: string) => object) {
  const harness = new Harness();
  harness.organization();
  const { organization, root } = harness.simulator.state();
  harness.call('EnablePolicyType', { RootId: root!.id, PolicyType: SCP });
  harness.call('EnablePolicyType', { RootId: root!.id, PolicyType: 'TAG_POLICY' });
  harness.now += 600_000;
  const member = harness.account('member');
  const own = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${member}:root` }, ...statement(organization!.id) };
  harness.call('PutResourcePolicy', { Content: JSON.stringify({ Version: '2012-10-17', Statement: [own] }) });
  return { harness, member, root: root!.id };
}

test('a delegation with a condition on the policy type holds for policies of this type only', () => {
  const { harness, member } = start(() => ({
    Action: ['organizations:CreatePolicy', 'organizations:UpdatePolicy'], Resource: '*', Condition: { StringEquals: { 'organizations:PolicyType': SCP } },
  }));
  const { Id: PolicyId } = harness.call('CreatePolicy', POLICY, member).Policy.PolicySummary;
  expect(harness.error('CreatePolicy', { ...POLICY, Type: 'TAG_POLICY', Content: '{"tags":{"a":{}}}' }, member)).toBe('AccessDeniedException');
  expect(harness.call('UpdatePolicy', { PolicyId, Name: 'B' }, member).Policy.PolicySummary.Name).toBe('B');
});

test('to attach a policy, the delegation has to allow the policy and the target', () => {
  const { harness, member, root } = start((organization) => ({
    Action: ['organizations:AttachPolicy'],
    Resource: [`arn:aws:organizations::*:policy/${organization}/service_control_policy/*`, `arn:aws:organizations::*:ou/${organization}/*`],
  }));
  const { Id: PolicyId } = harness.call('CreatePolicy', POLICY).Policy.PolicySummary;
  const { Id: unit } = harness.call('CreateOrganizationalUnit', { ParentId: root, Name: 'Workloads' }).OrganizationalUnit;
  harness.call('AttachPolicy', { PolicyId, TargetId: unit }, member);
  expect(harness.error('AttachPolicy', { PolicyId, TargetId: root }, member)).toBe('AccessDeniedException');
});

test('a denial of tag keys in the resource policy takes effect in the call that creates', () => {
  const { harness, member } = start(() => ({ Action: 'organizations:*', Resource: '*', Condition: { Null: { 'aws:TagKeys': 'true' } } }));
  expect(harness.error('CreatePolicy', { ...POLICY, Tags: [{ Key: 'a', Value: 'b' }] }, member)).toBe('AccessDeniedException');
  harness.call('CreatePolicy', POLICY, member);
});
