import { IN_CODE, type Keeping, type KeepingContext, type KeepingOf, NOT_IN_ROWS, targetEdit, targetRow } from './keeping';
import { ACCOUNT_MANAGEMENT_PRINCIPAL, POLICY_TYPES, RESERVED_TAG_PREFIX } from '../../../contract';
import type { AttachedPolicy, AttachmentChange, ServiceChange, TagChange, TaggedReference, TargetReference } from '../../../model';
import { DATA_PATHS, type TargetData } from '../../data/app-data';
import { withTag } from '../../tag-rows';

const SERVICE_CONTROL_POLICY = 'SERVICE_CONTROL_POLICY';
const FULL_AWS_ACCESS_ID = POLICY_TYPES.SERVICE_CONTROL_POLICY.attachedByDefault;
const LEFT_WITHOUT_ROWS: Keeping = { instead: 'No row has the policies that are left there: take them in with "cdk-org adopt" first, or revert it.' };

export const attachmentKeeping: KeepingOf<AttachmentChange['kind']> = {
  attached: ({ policy, target, awsManaged }, context) => {
    const key = awsManaged ? undefined : context.rowIds.policy(policy.id);
    if (key === undefined) return NOT_IN_ROWS;
    return touching(target, context, ({ policies = [], ...row }) => ({ ...row, policies: [...new Set([...policies, key])].sort() }));
  },
  detached: ({ policy, target }, context) => {
    const [key, present] = [context.rowIds.policy(policy.id), targetRow(target, context)];
    if (key === undefined || !present?.policies?.includes(key)) return IN_CODE;
    if (!context.live.policyTypes.includes(policy.type)) return { instead: 'It ended when its policy type was disabled: revert that.' };
    if (policy.type === SERVICE_CONTROL_POLICY && present.isAllowList && isLeftWithoutRows(target, context)) return LEFT_WITHOUT_ROWS;
    return touching(target, context, ({ policies = [], ...row }) => ({ ...row, policies: policies.filter((each) => each !== key) }));
  },
  fullAwsAccessDetached: ({ target }, context) => {
    if (isLeftWithoutRows(target, context)) return LEFT_WITHOUT_ROWS;
    return touching(target, context, (row) => ({ ...row, isAllowList: true }));
  },
  fullAwsAccessReturned: ({ target }, context) => (targetRow(target, context)?.isAllowList !== true ? IN_CODE
    : touching(target, context, (row) => ({ ...row, isAllowList: undefined }))),
};

/** Whether FullAWSAccess is detached there and no service control policy of the rows is attached, which no row can say. */
function isLeftWithoutRows({ id: targetId }: TargetReference, { places, rowIds }: KeepingContext): boolean {
  const attached = places.get(targetId)?.target.attachedPolicies ?? [];
  const isOfRows = ({ id, type }: AttachedPolicy) => type === SERVICE_CONTROL_POLICY && rowIds.policy(id) !== undefined;
  return !attached.some((policy) => policy.id === FULL_AWS_ACCESS_ID || isOfRows(policy));
}

function touching(target: TargetReference, context: KeepingContext, edit: (row: TargetData) => TargetData): Keeping {
  const keeping = targetEdit(target, context, edit);
  if (keeping === undefined || !('apply' in keeping)) return NOT_IN_ROWS;
  return {
    apply: () => {
      keeping.apply();
      context.touched.add(target.id);
    },
  };
}

export const tagKeeping: KeepingOf<TagChange['kind']> = {
  tagAdded: ({ on, key, after }, context) => tagEdit(on, key, after, context),
  tagChanged: ({ on, key, after }, context) => tagEdit(on, key, after, context),
  tagRemoved: ({ on, key }, context) => tagEdit(on, key, undefined, context),
};

