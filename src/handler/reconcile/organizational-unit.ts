/**
 * An organizational unit.
 *
 * Life cycle: found by its name below the parent, or created with its owner tag; afterwards known by its id. Renamed in place.
 * Fallbacks: "duplicate" means that it exists and is not visible yet, so the search goes on. One that was deleted by hand is made
 * anew (another physical id); in a rollback it stays gone.
 * Traps: the service cannot move an organizational unit. One that is not empty cannot be deleted; as accounts that leave the code
 * stay where they are, it stays with them, with its policies, and the deletion ends well: CloudFormation would forget it after
 * three tries anyway, and a stack that keeps its accounts could otherwise never be deleted.
 */
import { agreeingReads } from './agreeing-reads';
import { rebuildArn } from './arn';
import { first } from './lists';
import { livesElsewhere } from './look-around';
import { unlessGone, unlessMissing } from './missing';
import { claim, newOwnerTag, ownerOf, readOwnedTags } from './ownership';
import { Failure, Wait } from './signals';
import type { Outcome, Reconciler, Situation } from './situation';
import { letGo, reconcileTags } from './tags';
import { ARN_ATTRIBUTE, ID_PATTERNS, type OrganizationalUnitProperties } from '../../contract';
import { isOrganizationsError, type OrganizationalUnit } from '../../organizations';

type OrganizationalUnitSituation = Situation<OrganizationalUnitProperties>;

const NOT_FOUND = ['OrganizationalUnitNotFound'];
const EMPTYING_SECONDS = 60;

export const organizationalUnit: Reconciler<OrganizationalUnitProperties> = {
  isNaturalKey: (id) => ID_PATTERNS.organizationalUnit.test(id),

  async converge(situation) {
    const known = situation.physicalId && await describeKnown(situation, situation.physicalId);
    if (known) return keep(situation, known);
    const found = await find(situation);
    return found ? keep(situation, found) : create(situation);
  },

  async remove(situation) {
    const { organizations, wanted, log } = situation;
    const id = situation.physicalId ?? (await agreeingReads(situation.clock, () => findToRemove(situation)))?.id;
    if (!id || await livesElsewhere(situation, id)) return;
    if (!await unlessGone(situation, NOT_FOUND, () => organizations.describeOrganizationalUnit(id))) return;

    const tags = await readOwnedTags(situation, id);
    const owner = ownerOf(tags);
    if (owner?.stackName !== wanted.Owner) return log('left behind', { id, reason: 'It is not ours.', owner: owner?.stackName });
    if (owner.adopted) return letGo(situation, id, tags, wanted.Tags ?? []);

    const inhabitant = await agreeingReads(situation.clock, () => findInhabitant(situation, id));
    if (inhabitant) throw notEmpty(wanted.Name, id, inhabitant);
    try {
      log('delete', { id });
      await organizations.deleteOrganizationalUnit(id);
    } catch (error) {
      if (isOrganizationsError(error, 'OrganizationalUnitNotEmpty')) throw notEmpty(wanted.Name, id, 'something');
      if (!isOrganizationsError(error, ...NOT_FOUND)) throw error;
    }
  },

  async lastKnown(situation) {
    return { [ARN_ATTRIBUTE]: await rebuildArn(situation, 'ou', situation.physicalId ?? '') };
  },
};

async function describeKnown(situation: OrganizationalUnitSituation, id: string): Promise<OrganizationalUnit | undefined> {
  const known = await unlessGone(situation, NOT_FOUND, () => situation.organizations.describeOrganizationalUnit(id));
  if (known) return known;
  if (situation.direction === 'rollback') {
    const what = `The organizational unit ${id} ("${situation.wanted.Name}")`;
    throw new Failure(`${what} was deleted outside of this stack.`, 'Deploy again to make it anew.');
  }
  situation.log('gone', { id, reason: 'It was deleted outside of this stack and is made anew.' });
  return undefined;
}

function find({ organizations, wanted }: OrganizationalUnitSituation): Promise<OrganizationalUnit | undefined> {
  return first(organizations.listOrganizationalUnitsForParent(wanted.ParentId), ({ name }) => name === wanted.Name);
}

/** The parent may be gone, or may never have been one. */
function findToRemove(situation: OrganizationalUnitSituation): Promise<OrganizationalUnit | undefined> {
  return unlessMissing(['ParentNotFound', 'InvalidInput'], () => find(situation));
}

async function create({ organizations, wanted, log }: OrganizationalUnitSituation): Promise<Outcome> {
  try {
    log('create', { name: wanted.Name, parentId: wanted.ParentId });
    const tags = [...wanted.Tags ?? [], newOwnerTag(wanted.Owner)];
    return outcome(await organizations.createOrganizationalUnit(wanted.ParentId, wanted.Name, tags));
  } catch (error) {
    if (!isOrganizationsError(error, 'DuplicateOrganizationalUnit')) throw error;
    throw new Wait(`the organizational unit "${wanted.Name}", which exists already, is visible below ${wanted.ParentId}`, {
      patienceSeconds: 120,
      advice: 'Look for a sibling whose name differs only in upper and lower case, and rename one of them.',
    });
  }
}

async function keep(situation: OrganizationalUnitSituation, found: OrganizationalUnit): Promise<Outcome> {
  const { organizations, wanted, old, log } = situation;
  const { tags, owner } = await claim(situation, found.id, `The organizational unit "${found.name}"`);
  if (situation.physicalId === found.id) await checkParent(situation, found.id);
  if (found.name !== wanted.Name) {
    try {
      log('rename', { id: found.id, from: found.name, to: wanted.Name });
      await organizations.updateOrganizationalUnit(found.id, wanted.Name);
    } catch (error) {
      if (!isOrganizationsError(error, 'DuplicateOrganizationalUnit')) throw error;
      throw new Failure(
        `The organizational unit ${found.id} cannot be renamed to "${wanted.Name}": a sibling below ${wanted.ParentId} has this name.`,
        'Choose another name, or rename the sibling first.',
      );
    }
  }
  await reconcileTags(situation, found.id, tags, [...wanted.Tags ?? [], owner], old.Tags);
  return outcome(found);
}

async function checkParent({ organizations, wanted }: OrganizationalUnitSituation, id: string): Promise<void> {
  const parentId = await organizations.findParent(id);
  if (parentId === wanted.ParentId) return;
  throw new Failure(
    `The organizational unit ${id} ("${wanted.Name}") is below ${parentId} and cannot be moved below ${wanted.ParentId}: ` +
    'AWS Organizations has no call that moves an organizational unit, and this version does not rebuild it elsewhere.',
    'Keep its parent; or add a second organizational unit there, move the accounts by their parent, and then remove this one.',
  );
}

/** What is left in it, if anything: accounts or organizational units, whoever put them there. */
async function findInhabitant({ organizations }: OrganizationalUnitSituation, id: string): Promise<string | undefined> {
  const inhabitant = await first(organizations.listAccountsForParent(id)) ??
    await first(organizations.listOrganizationalUnitsForParent(id));
  return inhabitant && `${inhabitant.name} (${inhabitant.id})`;
}

function notEmpty(name: string, id: string, inhabitant: string): Wait {
  return new Wait(`the organizational unit "${name}" (${id}) is empty; it holds ${inhabitant}`, {
    patienceSeconds: EMPTYING_SECONDS,
    leaveBehind: 'It is left behind with its policies: an organizational unit that is not empty stays.',
  });
}

function outcome({ id, arn }: OrganizationalUnit): Outcome {
  return { physicalId: id, data: { [ARN_ATTRIBUTE]: arn } };
}
