import { POLICY_TYPE_NAMES } from '../../../src/contract';
import * as model from '../../../src/simulator/service-model.generated.json';
import { Harness, MANAGEMENT, SCP } from '../harness';

const TAG = 'TAG_POLICY';
const BACKUP = 'BACKUP_POLICY';

function attach(harness: Harness, name: string, type: string, document: object, TargetId: string): string {
  const PolicyId = harness.policy(name, type, JSON.stringify(document));
  harness.call('AttachPolicy', { PolicyId, TargetId });
  return PolicyId;
}

function effective(harness: Harness, TargetId: string, PolicyType = TAG, caller?: string): unknown {
  return JSON.parse(harness.call('DescribeEffectivePolicy', { PolicyType, TargetId }, caller).EffectivePolicy.PolicyContent);
}

const tag = (values: object, more: object = {}) => ({ tags: { stage: { tag_value: values, ...more } } });

/** An organization with a unit, in which one account is, and another account in the root. */
function organization(...types: string[]) {
  const harness = new Harness();
  const root = harness.organization(...types);
  const unit = harness.unit(root, 'workloads');
  const [inside, outside] = [harness.account('inside'), harness.account('outside')];
  harness.call('MoveAccount', { AccountId: inside, SourceParentId: root, DestinationParentId: unit });
  return { harness, root, unit, inside, outside };
}

test('policies of the root, the unit and the account are merged by their operators', () => {
  const { harness, root, unit, inside, outside } = organization(TAG);
  attach(harness, 'root', TAG, tag({ '@@assign': ['prod', 'test'] }, { tag_key: { '@@assign': 'Stage' } }), root);
  attach(harness, 'unit', TAG, tag({ '@@append': ['dev'] }), unit);
  attach(harness, 'account', TAG, tag({ '@@remove': ['test'] }), inside);

  expect(effective(harness, inside)).toEqual({ tags: { stage: { tag_value: ['prod', 'dev'], tag_key: 'Stage' } } });
  expect(effective(harness, outside)).toEqual({ tags: { stage: { tag_value: ['prod', 'test'], tag_key: 'Stage' } } });
  expect(effective(harness, MANAGEMENT)).toEqual(effective(harness, outside));
});

test('a policy below cannot say what a policy above does not allow, and that is no validation error', () => {
  const { harness, root, inside } = organization(TAG);
  attach(harness, 'root', TAG, tag({ '@@assign': ['prod'], '@@operators_allowed_for_child_policies': ['@@none'] }), root);
  attach(harness, 'account', TAG, tag({ '@@assign': ['mine'] }), inside);

  expect(effective(harness, inside)).toEqual({ tags: { stage: { tag_value: ['prod'] } } });
  expect(harness.all('ListAccountsWithInvalidEffectivePolicy', 'Accounts', { PolicyType: TAG })).toEqual([]);
});

const MERGED: [type: string, document: object, merged: object][] = [
  [TAG, tag({ '@@assign': ['prod'] }), tag(['prod'])],
  [BACKUP, { plans: { a: { regions: { '@@assign': ['eu-west-1'] } } } }, { plans: { a: { regions: ['eu-west-1'] } } }],
  ['AISERVICES_OPT_OUT_POLICY', { services: { lex: { opt_out_policy: { '@@assign': 'optOut' } } } }, { services: { lex: { opt_out_policy: 'optOut' } } }],
  ['CHATBOT_POLICY', { chatbot: { platforms: { chime: { client: { '@@assign': 'disabled' } } } } }, { chatbot: { platforms: { chime: { client: 'disabled' } } } }],
  ['DECLARATIVE_POLICY_EC2', { ec2_attributes: { exception_message: { '@@assign': 'Ask us.' } } }, { ec2_attributes: { exception_message: 'Ask us.' } }],
  ['SECURITYHUB_POLICY', { securityhub: { enable_in_regions: { '@@assign': ['eu-west-1'] } } }, { securityhub: { enable_in_regions: ['eu-west-1'] } }],
  ['INSPECTOR_POLICY', { inspector: { enablement: { ec2_scanning: { enable_in_regions: { '@@assign': ['ALL_SUPPORTED'] } } } } },
    { inspector: { enablement: { ec2_scanning: { enable_in_regions: ['ALL_SUPPORTED'] } } } }],
  ['UPGRADE_ROLLOUT_POLICY', { upgrade_rollout: { default: { patch_order: { '@@assign': 'last' } } } }, { upgrade_rollout: { default: { patch_order: 'last' } } }],
  ['BEDROCK_POLICY', { bedrock: { guardrail_inference: { 'eu-west-1': { a: { input_tags: { '@@assign': 'honor' } } } } } },
    { bedrock: { guardrail_inference: { 'eu-west-1': { a: { input_tags: 'honor' } } } } }],
  ['S3_POLICY', { s3_attributes: { public_access_block_configuration: { '@@assign': 'all' } } }, { s3_attributes: { public_access_block_configuration: 'all' } }],
  ['NETWORK_SECURITY_DIRECTOR_POLICY', { network_security_director: { enablement: { network_security_scan: { enable_in_regions: { '@@assign': [] } } } } },
    { network_security_director: { enablement: { network_security_scan: { enable_in_regions: [] } } } }],
  ['GUARDDUTY_POLICY', { guardduty: { enablement: { default: { foundational: { status: { '@@assign': 'enabled' } } } } } },
    { guardduty: { enablement: { default: { foundational: { status: 'enabled' } } } } }],
  ['SECURITYHUB_CSPM_POLICY', { a: { cspm_enablement: { enable_in_regions: { '@@assign': [] } } } }, { a: { cspm_enablement: { enable_in_regions: [] } } }],
];

