import fc from 'fast-check';
import { CALM, check, note } from './check';
import { FORMER_SETTINGS_TAG_PREFIX, POLICY_SET_TAG_KEY, policySetOf } from '../../../src/contract';
import type { SimulatorState } from '../../../src/simulator';
import { removeApps } from '../support/app';
import { build } from '../support/blueprint';
import { deploy } from '../support/deploy';
import { withDisturbances } from '../support/disturbances';
import { daysLater, stateAt, touchedByOthers } from '../support/foreign';
import { answered } from '../support/guest';
import { askedBy, editOf, evolution, TAG_POLICY_SERVICE } from '../support/random-blueprint';
import { shapeOf } from '../support/shape';

jest.setTimeout(3_600_000);
afterEach(removeApps);

/** The policies that AWS attaches to every target, with their types. */
const BY_AWS: Readonly<Record<string, string>> = { 'p-FullAWSAccess': 'SERVICE_CONTROL_POLICY', 'p-RCPFullAWSAccess': 'RESOURCE_CONTROL_POLICY' };

/**
 * Omits the resources that a rollback leaves. A created account stays, with the units around it and the new policies attached there.
 * A policy type is a retained resource and stays enabled, with the policies that AWS attaches to every target.
 */
function withoutWhatStays(after: SimulatorState, before: SimulatorState): SimulatorState {
  const previous = new Set([...before.accounts, ...before.organizationalUnits, ...(before.root ? [before.root] : [])].map(({ id }) => id));
  const places = new Map([...after.accounts, ...after.organizationalUnits].map(({ id, parentId }) => [id, parentId]));
  const staying = new Set<string>();
  for (const { id } of after.accounts) {
    for (let place: string | undefined = id; place !== undefined && !previous.has(place); place = places.get(place)) staying.add(place);
  }
  const previousPolicies = new Set(before.policies.map(({ id }) => id));
  // A document that the rollback created again belongs to a previous set, even if it is in use on a created account.
  const isPrevious = ({ id, tags }: SimulatorState['policies'][number]) => (
    previousPolicies.has(id) || previousPolicies.has(policySetOf(id, tags[POLICY_SET_TAG_KEY]) ?? ''));
  const inUse = new Set(after.attachments.filter(({ targetId }) => staying.has(targetId)).map(({ policyId }) => policyId));
  const types = before.policyTypes.map(({ type }) => type);
  const isByAws = ({ policyId }: { readonly policyId: string }) => policyId in BY_AWS && !types.includes(BY_AWS[policyId]);
  return {
    ...after,
    handshakes: openOnes(after),
    policyTypes: after.policyTypes.filter(({ type }) => types.includes(type)),
    accounts: after.accounts.filter(({ id }) => !staying.has(id)),
    organizationalUnits: after.organizationalUnits.filter(({ id }) => !staying.has(id)),
    policies: after.policies.filter((policy) => isPrevious(policy) || !inUse.has(policy.id)),
    attachments: after.attachments.filter((attachment) => !staying.has(attachment.targetId) && !isByAws(attachment)),
  };
}

/** Omits the note of former contacts and Regions, which stays until the next deployment that changes some. */
function withoutNotes(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith(FORMER_SETTINGS_TAG_PREFIX)));
}

function withoutFormerSettings(state: SimulatorState): SimulatorState {
  return { ...state, accounts: state.accounts.map((account) => ({ ...account, tags: withoutNotes(account.tags) })) };
}

/** The open handshakes. A rollback cancels the invitation that its deployment sent. */
function openOnes({ handshakes = [] }: SimulatorState): SimulatorState['handshakes'] {
  return handshakes.filter(({ state }) => ['OPEN', 'REQUESTED'].includes(state));
}

/** Omits the trusted access that the deployment enabled if the service cannot disable it, because a remaining policy type needs it. */
function withoutServicesInUse(after: SimulatorState, before: SimulatorState): SimulatorState {
  const isNeeded = after.policyTypes.some(({ type }) => type === 'TAG_POLICY');
  const old = before.trustedServices.map(({ servicePrincipal }) => servicePrincipal);
  const stays = (name: string) => isNeeded && name === TAG_POLICY_SERVICE && !old.includes(name);
  return { ...after, trustedServices: after.trustedServices.filter(({ servicePrincipal }) => !stays(servicePrincipal)) };
}

/** Gives each document of a policy set all statements of the set. Their distribution over the documents does not matter. */
function setsAsWholes(state: SimulatorState): SimulatorState {
  const setOf = ({ id, tags }: SimulatorState['policies'][number]) => policySetOf(id, tags[POLICY_SET_TAG_KEY]);
  const statements = new Map<string, string[]>();
  for (const policy of state.policies) {
    const set = setOf(policy);
    const own = [(JSON.parse(policy.content) as { Statement: object | object[] }).Statement].flat().map((each) => JSON.stringify(each));
    if (set) statements.set(set, [...statements.get(set) ?? [], ...own].sort());
  }
  return { ...state, policies: state.policies.map((policy) => ({ ...policy, content: statements.get(setOf(policy) ?? '')?.join() ?? policy.content })) };
}

test('a random edit that fails ends in the state in which it began, apart from created accounts', async () => {
  await check(fc.asyncProperty(evolution, fc.nat(), async (drawn, place) => {
    const { first, second, firstDisturbances, secondDisturbances, start, readings, answer } = drawn;
    const made = await deploy(build(first), {
      ...withDisturbances({ ...firstDisturbances, faults: [], crashes: 0 }), readings, state: await stateAt(start),
    });
    const state = touchedByOthers(answered(daysLater(made.state), answer), place);
    Object.assign(state.simulator!, { addressesTakenElsewhere: ['taken@example.com'] });
    const parents = [undefined, ...Object.keys(second.units ?? {})];
    const edit = editOf(first, second);
    const failing = { ...edit, accounts: { ...second.accounts, Taken: { name: 'taken', parent: parents[place % parents.length] } } };
    const failed = await deploy(build(failing), { ...withDisturbances(secondDisturbances), readings, state, leaving: [] });
    // The rollback restores the denials that the edit removes on purpose. No other denial may be missing at any time.
    const aim = await deploy(build(edit), { ...CALM, readings, state, ...askedBy(first, edit) });
    const violations = [...failed.unintendedChanges, ...failed.gapsTowards(aim.simulatorState)];
    note(secondDisturbances, { ...failed, violations });
    expect([failed.succeeded, violations]).toEqual([false, []]);
    expect(failed.stacks[0].status).toBe('UPDATE_ROLLBACK_COMPLETE');
    const before = withoutFormerSettings(state.simulator!);
    const end = withoutFormerSettings(failed.simulatorState);
    const after = withoutWhatStays(readings.policyTypesWithAService ? withoutServicesInUse(end, before) : end, before);
    expect(shapeOf(setsAsWholes(after))).toEqual(shapeOf(setsAsWholes({ ...before, handshakes: openOnes(before) })));
  }), 0.5);
});
