import { defaultPolicy } from './aws-managed-policies';
import { changedByDelete, changedByPut } from '../effective-policies/policy-changes';
import { TableName, Tables } from '../store/records';
import { attachmentKey, delegatedAdministratorKey, ONLY, policyChangeKey, Store } from '../store/store';
import { LATEST } from '../store/versioned-table';
import { View } from '../store/view';

/** Writes that calls and the passing of time share. Each has a date. */
export class Changes {
  private readonly truth: View;

  constructor(private readonly store: Store, readonly at: number) {
    this.truth = new View(store, () => LATEST);
  }

  put<N extends TableName>(table: N, record: Tables[N]): void {
    this.note(changedByPut(this.truth, table, record));
    this.store.table(table).put(record, this.at);
  }

  delete(table: TableName, key: string = ONLY): void {
    this.note(changedByDelete(this.truth, table, key));
    this.store.table(table).delete(key, this.at);
    if (table === 'accounts' || table === 'organizationalUnits') this.forgetPolicyChanges(key);
  }

  private note(places: readonly { readonly type: string; readonly targetId: string }[]): void {
    for (const place of places) this.store.table('policyChanges').put({ ...place, at: this.at }, this.at);
  }

  private forgetPolicyChanges(targetId: string): void {
    for (const { type } of this.truth.list('policyChanges', 'target', targetId)) this.delete('policyChanges', policyChangeKey(type, targetId));
  }

  /** Everything in the table goes. */
  clear(table: TableName): void {
    this.store.table(table).clear(this.at);
  }

  /** Enables a policy type and attaches its default policy everywhere. Source: User Guide, "Enabling a policy type". */
  enablePolicyType(type: string): void {
    this.put('policyTypes', { type, status: 'ENABLED' });
    const policy = defaultPolicy(type);
    if (!policy) return;
    const targets = [this.truth.root, ...this.truth.list('organizationalUnits'), ...this.truth.list('accounts')];
    for (const target of targets) if (target) this.put('attachments', { policyId: policy.id, targetId: target.id });
  }

  /** All policies of the type are detached and remain. Source: User Guide, "Disabling a policy type". */
  disablePolicyType(type: string): void {
    for (const { id } of this.truth.list('policies', 'type', type)) {
      for (const { policyId, targetId } of this.truth.list('attachments', 'policy', id)) {
        this.delete('attachments', attachmentKey(policyId, targetId));
      }
    }
    this.delete('policyTypes', type);
  }

  /** Removes all attachments of a target. */
  detachAll(targetId: string): void {
    for (const { policyId } of this.truth.list('attachments', 'target', targetId)) {
      this.delete('attachments', attachmentKey(policyId, targetId));
    }
  }

  /** The account leaves, with its attachments, tags and delegations. */
  removeAccount(accountId: string): void {
    this.detachAll(accountId);
    for (const { servicePrincipal } of this.truth.list('delegatedAdministrators', 'account', accountId)) {
      this.delete('delegatedAdministrators', delegatedAdministratorKey(accountId, servicePrincipal));
    }
    this.delete('accounts', accountId);
  }
}
