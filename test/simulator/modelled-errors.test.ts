import { Harness, SCP } from './harness';
import { ANA, BEN, EVE, invite, target } from './operations/handshakes/accounts';
import { offerTransfer, startOf } from './operations/responsibility-transfers/organizations';
import { SimulatorOptions } from '../../src/simulator';
import { SERVICE_MODEL } from '../../src/simulator/protocol/service-model';

/** Errors of the protocol itself, which every JSON service has and no model lists. */
const PROTOCOL = ['SerializationException'];

test.each<[string, SimulatorOptions]>([
  ['undisturbed', {}],
  ['with lag', { lagMs: 1000, staleReferences: true }],
  ['with rates, conflicts and faults', {
    rates: true,
    conflicts: { policyChangeShare: 1 },
    faults: ['*:0.1:fail=TooManyRequestsException', '*:0.1:fail=ConcurrentModificationException', '*:0.1:dropAnswer'],
  }],
])('no operation fails with an error that its model does not list, %s', (_, options) => {
  const harness = new Harness({ standaloneAccounts: [ANA, BEN, { ...EVE, partition: 'aws-us-gov', pairedAccountId: '111111111111' }] });
  const root = harness.organization(SCP);
  harness.call('CreateOrganization', { FeatureSet: 'CONSOLIDATED_BILLING' }, ANA.id);
  const { Id: transferId } = offerTransfer(harness, ANA.id);
  const handshakes = [invite(harness, BEN.id), invite(harness, 'nobody@example.com'), harness.call('EnableAllFeatures', {}, ANA.id).Handshake.Id];
  const unit = harness.unit(root, 'A');
  const account = harness.account('one');
  const policy = harness.policy('A');
  const values = {
    id: [...handshakes, transferId, root, unit, account, policy, 'p-FullAWSAccess', '111111111111', 'r-zzzz', `ou-${root.slice(2)}-zzzzzzzz`, '999999999999', 'p-zzzzzzzz', 'nonsense'],
    other: ['BILLING', startOf(3), target(BEN.id).Target, target('111111111111').Target, { Id: 'o-abcdefghij', Type: 'ORGANIZATION' }, { ActionType: 'INVITE' }, SCP, 'TAG_POLICY', 'ACCOUNT', 'A', 'a@example.com', 'config.amazonaws.com', '{}', 7, ['a'], [{ Key: 'aws:a', Value: 'b' }]],
  };
  const { simulator } = new Harness({ ...options, state: harness.simulator.state(), now: () => harness.now });
  let turn = 0;
  const next = (list: readonly unknown[]) => list[turn++ % list.length];

  for (const [operation, { input, errors }] of Object.entries(SERVICE_MODEL.operations)) {
    const members = Object.keys(SERVICE_MODEL.shapes[input ?? '']?.members ?? {});
    for (let attempt = 0; attempt < 60; attempt++) {
      const request = Object.fromEntries(members.map((member) => [member, next(member.endsWith('Id') ? values.id : [...values.id, ...values.other])]));
      harness.now += 50;
      const authorization = `Credential=${String(next(['AKIAEXAMPLE', ANA.id, BEN.id, EVE.id, '999999999999']))}/20260101/us-east-1/organizations/aws4_request`;
      simulator.handle({
        method: 'POST',
        path: '/',
        headers: { 'x-amz-target': `AWSOrganizationsV20161128.${operation}`, authorization },
        body: JSON.stringify(request),
      });
      const { error } = simulator.journal[simulator.journal.length - 1];
      const listed = [undefined, 'UnsupportedAPIEndpointException', ...PROTOCOL, ...errors].includes(error?.code);
      expect({ operation, code: error?.code, listed }).toEqual({ operation, code: error?.code, listed: true });
      expect(error?.code).not.toBe('ServiceException');
    }
  }
});
