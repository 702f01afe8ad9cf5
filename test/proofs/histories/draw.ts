import fc from 'fast-check';
import {
  type BaseCode, type Failure, KINDS, type Member, MEMBERS, type OtherCode, type Place, POLICIES, type Registration, SERVICES,
  type SettingsCode,
} from './code';
import { type Kind, type Subject, SUBJECTS } from './world';
import { type Disturbances, disturbances } from '../support/random-blueprint';
import { randomReadings } from '../support/readings';

/**
 * How a deployment ends. One that is interrupted, or fails without a rollback, is followed by one of the right code. Only the creation of a
 * stack is interrupted; an update fails without a rollback instead.
 */
export type Outcome =
  | { readonly kind: 'succeeds' }
  | { readonly kind: 'fails'; readonly failure: Failure }
  | { readonly kind: 'stays'; readonly failure: Failure }
  | { readonly kind: 'isInterrupted'; readonly atSeconds: number };

/** A change by hand before a deployment. */
export type Hand =
  | { readonly kind: 'answer'; readonly operation: 'AcceptHandshake' | 'DeclineHandshake' }
  | { readonly kind: 'contact'; readonly subject: Subject; readonly contact: Kind; readonly name?: string }
  | { readonly kind: 'register' }
  | { readonly kind: 'detach'; readonly policy: string };

export interface Edit {
  readonly hands: readonly Hand[];
  readonly deployment: { readonly stack: 'base'; readonly code: BaseCode } | { readonly stack: 'other'; readonly code: OtherCode };
  readonly outcome: Outcome;
  readonly disturbances?: Disturbances;
}

const seldom = fc.nat(2).map((number) => number === 2);
const team = fc.constantFrom(undefined, 'red', 'blue');
const somePolicies = fc.subarray([...POLICIES]);

/** Names of contacts: few, so that a person may have entered the same contact before. */
const settings: fc.Arbitrary<SettingsCode | undefined> = fc.option(fc.record({
  security: fc.constantFrom(undefined, 'Red', 'Red', 'Blue'),
  billing: fc.constantFrom(undefined, 'Red', 'Blue'),
  primary: fc.constantFrom(undefined, undefined, 'Example Red', 'Example Blue'),
}).map((drawn) => (Object.values(drawn).some(Boolean) ? drawn : undefined)), { nil: undefined, freq: 3 });

interface DrawnAccount {
  readonly place: number;
  readonly settings?: SettingsCode;
}

const account: fc.Arbitrary<DrawnAccount> = fc.record({ place: fc.nat(11), settings });

/** The pairs that a stack may register. A person may register the last account for the last service, and the second stack never does. */
const PAIRS: readonly Registration[] = MEMBERS.flatMap((name) => SERVICES.map((principal): Registration => [name, principal]));
export const PAIR_BY_HAND = PAIRS.at(-1)!;

export const baseCode: fc.Arbitrary<BaseCode> = fc.record({
  a: fc.option(fc.record({ team, policies: somePolicies }), { nil: undefined, freq: 3 }),
  b: fc.option(fc.record({ team, inA: fc.boolean() }), { nil: undefined, freq: 2 }),
  one: fc.option(account, { nil: undefined, freq: 4 }),
  two: fc.option(account, { nil: undefined, freq: 4 }),
  guest: fc.constantFrom<(BaseCode['guest'])[]>(undefined, undefined, 'root', 'Shared'),
  management: settings,
  shared: somePolicies,
  administrators: fc.subarray([...PAIRS]),
}).map(({ a, b, one, two, administrators, ...rest }) => {
  const places: Place[] = ['root', 'Shared', ...a ? ['A' as const] : [], ...b ? ['B' as const] : []];
  const placed = ({ place, settings: own }: DrawnAccount) => ({ place: places[place % places.length], settings: own });
  const accounts = { ...one && { one: placed(one) }, ...two && { two: placed(two) } };
  return {
    ...rest,
    a,
    b: b && { ...b, inA: b.inA && a !== undefined },
    accounts,
    administrators: administrators.filter(([name]) => name in accounts),
  };
});

const otherCode: fc.Arbitrary<OtherCode> = fc.record({
  shared: fc.subarray([...POLICIES]),
  administrators: fc.subarray(PAIRS.filter(([, principal]) => principal === SERVICES[0])),
});

const failure: fc.Arbitrary<Failure> = fc.oneof(fc.constant('atTheEnd' as const), fc.nat(40));

const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('succeeds' as const) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('fails' as const), failure }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stays' as const), failure }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('isInterrupted' as const), atSeconds: fc.integer({ min: 1, max: 120 }) }) },
);

const ANSWERS = ['AcceptHandshake', 'AcceptHandshake', 'DeclineHandshake'] as const;

const hand: fc.Arbitrary<Hand> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('answer' as const), operation: fc.constantFrom(...ANSWERS) }) },
  fc.record({
    kind: fc.constant('contact' as const), subject: fc.constantFrom(...SUBJECTS), contact: fc.constantFrom(...KINDS), name: fc.constantFrom(undefined, 'Red', 'Red', 'Hand'),
  }),
  fc.record({ kind: fc.constant('register' as const) }),
  fc.record({ kind: fc.constant('detach' as const), policy: fc.constantFrom(...POLICIES) }),
);

const edit: fc.Arbitrary<Edit> = fc.record({
  hands: fc.array(hand, { maxLength: 3 }),
  deployment: fc.oneof(
    { weight: 2, arbitrary: baseCode.map((code) => ({ stack: 'base' as const, code })) },
    { weight: 1, arbitrary: otherCode.map((code) => ({ stack: 'other' as const, code })) },
  ),
  outcome,
  disturbances: fc.tuple(seldom, disturbances).map(([drawn, weather]) => (drawn ? weather : undefined)),
});

/** A contact of the management account that a person has entered before the first deployment, often the one of the code. */
const firstContact: fc.Arbitrary<Hand | undefined> = fc.option(fc.record({
  kind: fc.constant('contact' as const),
  subject: fc.constant('management' as const),
  contact: fc.constantFrom(...KINDS),
  name: fc.constantFrom('Red', 'Red', 'Hand'),
}), { nil: undefined, freq: 3 });

/** The first code has both accounts, so that each history begins with the same accounts. */
export const history = fc.record({
  first: fc.tuple(baseCode, account, account).map(([code, one, two]): BaseCode => {
    const place = ({ place: drawn }: DrawnAccount): Place => (drawn % 2 === 0 ? 'root' : 'Shared');
    const withBoth: Record<Member, { readonly place: Place; readonly settings?: SettingsCode }> = {
      one: { place: place(one), settings: one.settings }, two: { place: place(two), settings: two.settings },
    };
    return { ...code, accounts: { ...withBoth, ...code.accounts } };
  }),
  edits: fc.tuple(edit, edit, edit),
  firstContact,
  readings: randomReadings,
  removal: fc.constantFrom('stacks' as const, 'parts' as const),
});
