import { type Writer, WRITER_OF_SERVICE, writerOf } from './writers';
import { isAlternate, OWNER_TAG_KEY, regionOf, RESERVED_TAG_PREFIX, type Setting } from '../../contract';
import { settingsByAccount } from '../account-settings/account-settings';
import { FULL_AWS_ACCESS } from '../diff/default-attachments';
import { type FlatOrganization, type FlatTarget } from '../diff/flat-organization';
import { align } from '../diff/identity/align';
import { captionsOf } from '../diff/identity/names';
import { groupBy } from '../grouping';
import type { AttachedPolicy, Organization, Policy, Tags } from '../organization';
import { Owned } from '../overlay/owned';

/**
 * The reason why a resource may stay outside the code: another writer, or one of these. `managementAccount`: policies do not apply to it.
 * `closed`: AWS removes it. `awsManaged`: nobody can change it. `otherStack`: another stack of this library owns it. `formerly`: a stack of
 * the code owns it, and the code no longer names it. `service`: a service or a person enabled it, and code that does not name it leaves
 * it alone. `none`: no reason is known, and somebody has to decide.
 */
export type OutsideReason = Writer | 'managementAccount' | 'closed' | 'awsManaged' | 'otherStack' | 'formerly' | 'service' | 'none';

export type OutsideKind =
  | 'organizationalUnit' | 'account' | 'policy' | 'attachment' | 'tag' | 'policyType' | 'trustedService' | 'delegatedAdministrator'
  | 'resourcePolicy' | 'accountSetting';

/** Resources of one kind that an organization has and the code does not name, all for the same reason. */
export interface OutsideGroup {
  readonly kind: OutsideKind;
  readonly reason: OutsideReason;
  /** Paths and names, sorted. */
  readonly subjects: readonly string[];
}

const REASONS: readonly OutsideReason[] = [
  'none', 'formerly', 'service', 'otherStack', 'controlTower', 'landingZoneAccelerator', 'terraform', 'cloudFormation', 'stackSets', 'closed',
  'managementAccount', 'awsManaged',
];

/** A resource that an organization has and the code does not name. */
export interface OutsideResource {
  readonly kind: OutsideKind;
  readonly reason: OutsideReason;
  readonly subject: string;
  /** Of OUs, accounts and policies; of an attachment, a tag or an administrator, that of its target or policy. */
  readonly id?: string;
}

/** Resources of an organization that the code does not name, those without a reason first. */
export function outsideCode(live: Organization, code: Organization): OutsideGroup[] {
  return [...groupBy(outsideResources(live, code), ({ kind, reason }) => `${reason}/${kind}`).values()]
    .map((found) => ({ kind: found[0].kind, reason: found[0].reason, subjects: [...new Set(found.map(({ subject }) => subject))].sort() }));
}

/** The same one by one, those without a reason first. */
export function outsideResources(live: Organization, code: Organization): OutsideResource[] {
  const { base, head } = align(live, code, { isDeployed: true });
  const owned = new Owned(head);
  return [targetsOutside, policiesOutside, partsOutside, settingsOutside, accountSettingsOutside].flatMap((find) => find(base, head, owned))
    .sort((one, other) => REASONS.indexOf(one.reason) - REASONS.indexOf(other.reason));
}

function targetsOutside(base: FlatOrganization, head: FlatOrganization, owned: Owned): OutsideResource[] {
  const captions = captionsOf(base);
  return [...base.targets.values()].filter(({ id, kind }) => kind !== 'root' && !head.targets.has(id)).map((target): OutsideResource => ({
    kind: target.kind as 'organizationalUnit' | 'account',
    reason: reasonOfTarget(target, base, owned),
    subject: captions.get(target.id) ?? target.name,
    id: target.id,
  }));
}

function reasonOfTarget(
  { id, kind, state, name, tags }: FlatTarget, { managementAccountId }: FlatOrganization, owned: Owned,
): OutsideReason {
  if (id === managementAccountId) return 'managementAccount';
  if (kind === 'account' && ['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'].includes(state)) return 'closed';
  return reasonOf(name, tags, false, owned);
}

function reasonOf(name: string, tags: Tags, isPolicy: boolean, owned: Owned): OutsideReason {
  if (Object.hasOwn(tags, OWNER_TAG_KEY)) return owned.ownership(tags) === undefined ? 'otherStack' : 'formerly';
  return writerOf({ name, tags, isPolicy }) ?? 'none';
}

/** The policy may be in the code, and only its attachment not: then no reason is known. */
function reasonOfAttachment({ id, name, awsManaged }: AttachedPolicy, { policies }: FlatOrganization, owned: Owned): OutsideReason {
  const reason = awsManaged ? 'awsManaged' : reasonOf(name, policies.get(id)?.tags ?? {}, true, owned);
  return reason === 'formerly' ? 'none' : reason;
}

function policiesOutside(base: FlatOrganization, head: FlatOrganization, owned: Owned): OutsideResource[] {
  const attached = [...head.targets.values()].flatMap(({ attachedPolicies }) => attachedPolicies.map(({ id }) => id));
  const named = new Set([...head.policies.keys(), ...attached]);
  return [...base.policies.values()].filter(({ id }) => !named.has(id)).map(({ id, name, tags }: Policy): OutsideResource => (
    { kind: 'policy', reason: reasonOf(name, tags, true, owned), subject: name, id }));
}

