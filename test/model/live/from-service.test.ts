import * as fc from 'fast-check';
import { byName, diff, organizationFromService, type Organization, READING_OPERATIONS, type ReadingProgress } from '../../../src/model';
import { isOrganizationsError, OrganizationsError } from '../../../src/organizations';
import { organizationOfState, stateOfOrganization } from '../../../src/rehearsal';
import { parseSimulatorState, Simulator } from '../../../src/simulator';
import { HANDSHAKE_READINGS } from '../../../src/simulator/readings/handshake-readings';
import { POLICY_READINGS } from '../../../src/simulator/readings/policy-readings';
import { answerAllFeatures, callAs, join } from '../../handler/support/members';
import { MANAGEMENT, simulatedOrganizations } from '../../handler/support/simulated-organizations';
import { liveOrganizations, SEED } from '../arbitraries';
import { attached, FULL_ACCESS, live } from '../organizations';

/** A simulator with a management account, which every organization has. */
function managed(organization: Organization): Organization {
  const { root } = organization;
  const manager = live.account('manager', 99, { id: MANAGEMENT });
  return { ...organization, managementAccountId: MANAGEMENT, root: { ...root, accounts: byName([manager, ...root.accounts]) } };
}

const GUARD = live.policy('guard', { Version: '2012-10-17', Statement: [] }, { team: 'blue' });
const ADMINISTRATED = managed(live.organization({
  root: {
    tags: { a: '1' },
    attachedPolicies: [FULL_ACCESS],
    accounts: [live.account('closed', 1, { state: 'CLOSED' }), live.account('open', 2, { attachedPolicies: [FULL_ACCESS, attached(GUARD)], tags: { x: 'y' } })],
    organizationalUnits: [live.unit('Empty', 1)],
  },
  policies: [GUARD],
  more: {
    policyTypes: ['SERVICE_CONTROL_POLICY'],
    trustedServices: ['sso.amazonaws.com'],
    invitations: [
      { id: 'h-examplehandshake1', accountId: '222233334444', status: 'INVITED', requestedAt: '2026-11-20T08:00:00.000Z', expiresAt: '2200-12-05T08:00:00.000Z' },
      { id: 'h-examplehandshake2', email: 'shop@elsewhere.example', status: 'DECLINED', requestedAt: '2026-11-20T09:00:00.000Z', expiresAt: '2200-12-05T08:00:00.000Z' },
    ],
    delegatedAdministrators: [{ accountId: live.account('open', 2).id, accountName: 'open', servicePrincipal: 'sso.amazonaws.com' }],
  },
}));

function simulated(organization: Organization, faults: string[] = []) {
  const simulator = new Simulator({ state: stateOfOrganization(organization), faults });
  return { simulator, port: simulatedOrganizations(simulator) };
}

test('an organization is read completely, with all operations that are documented as required and no others', async () => {
  const { simulator, port } = simulated(ADMINISTRATED);
  expect(await organizationFromService(port)).toEqual(organizationOfState(simulator.state()));
  const billing = simulated(managed(live.organization({ more: { featureSet: 'CONSOLIDATED_BILLING' } })));
  await organizationFromService(billing.port);
  const journal = [...simulator.journal, ...billing.simulator.journal];
  expect([...new Set(journal.map(({ operation }) => operation))].sort()).toEqual([...READING_OPERATIONS]);
  expect(journal.filter(({ writing }) => writing)).toEqual([]);
});

test.each([[['111122223301', '111122223302']], [[]]])('an open request to enable all features is loaded into a simulator and read from it again (missing: %j)', async (missing) => {
  const organization = managed(live.organization({
    root: { accounts: [live.account('one', 1), live.account('two', 2)] },
    more: { featureSet: 'CONSOLIDATED_BILLING', allFeaturesRequest: { missing, expiresOn: '2200-02-24' } },
  }));
  const { simulator, port } = simulated(organization);
  parseSimulatorState(JSON.parse(JSON.stringify(simulator.state())));
  expect(await organizationFromService(port)).toEqual(organization);
  expect(organizationOfState(simulator.state())).toEqual(organization);
});

