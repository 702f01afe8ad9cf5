import fc from 'fast-check';
import { CLOUDFORMATION_READINGS, type RehearsalOptions } from '../../../src/rehearsal';
import { seededRandom } from '../../../src/rehearsal/time/random';
import { ORGANIZATIONS_READINGS, type OrganizationsReadingName, type SimulatorOptions } from '../../../src/simulator';

type Options = Partial<RehearsalOptions>;

/** Readings by the names of their switches. An omitted switch has its default. */
export type Readings = Readonly<Record<string, string>>;

interface Catalogue {
  /** Every switch with its readings, the default first. */
  readonly switches: Readonly<Record<string, readonly string[]>>;
  /** Adds the readings of this catalogue to the options of a rehearsal. */
  readonly enter: (options: Options, own: Readings) => Options;
}

/** The switches of the simulated services, one line for each service. */
const CATALOGUES: readonly Catalogue[] = [
  { switches: ORGANIZATIONS_READINGS, enter: (options, own) => ({ ...options, simulator: inSimulator(options.simulator, own) }) },
  { switches: CLOUDFORMATION_READINGS, enter: (options, own) => ({ ...options, cloudFormation: { ...own, ...options.cloudFormation } }) },
];

export const SWITCHES: Catalogue['switches'] = Object.assign({}, ...CATALOGUES.map(({ switches }) => switches));

/**
 * The reading under which a rollback cannot restore the former state. docs/proofs.md explains why. `scenarios/plausible-readings.test.ts`
 * has the guarantees under it.
 */
const WITH_ANOTHER_END: Readings = { replacedInRollback: 'onlyUpdate' };

/**
 * The switches that random organizations do not draw (docs/proofs.md). A service that refuses to delete a unit with policies leaves a unit
 * with copies of foreign policies after a failed move. Scenario 29 and the crash points have the guarantees under it.
 */
const NOT_DRAWN: readonly string[] = ['deletingAUnitWithPolicies'];

/** The switches without effect where rollback is enabled, as in random organizations. Scenario 34 has all of their readings. */
const WITHOUT_EFFECT: readonly string[] = ['expressMode', 'rollbackOfNestedStacks'];

/** Each reading that is not a default, alone. */
export const ALTERNATIVES = alternativesOf(SWITCHES);
export const ORGANIZATIONS_ALTERNATIVES = alternativesOf(ORGANIZATIONS_READINGS);

function alternativesOf(switches: Catalogue['switches']): readonly Readings[] {
  return Object.entries(switches).filter(([name]) => !WITHOUT_EFFECT.includes(name)).flatMap(([name, [, ...others]]) => others
    .filter((reading) => WITH_ANOTHER_END[name] !== reading).map((reading) => ({ [name]: reading })));
}

function among(readings: Readings, { switches }: Pick<Catalogue, 'switches'>): Readings {
  return Object.fromEntries(Object.entries(readings).filter(([name]) => name in switches));
}

/** The simulator options that a reading needs to have an effect. */
const COMPANIONS: Readonly<Record<string, Partial<SimulatorOptions>>> = {
  finalizingConcerns: { finalizingMs: 120_000 },
  enablingAPendingType: { policyTypeSettlingMs: 30_000 },
  conflictCheck: { conflicts: true },
  notVisibleYet: { lagMs: 2_000, staleReferences: true },
  accountManagementRates: { rates: true },
  rateBuckets: { rates: true },
  refusedCalls: { rates: true },
  throttles: { faults: ['*:0.1:fail=TooManyRequestsException'] },
};

/** The options of a simulator with readings and their companions. Explicit options take precedence. */
export function inSimulator(options: Partial<SimulatorOptions> = {}, readings: Readings): Partial<SimulatorOptions> {
  const own = Object.entries(readings);
  const isDefault = (name: string, reading: string) => reading === ORGANIZATIONS_READINGS[name as OrganizationsReadingName][0];
  const companions = own.filter(([name, reading]) => !isDefault(name, reading)).map(([name]) => COMPANIONS[name]);
  return { ...Object.assign({}, ...companions), ...options, readings: { ...readings, ...options.readings } };
}