test.each(MERGED)('a %s has an effective policy', (type, document, merged) => {
  const harness = new Harness();
  const root = harness.organization();
  // One of the types needs it.
  harness.call('EnableAWSServiceAccess', { ServicePrincipal: 'securityhub.amazonaws.com' });
  harness.call('EnablePolicyType', { RootId: root, PolicyType: type });
  attach(harness, 'A', type, document, root);

  expect(harness.call('DescribeEffectivePolicy', { PolicyType: type }).EffectivePolicy)
    .toMatchObject({ PolicyType: type, TargetId: MANAGEMENT });
  expect(effective(harness, MANAGEMENT, type)).toEqual(merged);
});

test('each policy type that has effective policies is tried above, and each policy type of the constructs is in the model of the service', () => {
  const { EffectivePolicyType, PolicyType } = model.shapes;
  expect(MERGED.map(([type]) => type).sort()).toEqual([...EffectivePolicyType.enum].sort());
  expect([...PolicyType.enum].sort()).toEqual([...POLICY_TYPE_NAMES].sort());
});

test('the date is that of the last change for the account, and it survives a saved state', () => {
  const { harness, root, unit, inside, outside } = organization(TAG);
  const date = (of: Harness, TargetId: string) => of.call('DescribeEffectivePolicy', { PolicyType: TAG, TargetId }).EffectivePolicy.LastUpdatedTimestamp;
  const later = () => (harness.now += 60_000) / 1000;
  attach(harness, 'root', TAG, tag({ '@@assign': ['prod'] }), root);
  const attached = harness.now / 1000;
  later();
  harness.policy('elsewhere', TAG, JSON.stringify(tag({ '@@assign': ['x'] })));
  expect([date(harness, inside), date(harness, outside)]).toEqual([attached, attached]);

  const atUnit = later();
  const policy = attach(harness, 'unit', TAG, tag({ '@@append': ['dev'] }), unit);
  expect([date(harness, inside), date(harness, outside)]).toEqual([atUnit, attached]);

  later();
  harness.call('UpdatePolicy', { PolicyId: policy, Description: 'why' });
  expect(date(harness, inside)).toBe(atUnit);
  const updated = later();
  harness.call('UpdatePolicy', { PolicyId: policy, Content: JSON.stringify(tag({ '@@append': ['qa'] })) });
  expect(date(harness, inside)).toBe(updated);

  const detached = later();
  harness.call('DetachPolicy', { PolicyId: policy, TargetId: unit });
  expect([date(harness, inside), date(harness, outside)]).toEqual([detached, attached]);
  const saved = new Harness({ state: harness.simulator.state() });
  expect([date(saved, inside), date(saved, outside)]).toEqual([detached, attached]);

  const moved = later();
  harness.call('MoveAccount', { AccountId: outside, SourceParentId: root, DestinationParentId: unit });
  expect(date(harness, outside)).toBe(moved);
});

test('without a policy, or without its type, there is no effective policy', () => {
  const { harness, root, inside, unit, outside } = organization(TAG);
  const errors = (TargetId: string, PolicyType: string) => [
    harness.error('DescribeEffectivePolicy', { PolicyType, TargetId }),
    harness.error('ListEffectivePolicyValidationErrors', { PolicyType, AccountId: TargetId }),
  ];
  const absent = ['EffectivePolicyNotFoundException', 'EffectivePolicyNotFoundException'];
  attach(harness, 'unit', TAG, tag({ '@@assign': ['prod'] }), unit);

  expect(errors(outside, TAG)).toEqual(absent);
  expect(errors(inside, BACKUP)).toEqual(absent);
  expect(harness.error('ListAccountsWithInvalidEffectivePolicy', { PolicyType: BACKUP })).toBe('EffectivePolicyNotFoundException');
  expect(harness.error('DescribeEffectivePolicy', { PolicyType: SCP })).toBe('InvalidInputException INVALID_ENUM_POLICY_TYPE');
  harness.call('DisablePolicyType', { RootId: root, PolicyType: TAG });
  expect(errors(inside, TAG)).toEqual(absent);
});

