import fc from 'fast-check';
import type { RehearsalOptions } from '../../../src/rehearsal';
import { ORGANIZATIONS_READINGS, type SimulatorOptions } from '../../../src/simulator';

/**
 * The switches of every simulated service, and how their readings get into the options of a rehearsal. Another service is another line.
 */
const CATALOGUES: readonly { readonly switches: Readonly<Record<string, readonly string[]>>; readonly enter: Enter }[] = [
  { switches: ORGANIZATIONS_READINGS, enter: (options, readings) => ({ ...options, simulator: inSimulator(options.simulator, readings) }) },
];

type Options = Partial<RehearsalOptions>;
type Enter = (options: Options, readings: Readings) => Options;

/** Readings by the names of their switches; what is left out has the default. */
export type Readings = Readonly<Record<string, string>>;

/** Every switch with its readings, the default first. */
export const SWITCHES: Readonly<Record<string, readonly string[]>> = Object.assign({}, ...CATALOGUES.map(({ switches }) => switches));

/** Each reading that is not the default, alone. */
export const ALTERNATIVES: readonly Readings[] = Object.entries(SWITCHES)
  .flatMap(([name, [, ...others]]) => others.map((reading) => ({ [name]: reading })));

/** What a reading needs in order to make a difference. */
const COMPANIONS: Readonly<Record<string, Partial<SimulatorOptions>>> = {
  finalizingConcerns: { finalizingMs: 120_000 },
  enablingAPendingType: { policyTypeSettlingMs: 30_000 },
  conflictCheck: { conflicts: true },
  notVisibleYet: { lagMs: 2_000, staleReferences: true },
  rateBuckets: { rates: true },
  refusedCalls: { rates: true },
  throttles: { faults: ['*:0.1:fail=TooManyRequestsException'] },
};

/** A simulator with readings, and with what lets them make a difference unless the options say something else. */
export function inSimulator(options: Partial<SimulatorOptions> = {}, readings: Readings): Partial<SimulatorOptions> {
  const own = Object.entries(readings).filter(([name]) => name in ORGANIZATIONS_READINGS);
  if (own.length === 0) return options;
  const companions = own.filter(([name, reading]) => reading !== SWITCHES[name][0]).map(([name]) => COMPANIONS[name]);
  return { ...Object.assign({}, ...companions), ...options, readings: { ...Object.fromEntries(own), ...options.readings } };
}

/** A rehearsal with readings. */
export function withReadings<T extends Options>(options: T, readings: Readings): T {
  return CATALOGUES.reduce<Options>((entered, { enter }) => enter(entered, readings), options) as T;
}

/** As `PROOF_READING` has them: `name=reading`, separated by commas. */
export function readingsText(readings: Readings): string {
  return Object.entries(readings).map(([name, reading]) => `${name}=${reading}`).join(',') || 'defaults';
}

/** Throws an Error that names the part that is wrong, what is given and what belongs there. */
export function parseReadings(text: string): Readings {
  return Object.fromEntries(text.split(',').filter((part) => part !== '').map((part) => {
    const [name, reading] = part.split('=');
    if (!(name in SWITCHES)) throw new Error(`PROOF_READING names a switch that does not exist. Given: ${name}. Use one of ${Object.keys(SWITCHES).join(', ')}.`);
    if (!SWITCHES[name].includes(reading)) {
      throw new Error(`PROOF_READING gives ${name} a reading that does not exist. Given: ${reading}. Use one of ${SWITCHES[name].join(', ')}.`);
    }
    return [name, reading];
  }));
}

/** The readings under which this run of the proofs takes place. */
export function readingsOfRun(): Readings {
  return parseReadings(process.env.PROOF_READING ?? '');
}

/** Readings of all switches by chance, three of four the default. Only the alternatives are named, so that a failure is easy to read. */
export const randomReadings: fc.Arbitrary<Readings> = fc.record(Object.fromEntries(Object.entries(SWITCHES).map(([name, readings]) => (
  [name, fc.constantFrom(...Array.from({ length: 3 * (readings.length - 1) }, () => readings[0]), ...readings.slice(1))]))))
  .map((drawn) => Object.fromEntries(Object.entries(drawn as Readings).filter(([name, reading]) => reading !== SWITCHES[name][0])));
