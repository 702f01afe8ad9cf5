import fc from 'fast-check';
import type { AccountPlan, Blueprint, PolicyPlan, UnitPlan } from './blueprint';

/** Few names, so that the two versions of an organization have much in common. */
const UNITS = ['A', 'B', 'C', 'D', 'E', 'F'];
const ACCOUNTS = ['one', 'two', 'three', 'four', 'five'];
const POLICIES = ['P', 'Q', 'R', 'S', 'T'];
const SERVICES = ['guardduty.amazonaws.com', 'macie.amazonaws.com', 'config.amazonaws.com'];

const tags = fc.option(fc.dictionary(fc.constantFrom('team', 'tier'), fc.constantFrom('red', 'blue'), { maxKeys: 2 }), { nil: undefined });
const somePolicies = fc.subarray(POLICIES, { maxLength: 4 });

interface RandomPlace {
  readonly key: string;
  readonly place: number;
  readonly policies: string[];
  readonly tags?: Record<string, string>;
}

interface Random {
  readonly units: readonly (RandomPlace & { readonly renamed: boolean })[];
  readonly accounts: readonly RandomPlace[];
  readonly denies: readonly number[];
  readonly rootPolicies: readonly string[];
  readonly services: readonly string[];
  readonly administrators: readonly (readonly [number, number])[];
  readonly prefix: boolean;
}

const random: fc.Arbitrary<Random> = fc.record({
  units: fc.subarray(UNITS, { minLength: 1 }).chain((keys) => fc.tuple(...keys.map((key) => fc.record({
    key: fc.constant(key), place: fc.nat(), policies: somePolicies, renamed: fc.boolean(), tags,
  })))),
  accounts: fc.subarray(ACCOUNTS).chain((keys) => fc.tuple(...keys.map((key) => fc.record({
    key: fc.constant(key), place: fc.nat(), policies: fc.subarray(POLICIES, { maxLength: 1 }), tags,
  })))),
  denies: fc.tuple(...POLICIES.map(() => fc.nat(3))),
  rootPolicies: fc.subarray(POLICIES, { maxLength: 2 }),
  services: fc.subarray(SERVICES),
  administrators: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 2 }),
  prefix: fc.boolean(),
});

/**
 * No two policies share a statement: one that goes from one policy to another is the business of a set of policies, not of two.
 * Units lie below one that stands before them, at most three deep; only policies that something uses are in the code.
 */
function blueprint(given: Random): Blueprint {
  const units: Record<string, UnitPlan> = {};
  const depth = new Map<string | undefined, number>([[undefined, 0]]);
  for (const { key, place, policies, renamed, tags: own } of given.units) {
    const parents = [...depth].filter(([, level]) => level < 3).map(([parent]) => parent);
    const parent = parents[place % parents.length];
    depth.set(key, depth.get(parent)! + 1);
    units[key] = { name: renamed ? `Unit ${key}2` : `Unit ${key}`, parent, policies, tags: own, allowMove: true };
  }
  const places = [...depth.keys()];
  const accounts: Record<string, AccountPlan> = Object.fromEntries(given.accounts.map(({ key, place, policies, tags: own }) => (
    [key, { name: key, parent: places[place % places.length], policies, tags: own }])));
  const targets = [...Object.values(units), ...Object.values(accounts)];
  const used = new Set([...given.rootPolicies, ...targets.flatMap((each) => each.policies ?? [])]);
  const policies: Record<string, PolicyPlan> = Object.fromEntries(POLICIES.map((key, index): [string, PolicyPlan] => (
    [key, { denies: [`s3:${key}`, `ec2:${key}${given.denies[index]}`] }])).filter(([key]) => used.has(key)));
  const keys = Object.keys(accounts);
  const pairs = new Map(keys.length > 0 && given.services.length > 0
    ? given.administrators.map(([account, service]): [string, [string, string]] => {
      const pair: [string, string] = [keys[account % keys.length], given.services[service % given.services.length]];
      return [pair.join(), pair];
    }) : []);
  return {
    units, accounts, policies, rootPolicies: given.rootPolicies, services: given.services, administrators: [...pairs.values()], idPrefix: given.prefix ? 'New' : '',
  };
}

/** The service's moods: lag, rates, conflicts, and single calls that go wrong. */
export interface Weather {
  readonly seed: number;
  readonly lagMs: number;
  readonly rates: boolean;
  readonly conflicts: boolean;
  readonly faults: readonly string[];
  /** Functions that die, one call in this many; 0 for none. */
  readonly deaths: number;
  readonly deliveredTwice: boolean;
}

export const weather: fc.Arbitrary<Weather> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  lagMs: fc.constantFrom(0, 0, 1_000, 4_000),
  rates: fc.boolean(),
  conflicts: fc.boolean(),
  faults: fc.subarray(['*:0.05:dropAnswer', '*:0.05:dropRequest', '*:0.1:delay=3000', '*:0.05:fail=TooManyRequestsException', 'CreateAccount:1:failLater=INTERNAL_FAILURE']),
  deaths: fc.constantFrom(0, 0, 15, 40),
  deliveredTwice: fc.boolean(),
});

/** An organization, an edited version of it, and what the service does meanwhile. */
export const evolution = fc.record({
  first: random.map(blueprint), second: random.map(blueprint), firstWeather: weather, secondWeather: weather,
});
