import { describeReadings, outcomeOf } from './describe-readings';
import { HANDSHAKE_READINGS } from '../../../src/simulator/readings/handshake-readings';
import { Harness } from '../harness';
import { ANA, BEN, invite, join, stateOf, target } from '../operations/handshakes/accounts';
import { endOf, statusOf, transfer } from '../operations/responsibility-transfers/organizations';

const options = { standaloneAccounts: [ANA, BEN] };

describeReadings(HANDSHAKE_READINGS, {
  newInvitationState: {
    options,
    observe: (harness) => {
      harness.organization();
      return stateOf(harness, invite(harness, ANA.id));
    },
    expected: { OPEN: 'OPEN', REQUESTED: 'REQUESTED' },
  },
  allFeaturesActions: {
    options,
    observe: (harness) => {
      harness.call('CreateOrganization', { FeatureSet: 'CONSOLIDATED_BILLING' });
      join(harness, ANA.id);
      const { Handshake } = harness.call('EnableAllFeatures');
      const ofMember = harness.call('ListHandshakesForAccount', { Filter: { ActionType: 'APPROVE_ALL_FEATURES' } }, ANA.id).Handshakes;
      return [Handshake.Action, Handshake.Arn.split('/')[2], ofMember.length];
    },
    expected: {
      membersApprove: ['ENABLE_ALL_FEATURES', 'enable_all_features', 1],
      membersEnable: ['APPROVE_ALL_FEATURES', 'approve_all_features', 0],
    },
  },
  parentHandshake: {
    options,
    observe: (harness) => {
      harness.call('CreateOrganization', { FeatureSet: 'CONSOLIDATED_BILLING' });
      [ANA, BEN].forEach(({ id }) => join(harness, id));
      const { Handshake: { Id } } = harness.call('EnableAllFeatures');
      const { Handshakes } = harness.call('ListHandshakesForOrganization', { Filter: { ParentHandshakeId: Id } });
      return Handshakes.map(({ Resources }: { Resources: { Value: string }[] }) => Resources[2].Value === Id || `h-${Resources[2].Value}` === Id && 'h-');
    },
    expected: { withPrefix: [true, true], withoutPrefix: ['h-', 'h-'] },
  },
  parentOfRoleHandshakes: {
    options,
    observe: (harness) => {
      harness.call('CreateOrganization', { FeatureSet: 'CONSOLIDATED_BILLING' });
      const id = harness.account('one');
      const state = harness.simulator.state();
      const accounts = state.accounts.map((account) => (account.id === id ? { ...account, lacksServiceLinkedRole: true } : account));
      const loaded = new Harness({ ...options, readings: harness.options.readings, state: { ...state, accounts } });
      loaded.call('EnableAllFeatures');
      const { Handshakes } = loaded.call('ListHandshakesForOrganization', { Filter: { ActionType: 'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE' } });
      return Handshakes[0].Resources.map(({ Type }: { Type: string }) => Type);
    },
    expected: { named: ['ORGANIZATION', 'ACCOUNT', 'PARENT_HANDSHAKE'], absent: ['ORGANIZATION', 'ACCOUNT'] },
  },
  organizationPartyId: {
    options,
    observe: (harness) => {
      harness.organization();
      const { Parties, Resources } = harness.call('InviteAccountToOrganization', target(ANA.id)).Handshake;
      return [Parties[0].Id, Resources[0].Value].map((id) => id.startsWith('o-'));
    },
    expected: { withPrefix: [true, true], withoutPrefix: [false, true] },
  },
  invitationsWhileEnablingAllFeatures: {
    options,
    observe: (harness) => {
      harness.call('CreateOrganization', { FeatureSet: 'CONSOLIDATED_BILLING' });
      const { Handshake: { Id } } = harness.call('EnableAllFeatures');
      const before = outcomeOf(harness, 'InviteAccountToOrganization', target(ANA.id));
      harness.call('AcceptHandshake', { HandshakeId: Id });
      return [before, outcomeOf(harness, 'InviteAccountToOrganization', target(BEN.id))];
    },
    expected: {
      allowed: ['success', 'success'],
      refused: ['HandshakeConstraintViolationException INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES', 'success'],
    },
  },
  invitingAnUnknownAccount: {
    observe: (harness) => {
      harness.organization();
      return outcomeOf(harness, 'InviteAccountToOrganization', target('999999999999'));
    },
    expected: { InvalidInputException: 'InvalidInputException TARGET_NOT_SUPPORTED', isSent: 'success' },
  },
  handshakesOfOthers: {
    options,
    observe: (harness) => {
      harness.organization();
      const HandshakeId = invite(harness, ANA.id);
      return [outcomeOf(harness, 'DescribeHandshake', { HandshakeId }, BEN.id), outcomeOf(harness, 'DescribeHandshake', { HandshakeId: 'h-zzzzzzzz' }, BEN.id)];
    },
    expected: {
      HandshakeNotFoundException: ['HandshakeNotFoundException', 'HandshakeNotFoundException'],
      AccessDeniedException: ['AccessDeniedException', 'HandshakeNotFoundException'],
    },
  },
  terminatedTransferStatus: {
    options,
    observe: (harness) => {
      harness.organization();
      harness.call('CreateOrganization', {}, ANA.id);
      const Id = transfer(harness, ANA.id);
      harness.call('TerminateResponsibilityTransfer', { Id, EndTimestamp: endOf(4) });
      harness.now = endOf(4) * 1000;
      const before = statusOf(harness, Id);
      harness.now += 1;
      return [before, statusOf(harness, Id)];
    },
    expected: { WITHDRAWN: ['WITHDRAWN', 'WITHDRAWN'], ACCEPTED: ['ACCEPTED', 'WITHDRAWN'] },
  },
});
