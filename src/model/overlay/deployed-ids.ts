import {
  parsePolicySetDocumentName, parsePolicySetTagValue, POLICY_IDS_ATTRIBUTE, POLICY_SET_TAG_KEY, writePolicyIds,
} from '../../contract';
import type { Deployed } from '../desired-resources';
import { type FlatOrganization, flatten } from '../diff/flat-organization';
import { align } from '../diff/identity/align';
import { isReal } from '../diff/identity/identities';
import { arnOf } from '../diff/identity/translate';
import { type Organization, type Policy, targets } from '../organization';

/**
 * Facts about the live organization that the stacks of deployed code know: the IDs of their resources, found by names and addresses. So
 * a resource that keeps its logical ID is the same resource in the next code, under any name.
 */
export function deployedIds(live: Organization, former: Organization): Deployed {
  const { base, head } = align(live, former, { isDeployed: true });
  const policies = [...head.policies.values()].sort((one, other) => numberOf(one) - numberOf(other));
  const { resourcePolicy } = head;
  const owned = [...[...head.targets.values()].filter(({ kind }) => kind !== 'root'), ...policies, ...(resourcePolicy ? [resourcePolicy] : [])];
  const ids = new Map<string, string>();
  for (const { id, code } of owned) {
    // The first document of a policy set represents the set.
    if (code !== undefined && isReal(id) && !ids.has(code.address)) ids.set(code.address, id);
  }
  const physicalId = (stackName: string, logicalId: string) => ids.get(`${stackName}.${logicalId}`);
  return {
    physicalId,
    attribute: attributesBy(physicalId, live, base),
    accountId: () => live.managementAccountId,
  };
}

function attributesBy(physicalId: Deployed['physicalId'], live: Organization, flat: FlatOrganization): Deployed['attribute'] {
  return (stackName, logicalId, name) => {
    const id = physicalId(stackName, logicalId);
    if (id === undefined) return undefined;
    if (name === POLICY_IDS_ATTRIBUTE) return policyIds(live.policies, id);
    return name === 'Arn' ? arnOf(id, flat) : undefined;
  };
}

/** IDs that stacks know: by the name of the stack (of a nested one, `Org/Tools`) and the logical ID, the physical ID. */
export type StackIds = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The same for reading code, without resources that were deleted since then. */
export function idsOfStacks(live: Organization, stacks: StackIds): Deployed {
  const policies = [...live.policies, ...live.resourcePolicy ? [live.resourcePolicy] : []];
  const there = new Set([...[...targets(live)].map(({ target }) => target.id), ...policies.map(({ id }) => id)]);
  const physicalId = (stackName: string, logicalId: string) => {
    const id = Object.hasOwn(stacks, stackName) && Object.hasOwn(stacks[stackName], logicalId) ? stacks[stackName][logicalId] : undefined;
    return id !== undefined && there.has(id) ? id : undefined;
  };
  // A stack without an account counts as one of the management account, since most resources cannot be elsewhere.
  return { physicalId, attribute: attributesBy(physicalId, live, flatten(live)), accountId: () => live.managementAccountId };
}

/** Of the documents of a policy set, the others name the first one. */
function policyIds(policies: readonly Policy[], firstId: string): string {
  const others = policies.filter(({ tags }) => {
    const mark = Object.hasOwn(tags, POLICY_SET_TAG_KEY) ? parsePolicySetTagValue(tags[POLICY_SET_TAG_KEY]) : undefined;
    return mark?.firstId === firstId && !mark.temporary;
  });
  return writePolicyIds([firstId, ...others.sort((one, other) => numberOf(one) - numberOf(other)).map(({ id }) => id)]);
}

function numberOf({ name }: Policy): number {
  return parsePolicySetDocumentName(name)?.number ?? 0;
}
