import fc from 'fast-check';
import { check, CALM, note } from './check';
import { readCloudAssembly } from '../../../src/assembly';
import { RESERVED_TAG_PREFIX } from '../../../src/contract';
import { type Change, diff, organizationFromAssembly } from '../../../src/model';
import { deployedBy } from '../../../src/rehearsal/state/deployed';
import type { SimulatorState } from '../../../src/simulator';
import { afterFirst, afterSecond, blueprintOf, code, type Facts, facts, factsOf, firstCode, withOtherValues } from '../support/adopted-facts';
import { removeApps, synthesize } from '../support/app';
import { build } from '../support/blueprint';
import { byHand, FAILING, takeAddress } from '../support/by-hand';
import { deploy, type Deployed, reasonsOf } from '../support/deploy';
import { withDisturbances } from '../support/disturbances';
import { daysLater } from '../support/foreign';
import { disturbances } from '../support/random-blueprint';
import { shapeOf } from '../support/shape';
import { unannounced } from '../support/stands-in-report';

jest.setTimeout(3_600_000);
afterEach(removeApps);

test('code that takes over an organization adds what it lists, later code takes away what it no longer lists, and nothing else changes', async () => {
  const ofEach = fc.tuple(disturbances, disturbances, disturbances, disturbances);
  await check(fc.asyncProperty(facts, firstCode, code, ofEach, async (found, first, given, [atFirst, atFailure, atSecond, atDeletion]) => {
    const second = withOtherValues(given, found, first);
    const [base, head] = [first, second].map((each) => synthesize(build(blueprintOf(each, true))));
    const adopted = await deploy(base, { ...withDisturbances(atFirst), state: await foundOrganization(found) });
    note(atFirst, adopted);
    expectSuccess(adopted);
    expect(factsOf(adopted.simulatorState)).toEqual(afterFirst(found, first));
    const failing = blueprintOf(second, true);
    const refused = await deploy(build({ ...failing, accounts: { ...failing.accounts, ...FAILING } }), {
      ...withDisturbances(atFailure), state: daysLater(byHand(adopted.state, takeAddress)),
    });
    note(atFailure, { ...refused, violations: refused.unintendedChanges });
    expect({ succeeded: refused.succeeded, lost: refused.unintendedChanges }).toEqual({ succeeded: false, lost: [] });
    expect(factsOf(refused.simulatorState)).toEqual(factsOf(adopted.simulatorState));
    expect(withoutFormerTags(refused.simulatorState)).toEqual(withoutFormerTags(adopted.simulatorState));
    const edited = await deploy(head, { ...withDisturbances(atSecond), state: daysLater(refused.state), leaving: [] });
    note(atSecond, edited);
    expectSuccess(edited);
    expect(refused.gapsTowards(edited.simulatorState)).toEqual([]);
    expect(factsOf(edited.simulatorState)).toEqual(afterSecond(found, first, second));
    expect(announced(base, head, second.released, adopted, edited)).toEqual({ silent: [], untrue: [] });
    const released = await deploy(head, { ...withDisturbances(atDeletion), state: daysLater(edited.state), deletion: true, leaving: [] });
    expect(claimsLeft(released.simulatorState)).toEqual([]);
  }), 0.2);
});

/** An organization that somebody else made days ago, without stacks and their tags. */
async function foundOrganization(found: Facts): Promise<Deployed['state']> {
  const made = await deploy(build(blueprintOf(found)), CALM);
  if (!made.succeeded) throw new Error(reasonsOf(made).join('\n'));
  const withoutOurs = (tags: Readonly<Record<string, string>>) => (
    Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith(RESERVED_TAG_PREFIX))));
  const simulator = JSON.parse(JSON.stringify(made.simulatorState), (key, value) => (key === 'tags' ? withoutOurs(value) : value));
  return { ...daysLater(made.state), simulator, stacks: {} };
}

function expectSuccess(result: Deployed): void {
  if (!result.succeeded) throw new Error(reasonsOf(result).join('\n'));
  expect({ differences: result.differences, violations: result.violations }).toEqual({ differences: [], violations: [] });
}

/** After a rollback, the former value of a tag may still be noted. */
function withoutFormerTags(state: SimulatorState) {
  return JSON.parse(JSON.stringify(shapeOf(state)).replace(/,?cdk-aws-organizations:was:[^=]*=\w+/g, ''));
}

/** The tags with which a deleted stack would still claim what it has found. What it attached may stay for accounts, with a note. */
function claimsLeft({ organizationalUnits, policies }: SimulatorState): string[] {
  return [...organizationalUnits, ...policies].flatMap(({ tags }) => Object.entries(tags).map(([key, value]) => `${key} = ${value}`))
    .filter((tag) => /^cdk-aws-organizations:(owner|was:|added\/)|^cdk-aws-organizations:attached.*(found|dropped):/.test(tag));
}

/** Removing calls that the review does not announce, and announcements without a call. */
function announced(base: string, head: string, released: readonly string[], before: Deployed, { calls }: Deployed) {
  const [former, latter] = [base, head].map((directory) => {
    const assembly = readCloudAssembly(directory);
    return organizationFromAssembly(assembly, deployedBy(assembly, before.state.stacks));
  });
  const changes = diff(former, latter);
  const { accounts, organizationalUnits, policies, root } = before.simulatorState;
  const known = new Map<string, string | undefined>([
    ...[...accounts, ...organizationalUnits].map(({ id, parentId }) => [id, parentId] as const),
    ...[root!.id, ...policies.map(({ id }) => id)].map((id) => [id, undefined] as const),
  ]);
  const done = new Set(calls.filter(({ error }) => error === null).map(({ operation, request }) => `${operation} ${JSON.stringify(request)}`));
  // The code does not say whether somebody else registered an account that it leaves out.
  const untrue = changes.filter((change) => isLoss(change) && !done.has(callOf(change)))
    .filter((change) => !('accountName' in change && released.some((key) => key.toLowerCase() === change.accountName)));
  return { silent: unannounced(calls, changes, known), untrue };
}

type Loss = Extract<Change, { readonly kind: 'detached' | 'delegatedAdministratorDeregistered' }>;

function isLoss(change: Change): change is Loss {
  return change.kind === 'detached' || (change.kind === 'delegatedAdministratorDeregistered' && change.outcome !== 'stays');
}

function callOf(change: Loss): string {
  return change.kind === 'detached'
    ? `DetachPolicy ${JSON.stringify({ PolicyId: change.policy.id, TargetId: change.target.id })}`
    : `DeregisterDelegatedAdministrator ${JSON.stringify({ AccountId: change.accountId, ServicePrincipal: change.servicePrincipal })}`;
}
