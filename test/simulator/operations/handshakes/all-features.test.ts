import { ANA, BEN, DAY_MS, EVE, invite, join, stateOf, withStrangers } from './accounts';
import { Harness } from '../../harness';

/** An organization with consolidated billing, of which Ana and Ben were invited. */
function billingOrganization(...options: ConstructorParameters<typeof Harness>): Harness {
  const harness = new Harness({ standaloneAccounts: [ANA, BEN, EVE], ...options[0] });
  harness.call('CreateOrganization', { FeatureSet: 'CONSOLIDATED_BILLING' });
  [ANA, BEN].forEach(({ id }) => join(harness, id));
  return harness;
}

const approvals = (harness: Harness, ParentHandshakeId: string) => harness.all('ListHandshakesForOrganization', 'Handshakes', { Filter: { ParentHandshakeId } });
const featureSet = (harness: Harness) => harness.call('DescribeOrganization').Organization.FeatureSet;

/** The approval that an account got. */
function approvalOf(harness: Harness, id: string): string {
  return harness.call('ListHandshakesForAccount', { Filter: { ActionType: 'APPROVE_ALL_FEATURES' } }, id).Handshakes.at(-1).Id;
}

test('all features are enabled when every invited account has approved and the management account completes the change', () => {
  const harness = billingOrganization();
  harness.account('created');
  const organizationId = harness.simulator.state().organization?.id;
  const { Handshake: { Id, ...request } } = harness.call('EnableAllFeatures');

  expect(request).toMatchObject({
    Action: 'ENABLE_ALL_FEATURES',
    State: 'REQUESTED',
    Arn: expect.stringContaining(`handshake/${organizationId}/enable_all_features/${Id}`),
    Parties: [{ Id: organizationId, Type: 'ORGANIZATION' }],
    Resources: [{ Type: 'ORGANIZATION', Value: organizationId }],
    ExpirationTimestamp: (harness.now + 90 * DAY_MS) / 1000,
  });
  expect(approvals(harness, Id)).toMatchObject([ANA, BEN].map(({ id }) => ({
    Action: 'APPROVE_ALL_FEATURES',
    State: 'REQUESTED',
    Parties: [{ Type: 'ORGANIZATION' }, { Id: id, Type: 'ACCOUNT' }],
    Resources: [{ Type: 'ORGANIZATION' }, { Type: 'ACCOUNT', Value: id }, { Type: 'PARENT_HANDSHAKE', Value: Id }],
  })));
  harness.call('AcceptHandshake', { HandshakeId: approvalOf(harness, ANA.id) }, ANA.id);
  expect(harness.error('AcceptHandshake', { HandshakeId: Id })).toBe('InvalidHandshakeTransitionException');
  harness.call('AcceptHandshake', { HandshakeId: approvalOf(harness, BEN.id) }, BEN.id);
  expect([stateOf(harness, Id), featureSet(harness)]).toEqual(['OPEN', 'CONSOLIDATED_BILLING']);
  expect(harness.error('AcceptHandshake', { HandshakeId: Id }, ANA.id)).toBe('HandshakeNotFoundException');
  expect(harness.call('AcceptHandshake', { HandshakeId: Id }).Handshake.State).toBe('ACCEPTED');
  expect(featureSet(harness)).toBe('ALL');
});

/** Created accounts whose administrators have deleted the service-linked role AWSServiceRoleForOrganizations. */
function withoutRole(harness: Harness, ...names: string[]): { readonly harness: Harness; readonly ids: string[] } {
  const ids = names.map((name) => harness.account(name));
  const state = harness.simulator.state();
  const accounts = state.accounts.map((account) => (ids.includes(account.id) ? { ...account, lacksServiceLinkedRole: true } : account));
  return { harness: new Harness({ state: { ...state, accounts } }), ids };
}

test('two created accounts without the service-linked role have to add it, and a third account without it is not asked again afterwards', () => {
  const { harness, ids: [one, two] } = withoutRole(billingOrganization(), 'one', 'two');
  harness.account('with-role');
  const { Handshake: { Id, State } } = harness.call('EnableAllFeatures');
  const asked = (id: string) => harness.call('ListHandshakesForAccount', { Filter: { ActionType: 'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE' } }, id).Handshakes;
  const all = () => harness.all('ListHandshakesForOrganization', 'Handshakes', { Filter: { ActionType: 'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE' } });

  expect(State).toBe('REQUESTED');
  expect(all().map(({ Parties }) => Parties[1].Id)).toEqual([one, two]);
  expect(all()[0]).toMatchObject({
    State: 'REQUESTED',
    Arn: expect.stringContaining('/add_organizations_service_linked_role/h-'),
    ExpirationTimestamp: (harness.now + 90 * DAY_MS) / 1000,
    Resources: [{ Type: 'ORGANIZATION' }, { Type: 'ACCOUNT', Value: one }, { Type: 'PARENT_HANDSHAKE', Value: Id }],
  });
  [ANA, BEN].forEach(({ id }) => harness.call('AcceptHandshake', { HandshakeId: approvalOf(harness, id) }, id));
  harness.call('AcceptHandshake', { HandshakeId: asked(one)[0].Id }, one);
  expect(stateOf(harness, Id)).toBe('REQUESTED');
  harness.call('AcceptHandshake', { HandshakeId: asked(two)[0].Id }, two);
  expect(stateOf(harness, Id)).toBe('OPEN');
  harness.call('CancelHandshake', { HandshakeId: Id });
  const again = harness.call('EnableAllFeatures').Handshake;
  expect(approvals(harness, again.Id).map(({ Action }) => Action)).toEqual(['APPROVE_ALL_FEATURES', 'APPROVE_ALL_FEATURES']);
});

