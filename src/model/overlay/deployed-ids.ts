import { align } from '../diff/align';
import { isReal } from '../diff/identities';
import { arnOf } from '../diff/translate';
import type { Organization } from '../organization';
import type { Deployed } from '../wanted-resources';

/**
 * What the stacks of code that is deployed know of the live organization: the ids of their resources, found by names and addresses. So
 * a resource that keeps its logical id is the same thing in the next code, whatever it is called there.
 */
export function deployedIds(live: Organization, former: Organization): Deployed {
  const { base, head } = align(live, former);
  const things = [...[...head.targets.values()].filter(({ kind }) => kind !== 'root'), ...head.policies.values()];
  const ids = new Map(things.flatMap(({ id, code }) => (code !== undefined && isReal(id) ? [[code.address, id] as const] : [])));
  const physicalId = (stackName: string, logicalId: string) => ids.get(`${stackName}.${logicalId}`);
  return {
    physicalId,
    attribute: (stackName, logicalId, name) => {
      const id = physicalId(stackName, logicalId);
      return id === undefined || name !== 'Arn' ? undefined : arnOf(id, base);
    },
  };
}
