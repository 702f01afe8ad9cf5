import fc from 'fast-check';
import { type AccountPlan, type Blueprint, emailOf, type PolicyPlan, type PolicySetPlan, type UnitPlan } from './blueprint';
import { FOREIGN_ACCOUNT, FOREIGN_UNIT, type Start } from './foreign';
import { ANSWERS, GUEST, GUEST_NAME } from './guest';
import { randomReadings } from './readings';
import { AccountRemoval, type AccountSettingsOptions } from '../../../src';
import { ACCOUNT_MANAGEMENT_PRINCIPAL } from '../../../src/contract';

// There are few names, so that the two versions of an organization have much in common.
const UNITS = ['A', 'B', 'C', 'D', 'E', 'F'];
const ACCOUNTS = ['one', 'two', 'three', 'four', 'five'];
const POLICIES = ['P', 'Q', 'R', 'S', 'T'];
const RESOURCE_POLICIES = ['X', 'Y'];
const SERVICES = ['guardduty.amazonaws.com', 'sso.amazonaws.com', 'cloudtrail.amazonaws.com'];
/** The first type needs no service. An organization of another owner has policies of the second type. */
const POLICY_TYPES = ['AISERVICES_OPT_OUT_POLICY', 'TAG_POLICY'];
export const TAG_POLICY_SERVICE = 'tagpolicies.tag.amazonaws.com';
const DELEGATED = ['organizations:ListAccounts', 'organizations:ListRoots', 'organizations:DescribeOrganization'];
/** The key of the policy that replaces FullAWSAccess on units with an allow-list. */
const ALLOWING = 'Allowing';
const SET = 'Set';
const ADOPTED_UNIT = 'AdoptedUnit';

const tags = fc.option(fc.dictionary(fc.constantFrom('team', 'tier'), fc.constantFrom('red', 'blue'), { maxKeys: 2 }), { nil: undefined });
const somePolicies = fc.subarray(POLICIES, { maxLength: 4 });
/** True in one of six draws. */
const seldom = fc.nat(5).map((number) => number === 5);

/** Random contacts and Regions of an account. Most accounts have none. */
const settings: fc.Arbitrary<AccountSettingsOptions | undefined> = fc.tuple(seldom, fc.record({
  security: fc.constantFrom(undefined, 'Red team', 'Blue team'),
  billing: fc.constantFrom(undefined, undefined, 'Red team'),
  primary: fc.constantFrom(undefined, undefined, 'Example Red', 'Example Blue'),
  region: fc.constantFrom(undefined, 'eu-south-2', 'ap-east-1'),
})).map(([drawn, { security, billing, primary, region }]) => {
  const contact = (name?: string) => name && { name, title: 'On call', emailAddress: 'team@example.com', phoneNumber: '+49 30 1234567' } || undefined;
  const some: AccountSettingsOptions = {
    ...security || billing ? { alternateContacts: { security: contact(security), billing: contact(billing) } } : {},
    ...primary ? { primaryContact: { fullName: primary, addressLine1: 'Way 1', city: 'Vienna', postalCode: '1010', countryCode: 'AT', phoneNumber: '+4311234567' } } : {},
    ...region ? { enabledRegions: [region] } : {},
  };
  return drawn && Object.keys(some).length > 0 ? some : undefined;
});

/** The removals of an account, each with the operation that it calls. */
const REMOVALS = {
  retain: { asked: undefined, removal: () => AccountRemoval.retain() },
  moveTo: { asked: 'MoveAccount', removal: (parents) => AccountRemoval.moveTo(parents()) },
  close: { asked: 'CloseAccount', removal: () => AccountRemoval.close() },
  removeFromOrganization: { asked: 'RemoveAccountFromOrganization', removal: () => AccountRemoval.removeFromOrganization() },
} as const satisfies Record<string, { readonly asked?: string; readonly removal: NonNullable<AccountPlan['removal']> }>;
type RemovalName = keyof typeof REMOVALS;

interface RandomPlace {
  readonly key: string;
  readonly place: number;
  readonly policies: string[];
  readonly tags?: Record<string, string>;
}

interface RandomUnit extends RandomPlace {
  readonly renamed: boolean;
  readonly allowList: boolean;
  readonly set: boolean;
  /** Selects the destination of its accounts when it is removed from the app. */
  readonly emptied?: number;
}

interface RandomAccount extends RandomPlace {
  readonly removal: RemovalName;
  readonly renamed: boolean;
  readonly settings?: AccountSettingsOptions;
}

