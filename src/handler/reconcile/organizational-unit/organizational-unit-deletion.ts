import type { Tag } from '../../../contract';
import { isOrganizationsError, type OrganizationalUnit } from '../../../organizations';
import { EMPTYING_SECONDS } from '../../consistency';
import { agreeingReads } from '../agreeing-reads';
import { RequeueError } from '../errors';
import { first } from '../lists';
import { markAsRetained, wasRetainedOnDelete } from '../ownership/retained-marks';
import type { ReconcileContext } from '../reconcile-context';

/**
 * Deletes an empty organizational unit. If the unit does not become empty for a while, it is left behind with a warning and a mark. A
 * rollback does not delete a unit with a mark: it existed before, and may be empty only until the rollback has moved its accounts back.
 */
export async function deleteWhenEmpty(
  context: ReconcileContext, unit: Pick<OrganizationalUnit, 'id' | 'name'>, tags: readonly Tag[],
): Promise<void> {
  const { organizations, clock, log } = context;
  if (wasRetainedOnDelete(context, unit.id, tags)) return;
  const inhabitant = await agreeingReads(clock, () => findInhabitant(context, unit.id));
  if (inhabitant) {
    await markAsRetained(context, unit.id, tags);
    throw notEmpty(unit, inhabitant);
  }
  try {
    log('delete', { id: unit.id });
    await organizations.deleteOrganizationalUnit(unit.id);
  } catch (error) {
    if (isOrganizationsError(error, 'OrganizationalUnitNotEmpty')) throw notEmpty(unit, 'something');
    // Others may have attached policies to it. Detaching them would be wrong if an account in it is not visible yet.
    if (isOrganizationsError(error, 'InvalidInput')) throw notEmpty(unit, `something that the service names: ${error.message}`);
    if (!isOrganizationsError(error, 'OrganizationalUnitNotFound')) throw error;
  }
}

/** An account or organizational unit in the unit, whether this stack or anyone else placed it there; `undefined` if there is none. */
async function findInhabitant({ organizations }: ReconcileContext, id: string): Promise<string | undefined> {
  const inhabitant = await first(organizations.listAccountsForParent(id)) ??
    await first(organizations.listOrganizationalUnitsForParent(id));
  return inhabitant && `${inhabitant.name} (${inhabitant.id})`;
}

function notEmpty({ id, name }: Pick<OrganizationalUnit, 'id' | 'name'>, inhabitant: string): RequeueError {
  return retainUnit(`the organizational unit "${name}" (${id}) is empty; it holds ${inhabitant}`,
    'Empty and delete it by hand. With moveAccountsTo on its construct, the deployment that removes it moves its accounts first.');
}

/** Waits for a while, then succeeds with a warning. */
export function retainUnit(reason: string, advice: string): RequeueError {
  return new RequeueError(reason, {
    patienceSeconds: EMPTYING_SECONDS,
    retainMessage: `It is left behind with its policies: an organizational unit that is not empty stays. ${advice}`,
  });
}
