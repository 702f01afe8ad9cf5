import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fixture, OTHER, parseFixture } from './fixture';
import { CLOUDFORMATION_READINGS } from '../../src/rehearsal';
import { ACCOUNT_MANAGEMENT_READINGS } from '../../src/simulator/readings/account-management-readings';
import { ACCOUNT_READINGS } from '../../src/simulator/readings/account-readings';
import { HANDSHAKE_READINGS } from '../../src/simulator/readings/handshake-readings';
import { POLICY_READINGS } from '../../src/simulator/readings/policy-readings';
import { PROTOCOL_READINGS } from '../../src/simulator/readings/protocol-readings';
import { STRUCTURE_READINGS } from '../../src/simulator/readings/structure-readings';

/** A recorded answer that differs from what the simulator or the rehearsal does by default. */
export interface Deviation {
  readonly reading: string;
  readonly recorded: string;
  readonly default: string;
  /** Where the default is. */
  readonly file: string;
  /** Whether the simulator has the recorded answer as another reading. */
  readonly isKnown: boolean;
}

const SIMULATOR = 'src/simulator/readings';

const CATALOGUES: readonly (readonly [file: string, readings: Readonly<Record<string, readonly string[]>>])[] = [
  [`${SIMULATOR}/account-readings.ts`, ACCOUNT_READINGS],
  [`${SIMULATOR}/policy-readings.ts`, POLICY_READINGS],
  [`${SIMULATOR}/structure-readings.ts`, STRUCTURE_READINGS],
  [`${SIMULATOR}/handshake-readings.ts`, HANDSHAKE_READINGS],
  [`${SIMULATOR}/protocol-readings.ts`, PROTOCOL_READINGS],
  [`${SIMULATOR}/account-management-readings.ts`, ACCOUNT_MANAGEMENT_READINGS],
  ['src/rehearsal/cloudformation/readings.ts', CLOUDFORMATION_READINGS],
];

/** Holds the answers of a fixture against the defaults. @throws Error for a reading that does not exist */
export function deviationsOf({ answers }: Pick<Fixture, 'answers'>): readonly Deviation[] {
  return Object.entries(answers).flatMap(([reading, recorded]) => {
    const [file, readings] = CATALOGUES.find(([, catalogue]) => Object.hasOwn(catalogue, reading)) ?? [];
    if (!readings) throw new Error(`The fixture answers a question that no reading is about (given: ${reading}). Rename it as the reading is named now.`);
    const [usual, ...others] = readings[reading];
    return recorded === usual ? [] : [{ reading, recorded, default: usual, file: file!, isKnown: others.includes(recorded) }];
  });
}

/** A deviation as text: what differs, and the files to change. */
export function deviationLines({ reading, recorded, default: usual, file, isKnown }: Deviation): string[] {
  const page = file.startsWith(SIMULATOR) ? 'src/simulator/SIMULATOR.md' : 'src/rehearsal/CLOUDFORMATION.md';
  const seen = recorded.startsWith(OTHER) ? recorded.slice(OTHER.length) : recorded;
  return [
    `${reading}: recorded ${seen}, the default is ${usual}.`,
    isKnown ? `  Make ${recorded} the first reading of ${reading} in ${file}, and change ${page}.`
      : `  No reading says this. Add one to ${reading} in ${file}, implement it, and change ${page}.`,
  ];
}

/** Fixtures of runs on real accounts. */
export const RECORDED = join(__dirname, '..', '..', 'test', 'simulator', 'recorded');

/** Lists the deviations of all fixtures in a folder from the defaults of the simulator and the rehearsal. */
export function recordedDeviations(folder = RECORDED): string[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')).sort() : [];
  return files.flatMap((name) => {
    const fixture = parseFixture(readFileSync(join(folder, name), 'utf8'), name);
    return deviationsOf(fixture).map((deviation) => `${name}: ${deviationLines(deviation).join('')}`);
  });
}