test('a created account without the service-linked role that is removed need not add it', () => {
  const { harness, ids: [one] } = withoutRole(billingOrganization(), 'one');
  harness.now += 5 * DAY_MS;
  const { Handshake: { Id } } = harness.call('EnableAllFeatures');
  [ANA, BEN].forEach(({ id }) => harness.call('AcceptHandshake', { HandshakeId: approvalOf(harness, id) }, id));
  harness.call('RemoveAccountFromOrganization', { AccountId: one });

  expect(stateOf(harness, Id)).toBe('OPEN');
});

test('policies work once all features are enabled', () => {
  const harness = new Harness();
  harness.call('CreateOrganization', { FeatureSet: 'CONSOLIDATED_BILLING' });
  const root = harness.simulator.state().root?.id;
  const { Handshake } = harness.call('EnableAllFeatures');

  expect(Handshake.State).toBe('OPEN');
  expect(harness.error('EnablePolicyType', { RootId: root, PolicyType: 'SERVICE_CONTROL_POLICY' })).toBe('PolicyTypeNotAvailableForOrganizationException');
  harness.call('AcceptHandshake', { HandshakeId: Handshake.Id });
  harness.call('EnablePolicyType', { RootId: root, PolicyType: 'SERVICE_CONTROL_POLICY' });
  expect(harness.call('ListPoliciesForTarget', { TargetId: root, Filter: 'SERVICE_CONTROL_POLICY' }).Policies).toMatchObject([{ Id: 'p-FullAWSAccess' }]);
});

test('an organization that has all features cannot enable them', () => {
  expect(withStrangers().error('EnableAllFeatures')).toBe('HandshakeConstraintViolationException ORGANIZATION_ALREADY_HAS_ALL_FEATURES');
});

test('the process begins once, until it is canceled with its approvals', () => {
  const harness = billingOrganization();
  const { Handshake: { Id } } = harness.call('EnableAllFeatures');

  expect(harness.error('EnableAllFeatures')).toBe('HandshakeConstraintViolationException ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION');
  harness.call('CancelHandshake', { HandshakeId: Id });
  expect(approvals(harness, Id).map(({ State }) => State)).toEqual(['CANCELED', 'CANCELED']);
  expect(harness.call('EnableAllFeatures').Handshake.State).toBe('REQUESTED');
});

test('only the management account begins it', () => {
  const harness = billingOrganization();

  expect(harness.error('EnableAllFeatures', {}, ANA.id)).toBe('AccessDeniedException');
  expect(harness.error('EnableAllFeatures', {}, EVE.id)).toBe('AWSOrganizationsNotInUseException');
});

test('a large organization cannot use it', () => {
  const harness = billingOrganization({ limits: { accountsEnablingAllFeatures: 2 } });

  expect(harness.error('EnableAllFeatures')).toBe('ConstraintViolationException ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED');
  expect(billingOrganization({ limits: { accountsEnablingAllFeatures: 3 } }).call('EnableAllFeatures').Handshake.State).toBe('REQUESTED');
});

test('open invitations are canceled when it begins, and new ones can be sent', () => {
  const harness = billingOrganization();
  const HandshakeId = invite(harness, EVE.id);
  harness.call('EnableAllFeatures');

  expect(stateOf(harness, HandshakeId)).toBe('CANCELED');
  expect(stateOf(harness, invite(harness, EVE.id))).toBe('OPEN');
});

test('an approval that is declined keeps the request waiting', () => {
  const harness = billingOrganization();
  const { Handshake: { Id } } = harness.call('EnableAllFeatures');
  harness.call('DeclineHandshake', { HandshakeId: approvalOf(harness, ANA.id) }, ANA.id);
  harness.call('AcceptHandshake', { HandshakeId: approvalOf(harness, BEN.id) }, BEN.id);

  expect(stateOf(harness, Id)).toBe('REQUESTED');
  expect(harness.error('AcceptHandshake', { HandshakeId: Id })).toBe('InvalidHandshakeTransitionException');
});

test.each<[string, (harness: Harness) => void]>([
  ['is removed', (harness) => harness.call('RemoveAccountFromOrganization', { AccountId: ANA.id })],
  ['leaves', (harness) => harness.call('LeaveOrganization', {}, ANA.id)],
])('an account that %s need not approve', (_, leave) => {
  const harness = billingOrganization();
  const { Handshake: { Id } } = harness.call('EnableAllFeatures');
  const approval = approvalOf(harness, ANA.id);
  harness.call('AcceptHandshake', { HandshakeId: approvalOf(harness, BEN.id) }, BEN.id);
  leave(harness);

  expect([stateOf(harness, approval, ANA.id), stateOf(harness, Id)]).toEqual(['CANCELED', 'OPEN']);
});

test('a closed account is not asked', () => {
  const state = billingOrganization().simulator.state();
  const accounts = state.accounts.map((account) => account.id === ANA.id ? { ...account, state: 'CLOSED' as const } : account);
  const harness = new Harness({ state: { ...state, accounts } });
  const { Handshake: { Id } } = harness.call('EnableAllFeatures');

  expect(approvals(harness, Id).map(({ Parties }) => Parties[1].Id)).toEqual([BEN.id]);
});

test('the request and its approvals expire after 90 days', () => {
  const harness = billingOrganization();
  const { Handshake: { Id } } = harness.call('EnableAllFeatures');

  harness.now += 90 * DAY_MS - 1;
  expect(stateOf(harness, Id)).toBe('REQUESTED');
  harness.now += 1;
  expect([stateOf(harness, Id), ...approvals(harness, Id).map(({ State }) => State)]).toEqual(['EXPIRED', 'EXPIRED', 'EXPIRED']);
  expect(featureSet(harness)).toBe('CONSOLIDATED_BILLING');
});
