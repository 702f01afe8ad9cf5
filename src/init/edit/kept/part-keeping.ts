import { IN_CODE, type Keeping, type KeepingContext, type KeepingOf, NOT_IN_ROWS, targetEdit, targetRow } from './keeping';
import { RESERVED_TAG_PREFIX } from '../../../contract';
import type { AttachmentChange, ServiceChange, TagChange, TaggedReference, TargetReference } from '../../../model';
import type { TargetData } from '../../data/app-data';
import { withTag } from '../../tag-rows';

export const attachmentKeeping: KeepingOf<AttachmentChange['kind']> = {
  attached: ({ policy, target, awsManaged }, context) => {
    const key = awsManaged ? undefined : context.rowIds.policy(policy.id);
    if (key === undefined) return NOT_IN_ROWS;
    return touching(target, context, ({ policies = [], ...row }) => ({ ...row, policies: [...new Set([...policies, key])].sort() }));
  },
  detached: ({ policy, target }, context) => {
    const key = context.rowIds.policy(policy.id);
    if (key === undefined || !targetRow(target, context)?.policies?.includes(key)) return IN_CODE;
    return touching(target, context, ({ policies = [], ...row }) => ({ ...row, policies: policies.filter((each) => each !== key) }));
  },
  fullAwsAccessDetached: ({ target }, context) => touching(target, context, (row) => ({ ...row, isAllowList: true })),
  fullAwsAccessReturned: ({ target }, context) => (targetRow(target, context)?.isAllowList !== true ? IN_CODE
    : touching(target, context, (row) => ({ ...row, isAllowList: undefined }))),
};

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
  trustedAccessRemoved: ({ servicePrincipal }, context) => serviceRemoval('trustedServices', servicePrincipal, context),
  policyTypeEnabled: ({ policyType }, { editor }) => ({ apply: () => editor.setService('policyTypes', policyType, true) }),
  policyTypeRemoved: ({ policyType }, context) => serviceRemoval('policyTypes', policyType, context),
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
