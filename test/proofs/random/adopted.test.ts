import fc from 'fast-check';
import { check, CALM } from './check';
import { RESERVED_TAG_PREFIX } from '../../../src/contract';
import { diff, organizationFromAssembly } from '../../../src/model';
import { readCloudAssembly } from '../../../src/assembly';
import { deployedBy } from '../../../src/rehearsal/state/deployed';
import type { SimulatorState } from '../../../src/simulator';
import { removeApps, synthesize } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { byHand, FAILING, takeAddress } from '../support/by-hand';
import { deploy, type Deployed, reasonsOf } from '../support/deploy';
import { daysLater } from '../support/foreign';
import { shapeOf } from '../support/shape';
import { unannounced } from '../support/stands-in-report';

jest.setTimeout(3_600_000);
afterEach(removeApps);

const POLICIES = ['Leave', 'Keys', 'Buckets', 'Roles', 'Reading'];
const UNITS: Readonly<Record<string, string | undefined>> = { Alpha: undefined, Beta: 'Alpha', Gamma: undefined, Empty: undefined };
const ACCOUNTS: Readonly<Record<string, string | undefined>> = { One: 'Alpha', Two: 'Beta', Three: 'Gamma', Four: undefined };
const SERVICES = ['cloudtrail.amazonaws.com', 'health.amazonaws.com'];
/** Units and accounts that code may leave out, with all that it lists for them. */
const RELEASABLE = ['Empty', 'Gamma', 'Two', 'Four'];

/** The policies, tags and registrations of an organization, or of its code. */
interface Facts {
  readonly policies: Readonly<Record<string, readonly string[]>>;
  readonly tags: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly administrators: readonly (readonly [string, string])[];
}

const TARGETS = [...Object.keys(UNITS), ...Object.keys(ACCOUNTS)];
const PAIRS = Object.keys(ACCOUNTS).flatMap((account) => SERVICES.map((service) => [account, service] as const));

const facts: fc.Arbitrary<Facts> = fc.record({
  policies: fc.record(Object.fromEntries(TARGETS.map((target) => [target, fc.subarray(POLICIES, { maxLength: 3 })]))),
  tags: fc.record(Object.fromEntries(TARGETS.map((target) => [target, fc.dictionary(fc.constantFrom('team', 'cost', 'tier'), fc.constantFrom('red', 'blue'))]))),
  administrators: fc.subarray(PAIRS, { maxLength: 4 }),
});

interface Code extends Facts {
  readonly released: readonly string[];
}

const code: fc.Arbitrary<Code> = fc.tuple(facts, fc.subarray(RELEASABLE)).map(([given, released]) => ({ ...given, released }));

/** Gives tags that somebody else set and that this code lists first another value: an Update takes equal values for its own. */
function withOtherValues(given: Code, found: Facts, { tags: before }: Code): Code {
  const isEqual = (target: string, key: string, value: string) => found.tags[target][key] === value && !Object.hasOwn(before[target], key);
  return {
    ...given,
    tags: Object.fromEntries(Object.entries(given.tags).map(([target, tags]) => (
      [target, Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, isEqual(target, key, value) ? 'green' : value]))]))),
  };
}

/** An organization with these facts as code. Code that adopts may leave out units and accounts. */
function blueprint({ policies, tags, administrators }: Facts, released: readonly string[] = [], adopt = false): Blueprint {
  const kept = (plans: typeof UNITS) => Object.entries(plans).filter(([key]) => !released.includes(key));
  const more = (key: string) => ({ adopt, policies: policies[key], tags: tags[key] });
  return {
    adopt,
    policies: Object.fromEntries(POLICIES.map((key) => [key, { adopt, ...key === 'Reading' ? { allows: ['s3:*'] } : { denies: [`iam:${key}`] } }])),
    units: Object.fromEntries(kept(UNITS).map(([key, parent]) => [key, { name: key, parent, ...more(key) }])),
    accounts: Object.fromEntries(kept(ACCOUNTS).map(([key, parent]) => [key, { name: key.toLowerCase(), parent: parent && !released.includes(parent) ? parent : undefined, ...more(key) }])),
    services: SERVICES,
    administrators: administrators.filter(([account]) => !released.includes(account)),
  };
}