interface Random {
  readonly units: readonly RandomUnit[];
  readonly accounts: readonly RandomAccount[];
  readonly guest?: Omit<RandomPlace, 'key' | 'tags'>;
  readonly policyTypes: readonly string[];
  readonly delegated: readonly string[];
  readonly denies: readonly number[];
  readonly rootPolicies: readonly string[];
  readonly services: readonly string[];
  readonly administrators: readonly (readonly [number, number])[];
  readonly prefix: boolean;
  /** The letters of the statements of the policy set. */
  readonly set: readonly string[];
  readonly adoptUnit: boolean;
  readonly adoptAccount: boolean;
  readonly nested: boolean;
}

const random: fc.Arbitrary<Random> = fc.record({
  units: fc.subarray(UNITS, { minLength: 1 }).chain((keys) => fc.tuple(...keys.map((key) => fc.record({
    key: fc.constant(key),
    place: fc.nat(),
    policies: fc.tuple(somePolicies, fc.subarray(RESOURCE_POLICIES, { maxLength: 1 })).map((lists) => lists.flat()),
    renamed: fc.boolean(),
    allowList: seldom,
    set: fc.boolean(),
    emptied: fc.tuple(fc.boolean(), fc.nat()).map(([drawn, place]) => (drawn ? place : undefined)),
    tags,
  })))),
  accounts: fc.subarray(ACCOUNTS).chain((keys) => fc.tuple(...keys.map((key) => fc.record({
    key: fc.constant(key),
    place: fc.nat(),
    policies: fc.subarray(POLICIES, { maxLength: 1 }),
    removal: fc.constantFrom<RemovalName>('retain', 'retain', ...Object.keys(REMOVALS) as RemovalName[]),
    renamed: seldom,
    settings,
    tags,
  })))),
  guest: fc.tuple(seldom, fc.record({ place: fc.nat(), policies: fc.subarray(POLICIES, { maxLength: 1 }) }))
    .map(([drawn, guest]) => (drawn ? guest : undefined)),
  policyTypes: fc.tuple(seldom, fc.subarray(POLICY_TYPES)).map(([drawn, types]) => (drawn ? types : [])),
  delegated: fc.tuple(seldom, fc.subarray(DELEGATED)).map(([drawn, actions]) => (drawn ? actions : [])),
  denies: fc.tuple(...[...POLICIES, ...RESOURCE_POLICIES].map(() => fc.nat(3))),
  rootPolicies: fc.subarray(POLICIES, { maxLength: 2 }),
  services: fc.subarray(SERVICES),
  administrators: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 2 }),
  prefix: fc.boolean(),
  set: fc.subarray([...'abcde'], { minLength: 1 }),
  adoptUnit: seldom,
  adoptAccount: seldom,
  nested: seldom,
});

/**
 * No two policies share a statement, because only a policy set can move a statement from one policy to another without a gap.
 * The parent of a unit is listed before it, and the tree has at most three levels. The blueprint has only policies that are used.
 */
