import { TableName, Tables } from './records';
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

/** The index of accounts and requests that time will change by itself. */
export const IN_TRANSIT = 'inTransit';

/** The index of profiles whose Regions were changed. */
export const CHANGES_REGIONS = 'changesRegions';

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
      [CHANGES_REGIONS]: ({ regions }) => Object.keys(regions).length > 0 ? 'true' : undefined,
    }),
  };
}

/** Everything that belongs to the organization. */
export class Store {
  private readonly tables = emptyTables();

  table<N extends TableName>(name: N): VersionedTable<Tables[N]> {
    return this.tables[name];
  }

  forget(before: (table: TableName) => number): void {
    for (const name of Object.keys(this.tables) as TableName[]) this.tables[name].forget(before(name));
  }
}