/** An organization that somebody else made days ago, without stacks and their tags. */
async function foundOrganization(given: Facts): Promise<Deployed['state']> {
  const made = await deploy(build(blueprint(given)), CALM);
  if (!made.succeeded) throw new Error(reasonsOf(made).join('\n'));
  const simulator = JSON.parse(JSON.stringify(made.state.simulator), (key, value) => (
    key === 'tags' ? Object.fromEntries(Object.entries(value).filter(([each]) => !each.startsWith(RESERVED_TAG_PREFIX))) : value));
  return { ...daysLater(made.state), simulator, stacks: {} };
}

/** The facts of a state, by the keys of the blueprint. */
function factsOf({ organizationalUnits, accounts, policies, attachments, delegatedAdministrators }: SimulatorState): Facts {
  const names = new Map([...organizationalUnits, ...policies].map(({ id, name }) => [id, name]));
  accounts.forEach(({ id, name }) => names.set(id, `${name[0].toUpperCase()}${name.slice(1)}`));
  const named = [...organizationalUnits, ...accounts].filter(({ id }) => TARGETS.includes(names.get(id)!));
  return {
    policies: Object.fromEntries(named.map(({ id }) => [names.get(id)!, attachments
      .filter(({ targetId, policyId }) => targetId === id && names.has(policyId) && POLICIES.includes(names.get(policyId)!)).map(({ policyId }) => names.get(policyId)!).sort()])),
    tags: Object.fromEntries(named.map(({ id, tags }) => [names.get(id)!, Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith(RESERVED_TAG_PREFIX)).sort())])),
    administrators: delegatedAdministrators.map(({ accountId, servicePrincipal }) => [names.get(accountId)!, servicePrincipal] as const).sort(),
  };
}

/** The facts after code that adopts the organization has been deployed: those that it lists, and those that it never listed. */
function afterFirst(found: Facts, first: Code): Facts {
  const isHere = (key: string) => !first.released.includes(key);
  return {
    policies: Object.fromEntries(TARGETS.map((key) => [key, [...new Set([...found.policies[key], ...isHere(key) ? first.policies[key] : []])].sort()])),
    tags: Object.fromEntries(TARGETS.map((key) => [key, sorted({ ...found.tags[key], ...isHere(key) ? first.tags[key] : {} })])),
    administrators: union(found.administrators, first.administrators.filter(([account]) => isHere(account))),
  };
}

/** The same after the next code: what the first code listed and the second one does not is gone, except where it leaves the target to others. */
function afterSecond(found: Facts, first: Code, second: Code): Facts {
  const before = afterFirst(found, first);
  const wasHere = (key: string) => !first.released.includes(key);
  const isHere = (key: string) => !second.released.includes(key);
  const listed = (key: string) => (wasHere(key) ? first.policies[key] : []);
  const policies = (key: string) => {
    if (isHere(key)) return [...second.policies[key], ...before.policies[key].filter((each) => !listed(key).includes(each))];
    // A target that is released keeps what it was found with. An account keeps all. The code moves the account of the unit Gamma out of it.
    return wasHere(key) && key in UNITS ? found.policies[key] : before.policies[key];
  };
  const tags = (key: string) => {
    // An account keeps its tags when it is removed from the app.
    if (!isHere(key)) return wasHere(key) && key in UNITS ? found.tags[key] : before.tags[key];
    const others = Object.entries(before.tags[key]).filter(([each]) => !wasHere(key) || !Object.hasOwn(first.tags[key], each));
    return { ...Object.fromEntries(others), ...second.tags[key] };
  };
  const isListed = (code: Code, pair: readonly [string, string]) => code.administrators.some((each) => `${each}` === `${pair}`) && !code.released.includes(pair[0]);
  const isFound = (pair: readonly [string, string]) => found.administrators.some((each) => `${each}` === `${pair}`);
  return {
    policies: Object.fromEntries(TARGETS.map((key) => [key, [...new Set(policies(key))].sort()])),
    tags: Object.fromEntries(TARGETS.map((key) => [key, sorted(tags(key))])),
    administrators: PAIRS.filter((pair) => isListed(second, pair) || (before.administrators.some((each) => `${each}` === `${pair}`)
      && (!isListed(first, pair) || (!isHere(pair[0]) && isFound(pair))))).sort(),
  };
}