/** The options of a rehearsal with readings. */
export function withReadings<T extends Options>(options: T, readings: Readings): T {
  return CATALOGUES.reduce<Options>((entered, catalogue) => {
    const own = among(readings, catalogue);
    return Object.keys(own).length > 0 ? catalogue.enter(entered, own) : entered;
  }, options) as T;
}

/** Formats readings for `PROOF_READING`: `name=reading`, separated by commas. */
export function readingsText(readings: Readings): string {
  return Object.entries(readings).map(([name, reading]) => `${name}=${reading}`).join(',') || 'defaults';
}

/** Parses the value of `PROOF_READING`. @throws Error with the wrong part and the possible values */
export function parseReadings(given: string): Readings {
  return Object.fromEntries(given.split(',').filter((part) => part !== '').map((part) => {
    const [name, text] = part.split('=');
    if (!(name in SWITCHES)) throw new Error(`PROOF_READING has an unknown switch (given: ${name}). Use one of ${Object.keys(SWITCHES).join(', ')}.`);
    const reading = SWITCHES[name].find((each) => each === text);
    if (reading === undefined) {
      throw new Error(`PROOF_READING has an unknown reading of ${name} (given: ${text}). Use one of ${SWITCHES[name].join(', ')}.`);
    }
    return [name, reading];
  }));
}

/** The readings of this run of the proofs. */
export function readingsOfRun(): Readings {
  return parseReadings(process.env.PROOF_READING ?? '');
}

/**
 * The readings of this run, except that a policy can change its type and keep its name. Where a name is unique in the organization, it
 * cannot (docs/proofs.md).
 */
export function readingsOfTypeChanges(): Readings {
  return { ...readingsOfRun(), policyNames: 'uniquePerType' };
}

/** Whether this run of the proofs uses a reading: `isReading('emptyPages=everyFirst')`. */
export function isReading(reading: string): boolean {
  return Object.keys(parseReadings(reading)).every((name) => readingsOfRun()[name] === parseReadings(reading)[name]);
}

/** Whether the service of this run refuses to delete a unit to which policies are still attached. */
export function keepsUnitsWithPolicies(): boolean {
  return ORGANIZATIONS_READINGS.deletingAUnitWithPolicies.some((reading) => (
    reading !== 'detachesThem' && isReading(`deletingAUnitWithPolicies=${reading}`)));
}

/**
 * All alternatives in this many groups, or more if a switch needs them. A group has each switch at most once, so that a run of many
 * deployments covers several alternatives at once.
 */
export function readingGroups(seed: number, count: number): readonly Readings[] {
  const chance = seededRandom(seed);
  const shuffled = ALTERNATIVES.map((readings) => ({ readings, place: chance() })).sort((one, other) => one.place - other.place);
  const groups: Record<string, string>[] = Array.from({ length: count }, () => ({}));
  for (const { readings } of shuffled) {
    const [[name, reading]] = Object.entries(readings);
    const free = groups.filter((group) => !(name in group)).sort((one, other) => Object.keys(one).length - Object.keys(other).length);
    if (free.length > 0) free[0][name] = reading;
    else groups.push({ [name]: reading });
  }
  return groups.filter((group) => Object.keys(group).length > 0);
}

/** A random reading of a switch, which is the default in three of four draws. */
function randomReading(name: string): fc.Arbitrary<string> {
  const others = ALTERNATIVES.flatMap((readings) => (name in readings ? [readings[name]] : []));
  return fc.constantFrom(...Array.from({ length: Math.max(1, 3 * others.length) }, () => SWITCHES[name][0]), ...others);
}

/** Random readings of all switches. Only those that differ from the default are listed, so that a failure is easy to read. */
export const randomReadings: fc.Arbitrary<Readings> = fc
  .record(Object.fromEntries(Object.keys(SWITCHES)
    .filter((name) => !WITHOUT_EFFECT.includes(name))
    .map((name) => [name, randomReading(name)])))
  .map((drawn) => Object.fromEntries(Object.entries(drawn)
    .filter(([name, reading]) => reading !== SWITCHES[name][0] && !NOT_DRAWN.includes(name))));