function blueprint(given: Random): Blueprint {
  const units: Record<string, UnitPlan> = given.adoptUnit ? { [ADOPTED_UNIT]: { name: FOREIGN_UNIT, adopt: true } } : {};
  const depth = new Map<string | undefined, number>([[undefined, 0], ...Object.keys(units).map((key): [string, number] => [key, 1])]);
  for (const { key, place, policies, renamed, allowList, set, emptied, tags: own } of given.units) {
    const parents = [...depth].filter(([, level]) => level < 3).map(([parent]) => parent);
    const parent = parents[place % parents.length];
    depth.set(key, depth.get(parent)! + 1);
    const attached = allowList ? [...policies, ALLOWING] : policies;
    const name = renamed ? `Unit ${key}2` : `Unit ${key}`;
    const before = ['root', ...Object.keys(units)];
    const moveAccountsTo = emptied === undefined ? undefined : before[emptied % before.length];
    units[key] = {
      name, parent, policies: attached, policySets: set ? [SET] : [], tags: own, allowReplacement: true, allowList, moveAccountsTo,
    };
  }
  const places = [...depth.keys()];
  const accounts: Record<string, AccountPlan> = {};
  for (const { key, place, policies, removal, renamed, settings: ownSettings, tags: own } of given.accounts) {
    const name = renamed ? `${key}2` : key;
    const parent = places[place % places.length];
    accounts[key] = { name, email: emailOf(key), parent, policies, ...REMOVALS[removal], settings: ownSettings, tags: own };
  }
  if (given.guest) {
    const { place, policies } = given.guest;
    accounts.Guest = { name: GUEST_NAME, invited: GUEST, parent: places[place % places.length], policies };
  }
  if (given.adoptAccount) accounts.Adopted = { name: FOREIGN_ACCOUNT, parent: places[given.denies[0] % places.length], adopt: true };
  const keys = given.accounts.map(({ key }) => key);
  const pairs = new Map(keys.length > 0 && given.services.length > 0
    ? given.administrators.map(([account, service]): [string, [string, string]] => {
      const pair: [string, string] = [keys[account % keys.length], given.services[service % given.services.length]];
      return [pair.join(), pair];
    }) : []);
  return {
    units,
    accounts,
    ...policiesOf(given, [...Object.values(units), ...Object.values(accounts)]),
    rootPolicies: given.rootPolicies,
    services: [
      ...given.services,
      ...given.accounts.some(({ settings: own }) => own) ? [ACCOUNT_MANAGEMENT_PRINCIPAL] : [],
      ...given.policyTypes.includes('TAG_POLICY') ? [TAG_POLICY_SERVICE] : [],
    ],
    disabledOnRemoval: given.policyTypes,
    delegatedActions: given.delegated.length > 0 ? given.delegated : undefined,
    administrators: [...pairs.values()],
    idPrefix: given.prefix ? 'New' : '',
    allowAccountClosure: true,
    allowAccountRemoval: true,
    allowPolicyTypeDisabling: true,
    nested: given.nested,
  };
}

function policiesOf(
  given: Random, targets: readonly Pick<UnitPlan, 'policies' | 'policySets'>[],
): Pick<Blueprint, 'policies' | 'policySets'> {
  const used = new Set([...given.rootPolicies, ...targets.flatMap((each) => each.policies ?? [])]);
  const policies: [string, PolicyPlan][] = [
    ...POLICIES.map((key, index): [string, PolicyPlan] => [key, { denies: [`s3:${key}`, `ec2:${key}${given.denies[index]}`] }]),
    ...RESOURCE_POLICIES.map((key, index): [string, PolicyPlan] => (
      [key, { resourceControl: true, denies: [`s3:${key}`, `sqs:${key}${given.denies[POLICIES.length + index]}`] }])),
    [ALLOWING, { allows: ['*'] }],
  ];
  const set: PolicySetPlan = { denies: given.set.map((letter) => [`iam:${letter}`, SET_STATEMENT] as const), maxDocuments: 2 };
  return {
    policies: Object.fromEntries(policies.filter(([key]) => used.has(key))),
    policySets: targets.some(({ policySets = [] }) => policySets.length > 0) ? { [SET]: set } : {},
  };
}

/** The characters of a statement of the set. Three statements fill a document. */
const SET_STATEMENT = 2_900;

/**
 * Constructs keep their paths and their stack in an edit, because a rename together with a change has no inverse Update that reverts the
 * change.
 */
export function editOf(first: Blueprint, second: Blueprint): Blueprint {
  return { ...second, idPrefix: first.idPrefix, nested: first.nested };
}

/** Keeps the invited account of the first code in an edit, with its unit and policies if these stay too. */
function withGuest(first: Blueprint, second: Blueprint): Blueprint {
  const { Guest } = first.accounts ?? {};
  if (!Guest || second.accounts?.Guest) return second;
  const { parent = '', policies = [] } = Guest;
  const { units = {}, policies: known = {} } = second;
  const kept = { parent: parent in units ? parent : undefined, policies: policies.filter((key) => key in known) };
  return { ...second, accounts: { ...second.accounts, Guest: { ...Guest, ...kept } } };
}

/** Adds trusted access for AWS Account Management if the edit renames an account. */
function withRenames(first: Blueprint, second: Blueprint): Blueprint {
  const { accounts = {}, services = [] } = second;
  const renames = Object.entries(accounts).some(([key, { name }]) => name !== (first.accounts?.[key]?.name ?? name));
  if (!renames || services.includes(ACCOUNT_MANAGEMENT_PRINCIPAL)) return second;
  return { ...second, services: [...services, ACCOUNT_MANAGEMENT_PRINCIPAL] };
}

