import type { Measured } from './measure-deployment';

/** A deployment that is rehearsed, and what is promised of it. */
export interface DeploymentCase {
  readonly name: string;
  /** Accounts that the code creates. */
  readonly accounts: number;
  /** Accounts of the organization that the code adopts. */
  readonly adopted?: number;
  /** Accounts that the organization has before; then units and policies exist already too. */
  readonly existing?: number;
  /** Accounts of the organization that get three alternate contacts. */
  readonly settings?: number;
  /** How many of these get a Region, too. */
  readonly regions?: number;
  /** Runs with other chances; 1 if absent. */
  readonly seeds?: number;
  /** Whether to run the case only where it is named, as it takes minutes. */
  readonly onlyByName?: boolean;
  readonly limits: readonly Limit[];
}

export interface Limit {
  readonly what: string;
  readonly of: (measured: Measured) => number;
  readonly most: number;
}

const ratio = (most: number): Limit => ({ what: 'ratio of the virtual duration to the bound', of: ({ virtualSeconds, boundSeconds }) => virtualSeconds / boundSeconds, most });
const callsPerAccount = (most: number): Limit => ({ what: 'calls per account', of: ({ calls, accounts }) => calls / accounts, most });
const wallSeconds = (most: number): Limit => ({ what: 'wall seconds on two cores', of: (measured) => measured.wallSeconds, most });
const refusedPerAccount = (most: number): Limit => ({ what: 'refused calls per account', of: ({ throttled, conflicts, accounts }) => (throttled + conflicts) / accounts, most });
const longestMinutes = (most: number): Limit => ({ what: 'virtual minutes of the longest resource', of: (measured) => measured.longestMinutes, most });

export const CASES: readonly DeploymentCase[] = [
  { name: 'first-10', accounts: 10, limits: [] },
  { name: 'first-20', accounts: 20, limits: [] },
  { name: 'first-100', accounts: 100, limits: [ratio(1.15), refusedPerAccount(1)] },
  { name: 'first-300', accounts: 300, limits: [ratio(1.15), callsPerAccount(12), refusedPerAccount(1), longestMinutes(20), wallSeconds(60)] },
  { name: 'added-20-to-1000', accounts: 20, existing: 1_000, seeds: 7, limits: [ratio(1.3), callsPerAccount(12)] },
  { name: 'added-20-to-10000', accounts: 20, existing: 10_000, seeds: 7, limits: [ratio(1.3), callsPerAccount(12)] },
  { name: 'adopted-1000-of-10000', accounts: 0, adopted: 1_000, existing: 10_000, limits: [callsPerAccount(8), longestMinutes(20)] },
  { name: 'first-1000', accounts: 1_000, limits: [ratio(1.15), wallSeconds(20)] },
  { name: 'contacts-500', accounts: 0, existing: 500, settings: 500, limits: [ratio(1.3)] },
  { name: 'contacts-5000', accounts: 0, existing: 5_000, settings: 5_000, onlyByName: true, limits: [ratio(1.3)] },
  { name: 'settings-500', accounts: 0, existing: 500, settings: 500, regions: 500, limits: [ratio(1.3)] },
  { name: 'settings-5000', accounts: 0, existing: 5_000, settings: 5_000, regions: 5_000, onlyByName: true, limits: [ratio(1.3)] },
  { name: 'first-5000', accounts: 5_000, onlyByName: true, limits: [wallSeconds(120)] },
];

export function refused({ throttled, conflicts, calls }: Measured): number {
  return (throttled + conflicts) / calls;
}

export function brokenLimits({ name, limits }: DeploymentCase, measured: Measured): string[] {
  return limits.filter(({ of, most }) => of(measured) > most)
    .map(({ what, of, most }) => `${name}: the ${what} is ${of(measured).toFixed(2)}, and at most ${most} is promised.`);
}
