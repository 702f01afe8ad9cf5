import { ORGANIZATIONS_READINGS, type OrganizationsReadingName, type OrganizationsReadings, type SimulatorOptions } from '../../../src/simulator';
import { Harness } from '../harness';

/** A situation on which the readings of one switch differ, and what each of them makes of it. */
export interface Situation<N extends OrganizationsReadingName> {
  readonly options?: SimulatorOptions;
  readonly observe: (harness: Harness) => unknown;
  readonly expected: Readonly<Record<OrganizationsReadings[N], unknown>>;
}

/** A switch that has no situation, or a reading that has no expectation, does not compile. */
export function describeReadings<N extends OrganizationsReadingName>(
  catalogue: Readonly<Record<N, readonly string[]>>, situations: { readonly [Name in N]: Situation<Name> },
): void {
  for (const name of Object.keys(catalogue) as N[]) {
    const { options, observe, expected } = situations[name] as Situation<OrganizationsReadingName>;
    const outcomes = Object.entries(expected);
    test.each(outcomes)(`${name}: %s`, (reading, outcome) => {
      expect(observe(new Harness({ ...options, readings: { [name]: reading } }))).toEqual(outcome);
    });
    test(`${name}: the first reading is the default, and no two are alike`, () => {
      const [first] = ORGANIZATIONS_READINGS[name];
      expect(observe(new Harness(options))).toEqual(expected[first as keyof typeof expected]);
      expect(new Set(outcomes.map(([, outcome]) => JSON.stringify(outcome))).size).toBe(outcomes.length);
    });
  }
}

/** The outcome of a call: `success`, or its error. */
export function outcomeOf(harness: Harness, operation: string, request: object = {}, caller?: string): string {
  const since = harness.simulator.journal.length;
  try {
    harness.call(operation, request, caller);
  } catch {
    const { code, reason } = harness.simulator.journal[since].error!;
    return reason === undefined ? code : `${code} ${reason}`;
  }
  return 'success';
}