test('an account that declined all features is missing, and one that agreed is not', async () => {
  const { simulator, port } = simulated(managed(live.organization({ more: { featureSet: 'CONSOLIDATED_BILLING' } })));
  const members = ['222222222222', '333333333333', '444444444444'];
  members.forEach((id) => join(simulator, id, MANAGEMENT));
  callAs(simulator, MANAGEMENT, 'EnableAllFeatures');
  answerAllFeatures(simulator, members[0], 'AcceptHandshake');
  answerAllFeatures(simulator, members[1], 'DeclineHandshake');
  callAs(simulator, MANAGEMENT, 'RemoveAccountFromOrganization', { AccountId: members[2] });
  const { allFeaturesRequest } = await organizationFromService(port);
  expect(allFeaturesRequest).toMatchObject({ missing: [members[1]] });
  expect(organizationOfState(simulator.state())!.allFeaturesRequest).toEqual(allFeaturesRequest);
});

const PARENTS = HANDSHAKE_READINGS.parentOfRoleHandshakes
  .flatMap((role) => HANDSHAKE_READINGS.parentHandshake.map((parent) => [role, parent] as const));

test.each(PARENTS)(
  'two created accounts that have to add the service-linked role are missing (parent %s, %s)', async (parentOfRoleHandshakes, parentHandshake) => {
    const state = stateOfOrganization(managed(live.organization({
      root: { accounts: [live.account('one', 1), live.account('two', 2)] }, more: { featureSet: 'CONSOLIDATED_BILLING' },
    })));
    const accounts = state.accounts.map((account) => ({ ...account, joinedMethod: 'CREATED' as const, lacksServiceLinkedRole: true }));
    const simulator = new Simulator({ state: { ...state, accounts }, readings: { parentOfRoleHandshakes, parentHandshake } });
    callAs(simulator, MANAGEMENT, 'EnableAllFeatures');
    const { allFeaturesRequest } = await organizationFromService(simulatedOrganizations(simulator));
    expect(allFeaturesRequest).toMatchObject({ missing: ['111122223301', '111122223302'] });
    expect(organizationOfState(simulator.state())!.allFeaturesRequest).toEqual(allFeaturesRequest);
  });

test('the invitations are the last ones of each account that is not a member', async () => {
  const { simulator, port } = simulated(managed(live.organization({ root: { accounts: [live.account('shop', 1)] } })));
  const sent = ['222233334444', '333344445555', '111122223301'].map((id, index) => ({ id, index }));
  const state = simulator.state();
  const [open, declined, joined] = stateOfOrganization({
    ...ADMINISTRATED,
    invitations: sent.map(({ id, index }) => ({
      id: `h-examplehandshake${index}`, accountId: id, status: 'INVITED', requestedAt: '2026-11-20T08:00:00.000Z', expiresAt: '2200-12-05T08:00:00.000Z',
    })),
  }).handshakes!;
  const organizationId = state.organization!.id;
  const handshakes = [
    { ...open, organizationId },
    { ...declined, organizationId, state: 'DECLINED' as const, endedAt: declined.requestedAt },
    { ...declined, organizationId, id: 'h-examplehandshake8', requestedAt: declined.requestedAt + 1 },
    { ...joined, organizationId, state: 'EXPIRED' as const, endedAt: joined.requestedAt },
    { ...declined, id: 'h-examplehandshake6', organizationId, recipient: { type: 'ACCOUNT' as const, id: '444455556666' }, state: 'DECLINED' as const, endedAt: declined.requestedAt },
    { ...declined, id: 'h-examplehandshake7', organizationId, recipient: { type: 'ACCOUNT' as const, id: '444455556666' }, requestedAt: declined.requestedAt + 1, state: 'ACCEPTED' as const, endedAt: declined.requestedAt + 1 },
    { ...open, id: 'h-examplehandshake9', organizationId: 'o-anotherone12' },
  ];
  const reading = simulatedOrganizations(new Simulator({ state: { ...state, handshakes } }));
  const { invitations } = await organizationFromService(reading);
  expect(invitations!.map(({ id, status }) => `${id} ${status}`)).toEqual(['h-examplehandshake0 INVITED', 'h-examplehandshake8 INVITED']);
  expect(organizationOfState({ ...state, handshakes })!.invitations).toEqual(invitations);
  expect(await organizationFromService(port)).not.toHaveProperty('invitations');
});

