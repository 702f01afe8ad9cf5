import { describeReadings, outcomeOf } from './describe-readings';
import { STRUCTURE_READINGS } from '../../../src/simulator/readings/structure-readings';
import { DENY_LEAVING, SCP } from '../harness';

const SECOND = 1_000;
const GUARDDUTY = { ServicePrincipal: 'guardduty.amazonaws.com' };
const RESOURCE_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '222222222222' }, Action: 'organizations:ListRoots', Resource: '*' }],
});

describeReadings(STRUCTURE_READINGS, {
  creatingTheOrganization: {
    observe: (harness) => {
      const first = outcomeOf(harness, 'CreateOrganization');
      harness.now += 20 * SECOND - 1;
      const second = outcomeOf(harness, 'CreateOrganization');
      harness.now += 1;
      return [first, second, outcomeOf(harness, 'CreateOrganization')];
    },
    expected: {
      allowed: ['success', 'AlreadyInOrganizationException', 'AlreadyInOrganizationException'],
      AccessDeniedForDependencyException: [
        'AccessDeniedForDependencyException ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE',
        'AccessDeniedForDependencyException ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE', 'success',
      ],
    },
  },
  finalizingConcerns: {
    options: { finalizingMs: 60 * SECOND },
    observe: (harness) => {
      const root = harness.organization(SCP);
      const calls = () => [
        outcomeOf(harness, 'CreateAccount', { AccountName: 'one', Email: 'one@example.com' }),
        outcomeOf(harness, 'CreateOrganizationalUnit', { ParentId: root, Name: 'A' }),
        outcomeOf(harness, 'CreatePolicy', { Name: 'P', Description: '', Type: SCP, Content: DENY_LEAVING }),
        outcomeOf(harness, 'AttachPolicy', { PolicyId: 'p-FullAWSAccess', TargetId: root }),
      ];
      const before = calls();
      harness.now += 60 * SECOND;
      return [before, calls()];
    },
    expected: {
      accounts: [
        ['FinalizingOrganizationException', 'success', 'success', 'DuplicatePolicyAttachmentException'],
        ['success', 'DuplicateOrganizationalUnitException', 'DuplicatePolicyException', 'DuplicatePolicyAttachmentException'],
      ],
      accountsUnitsAndPolicies: [
        Array.from({ length: 4 }, () => 'FinalizingOrganizationException'),
        ['success', 'success', 'success', 'DuplicatePolicyAttachmentException'],
      ],
    },
  },
  organizationalUnitNames: {
    observe: (harness) => {
      const root = harness.organization();
      const unit = harness.unit(root, 'Name');
      return [
        outcomeOf(harness, 'UpdateOrganizationalUnit', { OrganizationalUnitId: unit, Name: 'NAME' }),
        outcomeOf(harness, 'CreateOrganizationalUnit', { ParentId: root, Name: 'name' }),
      ];
    },
    expected: { exact: ['success', 'success'], inAnyCase: ['success', 'DuplicateOrganizationalUnitException'] },
  },
  deletingAUnitWithPolicies: {
    observe: (harness) => {
      const root = harness.organization(SCP);
      const [plain, guarded] = [harness.unit(root, 'plain'), harness.unit(root, 'guarded')];
      harness.call('AttachPolicy', { PolicyId: harness.policy('P'), TargetId: guarded });
      return [plain, guarded].map((OrganizationalUnitId) => outcomeOf(harness, 'DeleteOrganizationalUnit', { OrganizationalUnitId }));
    },
    expected: {
      detachesThem: ['success', 'success'],
      OrganizationalUnitNotEmptyException: ['success', 'OrganizationalUnitNotEmptyException'],
      InvalidInputException: ['success', 'InvalidInputException TARGET_NOT_SUPPORTED'],
    },
  },
  deletingAUnitJustEmptied: {
    observe: (harness) => {
      const root = harness.organization();
      const [outer, AccountId] = [harness.unit(root, 'outer'), harness.account('one')];
      const inner = harness.unit(outer, 'inner');
      harness.call('MoveAccount', { AccountId, SourceParentId: root, DestinationParentId: inner });
      harness.now += 60 * SECOND;
      harness.call('MoveAccount', { AccountId, SourceParentId: inner, DestinationParentId: root });
      harness.now += 20 * SECOND - 1;
      const early = outcomeOf(harness, 'DeleteOrganizationalUnit', { OrganizationalUnitId: inner });
      harness.now += 1;
      const late = outcomeOf(harness, 'DeleteOrganizationalUnit', { OrganizationalUnitId: inner });
      return [early, late, outcomeOf(harness, 'DeleteOrganizationalUnit', { OrganizationalUnitId: outer })];
    },
    expected: {
      allowed: ['success', 'OrganizationalUnitNotFoundException', 'success'],
      OrganizationalUnitNotEmptyException: ['OrganizationalUnitNotEmptyException', 'success', 'OrganizationalUnitNotEmptyException'],
    },
  },
  unknownParent: {
    observe: (harness) => {
      const gone = harness.unit(harness.organization(), 'A');
      harness.call('DeleteOrganizationalUnit', { OrganizationalUnitId: gone });
      return ['CreateOrganizationalUnit', 'ListAccountsForParent', 'ListOrganizationalUnitsForParent', 'ListChildren']
        .map((operation) => outcomeOf(harness, operation, { ParentId: gone, Name: 'B', ChildType: 'ACCOUNT' }));
    },
    expected: {
      ParentNotFoundException: Array.from({ length: 4 }, () => 'ParentNotFoundException'),
      OrganizationalUnitNotFoundException: Array.from({ length: 4 }, () => 'OrganizationalUnitNotFoundException'),
    },
  },
  unknownTarget: {
    observe: (harness) => {
      const unit = harness.unit(harness.organization(SCP), 'A');
      harness.call('DeleteOrganizationalUnit', { OrganizationalUnitId: unit });
      const PolicyId = harness.policy('P');
      harness.call('DeletePolicy', { PolicyId: PolicyId });
      return [
        outcomeOf(harness, 'AttachPolicy', { PolicyId: 'p-FullAWSAccess', TargetId: unit }),
        outcomeOf(harness, 'DetachPolicy', { PolicyId: 'p-FullAWSAccess', TargetId: 'r-zzzz' }),
        outcomeOf(harness, 'ListPoliciesForTarget', { TargetId: '222222222222', Filter: SCP }),
        outcomeOf(harness, 'ListTagsForResource', { ResourceId: PolicyId }),
        outcomeOf(harness, 'TagResource', { ResourceId: unit, Tags: [{ Key: 'a', Value: 'b' }] }),
      ];
    },
    expected: {
      TargetNotFoundException: Array.from({ length: 5 }, () => 'TargetNotFoundException'),
      ofItsKind: [
        'OrganizationalUnitNotFoundException', 'RootNotFoundException', 'AccountNotFoundException', 'PolicyNotFoundException',
        'OrganizationalUnitNotFoundException',
      ],
      ParentNotFoundException: Array.from({ length: 5 }, () => 'ParentNotFoundException'),
      InvalidInputException: Array.from({ length: 5 }, () => 'InvalidInputException INVALID_PATTERN_TARGET_ID'),
    },
  },
  unknownChild: {
    observe: (harness) => {
      const unit = harness.unit(harness.organization(), 'A');
      harness.call('DeleteOrganizationalUnit', { OrganizationalUnitId: unit });
      return [unit, '222222222222'].map((ChildId) => outcomeOf(harness, 'ListParents', { ChildId }));
    },
    expected: {
      ChildNotFoundException: ['ChildNotFoundException', 'ChildNotFoundException'],
      ofItsKind: ['OrganizationalUnitNotFoundException', 'AccountNotFoundException'],
      InvalidInputException: ['InvalidInputException INVALID_PATTERN', 'InvalidInputException INVALID_PATTERN'],
    },
  },
  enablingTrustedAccessTwice: {
    observe: (harness) => {
      harness.organization();
      harness.call('EnableAWSServiceAccess', GUARDDUTY);
      harness.now += SECOND;
      const again = outcomeOf(harness, 'EnableAWSServiceAccess', GUARDDUTY);
      return [again, harness.now - harness.simulator.state().trustedServices[0].enabledAt];
    },
    expected: { success: ['success', SECOND], newDate: ['success', 0], InvalidInputException: ['InvalidInputException INVALID_PATTERN', SECOND] },
  },
  disablingTrustedAccessTwice: {
    observe: (harness) => {
      harness.organization();
      return outcomeOf(harness, 'DisableAWSServiceAccess', GUARDDUTY);
    },
    expected: { success: 'success', InvalidInputException: 'InvalidInputException INVALID_PATTERN' },
  },
  registeringTwice: {
    observe: (harness) => {
      harness.organization();
      const request = { AccountId: harness.account('one'), ...GUARDDUTY };
      harness.call('EnableAWSServiceAccess', GUARDDUTY);
      harness.call('RegisterDelegatedAdministrator', request);
      return outcomeOf(harness, 'RegisterDelegatedAdministrator', request);
    },
    expected: { AccountAlreadyRegisteredException: 'AccountAlreadyRegisteredException', success: 'success' },
  },
  deregisteringTheUnregistered: {
    observe: (harness) => {
      harness.organization();
      return outcomeOf(harness, 'DeregisterDelegatedAdministrator', { AccountId: harness.account('one'), ...GUARDDUTY });
    },
    expected: {
      AccountNotRegisteredException: 'AccountNotRegisteredException',
      AccountNotFoundException: 'AccountNotFoundException',
      InvalidInputException: 'InvalidInputException INVALID_PATTERN',
      success: 'success',
    },
  },
  untaggingAbsentKeys: {
    observe: (harness) => {
      const ResourceId = harness.unit(harness.organization(), 'A');
      harness.call('TagResource', { ResourceId, Tags: [{ Key: 'here', Value: '1' }] });
      const outcome = outcomeOf(harness, 'UntagResource', { ResourceId, TagKeys: ['here', 'absent'] });
      return [outcome, harness.simulator.state().organizationalUnits[0].tags];
    },
    expected: { success: ['success', {}], InvalidInputException: ['InvalidInputException INVALID_LIST_MEMBER', { here: '1' }] },
  },
  tagsOfAnExistingResourcePolicy: {
    observe: (harness) => {
      harness.organization();
      harness.call('PutResourcePolicy', { Content: RESOURCE_POLICY, Tags: [{ Key: 'old', Value: '1' }] });
      const again = outcomeOf(harness, 'PutResourcePolicy', { Content: RESOURCE_POLICY, Tags: [{ Key: 'new', Value: '1' }] });
      return [again, Object.keys(harness.simulator.state().resourcePolicy!.tags)];
    },
    expected: {
      InvalidInputException: ['InvalidInputException UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED', ['old']],
      ignored: ['success', ['old']],
      replaceTheOld: ['success', ['new']],
    },
  },
});
