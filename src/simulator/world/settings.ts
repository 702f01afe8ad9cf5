import { ConflictOptions } from '../disturbances/conflicts';
import { bounds } from '../durations';
import { DEFAULT_LIMITS, Limits } from './limits';
import { LATE_RELEASE_MS } from '../readings/delays';
import { OrganizationsReadings, readingsFrom } from '../readings/readings';
import { SimulatorOptions } from '../simulator-options';
import { TableName } from '../store/records';

/** The options with their defaults. */
export interface Settings {
  readonly limits: Limits;
  readonly lagMs: (table: TableName) => number;
  readonly lags: boolean;
  readonly staleReferences: boolean;
  readonly policyTypeSettlingMs: number;
  readonly finalizingMs: number;
  /** The shortest and the longest. */
  readonly accountCreationMs: readonly [number, number];
  readonly accountClosureMs: readonly [number, number];
  readonly regionChangeMs: readonly [number, number];
  readonly rates: boolean;
  readonly conflicts: ConflictOptions | undefined;
  readonly readings: OrganizationsReadings;
  /** The time for which the store keeps former records, because some readings look back. */
  readonly retentionMs: number;
  /** Undefined: that of the caller's Region. */
  readonly partition: string | undefined;
  /** Unverified addresses, in lower case. */
  readonly unverifiedAddresses: ReadonlySet<string>;
  readonly furtherServices: readonly string[];
}

export function settingsFrom(options: SimulatorOptions): Settings {
  const { lagMs = 0, lagMsByKind = {} } = options;
  const lags = [lagMs, ...Object.values(lagMsByKind)].some((bound) => bound > 0);
  const readings = readingsFrom({ ...options.accountStatus === false && { accountStateFields: 'stateOnly' }, ...options.readings });
  return {
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    lagMs: (table) => lagMsByKind[table] ?? lagMs,
    lags,
    staleReferences: options.staleReferences ?? false,
    policyTypeSettlingMs: options.policyTypeSettlingMs ?? (lags ? 5_000 : 0),
    finalizingMs: options.finalizingMs ?? 0,
    accountCreationMs: bounds('accountCreationMs', options.accountCreationMs ?? [3_000, 60_000]),
    accountClosureMs: bounds('accountClosureMs', options.accountClosureMs ?? [5_000, 120_000]),
    regionChangeMs: bounds('regionChangeMs', options.regionChangeMs ?? [120_000, 600_000]),
    rates: options.rates ?? false,
    conflicts: conflictOptions(options.conflicts),
    readings,
    retentionMs: looksBack(readings) ? LATE_RELEASE_MS : 0,
    partition: options.partition,
    furtherServices: options.furtherServices ?? [],
    unverifiedAddresses: new Set((options.unverifiedAddresses ?? []).map((address) => address.toLowerCase())),
  };
}

/** Readings by which a write sees what was a moment ago. */
function looksBack({ deletingAPolicyJustDetached, deletingAUnitJustEmptied, attachingAfterEnabling }: OrganizationsReadings): boolean {
  return [deletingAPolicyJustDetached, deletingAUnitJustEmptied, attachingAfterEnabling].some((reading) => reading !== 'allowed');
}

function conflictOptions(option: SimulatorOptions['conflicts']): ConflictOptions | undefined {
  if (typeof option === 'object') return option;
  return option ? {} : undefined;
}
