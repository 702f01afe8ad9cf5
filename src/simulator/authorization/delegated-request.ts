import type { ContextValue } from '../../policy';
import { Arns } from '../protocol/arns';
import type { OrganizationsReadings } from '../readings/readings';
import type { View } from '../store/view';

/** A request of a member account, as the statements of the resource policy see it. */
export interface DelegatedRequest {
  /** Each of these has to be allowed; `*` for an operation without resources. */
  readonly resources: readonly string[];
  /** The tags of resources that have some, by ARN. Each resource is judged with its own. */
  readonly tags?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Condition keys; every other key is absent. */
  readonly context: Readonly<Record<string, ContextValue>>;
}

interface Fields {
  readonly PolicyId?: string;
  readonly TargetId?: string;
  readonly ResourceId?: string;
  readonly RootId?: string;
  readonly ParentId?: string;
  readonly AccountId?: string;
  readonly OrganizationalUnitId?: string;
  readonly Type?: string;
  readonly PolicyType?: string;
  readonly Filter?: string;
  readonly Tags?: readonly { readonly Key?: string; readonly Value?: string }[];
  readonly TagKeys?: readonly string[];
}

/**
 * The resources and the condition keys of a request.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS Organizations".
 */
export function delegatedRequest(
  view: View, partition: string, request: unknown, caller: string,
  { policyTypeKey, resourceOfCreatePolicy, tagsOfNewPolicies }: OrganizationsReadings,
): DelegatedRequest {
  const fields = Object(request) as Fields;
  const arns = new Arns(view, partition);
  const ids = [
    fields.PolicyId, fields.TargetId, fields.ResourceId, fields.RootId, fields.ParentId, fields.AccountId, fields.OrganizationalUnitId,
  ].filter((id): id is string => typeof id === 'string');
  const policy = [fields.PolicyId, fields.ResourceId].map((id) => (typeof id === 'string' ? view.get('policies', id) : undefined)).find(Boolean);
  const namedType = fields.Type ?? fields.PolicyType ?? fields.Filter;
  const type = policyTypeKey === 'nowhere' ? undefined
    : namedType ?? (fields.PolicyId === undefined || policyTypeKey !== 'everywhere' ? undefined : policy?.type);
  const tagKeys = [...Array.isArray(fields.Tags) ? fields.Tags.map((tag) => tag.Key) : [], ...Array.isArray(fields.TagKeys)
    ? fields.TagKeys : []];
  const isNew = typeof fields.Type === 'string' && resourceOfCreatePolicy === 'policiesOfItsType';
  const requested = tagsIn(fields.Tags);
  const newResource = isNew ? newPolicy(arns, fields.Type!) : '*';
  return {
    resources: ids.length > 0 ? ids.map((id) => arnOf(arns, view, id)) : [newResource],
    tags: ids.length > 0 ? Object.fromEntries(ids.map((id) => [arnOf(arns, view, id), tagsOf(view, id)]))
      : { [newResource]: tagsOfNewPolicies === 'thoseOfTheRequest' ? requested : {} },
    context: {
      'aws:PrincipalAccount': caller,
      'aws:PrincipalOrgID': view.organization?.id ?? null,
      ...typeof type === 'string' ? { 'organizations:PolicyType': type } : {},
      ...tagKeys.length > 0 ? { 'aws:TagKeys': tagKeys.map(String) } : {},
      ...tagKeysOf('Request', requested),
    },
  };
}

/** Condition keys such as `aws:ResourceTag/team`. */
export function tagKeysOf(side: 'Request' | 'Resource', tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:${side}Tag/${key}`, value]));
}

function tagsIn(given: unknown): Record<string, string> {
  const tags = Array.isArray(given) ? given as readonly { readonly Key?: string; readonly Value?: string }[] : [];
  return Object.fromEntries(tags.map(({ Key, Value }) => [String(Key), String(Value)]));
}

function tagsOf(view: View, id: string): Readonly<Record<string, string>> {
  const target = id.startsWith('r-') ? view.root : id.startsWith('ou-') ? view.get('organizationalUnits', id) : view.get('accounts', id);
  return (view.get('policies', id) ?? target)?.tags ?? {};
}

function arnOf(arns: Arns, view: View, id: string): string {
  const policy = view.get('policies', id);
  if (policy) return arns.policy(policy);
  if (id.startsWith('r-')) return arns.root(id);
  if (id.startsWith('ou-')) return arns.organizationalUnit(id);
  if (id.startsWith('rp-')) return arns.resourcePolicy(id);
  return arns.account(id);
}

/** The ARN of a policy that does not exist yet, so that a delegation can name the policies of a type. */
function newPolicy(arns: Arns, type: string): string {
  return arns.policy({ id: 'p-newpolicy', type, awsManaged: false });
}
