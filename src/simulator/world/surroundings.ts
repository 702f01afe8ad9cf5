import { Random } from './random';
import { Settings, settingsFrom } from './settings';
import type { World } from './world';
import { Conflicts } from '../disturbances/conflicts';
import { FaultPlan } from '../disturbances/faults/fault-plan';
import { parseFaultPlan } from '../disturbances/faults/parse-fault';
import { RateLimiter } from '../disturbances/rate-limiter';
import { SimulatorOptions } from '../simulator-options';
import { DisturbancesState, noDisturbances, SimulatorState } from '../state/simulator-state';
import { KnownAccountRecord } from '../store/records';
import { Store } from '../store/store';
import { View } from '../store/view';

/**
 * Shared by all organizations of a simulator: the sources of chance, the disturbances, accounts that no organization has, and the
 * handshakes that accounts send each other across the borders of organizations.
 */
export class Surroundings {
  readonly settings: Settings;
  /** Addresses of accounts that are in no organization, or in another one. */
  readonly addressesTakenElsewhere: Set<string>;
  /** Its tables of known accounts, handshakes and transfers are those of every organization's store. */
  readonly store = new Store();
  readonly truth = new View(this.store);
  /** The simulator's own organization first. Each account that has called and has no organization has one without contents. */
  readonly worlds: World[] = [];
  /** Chance in writes has its own stream, so that the IDs that come out do not depend on how often someone looked. */
  readonly random: Random;
  readonly readRandom: Random;
  /** Disturbances have a stream of their own, so that they change no other draw. */
  readonly disturbanceRandom: Random;
  readonly rateLimiter: RateLimiter;
  readonly conflicts: Conflicts | undefined;
  readonly faults: FaultPlan;

  constructor(options: SimulatorOptions, state: SimulatorState) {
    this.settings = settingsFrom(options);
    this.addressesTakenElsewhere = new Set(state.addressesTakenElsewhere.map((address) => address.toLowerCase()));
    this.random = new Random(state.random.writes);
    this.readRandom = new Random(state.random.reads);
    const { random, buckets, occupied } = state.disturbances ?? noDisturbances(state.random.writes);
    this.disturbanceRandom = new Random(random);
    this.rateLimiter = new RateLimiter(buckets, this.settings.readings);
    this.conflicts = this.settings.conflicts && new Conflicts(this.settings.conflicts, this.disturbanceRandom, occupied);
    this.faults = new FaultPlan(parseFaultPlan(options.faults ?? []), this.disturbanceRandom);
  }

  disturbancesState(): DisturbancesState {
    return {
      random: this.disturbanceRandom.state,
      buckets: this.rateLimiter.state(),
      occupied: this.conflicts?.state() ?? [],
    };
  }

  /** The organization that the account is in, or that it has or can have. Undefined for an account that does not exist. */
  worldOf(accountId: string): World | undefined {
    return this.worlds.find(({ truth }) => truth.get('accounts', accountId)) ?? this.worlds.find(({ managementAccount }) => managementAccount.id === accountId);
  }

  /** An account that is in no organization and exists no longer. The simulator's own management account stays. */
  forget(accountId: string): void {
    const position = this.worlds.findIndex(({ managementAccount }) => managementAccount.id === accountId);
    if (position > 0) this.worlds.splice(position, 1);
  }

  worldOfOrganization(organizationId: string): World | undefined {
    return this.worlds.find(({ truth }) => truth.organization?.id === organizationId);
  }

  /** An account of any organization or of none, as it is now. */
  account(id: string): KnownAccountRecord | undefined {
    const known = this.truth.get('knownAccounts', id);
    const world = this.worldOf(id);
    const member = world?.truth.get('accounts', id);
    if (member) return { ...known, id, name: member.name, email: member.email };
    return known ?? (world?.managementAccount.id === id ? world.managementAccount : undefined);
  }

  /** Whether an account of any organization or of none has the address; a GovCloud account shares that of its commercial account. */
  isAddressTaken(address: string, ofPartition: string): boolean {
    return this.addressesTakenElsewhere.has(address.toLowerCase())
      || this.accountsWithAddress(address).some(({ partition = ofPartition }) => partition === ofPartition);
  }

  /** All accounts with this address: one, and the GovCloud account that is paired with it. */
  accountsWithAddress(address: string): KnownAccountRecord[] {
    const email = address.toLowerCase();
    const ids = new Set([
      ...this.worlds.flatMap(({ truth }) => truth.list('accounts', 'email', email).map(({ id }) => id)),
      ...this.worlds.flatMap(({ managementAccount }) => managementAccount.email.toLowerCase() === email ? [managementAccount.id] : []),
      ...this.truth.list('knownAccounts', 'email', email).map(({ id }) => id),
    ]);
    return [...ids].flatMap((id) => this.account(id) ?? []).filter((account) => account.email.toLowerCase() === email);
  }
}
