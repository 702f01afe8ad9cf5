import { POLICY_TYPE_NAMES, type PolicyTypeName } from '../../contract';
import { isOrganizationsError, type OrganizationsPort, type PolicySummary } from '../../organizations';
import type { AttachedPolicy, Policy, Tags } from '../organization';
import { byName } from '../sorting';
import { inParallel, listed } from './in-parallel';

export interface LivePolicies {
  /** Those of customers. */
  readonly policies: readonly Policy[];
  readonly attachedTo: (targetId: string) => AttachedPolicy[];
}

export interface PolicyReading {
  readonly port: OrganizationsPort;
  readonly parallel: number;
  readonly enabled: readonly PolicyTypeName[];
  readonly tagsOf: (id: string) => Promise<Tags>;
  readonly onPolicy: () => void;
}

/** What refuses a list of policies of a type that is not enabled, and that AWS may not offer here. */
const NOT_OFFERED = ['PolicyTypeNotAvailableForOrganization', 'InvalidInput', 'UnsupportedAPIEndpoint'];

/** All policies with their targets: asked policy by policy, since there are fewer of them than targets. */
export async function readPolicies({ port, parallel, enabled, tagsOf, onPolicy }: PolicyReading): Promise<LivePolicies> {
  const summaries = (await inParallel(parallel, POLICY_TYPE_NAMES, async (type) => summariesOf(port, type, enabled.includes(type)))).flat();
  const attached = new Map<string, AttachedPolicy[]>();
  const policies = await inParallel(parallel, summaries, async ({ id, name, description, awsManaged, type }): Promise<Policy[]> => {
    for (const target of await listed(port.listTargetsForPolicy(id))) {
      attached.set(target.id, [...attached.get(target.id) ?? [], { id, name, type, awsManaged }]);
    }
    if (awsManaged) return [];
    const { content } = await port.describePolicy(id);
    const tags = await tagsOf(id);
    onPolicy();
    return [{ id, name, type, description, content, tags }];
  });
  return { policies: byName(policies.flat()), attachedTo: (targetId) => byName(attached.get(targetId) ?? []) };
}

type TypedSummary = Omit<PolicySummary, 'type'> & { readonly type: PolicyTypeName };

async function summariesOf(port: OrganizationsPort, type: PolicyTypeName, isEnabled: boolean): Promise<TypedSummary[]> {
  try {
    return (await listed(port.listPolicies(type))).map((summary) => ({ ...summary, type }));
  } catch (error) {
    if (!isEnabled && isOrganizationsError(error, ...NOT_OFFERED)) return [];
    throw error;
  }
}
