import { POLICIES } from './claims/policies-of-stack';
import { withPolicySets } from './policies-of-sets';
import { ID_PATTERNS, isPolicyType, POLICY_IDS_ATTRIBUTE, type PolicyAttachmentsProperties, readPolicyIds, ResourceType } from '../../../contract';
import { StackError } from '../../../organizations/stacks/stack-port';
import type { FamilyResource } from '../../stack/stack-family';
import type { ReconcileContext } from '../reconcile-context';

export type ListedPolicies = Pick<PolicyAttachmentsProperties, 'Policies' | 'PolicySets' | 'DetachFullAwsAccess'>;

/** The policies that a template lists, and whether their IDs are complete. */
export interface ListInTemplate extends ListedPolicies {
  readonly Policies: NonNullable<ListedPolicies['Policies']>;
  /** Absent if a policy does not exist yet, or if the template refers to it in a way that cannot be resolved here, such as an output. */
  readonly complete?: true;
}

export const NOTHING_LISTED: ListInTemplate = { Policies: {}, complete: true };

/**
 * The policies of another live attachments resource, read from the present template of its stack; `undefined` if that template does not
 * show all of them.
 */
export async function attachmentsOfResource(
  context: ReconcileContext, resource: FamilyResource,
): Promise<ListedPolicies | undefined> {
  const listed = await listOfResource(context, resource);
  return listed?.complete && listed;
}

/** The policies of a live attachments resource of any served stack; `undefined` if the present template has no such resource. */
export async function listOfResource(
  context: ReconcileContext, { stackId, logicalId }: Pick<FamilyResource, 'stackId' | 'logicalId'>,
): Promise<ListInTemplate | undefined> {
  return readList(context, stackId, (id) => id === logicalId);
}

/** The policies that the app lists for the object that a resource manages; possibly none. */
export async function attachmentsOfTarget(
  context: ReconcileContext, { stackId, logicalId }: Pick<FamilyResource, 'stackId' | 'logicalId'>,
): Promise<ListInTemplate> {
  const isMeant = (_: string, { TargetLogicalId }: Readonly<Record<string, unknown>>) => TargetLogicalId === logicalId;
  const listed = await readList(context, stackId, isMeant, context.verb === 'revert') ?? NOTHING_LISTED;
  return { ...await withPolicySets(context, listed, true), complete: listed.complete };
}

interface Definition {
  readonly Type?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

async function readList(
  { stack }: ReconcileContext, stackId: string, isMeant: (logicalId: string, properties: Readonly<Record<string, unknown>>) => boolean,
  isRolledBack = false,
): Promise<ListInTemplate | undefined> {
  try {
    const { Resources = {} } = await stack.template(stackId);
    const found = Object.entries(Resources as Record<string, Definition>).find(([id, { Type, Properties }]) =>
      Type === ResourceType.POLICY_ATTACHMENTS && Properties !== undefined && isMeant(id, Properties));
    if (!found) return undefined;
    const { Policies, PolicySets, DetachFullAwsAccess } = found[1].Properties as Record<string, unknown>;
    const references = await referencesOf(stack, stackId, isRolledBack);
    const [policies, sets] = [idsByType(Policies, references), idsByType(PolicySets, references)];
    const complete = policies.complete && sets.complete;
    return {
      Policies: policies.known, PolicySets: sets.known, DetachFullAwsAccess: String(DetachFullAwsAccess) === 'true', ...complete && { complete },
    };
  } catch (error) {
    if (error instanceof StackError && error.code === 'NotJson') return { Policies: {} };
    throw error;
  }
}

function idsByType(lists: unknown, references: ReadonlyMap<string, string>) {
  const known: Record<string, string[]> = {};
  let complete = true;
  for (const [type, list] of Object.entries(lists ?? {})) {
    const ids = (Array.isArray(list) ? list : [undefined]).map((id) => policyId(id, references));
    complete &&= isPolicyType(type) && ids.every((id) => id !== undefined);
    known[type] = ids.filter((id) => id !== undefined);
  }
  return { known, complete };
}

/**
 * The values of `Ref` in a stack: IDs of its resources, and parameters, through which a nested stack gets the policies of its parent. In a
 * rollback, CloudFormation may still list the ID that a replacement has given a policy. The oldest event, the last one here, names the
 * former ID.
 */
async function referencesOf(
  stack: ReconcileContext['stack'], stackId: string, isRolledBack: boolean,
): Promise<ReadonlyMap<string, string>> {
  const isMeant = (resource: FamilyResource) => resource.stackId === stackId && resource.physicalId !== '';
  const rows = await stack.resources();
  const ofTree = rows.filter(isMeant);
  const siblings = ofTree.length > 0 ? ofTree : (await stack.resourcesOfOtherStacks()).filter(isMeant);
  const mayBeReplaced = isRolledBack && siblings.some(({ type, status }) => POLICIES.includes(type) && status.startsWith('UPDATE'));
  const former = mayBeReplaced ? (await stack.touched(rows)).filter(isMeant) : [];
  const ids = [...siblings, ...former].map(({ logicalId, physicalId }) => [logicalId, physicalId] as const);
  return new Map([...Object.entries(await stack.parameters(stackId)), ...ids]);
}

/** The ID of a policy, or of the first document of a policy set, which identifies the others. */
function policyId(value: unknown, references: ReadonlyMap<string, string>): string | undefined {
  const { Ref: reference, 'Fn::GetAtt': attribute } = (value ?? {}) as { 'Ref'?: string; 'Fn::GetAtt'?: [string, string] };
  const logicalId = attribute?.[1] === POLICY_IDS_ATTRIBUTE ? attribute[0] : reference;
  const id = typeof value === 'string' ? value : references.get(logicalId ?? '');
  return id && readPolicyIds(id).every((each) => ID_PATTERNS.policy.test(each)) ? id : undefined;
}