test('an organization with consolidated billing has no effective policies', () => {
  const harness = new Harness();
  harness.call('CreateOrganization', { FeatureSet: 'CONSOLIDATED_BILLING' });
  const error = 'ConstraintViolationException ORGANIZATION_NOT_IN_ALL_FEATURES_MODE';

  expect(harness.error('DescribeEffectivePolicy', { PolicyType: TAG })).toBe(error);
  expect(harness.error('ListAccountsWithInvalidEffectivePolicy', { PolicyType: TAG })).toBe(error);
  expect(harness.error('ListEffectivePolicyValidationErrors', { PolicyType: TAG, AccountId: MANAGEMENT })).toBe(error);
});

test('a member asks for itself, a delegated administrator and who the resource policy names for all', () => {
  const { harness, root, inside, outside } = organization(TAG);
  const document = tag({ '@@assign': ['prod'] });
  attach(harness, 'root', TAG, document, root);
  const asked = { PolicyType: TAG, TargetId: outside };

  expect(harness.call('DescribeEffectivePolicy', { PolicyType: TAG }, inside).EffectivePolicy.TargetId).toBe(inside);
  expect(effective(harness, inside, TAG, inside)).toEqual({ tags: { stage: { tag_value: ['prod'] } } });
  expect(harness.error('DescribeEffectivePolicy', asked, inside)).toBe('AccessDeniedException');
  expect(harness.error('ListAccountsWithInvalidEffectivePolicy', { PolicyType: TAG }, inside)).toBe('AccessDeniedException');
  expect(harness.error('ListEffectivePolicyValidationErrors', { PolicyType: TAG, AccountId: inside }, inside)).toBe('AccessDeniedException');
  expect(harness.error('DescribeEffectivePolicy', { PolicyType: TAG }, '999999999999')).toBe('AWSOrganizationsNotInUseException');

  const statement = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${inside}:root` }, Action: 'organizations:DescribeEffectivePolicy', Resource: '*' };
  harness.call('PutResourcePolicy', { Content: JSON.stringify({ Version: '2012-10-17', Statement: statement }) });
  expect(effective(harness, outside, TAG, inside)).toEqual({ tags: { stage: { tag_value: ['prod'] } } });
  expect(harness.error('ListAccountsWithInvalidEffectivePolicy', { PolicyType: TAG }, inside)).toBe('AccessDeniedException');

  harness.call('DeleteResourcePolicy');
  harness.call('EnableAWSServiceAccess', { ServicePrincipal: 'config.amazonaws.com' });
  harness.call('RegisterDelegatedAdministrator', { ServicePrincipal: 'config.amazonaws.com', AccountId: inside });
  expect(effective(harness, outside, TAG, inside)).toEqual({ tags: { stage: { tag_value: ['prod'] } } });
  expect(harness.call('ListAccountsWithInvalidEffectivePolicy', { PolicyType: TAG }, inside)).toEqual({ Accounts: [], PolicyType: TAG });
});

test('accounts that do not exist, and what is no account', () => {
  const { harness, unit } = organization(TAG);

  expect(harness.error('DescribeEffectivePolicy', { PolicyType: TAG, TargetId: '999999999999' })).toBe('TargetNotFoundException');
  expect(harness.error('DescribeEffectivePolicy', { PolicyType: TAG, TargetId: unit })).toBe('InvalidInputException TARGET_NOT_SUPPORTED');
  expect(harness.error('ListEffectivePolicyValidationErrors', { PolicyType: TAG, AccountId: '999999999999' })).toBe('AccountNotFoundException');
  expect(harness.error('ListEffectivePolicyValidationErrors', { PolicyType: TAG, AccountId: unit })).toBe('InvalidInputException MAX_LENGTH_EXCEEDED');
});

const rules = (from: number, to: number) => Object.fromEntries(Array.from({ length: to - from }, (_, index) => [
  `rule_${from + index}`, { target_backup_vault_name: { '@@assign': 'Default' } },
]));

const selections = { tags: { all: { iam_role_arn: { '@@assign': 'arn:aws:iam::$account:role/Backup' }, tag_key: { '@@assign': 'backup' }, tag_value: { '@@assign': ['yes'] } } } };

test('backup policies that are valid one by one can have an invalid effective policy', () => {
  const { harness, root, unit, inside, outside } = organization(BACKUP);
  const list = () => harness.all('ListAccountsWithInvalidEffectivePolicy', 'Accounts', { PolicyType: BACKUP }).map(({ Id }) => Id);
  const above = attach(harness, 'above', BACKUP, { plans: { hourly: { rules: rules(0, 6), regions: { '@@assign': ['eu-west-1'] }, selections } } }, root);
  expect(list()).toEqual([]);

  const below = attach(harness, 'below', BACKUP, { plans: { hourly: { rules: rules(6, 11) } } }, unit);

  expect(list()).toEqual([inside]);
  expect(harness.call('ListEffectivePolicyValidationErrors', { AccountId: inside, PolicyType: BACKUP })).toEqual({
    AccountId: inside,
    PolicyType: BACKUP,
    Path: `${harness.simulator.state().organization?.id}/${root}/${unit}/${inside}/`,
    EvaluationTimestamp: harness.now / 1000,
    EffectivePolicyValidationErrors: [{
      ErrorCode: 'ELEMENTS_TOO_MANY',
      ErrorMessage: "'rules' exceeds the allowed maximum limit 10",
      PathToError: 'plans/hourly/rules',
      ContributingPolicies: [above, below].sort(),
    }],
  });
  expect(harness.call('ListEffectivePolicyValidationErrors', { AccountId: outside, PolicyType: BACKUP }).EffectivePolicyValidationErrors).toEqual([]);
  harness.call('DetachPolicy', { PolicyId: below, TargetId: unit });
  expect(list()).toEqual([]);
});

test('what an effective backup policy lacks is listed in pages', () => {
  const { harness, root, inside } = organization(BACKUP);
  const above = attach(harness, 'above', BACKUP, { plans: { daily: { rules: { a: {}, b: { schedule_expression: { '@@assign': 'cron(0 5 ? * * *)' } } }, regions: { '@@assign': ['eu-west-1'] } } } }, root);
  const below = attach(harness, 'below', BACKUP, { plans: { daily: { regions: { '@@remove': ['eu-west-1'] } } } }, inside);

  const errors = harness.all('ListEffectivePolicyValidationErrors', 'EffectivePolicyValidationErrors', { AccountId: inside, PolicyType: BACKUP, MaxResults: 1 });

  expect(harness.simulator.journal.filter(({ operation }) => operation === 'ListEffectivePolicyValidationErrors')).toHaveLength(3);
  expect(errors).toEqual([
    { ErrorCode: 'KEY_REQUIRED', ErrorMessage: "'selections' is missing", PathToError: 'plans/daily', ContributingPolicies: [above] },
    { ErrorCode: 'KEY_REQUIRED', ErrorMessage: "'target_backup_vault_name' is missing", PathToError: 'plans/daily/rules/b', ContributingPolicies: [above] },
    { ErrorCode: 'ELEMENTS_TOO_FEW', ErrorMessage: "'regions' is less than the allowed minimum limit 1", PathToError: 'plans/daily/regions', ContributingPolicies: [above] },
  ]);
  expect(below).not.toBe(above);
});

test('an operator on a value of another shape makes the effective policy invalid', () => {
  const { harness, root, inside } = organization('SECURITYHUB_CSPM_POLICY');
  attach(harness, 'above', 'SECURITYHUB_CSPM_POLICY', { a: { standard: { '@@assign': 'one' } } }, root);
  const below = attach(harness, 'below', 'SECURITYHUB_CSPM_POLICY', { a: { standard: { '@@append': ['two'] } } }, inside);

  expect(harness.call('ListEffectivePolicyValidationErrors', { AccountId: inside, PolicyType: 'SECURITYHUB_CSPM_POLICY' }).EffectivePolicyValidationErrors)
    .toEqual([{ ErrorCode: 'INVALID_OPERATOR', ErrorMessage: "'standard' uses @@append on a single value", PathToError: 'a/standard', ContributingPolicies: [below] }]);
  expect(effective(harness, inside, 'SECURITYHUB_CSPM_POLICY')).toEqual({ a: { standard: 'one' } });
});

test('with lag, a reader may see the former effective policy, and in the end the new one', () => {
  const harness = new Harness({ lagMs: 10_000 });
  const root = harness.organization();
  harness.now += 60_000;
  harness.call('EnablePolicyType', { RootId: root, PolicyType: TAG });
  harness.now += 60_000;
  harness.call('ListRoots');
  attach(harness, 'root', TAG, tag({ '@@assign': ['prod'] }), root);
  harness.now += 10_001;

  expect(effective(harness, MANAGEMENT)).toEqual({ tags: { stage: { tag_value: ['prod'] } } });
});
