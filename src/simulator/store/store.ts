import { SHARED_TABLES, TableName, Tables } from './records';
import { VersionedTable } from './versioned-table';

type VersionedTables = { readonly [N in TableName]: VersionedTable<Tables[N]> };

/** Key of the tables that hold one record at most. */
export const ONLY = 'only';

export function attachmentKey(policyId: string, targetId: string): string {
  return `${policyId}/${targetId}`;
}

export function delegatedAdministratorKey(accountId: string, servicePrincipal: string): string {
  return `${accountId}/${servicePrincipal}`;
}

export function policyChangeKey(type: string, targetId: string): string {
  return `${type}/${targetId}`;
}

/** The index of profiles with changes of Regions that are in progress, or were when the last one was accepted. */
export const CHANGES_REGIONS = 'changesRegions';

/** The index of accounts, requests and handshakes that time will change by itself. */
export const IN_TRANSIT = 'inTransit';

/** Handshakes that wait for an answer, and those that are shown for a while after it. */
export const PENDING = 'pending';
export const ENDED = 'ended';

function emptyTables(): VersionedTables {
  const only = () => ONLY;
  return {
    organization: new VersionedTable(only),
    root: new VersionedTable(only),
    organizationalUnits: new VersionedTable((unit) => unit.id, { parent: (unit) => unit.parentId }),
    accounts: new VersionedTable((account) => account.id, {
      parent: (account) => account.parentId,
      email: (account) => account.email.toLowerCase(),
      [IN_TRANSIT]: ({ state }) => state === 'PENDING_CLOSURE' || state === 'CLOSED' ? state : undefined,
    }),
    policies: new VersionedTable((policy) => policy.id, { type: (policy) => policy.type }),
    attachments: new VersionedTable(({ policyId, targetId }) => attachmentKey(policyId, targetId), {
      policy: (attachment) => attachment.policyId,
      target: (attachment) => attachment.targetId,
    }),
    policyTypes: new VersionedTable(({ type }) => type),
    trustedServices: new VersionedTable(({ servicePrincipal }) => servicePrincipal),
    delegatedAdministrators: new VersionedTable(
      ({ accountId, servicePrincipal }) => delegatedAdministratorKey(accountId, servicePrincipal),
      { account: ({ accountId }) => accountId, service: ({ servicePrincipal }) => servicePrincipal },
    ),
    resourcePolicy: new VersionedTable(only),
    createAccountRequests: new VersionedTable(({ id }) => id, {
      account: ({ accountId }) => accountId,
      state: ({ state }) => state,
      [IN_TRANSIT]: ({ state }) => state === 'IN_PROGRESS' ? state : undefined,
    }),
    policyChanges: new VersionedTable(({ type, targetId }) => policyChangeKey(type, targetId), { target: ({ targetId }) => targetId }),
    accountProfiles: new VersionedTable(({ accountId }) => accountId, {
      [CHANGES_REGIONS]: ({ regions }) => Object.values(regions).some(({ settlesAt }) => settlesAt > 0) ? 'true' : undefined,
    }),
    knownAccounts: new VersionedTable(({ id }) => id, { email: ({ email }) => email.toLowerCase() }),
    handshakes: new VersionedTable(({ id }) => id, {
      organization: ({ organizationId }) => organizationId,
      parent: ({ parentId }) => parentId,
      [IN_TRANSIT]: ({ endedAt }) => endedAt === undefined ? PENDING : ENDED,
    }),
    responsibilityTransfers: new VersionedTable(({ id }) => id),
  };
}

/** Everything that belongs to an organization, and what it has in common with other ones. */
export class Store {
  private readonly tables: VersionedTables;

  /** @param common the store that has the tables of all organizations */
  constructor(common?: Store) {
    const shared = common ? Object.fromEntries(SHARED_TABLES.map((name) => [name, common.table(name)])) : {};
    this.tables = { ...emptyTables(), ...shared };
  }

  table<N extends TableName>(name: N): VersionedTable<Tables[N]> {
    return this.tables[name];
  }

  forget(before: (table: TableName) => number): void {
    for (const name of Object.keys(this.tables) as TableName[]) this.tables[name].forget(before(name));
  }
}
