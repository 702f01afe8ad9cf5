import { agreeingReads } from './agreeing-reads';
import { first } from './lists';
import { Wait } from './signals';
import type { Situation } from './situation';
import { isOrganizationsError, type OrganizationalUnit } from '../../organizations';

const EMPTYING_SECONDS = 60;

/** Deletes an organizational unit that nothing is in; waits for that for a while, then leaves it behind with a warning. */
export async function deleteWhenEmpty(situation: Situation, unit: Pick<OrganizationalUnit, 'id' | 'name'>): Promise<void> {
  const { organizations, clock, log } = situation;
  const inhabitant = await agreeingReads(clock, () => findInhabitant(situation, unit.id));
  if (inhabitant) throw notEmpty(unit, inhabitant);
  try {
    log('delete', { id: unit.id });
    await organizations.deleteOrganizationalUnit(unit.id);
  } catch (error) {
    if (isOrganizationsError(error, 'OrganizationalUnitNotEmpty')) throw notEmpty(unit, 'something');
    if (!isOrganizationsError(error, 'OrganizationalUnitNotFound')) throw error;
  }
}

/** What is left in it, if anything: accounts or organizational units, whoever put them there. */
async function findInhabitant({ organizations }: Situation, id: string): Promise<string | undefined> {
  const inhabitant = await first(organizations.listAccountsForParent(id)) ??
    await first(organizations.listOrganizationalUnitsForParent(id));
  return inhabitant && `${inhabitant.name} (${inhabitant.id})`;
}

function notEmpty({ id, name }: Pick<OrganizationalUnit, 'id' | 'name'>, inhabitant: string): Wait {
  return new Wait(`the organizational unit "${name}" (${id}) is empty; it holds ${inhabitant}`, {
    patienceSeconds: EMPTYING_SECONDS,
    leaveBehind: 'It is left behind with its policies: an organizational unit that is not empty stays.',
  });
}
