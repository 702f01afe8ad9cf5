import fc from 'fast-check';
import type { Blueprint } from './blueprint';
import { RESERVED_TAG_PREFIX } from '../../../src/contract';
import type { SimulatorState } from '../../../src/simulator';

const POLICIES = ['Leave', 'Keys', 'Buckets', 'Roles', 'Reading'];
/** Units and accounts, each with its parent. */
export const UNITS: Readonly<Record<string, string | undefined>> = { Alpha: undefined, Beta: 'Alpha', Gamma: undefined, Empty: undefined };
const ACCOUNTS: Readonly<Record<string, string | undefined>> = { One: 'Alpha', Two: 'Beta', Three: 'Gamma', Four: undefined };
/** The library deregisters administrators of these. */
const SERVICES = ['cloudtrail.amazonaws.com', 'health.amazonaws.com'];
/** Units and accounts that code may leave out, with all that it lists for them. */
const RELEASABLE = ['Empty', 'Gamma', 'Two', 'Four'];
const KEYS = [...Object.keys(UNITS), ...Object.keys(ACCOUNTS)];

/** An account, by its key, and a service. */
type Administrator = readonly [account: string, service: string];
type Tags = Readonly<Record<string, string>>;

/** The policies, tags and registrations of an organization, or of its code. */
export interface Facts {
  readonly policies: Readonly<Record<string, readonly string[]>>;
  readonly tags: Readonly<Record<string, Tags>>;
  readonly administrators: readonly Administrator[];
}

export interface Code extends Facts {
  readonly released: readonly string[];
}

const ADMINISTRATORS = Object.keys(ACCOUNTS).flatMap((account) => SERVICES.map((service): Administrator => [account, service]));
const byKey = <T>(of: (key: string) => T): Record<string, T> => Object.fromEntries(KEYS.map((key) => [key, of(key)]));
const tagsOfTarget = fc.dictionary(fc.constantFrom('team', 'cost', 'tier'), fc.constantFrom('red', 'blue'));

export const facts: fc.Arbitrary<Facts> = fc.record({
  policies: fc.record(byKey(() => fc.subarray(POLICIES, { maxLength: 3 }))),
  tags: fc.record(byKey(() => tagsOfTarget)),
  administrators: fc.subarray(ADMINISTRATORS, { maxLength: 4 }),
});

/** @param releasable units and accounts that it may leave out. The first code must not move accounts. */
const codeWithout = (releasable: readonly string[]): fc.Arbitrary<Code> => (
  fc.tuple(facts, fc.subarray([...releasable])).map(([given, released]) => ({ ...given, released })));

export const firstCode = codeWithout(RELEASABLE.filter((key) => key !== 'Gamma'));
export const code = codeWithout(RELEASABLE);

/** An organization with these facts as code. Code that adopts may leave out units and accounts. */
export function blueprintOf({ policies, tags, administrators, released = [] }: Facts & Partial<Code>, adopt = false): Blueprint {
  const listed = (plans: typeof UNITS) => Object.entries(plans).filter(([key]) => !released.includes(key));
  const common = (key: string) => ({ adopt, policies: policies[key], tags: tags[key] });
  const statements = (key: string) => (key === 'Reading' ? { allows: ['s3:*'] } : { denies: [`iam:${key}`] });
  const parentOf = (parent?: string) => (parent !== undefined && released.includes(parent) ? undefined : parent);
  return {
    adopt,
    policies: Object.fromEntries(POLICIES.map((key) => [key, { adopt, ...statements(key) }])),
    units: Object.fromEntries(listed(UNITS).map(([key, parent]) => [key, { name: key, parent, ...common(key) }])),
    accounts: Object.fromEntries(listed(ACCOUNTS).map(([key, parent]) => (
      [key, { name: key.toLowerCase(), parent: parentOf(parent), ...common(key) }]))),
    services: SERVICES,
    administrators: administrators.filter(([account]) => !released.includes(account)),
  };
}