test('a policy of the service with a text that looks like a reference is not equal to code with the reference', async () => {
  const [one, two] = ['one', 'two'].map((name) => live.policy(name, { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: `arn:aws:s3:::\${Org.${name}}` }] }));
  const { port, simulator } = simulated(managed(live.organization({ policies: [one, two], more: { policyTypes: ['SERVICE_CONTROL_POLICY'] } })));
  const read = await organizationFromService(port);
  expect(read.policies.map(({ content }) => content)).toEqual([one, two].map(({ content }) => content.replace('${', '${!')));
  expect(simulator.state().policies.map(({ content }) => content)).toEqual([one.content, two.content]);
  const head = { ...read, policies: [read.policies[0], { ...read.policies[1], content: two.content }] };
  expect(diff(read, head)).toMatchObject([{ kind: 'policyStatementsChanged', policy: { name: 'two' } }]);
});

test('a random organization that is loaded into a simulator is read from it unchanged', async () => {
  await fc.assert(fc.asyncProperty(liveOrganizations.map(managed), async (organization) => {
    parseSimulatorState(JSON.parse(JSON.stringify(stateOfOrganization(organization))));
    expect(await organizationFromService(simulated(organization).port)).toEqual(organization);
  }), { seed: SEED, numRuns: 40 });
});

test('a big organization costs one call for each resource with tags, and pages for the rest', async () => {
  const accounts = Array.from({ length: 99 }, (_, index) => live.account(`a${index + 10}`, index + 1, { attachedPolicies: [FULL_ACCESS] }));
  const big = managed(live.organization({ root: { accounts, attachedPolicies: [FULL_ACCESS] }, more: { policyTypes: ['SERVICE_CONTROL_POLICY'] } }));
  const { simulator, port } = simulated(big);
  const progress: ReadingProgress[] = [];
  await organizationFromService(port, { onProgress: (read) => progress.push(read) });
  const counts = (operation: string) => simulator.journal.filter((call) => call.operation === operation).length;
  expect(counts('ListTagsForResource')).toBe(101);
  expect(counts('ListAccountsForParent')).toBe(5);
  expect(counts('ListTargetsForPolicy')).toBe(6);
  expect(progress.at(-1)).toEqual({ organizationalUnits: 0, accounts: 100, policies: 0, tagged: 101 });
});

test('the error names the refused call', async () => {
  const { port } = simulated(ADMINISTRATED, ['ListTagsForResource:3:fail=AccessDeniedException']);
  const error: unknown = await organizationFromService(port).catch((thrown: unknown) => thrown);
  expect(isOrganizationsError(error, 'AccessDenied')).toBe(true);
  expect((error as OrganizationsError).operation).toBe('ListTagsForResource');
});

test.each(POLICY_READINGS.policiesOfATypeNotOffered)('an organization of a partition that lacks policy types is read (%s)', async (policiesOfATypeNotOffered) => {
  const organization = managed(live.organization());
  const simulator = new Simulator({ state: stateOfOrganization(organization), partition: 'aws-us-gov', readings: { policiesOfATypeNotOffered } });
  expect(await organizationFromService(simulatedOrganizations(simulator))).toEqual(organization);
});

test('a type that AWS does not offer here has no policies, unless it is enabled', async () => {
  const faults = ['ListPolicies:fail=InvalidInputException'];
  expect((await organizationFromService(simulated(managed(live.organization()), faults).port)).policies).toEqual([]);
  await expect(organizationFromService(simulated(ADMINISTRATED, faults).port)).rejects.toThrow(OrganizationsError);
});
