import type { PolicyType } from '@aws-sdk/client-organizations';
import { PREFIX, type Session } from './session';

/**
 * A change of the organization itself. Before a run makes it, a tag such as `cdk-org-probe-type/TAG_POLICY` is written on the root. So a
 * later run knows what an interrupted one has left, and never disables what others have enabled.
 */
type Kind = 'type' | 'service' | 'resource-policy';

/** In every statement of a probe's resource policy. */
export const RESOURCE_POLICY_SID = 'CdkOrgProbe';

const MARK = new RegExp(`^${PREFIX}(type|service|resource-policy)/(.+)$`);

export interface Mark {
  readonly kind: Kind;
  readonly name: string;
}

export async function marksOf(session: Session): Promise<readonly Mark[]> {
  const tags = await session.all('ListTagsForResource', { ResourceId: await session.root() }, ({ Tags }) => Tags);
  return tags.flatMap(({ Key }) => {
    const [, kind, name] = MARK.exec(Key!) ?? [];
    return kind === undefined ? [] : [{ kind: kind as Kind, name }];
  });
}

async function mark(session: Session, { kind, name }: Mark): Promise<void> {
  await session.call('TagResource', { ResourceId: await session.root(), Tags: [{ Key: `${PREFIX}${kind}/${name}`, Value: session.runId }] });
}

async function unmark(session: Session, { kind, name }: Mark): Promise<void> {
  await session.call('UntagResource', { ResourceId: await session.root(), TagKeys: [`${PREFIX}${kind}/${name}`] }, { done: ['InvalidInputException'] });
}

/** Marks a change of the organization, and reverts it after the probe. */
export async function markedChange(session: Session, change: Mark): Promise<void> {
  await mark(session, change);
  session.later(() => revert(session, change));
}

/** Reverts a marked change. A second time does nothing. */
export async function revert(session: Session, change: Mark): Promise<void> {
  const { kind, name } = change;
  if (kind === 'type') await disableType(session, name as PolicyType);
  else if (kind === 'service') await session.call('DisableAWSServiceAccess', { ServicePrincipal: name }, { done: ['InvalidInputException'] });
  else await deleteResourcePolicy(session);
  await unmark(session, change);
}

/** Describes the effect of `revert`. */
export function revertText({ kind, name }: Mark): string {
  if (kind === 'resource-policy') return 'resource policy: delete';
  return kind === 'type' ? `policy type ${name}: disable` : `trusted access of ${name}: disable`;
}

/** Leaves a resource policy alone that someone has put after the probe. */
async function deleteResourcePolicy(session: Session): Promise<void> {
  const { output } = await session.outcome('DescribeResourcePolicy', {});
  const content = output?.ResourcePolicy?.Content;
  if (content !== undefined && !content.includes(RESOURCE_POLICY_SID)) {
    throw new Error('The organization has a resource policy of others by now, and it stays. Remove the tag of the probe from the root by hand.');
  }
  await session.call('DeleteResourcePolicy', {}, { done: ['ResourcePolicyNotFoundException'] });
}

/** The status of a policy type: undefined if it is disabled. */
export async function statusOfType(session: Session, type: string): Promise<string | undefined> {
  const [root] = await session.all('ListRoots', {}, ({ Roots }) => Roots);
  return root.PolicyTypes?.find(({ Type }) => Type === type)?.Status;
}

/** Lets a policy type be enabled during the probe. */
export async function withType(session: Session, type: PolicyType): Promise<void> {
  if (await statusOfType(session, type) === 'ENABLED') return;
  await markedChange(session, { kind: 'type', name: type });
  await session.call('EnablePolicyType', { RootId: await session.root(), PolicyType: type }, { done: ['PolicyTypeAlreadyEnabledException'] });
  await untilEnabled(session, type);
}

export async function untilEnabled(session: Session, type: PolicyType): Promise<void> {
  await session.until(`the policy type ${type} as ENABLED`, async () => (await statusOfType(session, type) === 'ENABLED' ? true : undefined));
}

/** The attachments of a type are lost when it is disabled, so it stays enabled if anyone else has a policy of it. */
async function disableType(session: Session, type: PolicyType): Promise<void> {
  if (await statusOfType(session, type) === undefined) return;
  await untilEnabled(session, type);
  const policies = await session.all('ListPolicies', { Filter: type }, ({ Policies }) => Policies);
  const others = policies.filter(({ AwsManaged, Name }) => !AwsManaged && !isOfProbe(Name));
  if (others.length > 0) {
    throw new Error(`The policy type ${type} has policies of others by now (${others.length}), and stays enabled. Disable it by hand.`);
  }
  await session.call('DisablePolicyType', { RootId: await session.root(), PolicyType: type }, { done: ['PolicyTypeNotEnabledException'] });
  await session.until(`the policy type ${type} as disabled`, async () => (await statusOfType(session, type) === undefined ? true : undefined));
}

/** Lets a service have trusted access during the probe. */
export async function withService(session: Session, ServicePrincipal: string): Promise<void> {
  if ((await enabledServices(session)).has(ServicePrincipal)) return;
  await markedChange(session, { kind: 'service', name: ServicePrincipal });
  await session.call('EnableAWSServiceAccess', { ServicePrincipal });
}

/** The services with trusted access, and since when. */
export async function enabledServices(session: Session): Promise<ReadonlyMap<string, number>> {
  const list = await session.all('ListAWSServiceAccessForOrganization', {}, ({ EnabledServicePrincipals }) => EnabledServicePrincipals);
  return new Map(list.map(({ ServicePrincipal, DateEnabled }) => [ServicePrincipal!, DateEnabled!.getTime()]));
}

/** Whether a name is that of a probe's object, in any case. */
export function isOfProbe(name: string | undefined): boolean {
  return name?.toLowerCase().startsWith(PREFIX) ?? false;
}
