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
 * What the stacks of code that is deployed know of the live organization: the ids of their resources, found by names and addresses. So
 * a resource that keeps its logical id is the same thing in the next code, whatever it is called there.
 */
export function deployedIds(live: Organization, former: Organization): Deployed {
  const { base, head } = align(live, former, { isDeployed: true });
  const policies = [...head.policies.values()].sort((one, other) => numberOf(one) - numberOf(other));
  const { resourcePolicy } = head;
  const owned = [...[...head.targets.values()].filter(({ kind }) => kind !== 'root'), ...policies, ...(resourcePolicy ? [resourcePolicy] : [])];
  const ids = new Map<string, string>();
  for (const { id, code } of owned) {
    // Of a policy set the first document stands for the set.
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

/** IDs that stacks know of their resources: by the name of the stack (of a nested one, `Org/Tools`) and the logical id, the physical id. */
export type StackIds = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The same for reading code, without what somebody has deleted since then. */
export function idsOfStacks(live: Organization, stacks: StackIds): Deployed {
  const policies = [...live.policies, ...live.resourcePolicy ? [live.resourcePolicy] : []];
  const there = new Set([...[...targets(live)].map(({ target }) => target.id), ...policies.map(({ id }) => id)]);
  const physicalId = (stackName: string, logicalId: string) => {
    const id = Object.hasOwn(stacks, stackName) && Object.hasOwn(stacks[stackName], logicalId) ? stacks[stackName][logicalId] : undefined;
    return id !== undefined && there.has(id) ? id : undefined;
  };
  // A stack that leaves its account open is taken as one of the management account: most resources can be nowhere else.
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