/** The facts of a state. */
export function factsOf({ organizationalUnits, accounts, policies, attachments, delegatedAdministrators }: SimulatorState): Facts {
  const keys = new Map([...organizationalUnits, ...accounts].map(({ id, name }) => [id, name[0].toUpperCase() + name.slice(1)]));
  const names = new Map(policies.map(({ id, name }) => [id, name]));
  const targets = new Map([...organizationalUnits, ...accounts].map((each) => [keys.get(each.id)!, each]));
  const attachedTo = (id: string) => (
    attachments.filter(({ targetId, policyId }) => targetId === id && POLICIES.includes(names.get(policyId)!)));
  return {
    policies: byKey((key) => attachedTo(targets.get(key)!.id).map(({ policyId }) => names.get(policyId)!).sort()),
    tags: byKey((key) => sorted(Object.entries(targets.get(key)!.tags).filter(([each]) => !each.startsWith(RESERVED_TAG_PREFIX)))),
    administrators: among(delegatedAdministrators.map(({ accountId, servicePrincipal }) => [keys.get(accountId)!, servicePrincipal])),
  };
}

/** The facts after code that adopts the organization has been deployed: those that it lists, and those that it never listed. */
export function afterFirst(found: Facts, first: Code): Facts {
  const listed = listedIn(first);
  return {
    policies: byKey((key) => [...new Set([...found.policies[key], ...listed.policies[key]])].sort()),
    tags: byKey((key) => sorted(Object.entries({ ...found.tags[key], ...listed.tags[key] }))),
    administrators: among([...found.administrators, ...listed.administrators]),
  };
}

/** The same after the next code: what the first code listed and the second one does not is gone, except where it releases the target. */
export function afterSecond(found: Facts, first: Code, second: Code): Facts {
  const [before, former, latter] = [afterFirst(found, first), listedIn(first), listedIn(second)];
  const isReleased = (key: string) => second.released.includes(key) && !first.released.includes(key);
  const policies = (key: string) => {
    // A unit that is released keeps what it was found with. An account keeps all. Code moves the accounts of a released unit out of it.
    if (isReleased(key)) return key in UNITS ? found.policies[key] : before.policies[key];
    return [...latter.policies[key], ...before.policies[key].filter((each) => !former.policies[key].includes(each))];
  };
  const tags = (key: string) => {
    // An account keeps its tags when it is removed from the app.
    if (isReleased(key)) return key in UNITS ? found.tags[key] : before.tags[key];
    return { ...Object.fromEntries(Object.entries(before.tags[key]).filter(([each]) => !(each in former.tags[key]))), ...latter.tags[key] };
  };
  const stays = (each: Administrator) => !has(former, each) || (isReleased(each[0]) && has(found, each));
  return {
    policies: byKey((key) => [...new Set(policies(key))].sort()),
    tags: byKey((key) => sorted(Object.entries(tags(key)))),
    administrators: among([...latter.administrators, ...before.administrators.filter(stays)]),
  };
}

/** Gives tags that somebody else set and that this code lists first another value: an Update takes equal values for its own. */
export function withOtherValues(given: Code, found: Facts, { tags: before }: Code): Code {
  const isEqual = (target: string, key: string, value: string) => found.tags[target][key] === value && !(key in before[target]);
  return {
    ...given,
    tags: byKey((target) => Object.fromEntries(Object.entries(given.tags[target]).map(([key, value]) => (
      [key, isEqual(target, key, value) ? 'green' : value])))),
  };
}

/** The facts that code lists, without those of units and accounts that it leaves out. */
function listedIn({ policies, tags, administrators, released }: Code): Facts {
  return {
    policies: byKey((key) => (released.includes(key) ? [] : policies[key])),
    tags: byKey((key) => (released.includes(key) ? {} : tags[key])),
    administrators: administrators.filter(([account]) => !released.includes(account)),
  };
}

function has({ administrators }: Facts, [account, service]: Administrator): boolean {
  return administrators.some(([one, other]) => one === account && other === service);
}

/** In one order, each once. */
function among(administrators: readonly Administrator[]): Administrator[] {
  return ADMINISTRATORS.filter((each) => has({ policies: {}, tags: {}, administrators }, each));
}

function sorted(tags: readonly (readonly [string, string])[]): Tags {
  return Object.fromEntries([...tags].sort());
}
