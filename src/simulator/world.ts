import { defaultPolicy } from './aws-managed-policies';
import { Changes } from './changes';
import { ConflictOptions, Conflicts } from './disturbances/conflicts';
import { FaultPlan } from './disturbances/faults/fault-plan';
import { parseFaultPlan } from './disturbances/faults/parse-fault-plan';
import { RateLimiter } from './disturbances/rate-limiter';
import { bounds } from './durations';
import { DEFAULT_LIMITS, Limits } from './limits';
import { Random } from './random';
import { LATE_DEFAULT_POLICY_MS, LATE_RELEASE_MS } from './readings/delays';
import { OrganizationsReadings, readingsFrom } from './readings/readings';
import { SimulatorOptions } from './simulator-options';
import { emptyState, noDisturbances, SimulatorState } from './state/simulator-state';
import { loadStore, saveStore } from './state/store-state';
import { AttachmentRecord, TableName } from './store/records';
import { Replicas } from './store/replicas';
import { attachmentKey, Store } from './store/store';
import { View } from './store/view';

/** A new organizational unit or account that gets the default policies of the enabled types later. */
interface LateDefaultPolicies {
  readonly targetId: string;
  /** Of the types that were enabled when the target was created: enabling another one attaches its default policy itself. */
  readonly policyIds: readonly string[];
  readonly dueAt: number;
}

/** What the options come to. */
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
  /** For how long the store remembers more than readers see, since a reading looks back. */
  readonly retentionMs: number;
  /** Undefined: that of the caller's Region. */
  readonly partition: string | undefined;
  readonly furtherServices: readonly string[];
}

function settingsFrom(options: SimulatorOptions): Settings {
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

const MANAGEMENT_ACCOUNT_ID = '111111111111';
const MANAGEMENT_ACCOUNT_EMAIL = 'management@example.com';

/** The store, what surrounds the organization, and the sources of chance. */
export class World {
  readonly settings: Settings;
  readonly managementAccount: { readonly id: string; readonly email: string };
  /** Addresses of accounts that are in no organization, or in another one. */
  readonly addressesTakenElsewhere: Set<string>;
  readonly store: Store;
  readonly replicas: Replicas;
  /** The latest state, without lag. */
  readonly truth: View;
  /** Chance in writes has its own stream, so that the ids that come out do not depend on how often someone looked. */
  readonly random: Random;
  readonly readRandom: Random;
  /** What goes wrong has a stream too, so that it changes nothing else. */
  readonly disturbanceRandom: Random;
  readonly rateLimiter: RateLimiter;
  readonly conflicts: Conflicts | undefined;
  readonly faults: FaultPlan;
  /** In the order in which they are due. What is saved has them already. */
  readonly lateDefaultPolicies: LateDefaultPolicies[] = [];
  /** Since when somebody tries to create the organization, since the start or the last reset. */
  firstCreationAt?: number;

  constructor(options: SimulatorOptions, state: SimulatorState = emptyState(options.seed)) {
    this.settings = settingsFrom(options);
    const { organization } = state;
    this.managementAccount = organization
      ? { id: organization.managementAccountId, email: organization.managementAccountEmail }
      : state.managementAccount ?? {
        id: options.managementAccountId ?? MANAGEMENT_ACCOUNT_ID,
        email: options.managementAccountEmail ?? MANAGEMENT_ACCOUNT_EMAIL,
      };
    this.addressesTakenElsewhere = new Set(state.addressesTakenElsewhere.map((address) => address.toLowerCase()));
    this.random = new Random(state.random.writes);
    this.readRandom = new Random(state.random.reads);
    const { random, buckets, occupied } = state.disturbances ?? noDisturbances(state.random.writes);
    this.disturbanceRandom = new Random(random);
    this.rateLimiter = new RateLimiter(buckets, this.settings.readings);
    this.conflicts = this.settings.conflicts && new Conflicts(this.settings.conflicts, this.disturbanceRandom, occupied);
    this.faults = new FaultPlan(parseFaultPlan(options.faults ?? []), this.disturbanceRandom);
    this.store = loadStore(state);
    this.replicas = new Replicas(this.store, this.readRandom, this.settings.lagMs);
    this.truth = new View(this.store);
  }

  /** The latest state of some time ago, as far as `retentionMs` goes back. */
  past(now: number, ms: number): View {
    return new View(this.store, () => now - ms);
  }

  /** A new organizational unit or account gets the default policies, at once or later. */
  attachDefaultPolicies(changes: Changes, targetId: string, now: number): void {
    if (this.settings.readings.defaultPolicyOfNewTargets === 'atOnce') changes.attachDefaultPolicies(targetId);
    else this.lateDefaultPolicies.push({ targetId, policyIds: this.defaultPolicyIds(), dueAt: now + LATE_DEFAULT_POLICY_MS });
  }

  /** Attachments that a target still waits for; of types that were disabled in between there are none. */
  missingDefaultAttachments({ targetId, policyIds }: Pick<LateDefaultPolicies, 'targetId' | 'policyIds'>): AttachmentRecord[] {
    if (!this.truth.isTarget(targetId)) return [];
    const enabled = this.defaultPolicyIds();
    const missing = policyIds.filter((id) => enabled.includes(id) && !this.truth.get('attachments', attachmentKey(id, targetId)));
    return missing.map((policyId) => ({ policyId, targetId }));
  }

  private defaultPolicyIds(): string[] {
    return this.truth.list('policyTypes').flatMap(({ type, status }) => (status === 'ENABLED' ? defaultPolicy(type)?.id ?? [] : []));
  }

  state(): SimulatorState {
    const saved = saveStore(this.truth);
    return {
      ...saved,
      attachments: [...saved.attachments, ...this.lateDefaultPolicies.flatMap((late) => this.missingDefaultAttachments(late))],
      managementAccount: { ...this.managementAccount },
      addressesTakenElsewhere: [...this.addressesTakenElsewhere].sort(),
      random: { writes: this.random.state, reads: this.readRandom.state },
      disturbances: {
        random: this.disturbanceRandom.state,
        buckets: this.rateLimiter.state(),
        occupied: this.conflicts?.state() ?? [],
      },
    };
  }
}