function union(one: Facts['administrators'], other: Facts['administrators']): Facts['administrators'] {
  return PAIRS.filter((pair) => [...one, ...other].some((each) => `${each}` === `${pair}`)).sort();
}

function sorted(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).sort());
}

function expectSuccess(result: Deployed): void {
  if (!result.succeeded) throw new Error(reasonsOf(result).join('\n'));
  expect({ differences: result.differences, violations: result.violations }).toEqual({ differences: [], violations: [] });
}

test('code that takes over an organization adds what it lists, later code takes away what it no longer lists, and nothing else changes', async () => {
  await check(fc.asyncProperty(facts, code, code, async (found, first, given) => {
    const second = withOtherValues(given, found, first);
    const state = await foundOrganization(found);
    const [base, head] = [first, second].map((each) => synthesize(build(blueprint(each, each.released, true))));
    const adopted = await deploy(base, { ...CALM, state });
    expectSuccess(adopted);
    expect(factsOf(adopted.simulatorState)).toEqual(afterFirst(found, first));
    const failing = blueprint(second, second.released, true);
    const refused = await deploy(build({ ...failing, accounts: { ...failing.accounts, ...FAILING } }), {
      ...CALM, state: daysLater(byHand(adopted.state, takeAddress)),
    });
    expect({ succeeded: refused.succeeded, lost: refused.unintendedChanges }).toEqual({ succeeded: false, lost: [] });
    expect(factsOf(refused.simulatorState)).toEqual(factsOf(adopted.simulatorState));
    expect(withoutFormerTags(refused.simulatorState)).toEqual(withoutFormerTags(adopted.simulatorState));
    const edited = await deploy(head, { ...CALM, state: daysLater(refused.state), leaving: [] });
    expectSuccess(edited);
    expect(refused.gapsTowards(edited.simulatorState)).toEqual([]);
    expect(factsOf(edited.simulatorState)).toEqual(afterSecond(found, first, second));
    expect(announced(base, head, second.released, adopted, edited)).toEqual({ silent: [], untrue: [] });
    const released = await deploy(head, { ...CALM, state: daysLater(edited.state), deletion: true, leaving: [] });
    expect(claimsLeft(released.simulatorState)).toEqual([]);
  }), 0.2);
});

/** After a rollback, the former value of a tag may still be noted. */
function withoutFormerTags(state: SimulatorState) {
  return JSON.parse(JSON.stringify(shapeOf(state)).replace(/,?cdk-aws-organizations:was:[^=]*=\w+/g, ''));
}

/** Tags that say what a deleted stack has found. What it attached may stay for accounts, with a note. */
function claimsLeft({ organizationalUnits, policies }: SimulatorState): string[] {
  return [...organizationalUnits, ...policies].flatMap(({ tags }) => Object.entries(tags).map(([key, value]) => `${key} = ${value}`))
    .filter((tag) => /^cdk-aws-organizations:(owner|was:)|^cdk-aws-organizations:attached.*(found|dropped):/.test(tag));
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
  const untrue = changes.filter((change) => {
    if (change.kind === 'detached') return !done.has(`DetachPolicy ${JSON.stringify({ PolicyId: change.policy.id, TargetId: change.target.id })}`);
    if (change.kind !== 'delegatedAdministratorDeregistered' || change.outcome === 'stays') return false;
    // The code does not say whether somebody else registered an account that it leaves out.
    if (released.some((key) => key.toLowerCase() === change.accountName)) return false;
    return !done.has(`DeregisterDelegatedAdministrator ${JSON.stringify({ AccountId: change.accountId, ServicePrincipal: change.servicePrincipal })}`);
  });
  return { silent: unannounced(calls, changes, known), untrue };
}
