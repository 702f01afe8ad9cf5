import type { AttachedPolicy, Organization, Policy, Tags } from '../organization';
import type { Change, ChangeKind } from './change';
import { afterTypes, defaultAttachments, FULL_AWS_ACCESS } from './default-attachments';
import { type FlatOrganization, flatten, type FlatTarget, unflatten } from './flat-organization';
import type { PolicyReference, TaggedReference } from './references';

/** A flat organization whose fields can be set. */
type Draft = { -readonly [Field in keyof FlatOrganization]: FlatOrganization[Field] };

type OfKind<Kind extends ChangeKind> = Extract<Change, { kind: Kind }>;

/**
 * The base after the changes: `apply(diff(base, head), base)` is the head with the IDs of the base, without facts that only code knows.
 * Contacts and Regions stay those of the base.
 */
export function apply(changes: readonly Change[], base: Organization): Organization {
  const { code: _code, ...draft }: Draft = flatten(base);
  for (const change of changes) applyOne(draft, change);
  return unflatten(draft);
}

function applyOne<Kind extends ChangeKind>(draft: Draft, change: OfKind<Kind>): void {
  (APPLY[change.kind] as (draft: Draft, change: OfKind<Kind>) => void)(draft, change);
}

const APPLY: { readonly [Kind in ChangeKind]: (draft: Draft, change: OfKind<Kind>) => void } = {
  organizationAdded: (draft, { id, rootId, managementAccountId, featureSet }) => {
    const former = draft.rootId;
    draft.targets = new Map([...draft.targets.values()].map((target) => ({
      ...target,
      ...(target.kind === 'root' ? { id: rootId } : { parentId: target.parentId === former ? rootId : target.parentId }),
    })).map((target) => [target.id, target]));
    Object.assign(draft, { id, rootId, managementAccountId, featureSet });
  },
  organizationRemoved: (draft) => Object.assign(draft, { id: '', featureSet: 'ALL' }),
  featureSetChanged: (draft, { after }) => { draft.featureSet = after; },
  policyTypeEnabled: (draft, { policyType }) => {
    draft.policyTypes = [...draft.policyTypes, policyType];
    for (const { id } of draft.targets.values()) attachments(draft, id, (attached) => afterTypes(attached, [policyType], []));
  },
  policyTypeRemoved: (draft, { policyType }) => {
    draft.policyTypes = draft.policyTypes.filter((type) => type !== policyType);
    for (const { id } of draft.targets.values()) attachments(draft, id, (attached) => afterTypes(attached, [], [policyType]));
  },

  policyAdded: (draft, { policy: { id, name, type }, description, content, tags }) => {
    draft.policies.set(id, { id, name, type, description, content, tags });
  },
  policyRemoved: (draft, { policy }) => { draft.policies.delete(policy.id); },
  policyRenamed: (draft, { policy, after }) => changePolicy(draft, policy, { name: after }),
  policyDescriptionChanged: (draft, { policy, after }) => changePolicy(draft, policy, { description: after }),
  policyStatementsChanged: (draft, { policy, after }) => changePolicy(draft, policy, { content: after }),
  managementPolicyChanged: (draft, { policy, after }) => changePolicy(draft, policy, { content: after }),
  policyRewritten: (draft, { policy, after }) => changePolicy(draft, policy, { content: after }),

  organizationalUnitAdded: (draft, { unit, name, parent, tags, attachedPolicies }) => addTarget(draft, {
    kind: 'organizationalUnit', id: unit.id, parentId: parent.id, name, email: '', state: '', tags, attachedPolicies,
  }),
  organizationalUnitRemoved: (draft, { unit }) => { draft.targets.delete(unit.id); },
  organizationalUnitRenamed: (draft, { unit, after }) => changeTarget(draft, unit.id, { name: after }),
  organizationalUnitMoved: (draft, { unit, to }) => changeTarget(draft, unit.id, { parentId: to.id }),

  accountAdded: (draft, { account, name, parent, state, tags, attachedPolicies }) => addTarget(draft, {
    kind: 'account', id: account.id, parentId: parent.id, name, email: account.email, state, tags, attachedPolicies,
  }),
  accountRemoved: (draft, { account }) => { draft.targets.delete(account.id); },
  accountJoined: (draft, { account, name, parent, state }) => (
    changeTarget(draft, account.id, { name, email: account.email, parentId: parent.id, state })),
  accountRenamed: (draft, { account, after }) => changeTarget(draft, account.id, { name: after }),
  accountEmailChanged: (draft, { account, after }) => changeTarget(draft, account.id, { email: after }),
  accountStateChanged: (draft, { account, after }) => changeTarget(draft, account.id, { state: after }),
  accountMoved: (draft, { account, to }) => changeTarget(draft, account.id, { parentId: to.id }),

  attached: (draft, { policy: { id, name, type }, target, awsManaged }) => attach(draft, target.id, { id, name, type, awsManaged }),
  detached: (draft, { policy, target }) => detach(draft, target.id, policy.id),
  fullAwsAccessReturned: (draft, { target }) => attach(draft, target.id, ...defaultAttachments(['SERVICE_CONTROL_POLICY'])),
  fullAwsAccessDetached: (draft, { target }) => detach(draft, target.id, FULL_AWS_ACCESS),

  tagAdded: (draft, { on, key, after }) => changeTags(draft, on, (tags) => ({ ...tags, [key]: after })),
  tagChanged: (draft, { on, key, after }) => changeTags(draft, on, (tags) => ({ ...tags, [key]: after })),
  tagRemoved: (draft, { on, key }) => changeTags(draft, on, ({ [key]: _removed, ...tags }) => tags),

  // A change does not hold a complete contact, since many people see a review.
  alternateContactSet: () => undefined,
  alternateContactChanged: () => undefined,
  alternateContactRemoved: () => undefined,
  primaryContactChanged: () => undefined,
  regionEnabled: () => undefined,
  regionDisabled: () => undefined,
  accountSettingReleased: () => undefined,

  // The organization's value does not depend on stacks, on the removal settings of accounts, or on permissions of the handlers.
  handedOver: () => undefined,
  takenOver: () => undefined,
  removalAllowed: () => undefined,
  removalNoLongerAllowed: () => undefined,
  accountRemovalChanged: () => undefined,
  moveAccountsToChanged: () => undefined,
  privilegedResourceAdded: () => undefined,
  privilegedResourceRemoved: () => undefined,
  privilegedPolicyChanged: () => undefined,
  privilegedSettingsChanged: () => undefined,
  functionCodeChanged: () => undefined,
  serviceTokenChanged: () => undefined,

  resourcePolicyChanged: (draft, { id, after, tags = draft.resourcePolicy?.tags ?? {} }) => {
    draft.resourcePolicy = after === undefined ? undefined : { id, content: after, tags };
  },
  trustedAccessEnabled: (draft, { servicePrincipal }) => { draft.trustedServices = [...draft.trustedServices, servicePrincipal]; },
  trustedAccessRemoved: (draft, { servicePrincipal }) => {
    draft.trustedServices = draft.trustedServices.filter((each) => each !== servicePrincipal);
  },
  delegatedAdministratorRegistered: (draft, { accountId, accountName, servicePrincipal }) => {
    draft.delegatedAdministrators = [...draft.delegatedAdministrators, { accountId, accountName, servicePrincipal }];
  },
  delegatedAdministratorDeregistered: (draft, { accountId, servicePrincipal }) => {
    draft.delegatedAdministrators = draft.delegatedAdministrators
      .filter((each) => each.accountId !== accountId || each.servicePrincipal !== servicePrincipal);
  },
};

