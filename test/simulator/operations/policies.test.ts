import { DENY_LEAVING, Harness, SCP } from '../harness';

const FULL = 'p-FullAWSAccess';
const RCP = 'RESOURCE_CONTROL_POLICY';

function attachedNames(harness: Harness, TargetId: string, Filter = SCP): string[] {
  return harness.all('ListPoliciesForTarget', 'Policies', { TargetId, Filter }).map(({ Name }) => Name);
}

test('enabling SCPs attaches FullAWSAccess everywhere, disabling detaches all', () => {
  const harness = new Harness();
  const root = harness.organization();
  const before = harness.unit(root, 'before');
  harness.call('EnablePolicyType', { RootId: root, PolicyType: SCP });
  const after = harness.unit(root, 'after');
  const account = harness.account('one');
  const targets = [root, before, after, account, '111111111111'];
  const policy = harness.policy('A');
  harness.call('AttachPolicy', { PolicyId: policy, TargetId: after });

  expect(targets.map((target) => attachedNames(harness, target)))
    .toEqual([['FullAWSAccess'], ['FullAWSAccess'], ['FullAWSAccess', 'A'], ['FullAWSAccess'], ['FullAWSAccess']]);
  harness.call('DisablePolicyType', { RootId: root, PolicyType: SCP });
  expect(targets.flatMap((target) => attachedNames(harness, target))).toEqual([]);
  expect(harness.call('DescribePolicy', { PolicyId: policy }).Policy.Content).toBe(DENY_LEAVING);
  expect(harness.error('AttachPolicy', { PolicyId: policy, TargetId: root })).toBe('PolicyTypeNotEnabledException');
  expect(harness.error('DisablePolicyType', { RootId: root, PolicyType: SCP })).toBe('PolicyTypeNotEnabledException');
});

test('a target keeps at least one SCP and has at most ten', () => {
  const harness = new Harness();
  const root = harness.organization(SCP);
  const attach = (PolicyId: string) => ({ PolicyId, TargetId: root });
  const ids = Array.from({ length: 10 }, (_, number) => harness.policy(`policy ${number}`));
  const last = harness.error('DetachPolicy', attach(FULL));
  ids.slice(0, 9).forEach((id) => harness.call('AttachPolicy', attach(id)));

  expect(last).toBe('ConstraintViolationException MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED');
  expect(harness.error('AttachPolicy', attach(ids[9]))).toBe('ConstraintViolationException MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED');
  expect(harness.error('AttachPolicy', attach(ids[0]))).toBe('DuplicatePolicyAttachmentException');
  harness.call('DetachPolicy', attach(FULL));
  expect(harness.error('DetachPolicy', attach(FULL))).toBe('PolicyNotAttachedException');
  expect(harness.all('ListTargetsForPolicy', 'Targets', { PolicyId: ids[0] }))
    .toEqual([{ TargetId: root, Arn: expect.stringContaining('root/'), Name: 'Root', Type: 'ROOT' }]);
});

test('RCPFullAWSAccess stays and takes one of five slots', () => {
  const harness = new Harness();
  const root = harness.organization(RCP);
  const content = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}';
  const ids = Array.from({ length: 5 }, (_, number) => harness.policy(`policy ${number}`, RCP, content));
  ids.slice(0, 4).forEach((id) => harness.call('AttachPolicy', { PolicyId: id, TargetId: root }));

  expect(harness.error('AttachPolicy', { PolicyId: ids[4], TargetId: root })).toBe('ConstraintViolationException MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED');
  expect(harness.error('DetachPolicy', { PolicyId: 'p-RCPFullAWSAccess', TargetId: root })).toBe('InvalidInputException NON_DETACHABLE_POLICY');
});

test('a policy in use stays, and one that AWS manages cannot be changed', () => {
  const harness = new Harness();
  const root = harness.organization(SCP);
  const policy = harness.policy('A');
  harness.call('AttachPolicy', { PolicyId: policy, TargetId: root });

  expect(harness.error('DeletePolicy', { PolicyId: policy })).toBe('PolicyInUseException');
  harness.call('DetachPolicy', { PolicyId: policy, TargetId: root });
  harness.call('DeletePolicy', { PolicyId: policy });
  expect(harness.error('DescribePolicy', { PolicyId: policy })).toBe('PolicyNotFoundException');
  expect(harness.error('DeletePolicy', { PolicyId: FULL })).toBe('InvalidInputException IMMUTABLE_POLICY');
  expect(harness.error('UpdatePolicy', { PolicyId: FULL, Name: 'Mine' })).toBe('InvalidInputException IMMUTABLE_POLICY');
});

test('an update leaves what it does not name', () => {
  const harness = new Harness();
  harness.organization();
  const policy = harness.policy('A');
  harness.policy('B');

  expect(harness.call('UpdatePolicy', { PolicyId: policy, Description: 'why' }).Policy)
    .toMatchObject({ PolicySummary: { Name: 'A', Description: 'why', Type: SCP, AwsManaged: false }, Content: DENY_LEAVING });
  expect(harness.error('UpdatePolicy', { PolicyId: policy, Name: 'B' })).toBe('DuplicatePolicyException');
});

const text = (length: number) => DENY_LEAVING.padEnd(length, ' ');

test.each([
  ['a text that is no JSON', SCP, '{', 'MalformedPolicyDocumentException'],
  ['an SCP with a principal', SCP, DENY_LEAVING.replace('{"E', '{"Principal":"*","E'), 'MalformedPolicyDocumentException'],
  ['an SCP without an action', SCP, DENY_LEAVING.replace('"Action"', '"Sid"'), 'MalformedPolicyDocumentException'],
  ['an RCP that allows', RCP, DENY_LEAVING.replace('Deny', 'Allow'), 'MalformedPolicyDocumentException'],
  ['an SCP that is too long', SCP, text(10_241), 'ConstraintViolationException POLICY_CONTENT_LIMIT_EXCEEDED'],
  ['an RCP that is too long', RCP, text(5_121), 'ConstraintViolationException POLICY_CONTENT_LIMIT_EXCEEDED'],
  ['a type that does not exist', 'NO_POLICY', '{}', 'InvalidInputException INVALID_ENUM_POLICY_TYPE'],
])('%s is refused', (_, Type, Content, error) => {
  const harness = new Harness();
  harness.organization();

  expect(harness.error('CreatePolicy', { Name: 'A', Description: '', Type, Content })).toBe(error);
});

test('white space counts, and as much as is allowed is allowed', () => {
  const harness = new Harness();
  harness.organization();

  expect(harness.policy('A', SCP, text(10_240))).toMatch(/^p-/);
});

test('Security Hub policies and trusted access depend on each other', () => {
  const harness = new Harness();
  const root = harness.organization();
  const enable = { RootId: root, PolicyType: 'SECURITYHUB_POLICY' };
  const service = { ServicePrincipal: 'securityhub.amazonaws.com' };

  expect(harness.error('EnablePolicyType', enable)).toBe('ConstraintViolationException SERVICE_ACCESS_NOT_ENABLED');
  harness.call('EnableAWSServiceAccess', service);
  harness.call('EnablePolicyType', enable);
  expect(harness.error('EnablePolicyType', enable)).toBe('PolicyTypeAlreadyEnabledException');
  expect(harness.error('DisableAWSServiceAccess', service)).toBe('ConstraintViolationException POLICY_TYPE_ENABLED_FOR_THIS_SERVICE');
});