/** The names that an edit removes, and the destroying operations that its code asks for. */
export function askedBy(first: Blueprint, second: Blueprint): { readonly asked: string[]; readonly leaving: string[] } {
  const gone = <T>(plans: Readonly<Record<string, T>> = {}, others: Readonly<Record<string, T>> = {}) => (
    Object.entries(plans).filter(([key]) => !(key in others)));
  const accounts = gone(first.accounts, second.accounts).filter(([, { asked }]) => asked !== undefined);
  const documents = gone(first.policySets, second.policySets).flatMap(([key]) => [1, 2, 3].map((number) => `${key}-${number}`));
  const disables = first.disabledOnRemoval?.some((type) => !second.disabledOnRemoval?.includes(type));
  return {
    asked: [...accounts.map(([, { asked }]) => asked!), ...disables ? ['DisablePolicyType'] : []],
    leaving: [
      ...accounts.map(([, { name }]) => name), ...gone(first.units, second.units).map(([, { name }]) => name),
      ...gone(first.policies, second.policies).map(([key]) => key), ...documents,
    ],
  };
}

/** The disturbances of a deployment: lag, rates, conflicts, and single calls that fail. */
export interface Disturbances {
  readonly seed: number;
  readonly lagMs: number;
  /** A different lag for one kind of resource. */
  readonly lagMsByKind: Readonly<Record<string, number>>;
  readonly staleReferences: boolean;
  /** The time for which a policy type stays PENDING. */
  readonly policyTypeSettlingMs: number;
  readonly rates: boolean;
  readonly conflicts: boolean;
  readonly faults: readonly string[];
  /** A function dies at one call in this many, for a limited number of times; 0 for never. */
  readonly crashes: number;
  readonly deliveredTwice: boolean;
}

export const disturbances: fc.Arbitrary<Disturbances> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  lagMs: fc.constantFrom(0, 0, 1_000, 4_000),
  lagMsByKind: fc.constantFrom<Record<string, number>[]>(
    {}, {}, ...['attachments', 'accounts', 'organizationalUnits', 'policies'].map((kind) => ({ [kind]: 6_000 }))),
  staleReferences: fc.boolean(),
  policyTypeSettlingMs: fc.constantFrom(0, 0, 60_000),
  rates: fc.boolean(),
  conflicts: fc.boolean(),
  faults: fc.subarray(['*:0.05:dropAnswer', '*:0.05:dropRequest', '*:0.1:delay=3000', '*:0.05:fail=TooManyRequestsException', 'CreateAccount:1:failLater=INTERNAL_FAILURE']),
  crashes: fc.constantFrom(0, 0, 15, 40),
  deliveredTwice: fc.boolean(),
});

/**
 * An organization, an edited version of it, and the disturbances of both deployments. Most begin with resources of another owner, including
 * those that the code adopts. In a new organization, the code creates these instead.
 */
export const evolution = fc.record({
  start: fc.constantFrom<Start>(...Array<Start>(6).fill('foreign'), 'fresh', 'fresh', 'billing'),
  first: random.map(blueprint),
  second: random.map(blueprint),
  firstDisturbances: disturbances,
  secondDisturbances: disturbances,
  readings: randomReadings,
  answer: fc.constantFrom(...ANSWERS),
  keepsGuest: fc.nat(2).map((number) => number > 0),
}).map(({ first, second, keepsGuest, ...rest }) => (
  { first, second: withRenames(first, keepsGuest ? withGuest(first, second) : second), ...rest }
)).map(({ first, second, ...rest }) => (
  rest.start === 'foreign' ? { first, second, ...rest } : { first: withoutAdoption(first), second: withoutAdoption(second), ...rest }
)).map(({ first, second, ...rest }) => {
  // The parents of accounts in a nested stack cannot be read while the unit around them is recreated.
  const isMoved = ([key, { parent }]: [string, { parent?: string }]) => key in (second.units ?? {}) && second.units![key].parent !== parent;
  const moves = Object.entries(first.units ?? {}).some(isMoved);
  return moves ? { first: { ...first, nested: false }, second: { ...second, nested: false }, ...rest } : { first, second, ...rest };
});

function withoutAdoption(plan: Blueprint): Blueprint {
  const created = <T extends object>(plans: Readonly<Record<string, T>> = {}) => (
    Object.fromEntries(Object.entries(plans).map(([key, each]) => [key, { ...each, adopt: undefined }])));
  return { ...plan, units: created(plan.units), accounts: created(plan.accounts) };
}