function addTarget(draft: Draft, target: FlatTarget): void {
  draft.targets.set(target.id, target);
}

function changeTarget(draft: Draft, id: string, fields: Partial<FlatTarget>): void {
  const target = draft.targets.get(id);
  if (target !== undefined) draft.targets.set(id, { ...target, ...fields });
}

function changePolicy(draft: Draft, { id }: PolicyReference, fields: Partial<Policy>): void {
  const policy = draft.policies.get(id);
  if (policy !== undefined) draft.policies.set(id, { ...policy, ...fields });
}

function attachments(draft: Draft, id: string, change: (attached: readonly AttachedPolicy[]) => readonly AttachedPolicy[]): void {
  const target = draft.targets.get(id);
  if (target !== undefined) draft.targets.set(id, { ...target, attachedPolicies: change(target.attachedPolicies) });
}

function attach(draft: Draft, targetId: string, ...policies: readonly AttachedPolicy[]): void {
  attachments(draft, targetId, (attached) => [...attached, ...policies]);
}

function detach(draft: Draft, targetId: string, policyId: string): void {
  attachments(draft, targetId, (attached) => attached.filter(({ id }) => id !== policyId));
}

function changeTags(draft: Draft, on: TaggedReference, change: (tags: Tags) => Tags): void {
  if (on.kind === 'resourcePolicy') {
    if (draft.resourcePolicy) draft.resourcePolicy = { ...draft.resourcePolicy, tags: change(draft.resourcePolicy.tags) };
  } else if (on.kind === 'policy') {
    changePolicy(draft, on, { tags: change(draft.policies.get(on.id)?.tags ?? {}) });
  } else {
    changeTarget(draft, on.id, { tags: change(draft.targets.get(on.id)?.tags ?? {}) });
  }
}