function tagEdit(on: TaggedReference, key: string, value: string | undefined, context: KeepingContext): Keeping {
  const { editor, rowIds } = context;
  if (key.startsWith(RESERVED_TAG_PREFIX)) return { instead: 'This library writes this tag: revert it.' };
  if (on.kind === 'resourcePolicy') return IN_CODE;
  const isInRows = (tags: object | undefined) => value !== undefined || Object.hasOwn(tags ?? {}, key);
  if (on.kind === 'policy') {
    const row = editor.policy(rowIds.policy(on.id) ?? '');
    if (row === undefined) return NOT_IN_ROWS;
    if (!isInRows(row.tags)) return IN_CODE;
    return { apply: () => editor.editPolicy(row.key, (each) => ({ ...each, tags: withTag(each.tags ?? {}, key, value) })) };
  }
  const row = targetRow(on, context);
  if (row === undefined) return NOT_IN_ROWS;
  if (!isInRows(on.kind === 'account' ? { ...editor.tagsOfAll, ...row.tags } : row.tags)) return IN_CODE;
  if (on.kind === 'account') return { apply: () => editor.setAccountTag(rowIds.account(on.id)!, key, value) };
  return targetEdit(on, context, ({ tags = {}, ...rest }) => ({ ...rest, tags: withTag(tags, key, value) })) ?? NOT_IN_ROWS;
}

export const serviceKeeping: KeepingOf<ServiceChange['kind'] | 'policyTypeEnabled' | 'policyTypeRemoved'> = {
  trustedAccessEnabled: ({ servicePrincipal }, { editor }) => ({ apply: () => editor.setService('trustedServices', servicePrincipal, true) }),
  trustedAccessRemoved: ({ servicePrincipal }, context) => {
    const { editor, rowIds, live } = context;
    const isAdministered = live.delegatedAdministrators.some(({ accountId, servicePrincipal: each }) => (
      each === servicePrincipal && editor.account(rowIds.account(accountId) ?? '')?.administers?.includes(each)));
    if (isAdministered) return { instead: 'Accounts are still registered for it: deregister them first, or revert it.' };
    const hasSettings = Object.keys(editor.others.settings?.accounts ?? {}).length > 0;
    if (servicePrincipal === ACCOUNT_MANAGEMENT_PRINCIPAL && hasSettings) return { instead: `The contacts and Regions in ${DATA_PATHS.settings} need it: remove them first, or revert it.` };
    return serviceRemoval('trustedServices', servicePrincipal, context);
  },
  policyTypeEnabled: ({ policyType }, { editor }) => ({ apply: () => editor.setService('policyTypes', policyType, true) }),
  policyTypeRemoved: ({ policyType }, context) => {
    const { editor, rowIds, live } = context;
    const isLeft = live.policies.some(({ id, type }) => type === policyType && editor.policy(rowIds.policy(id) ?? '') !== undefined);
    if (isLeft) return { instead: `Policies of this type in ${DATA_PATHS.policies} need it: remove them first, or revert it.` };
    return serviceRemoval('policyTypes', policyType, context);
  },
  delegatedAdministratorRegistered: ({ accountId, servicePrincipal }, context) => administratorEdit(
    accountId, context, (services) => [...new Set([...services, servicePrincipal])].sort()),
  delegatedAdministratorDeregistered: ({ accountId, servicePrincipal }, context) => {
    const row = context.rowIds.account(accountId);
    if (row !== undefined && !context.editor.account(row)!.administers?.includes(servicePrincipal)) return IN_CODE;
    return administratorEdit(accountId, context, (services) => services.filter((each) => each !== servicePrincipal));
  },
  resourcePolicyChanged: () => IN_CODE,
};

function serviceRemoval(kind: 'trustedServices' | 'policyTypes', name: string, { editor }: KeepingContext): Keeping {
  return editor.others.services[kind].includes(name) ? { apply: () => editor.setService(kind, name, false) } : IN_CODE;
}

function administratorEdit(id: string, { editor, rowIds }: KeepingContext, edit: (services: readonly string[]) => string[]): Keeping {
  const row = rowIds.account(id);
  if (row === undefined) return NOT_IN_ROWS;
  return { apply: () => editor.editAccount(row, (each) => ({ ...each, administers: edit(each.administers ?? []) })) };
}
