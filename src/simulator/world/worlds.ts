import { SimulatorOptions } from '../simulator-options';
import { Surroundings } from './surroundings';
import { World } from './world';
import { parseKnownAccount } from '../state/parse-simulator-state';
import { emptyOrganization, emptyState, OrganizationState, SimulatorState, STATE_FORMAT } from '../state/simulator-state';
import { LONG_AGO } from '../state/store-state';
import { KnownAccountRecord, OrganizationRecord, SHARED_TABLES } from '../store/records';

const MANAGEMENT_ACCOUNT: KnownAccountRecord = { id: '111111111111', email: 'management@example.com', name: 'Management' };

/** The simulator's own organization, other ones, and the accounts that have none. */
export class Worlds {
  readonly surroundings: Surroundings;
  readonly own: World;

  constructor(options: SimulatorOptions, state: SimulatorState = emptyState(options.seed)) {
    this.surroundings = new Surroundings(options, state);
    for (const name of SHARED_TABLES) {
      (state[name] ?? []).forEach((record) => this.surroundings.store.table<typeof name>(name).put(record as never, LONG_AGO));
    }
    this.own = this.add(ownManagementAccount(options, state), state);
    for (const other of state.otherOrganizations ?? []) {
      if (other.organization) this.add(managementAccountOf(other.organization, other), other);
    }
    // A state that was saved has them already.
    (options.standaloneAccounts ?? []).map(parseKnownAccount).filter(({ id }) => !this.surroundings.account(id))
      .forEach((account) => this.addStandaloneAccount(account));
  }

  /** Lets an account exist. Throws an Error if another account has its ID, or its address in the same partition. */
  addStandaloneAccount(account: KnownAccountRecord): void {
    const { id, email, partition } = account;
    if (this.surroundings.account(id)) throw new Error(`This account exists already: ${id}. Choose another ID.`);
    const owner = this.surroundings.accountsWithAddress(email).find((other) => other.partition === partition);
    if (owner) throw new Error(`The email address of account ${id} belongs to account ${owner.id}: ${email}. Choose another address.`);
    this.surroundings.store.table('knownAccounts').put(account, LONG_AGO);
  }

  /** Undefined for an account that does not exist. */
  of(accountId: string): World | undefined {
    const world = this.surroundings.worldOf(accountId);
    const standalone = world ? undefined : this.surroundings.truth.get('knownAccounts', accountId);
    return standalone ? this.add(standalone, emptyOrganization()) : world;
  }

  state(): SimulatorState {
    const { surroundings, own } = this;
    const shared = SHARED_TABLES.map((name) => [name, structuredClone(surroundings.truth.list(name))] as const);
    const others = surroundings.worlds.filter((world) => world !== own && world.truth.organization).map((world) => world.contents());
    const { id, email } = own.managementAccount;
    return {
      format: STATE_FORMAT,
      ...own.contents(),
      managementAccount: { id, email },
      addressesTakenElsewhere: [...surroundings.addressesTakenElsewhere].sort(),
      ...Object.fromEntries(shared.filter(([, records]) => records.length > 0)),
      ...(others.length > 0 && { otherOrganizations: others }),
      random: { writes: surroundings.random.state, reads: surroundings.readRandom.state },
      disturbances: surroundings.disturbancesState(),
    };
  }

  private add(managementAccount: KnownAccountRecord, contents: OrganizationState): World {
    const world = new World(this.surroundings, managementAccount, contents);
    this.surroundings.worlds.push(world);
    return world;
  }
}

function ownManagementAccount(options: SimulatorOptions, state: SimulatorState): KnownAccountRecord {
  if (state.organization) return managementAccountOf(state.organization, state);
  const { managementAccountId = MANAGEMENT_ACCOUNT.id, managementAccountEmail = MANAGEMENT_ACCOUNT.email } = options;
  return { ...MANAGEMENT_ACCOUNT, ...state.managementAccount ?? { id: managementAccountId, email: managementAccountEmail } };
}

function managementAccountOf(organization: OrganizationRecord, { accounts }: OrganizationState): KnownAccountRecord {
  const { managementAccountId: id, managementAccountEmail: email } = organization;
  return { id, email, name: accounts.find((account) => account.id === id)?.name ?? MANAGEMENT_ACCOUNT.name };
}
