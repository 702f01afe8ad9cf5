import { describeReadings, outcomeOf } from './describe-readings';
import { POLICY_READINGS } from '../../../src/simulator/readings/policy-readings';
import { DENY_LEAVING, Harness, SCP } from '../harness';

const SECOND = 1_000;
const TAG = 'TAG_POLICY';
const FULL = 'p-FullAWSAccess';
const MAXIMUM = 'ConstraintViolationException MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED';
const MINIMUM = 'ConstraintViolationException MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED';

function attachedNames(harness: Harness, TargetId: string): string[] {
  return harness.all('ListPoliciesForTarget', 'Policies', { TargetId, Filter: SCP }).map(({ Name }) => Name);
}

/** Lets a member account call these operations on a resource. */
function delegate(harness: Harness, member: string, operations: readonly string[], Resource: string, Condition: object = {}): void {
  const Action = operations.map((operation) => `organizations:${operation}`);
  const Statement = [{ Effect: 'Allow', Principal: { AWS: member }, Action, Resource, Condition }];
  harness.call('PutResourcePolicy', { Content: JSON.stringify({ Version: '2012-10-17', Statement }) });
}

describeReadings(POLICY_READINGS, {
  policyNames: {
    observe: (harness) => {
      harness.organization();
      harness.policy('A');
      const other = harness.policy('B');
      const make = (Name: string, Type: string, Content: string) => outcomeOf(harness, 'CreatePolicy', { Name, Description: '', Type, Content });
      return [
        make('A', SCP, DENY_LEAVING), make('a', SCP, DENY_LEAVING), make('A', TAG, '{"tags":{}}'),
        outcomeOf(harness, 'UpdatePolicy', { PolicyId: other, Name: 'b' }),
      ];
    },
    expected: {
      uniquePerType: ['DuplicatePolicyException', 'success', 'success', 'success'],
      uniqueInTheOrganization: ['DuplicatePolicyException', 'success', 'DuplicatePolicyException', 'success'],
      uniquePerTypeInAnyCase: ['DuplicatePolicyException', 'DuplicatePolicyException', 'success', 'success'],
    },
  },
  renamingToTheSameName: {
    observe: (harness) => {
      const unit = harness.unit(harness.organization(), 'A');
      const policy = harness.policy('A');
      return [
        outcomeOf(harness, 'UpdateOrganizationalUnit', { OrganizationalUnitId: unit, Name: 'A' }),
        outcomeOf(harness, 'UpdatePolicy', { PolicyId: policy, Name: 'A' }),
        outcomeOf(harness, 'UpdatePolicy', { PolicyId: policy, Description: 'why' }),
      ];
    },
    expected: {
      success: ['success', 'success', 'success'],
      duplicate: ['DuplicateOrganizationalUnitException', 'DuplicatePolicyException', 'success'],
    },
  },
  attachingWhatIsAttached: {
    observe: (harness) => outcomeOf(harness, 'AttachPolicy', { PolicyId: FULL, TargetId: harness.organization(SCP) }),
    expected: { DuplicatePolicyAttachmentException: 'DuplicatePolicyAttachmentException', success: 'success' },
  },
  detachingWhatIsNotAttached: {
    observe: (harness) => {
      const TargetId = harness.organization(SCP);
      return outcomeOf(harness, 'DetachPolicy', { PolicyId: harness.policy('A'), TargetId });
    },
    expected: { PolicyNotAttachedException: 'PolicyNotAttachedException', success: 'success' },
  },
  attachmentChecks: {
    observe: (harness) => {
      const TargetId = harness.organization(SCP);
      const policies = Array.from({ length: 9 }, (_, index) => harness.policy(`P${index}`));
      const detached = outcomeOf(harness, 'DetachPolicy', { PolicyId: policies[0], TargetId });
      policies.forEach((PolicyId) => harness.call('AttachPolicy', { PolicyId, TargetId }));
      return [detached, outcomeOf(harness, 'AttachPolicy', { PolicyId: policies[0], TargetId })];
    },
    expected: {
      attachmentBeforeCount: ['PolicyNotAttachedException', 'DuplicatePolicyAttachmentException'],
      countBeforeAttachment: [MINIMUM, MAXIMUM],
    },
  },
  deletingAPolicyJustDetached: {
    observe: (harness) => {
      const TargetId = harness.organization(SCP);
      const PolicyId = harness.policy('A');
      harness.call('AttachPolicy', { PolicyId, TargetId });
      harness.now += 60 * SECOND;
      harness.call('DetachPolicy', { PolicyId, TargetId });
      harness.now += 20 * SECOND - 1;
      const before = outcomeOf(harness, 'DeletePolicy', { PolicyId });
      harness.now += 1;
      return [before, outcomeOf(harness, 'DeletePolicy', { PolicyId })];
    },
    expected: { allowed: ['success', 'PolicyNotFoundException'], PolicyInUseException: ['PolicyInUseException', 'success'] },
  },
  defaultPolicyOfNewTargets: {
    observe: (harness) => {
      const unit = harness.unit(harness.organization(SCP), 'A');
      harness.now += 5 * SECOND - 1;
      const before = attachedNames(harness, unit);
      const saved = harness.simulator.state().attachments.filter(({ targetId }) => targetId === unit).map(({ policyId }) => policyId);
      const stillBefore = attachedNames(harness, unit);
      harness.now += 1;
      return [before, stillBefore, saved, attachedNames(harness, unit), attachedNames(harness, harness.account('one'))];
    },
    expected: {
      atOnce: [['FullAWSAccess'], ['FullAWSAccess'], [FULL], ['FullAWSAccess'], ['FullAWSAccess']],
      afterFiveSeconds: [[], [], [FULL], ['FullAWSAccess'], ['FullAWSAccess']],
    },
  },
  enablingAPendingType: {
    options: { policyTypeSettlingMs: 10 * SECOND },
    observe: (harness) => {
      const RootId = harness.organization();
      harness.call('EnablePolicyType', { RootId, PolicyType: SCP });
      const pending = outcomeOf(harness, 'EnablePolicyType', { RootId, PolicyType: SCP });
      harness.now += 10 * SECOND;
      return [pending, outcomeOf(harness, 'EnablePolicyType', { RootId, PolicyType: SCP })];
    },
    expected: {
      PolicyChangesInProgressException: ['PolicyChangesInProgressException', 'PolicyTypeAlreadyEnabledException'],
      PolicyTypeAlreadyEnabledException: ['PolicyTypeAlreadyEnabledException', 'PolicyTypeAlreadyEnabledException'],
      success: ['success', 'PolicyTypeAlreadyEnabledException'],
    },
  },
  policyTypesWithAService: {
    observe: (harness) => {
      const RootId = harness.organization();
      const [PolicyType, ServicePrincipal] = ['TAG_POLICY', 'tagpolicies.tag.amazonaws.com'];
      const without = outcomeOf(harness, 'EnablePolicyType', { RootId, PolicyType });
      harness.call('EnableAWSServiceAccess', { ServicePrincipal });
      if (without !== 'success') harness.call('EnablePolicyType', { RootId, PolicyType });
      return [without, outcomeOf(harness, 'DisableAWSServiceAccess', { ServicePrincipal }), outcomeOf(harness, 'EnablePolicyType', { RootId, PolicyType: 'SECURITYHUB_POLICY' })];
    },
    expected: {
      securityHubPolicies: ['success', 'success', 'ConstraintViolationException SERVICE_ACCESS_NOT_ENABLED'],
      everyTypeThatNamesOne: [
        'ConstraintViolationException SERVICE_ACCESS_NOT_ENABLED', 'ConstraintViolationException POLICY_TYPE_ENABLED_FOR_THIS_SERVICE',
        'ConstraintViolationException SERVICE_ACCESS_NOT_ENABLED',
      ],
    },
  },
  attachingAfterEnabling: {
    observe: (harness) => {
      const RootId = harness.organization();
      const PolicyId = harness.policy('A');
      harness.now += 60 * SECOND;
      harness.call('EnablePolicyType', { RootId, PolicyType: SCP });
      harness.now += 15 * SECOND - 1;
      const before = outcomeOf(harness, 'AttachPolicy', { PolicyId, TargetId: RootId });
      harness.now += 1;
      return [before, outcomeOf(harness, 'AttachPolicy', { PolicyId, TargetId: RootId })];
    },
    expected: {
      allowed: ['success', 'DuplicatePolicyAttachmentException'], PolicyTypeNotEnabledException: ['PolicyTypeNotEnabledException', 'success'],
    },
  },
  policyTypesOfANewOrganization: {
    observe: (harness) => {
      const root = harness.organization();
      return [harness.call('ListRoots').Roots[0].PolicyTypes, attachedNames(harness, root)];
    },
    expected: { none: [[], []], serviceControlPolicies: [[{ Type: SCP, Status: 'ENABLED' }], ['FullAWSAccess']] },
  },
  policyTypeKey: {
    observe: (harness) => {
      harness.organization(SCP);
      const [id, member] = [harness.policy('one'), harness.account('member')];
      delegate(harness, member, ['CreatePolicy', 'UpdatePolicy'], '*', { StringEquals: { 'organizations:PolicyType': SCP } });
      return [
        outcomeOf(harness, 'CreatePolicy', { Type: SCP, Name: 'two', Description: '', Content: DENY_LEAVING }, member),
        outcomeOf(harness, 'UpdatePolicy', { PolicyId: id, Description: 'changed' }, member),
      ];
    },
    expected: {
      everywhere: ['success', 'success'],
      whereTheRequestNamesIt: ['success', 'AccessDeniedException'],
      nowhere: ['AccessDeniedException', 'AccessDeniedException'],
    },
  },
  resourceOfCreatePolicy: {
    observe: (harness) => {
      harness.organization(SCP);
      const member = harness.account('member');
      delegate(harness, member, ['CreatePolicy'], 'arn:aws:organizations::*:policy/o-*/service_control_policy/*');
      return ['one', 'two'].map((Name) => (
        outcomeOf(harness, 'CreatePolicy', { Type: SCP, Name, Description: '', Content: DENY_LEAVING }, member)));
    },
    expected: { policiesOfItsType: ['success', 'success'], anyResource: ['AccessDeniedException', 'AccessDeniedException'] },
  },
  tagsOfNewPolicies: {
    observe: (harness) => {
      harness.organization(SCP);
      const member = harness.account('member');
      harness.call('PutResourcePolicy', {
        Content: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { AWS: member }, Action: 'organizations:CreatePolicy', Resource: '*' },
            {
              Effect: 'Allow',
              Principal: { AWS: member },
              Action: 'organizations:TagResource',
              Resource: '*',
              Condition: { StringEquals: { 'aws:ResourceTag/team': 'red' } },
            },
          ],
        }),
      });
      return ['red', 'blue'].map((Value) => outcomeOf(harness, 'CreatePolicy', {
        Type: SCP, Name: Value, Description: '', Content: DENY_LEAVING, Tags: [{ Key: 'team', Value }],
      }, member));
    },
    expected: { thoseOfTheRequest: ['success', 'AccessDeniedException'], none: ['AccessDeniedException', 'AccessDeniedException'] },
  },
  policiesOfATypeNotOffered: {
    options: { partition: 'aws-us-gov' },
    observe: (harness) => {
      harness.organization();
      return ['SERVICE_CONTROL_POLICY', 'BACKUP_POLICY', 'CHATBOT_POLICY'].map((Filter) => outcomeOf(harness, 'ListPolicies', { Filter }));
    },
    expected: {
      InvalidInputException: ['success', 'InvalidInputException INVALID_ENUM_POLICY_TYPE', 'InvalidInputException INVALID_ENUM_POLICY_TYPE'],
      UnsupportedAPIEndpointException: ['success', 'UnsupportedAPIEndpointException', 'UnsupportedAPIEndpointException'],
      none: ['success', 'success', 'success'],
    },
  },
  effectivePolicyOfNothing: {
    observe: (harness) => {
      harness.organization(TAG);
      const outcome = outcomeOf(harness, 'DescribeEffectivePolicy', { PolicyType: TAG });
      return outcome === 'success' ? harness.call('DescribeEffectivePolicy', { PolicyType: TAG }).EffectivePolicy.PolicyContent : outcome;
    },
    expected: { EffectivePolicyNotFoundException: 'EffectivePolicyNotFoundException', emptyDocument: '{}' },
  },
  effectivePolicyOfAUnit: {
    observe: (harness) => {
      const root = harness.organization(TAG);
      return [root, harness.unit(root, 'A')].map((TargetId) => outcomeOf(harness, 'DescribeEffectivePolicy', { PolicyType: TAG, TargetId }));
    },
    expected: {
      TARGET_NOT_SUPPORTED: ['InvalidInputException TARGET_NOT_SUPPORTED', 'InvalidInputException TARGET_NOT_SUPPORTED'],
      INVALID_PATTERN_TARGET_ID: ['InvalidInputException INVALID_PATTERN_TARGET_ID', 'InvalidInputException INVALID_PATTERN_TARGET_ID'],
      TargetNotFoundException: ['TargetNotFoundException', 'TargetNotFoundException'],
    },
  },
});

test('a default policy that comes late does not come back after its type was enabled and the policy detached', () => {
  const harness = new Harness({ readings: { defaultPolicyOfNewTargets: 'afterFiveSeconds' } });
  const RootId = harness.organization();
  const unit = harness.unit(RootId, 'A');
  harness.call('EnablePolicyType', { RootId, PolicyType: SCP });
  const { Policy } = harness.call('CreatePolicy', { Name: 'Allow', Description: '', Type: SCP, Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}' }) as any;
  harness.call('AttachPolicy', { PolicyId: Policy.PolicySummary.Id, TargetId: unit });
  harness.call('DetachPolicy', { PolicyId: FULL, TargetId: unit });
  harness.now += 6 * SECOND;
  expect(attachedNames(harness, unit)).toEqual(['Allow']);
});
