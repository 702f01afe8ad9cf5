import * as fc from 'fast-check';
import { byName, organizationFromService, type Organization, READING_OPERATIONS, type ReadingProgress } from '../../../src/model';
import { isOrganizationsError, OrganizationsError } from '../../../src/organizations';
import { organizationOfState, stateOfOrganization } from '../../../src/rehearsal';
import { parseSimulatorState, Simulator } from '../../../src/simulator';
import { MANAGEMENT, simulatedOrganizations } from '../../handler/support/simulated-organizations';
import { liveOrganizations, SEED } from '../arbitraries';
import { attached, FULL_ACCESS, live } from '../organizations';

/** With its management account, which no organization is without. */
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
    delegatedAdministrators: [{ accountId: live.account('open', 2).id, accountName: 'open', servicePrincipal: 'sso.amazonaws.com' }],
  },
}));

function simulated(organization: Organization, faults: string[] = []) {
  const simulator = new Simulator({ state: stateOfOrganization(organization), faults });
  return { simulator, port: simulatedOrganizations(simulator) };
}

test('what is read is what is there, with every operation that is documented as needed and no other', async () => {
  const { simulator, port } = simulated(ADMINISTRATED);
  expect(await organizationFromService(port)).toEqual(organizationOfState(simulator.state()));
  const billing = simulated(managed(live.organization({ more: { featureSet: 'CONSOLIDATED_BILLING' } })));
  await organizationFromService(billing.port);
  const journal = [...simulator.journal, ...billing.simulator.journal];
  expect([...new Set(journal.map(({ operation }) => operation))].sort()).toEqual([...READING_OPERATIONS]);
  expect(journal.filter(({ writing }) => writing)).toEqual([]);
});

test('a random organization goes into a simulator and is read from it again as it was', async () => {
  await fc.assert(fc.asyncProperty(liveOrganizations.map(managed), async (organization) => {
    parseSimulatorState(JSON.parse(JSON.stringify(stateOfOrganization(organization))));
    expect(await organizationFromService(simulated(organization).port)).toEqual(organization);
  }), { seed: SEED, numRuns: 40 });
});

test('a big organization costs a call for each thing with tags, and pages for the rest', async () => {
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

test('the call that is refused is named', async () => {
  const { port } = simulated(ADMINISTRATED, ['ListTagsForResource:3:fail=AccessDeniedException']);
  const error: unknown = await organizationFromService(port).catch((thrown: unknown) => thrown);
  expect(isOrganizationsError(error, 'AccessDenied')).toBe(true);
  expect((error as OrganizationsError).operation).toBe('ListTagsForResource');
});

test('a type that AWS does not offer here has no policies, unless it is enabled', async () => {
  const faults = ['ListPolicies:fail=InvalidInputException'];
  expect((await organizationFromService(simulated(managed(live.organization()), faults).port)).policies).toEqual([]);
  await expect(organizationFromService(simulated(ADMINISTRATED, faults).port)).rejects.toThrow(OrganizationsError);
});