/** Attachments and tags of resources that the code has. */
function partsOutside(base: FlatOrganization, head: FlatOrganization, owned: Owned): OutsideResource[] {
  const captions = captionsOf(base);
  const tagsOf = (id: string, subject: string, tags: Tags, inCode: Tags): OutsideResource[] => Object.keys(tags)
    .filter((key) => !Object.hasOwn(inCode, key) && !key.startsWith(RESERVED_TAG_PREFIX))
    .map((key): OutsideResource => ({ kind: 'tag', reason: 'service', subject: `${key} of ${subject}`, id }));
  return [
    ...[...base.targets.values()].flatMap((target): OutsideResource[] => {
      const inCode = head.targets.get(target.id);
      const subject = captions.get(target.id) ?? target.name;
      if (inCode === undefined) return ownPoliciesOutside(target, subject, head);
      const listed = new Set(inCode.attachedPolicies.map(({ id }) => id));
      const attached = target.attachedPolicies.filter(({ id }) => !listed.has(id)).map((policy): OutsideResource => (
        { kind: 'attachment', reason: reasonOfAttachment(policy, base, owned), subject: `${policy.name} at ${subject}`, id: target.id }));
      const taggedOutside = inCode.code === undefined ? [] : tagsOf(target.id, subject, target.tags, inCode.tags);
      return [...attached, ...lackOutside(target, subject, base, head), ...taggedOutside];
    }),
    ...[...base.policies.values()].flatMap(({ id, name, tags }) => {
      const inCode = head.policies.get(id);
      return inCode === undefined ? [] : tagsOf(id, `policy ${name}`, tags, inCode.tags);
    }),
  ];
}

/** Policies of the code that are attached to a target outside it. */
function ownPoliciesOutside(
  { id: targetId, attachedPolicies }: FlatTarget, subject: string, { policies }: FlatOrganization,
): OutsideResource[] {
  return attachedPolicies.filter(({ id, awsManaged }) => !awsManaged && policies.has(id))
    .map(({ name }) => ({ kind: 'attachment', reason: 'none', subject: `${name} at ${subject}`, id: targetId }));
}

/** An allow-list that the code does not know. */
function lackOutside(
  { id, attachedPolicies }: FlatTarget, subject: string, { policyTypes }: FlatOrganization, { code }: FlatOrganization,
): OutsideResource[] {
  const attached = attachedPolicies.filter(({ type }) => type === 'SERVICE_CONTROL_POLICY');
  const lacks = attached.length > 0 && attached.every((policy) => policy.id !== FULL_AWS_ACCESS);
  return lacks && policyTypes.includes('SERVICE_CONTROL_POLICY') && !code?.withoutFullAwsAccess.includes(id) ? [{ kind: 'attachment', reason: 'none', subject: `no FullAWSAccess at ${subject}`, id }] : [];
}

/** Alternate contacts and opt-in Regions of accounts in the code, as far as they were read. */
function accountSettingsOutside(base: FlatOrganization, head: FlatOrganization): OutsideResource[] {
  const captions = captionsOf(base);
  const inCode = settingsByAccount(head);
  return (base.accountSettings ?? []).flatMap(({ accountId, settings }) => {
    if (head.targets.get(accountId)?.code === undefined) return [];
    const isOutside = ([key, value]: readonly [string, Setting]) => (
      (isAlternate(key) ? value !== null : value === 'ENABLED') && !Object.hasOwn(inCode.get(accountId)?.settings ?? {}, key));
    return Object.entries(settings).filter(isOutside).map(([key]): OutsideResource => ({
      kind: 'accountSetting',
      reason: 'service',
      subject: `${isAlternate(key) ? `${key.toLowerCase()} contact` : `Region ${regionOf(key)}`} of ${captions.get(accountId) ?? accountId}`,
    }));
  });
}

/** Registrations stay outside for the reason of their account. Those of an account in the code have none. */
function reasonOfAdministrator(account: FlatTarget | undefined, base: FlatOrganization, owned: Owned): OutsideReason {
  const reason = account === undefined ? 'none' : reasonOfTarget(account, base, owned);
  return reason === 'formerly' ? 'none' : reason;
}

function settingsOutside(base: FlatOrganization, head: FlatOrganization, owned: Owned): OutsideResource[] {
  const administrators = new Set(head.delegatedAdministrators.map(({ accountId, servicePrincipal }) => `${accountId}/${servicePrincipal}`));
  const captions = captionsOf(base);
  const { resourcePolicy } = base;
  return [
    ...base.policyTypes.filter((type) => !head.policyTypes.includes(type))
      .map((type): OutsideResource => ({ kind: 'policyType', reason: 'service', subject: type })),
    ...base.trustedServices.filter((service) => !head.trustedServices.includes(service))
      .map((service): OutsideResource => ({ kind: 'trustedService', reason: WRITER_OF_SERVICE[service] ?? 'service', subject: service })),
    ...base.delegatedAdministrators.filter(({ accountId, servicePrincipal }) => !administrators.has(`${accountId}/${servicePrincipal}`))
      .map(({ accountId, servicePrincipal }): OutsideResource => ({
        kind: 'delegatedAdministrator',
        reason: reasonOfAdministrator(base.targets.get(accountId), base, owned),
        subject: `${captions.get(accountId) ?? accountId} for ${servicePrincipal}`,
        id: accountId,
      })),
    ...resourcePolicy === undefined || head.resourcePolicy !== undefined ? [] : [{
      kind: 'resourcePolicy' as const, reason: reasonOf('', resourcePolicy.tags, false, owned), subject: 'resource policy of the organization',
    }],
  ];
}
