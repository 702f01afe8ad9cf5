import { isAuthorizationPolicyType } from '../../policy';
import type { PolicyChangeRecord, TableName, Tables } from '../store/records';
import type { View } from '../store/view';

/** The place of a change that concerns the policies of every type, such as the move of an account. */
export const EVERY_TYPE = '*';

type Place = Pick<PolicyChangeRecord, 'type' | 'targetId'>;

/**
 * The places whose effective management policies a write changes. DescribeEffectivePolicy gives the date of the last change, and after a
 * policy was detached no other record has it.
 */
export function changedByPut<N extends TableName>(truth: View, table: N, record: Tables[N]): Place[] {
  switch (table) {
    case 'attachments': return ofAttachment(truth, record as Tables['attachments']);
    case 'policies': return ofText(truth, record as Tables['policies']);
    case 'policyTypes': return ofType(truth, (record as Tables['policyTypes']).type);
    case 'accounts': return ofMove(truth, record as Tables['accounts']);
    default: return [];
  }
}

export function changedByDelete(truth: View, table: TableName, key: string): Place[] {
  const attachment = table === 'attachments' ? truth.get('attachments', key) : undefined;
  if (attachment) return ofAttachment(truth, attachment);
  return table === 'policyTypes' ? ofType(truth, key) : [];
}

function ofAttachment(truth: View, { policyId, targetId }: Tables['attachments']): Place[] {
  const type = truth.get('policies', policyId)?.type;
  return type !== undefined && isManagementType(type) ? [{ type, targetId }] : [];
}

function ofText(truth: View, { id, type, content }: Tables['policies']): Place[] {
  if (!isManagementType(type) || truth.get('policies', id)?.content === content) return [];
  return truth.list('attachments', 'policy', id).map(({ targetId }) => ({ type, targetId }));
}

function ofType(truth: View, type: string): Place[] {
  return truth.root && isManagementType(type) ? [{ type, targetId: truth.root.id }] : [];
}

function ofMove(truth: View, { id, parentId }: Tables['accounts']): Place[] {
  const before = truth.get('accounts', id);
  return before && before.parentId !== parentId ? [{ type: EVERY_TYPE, targetId: id }] : [];
}

/** Types whose policies are merged from the root down; those of the other types are evaluated one by one. */
export function isManagementType(type: string): boolean {
  return !isAuthorizationPolicyType(type);
}
