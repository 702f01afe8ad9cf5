/**
 * An organizational unit.
 *
 * Life cycle: found by its name below the parent, or created with its owner tag unless `adopt` is set; afterwards known by its ID.
 * Renamed in place.
 * Fallbacks: "duplicate" means that it exists and is not visible yet, so the search continues. A unit that was deleted by hand is created
 * again, with another physical ID; in a rollback it stays deleted.
 * Traps: the service cannot move an organizational unit (`organizational-unit-move.ts`), nor delete one that is not empty. Accounts that
 * are removed from the app stay where they are, so their unit stays too, with its policies, and the deletion ends with success. With
 * `moveAccountsTo` the accounts are moved first (`organizational-unit-emptying.ts`). CloudFormation would forget the unit after three
 * attempts anyway, and a stack that keeps its accounts could otherwise never be deleted.
 */
import { DUPLICATE_VISIBLE_SECONDS } from '../../consistency';
import { agreeingReads, readsUntil } from '../agreeing-reads';
import { rebuildArn } from '../arn';
import { TerminalError, RequeueError } from '../errors';
import { all, first } from '../lists';
import { NO_SUCH_PARENT, unlessGone, unlessMissing } from '../missing';
import { moveAllAccounts } from './moved-accounts';
import { deleteWhenEmpty } from './organizational-unit-deletion';
import { moveAccountsAway } from './organizational-unit-emptying';
import { checkMove, finishMove, foreignTags, moveContents, revertPartialMove } from './organizational-unit-move';
import { ARN_ATTRIBUTE, ID_PATTERNS, type OrganizationalUnitProperties, type Tag } from '../../../contract';
import { isOrganizationsError, type OrganizationalUnit } from '../../../organizations';
import { alike, nothingToAdopt } from '../ownership/adoption';
import { findReplacement, isOwnedByAnotherLogicalId, waitForName } from '../ownership/other-owners';
import { resolveOwnership, newOwnerTag } from '../ownership/ownership';
import { tagsToDestroy } from '../ownership/removal';
import { reconcileTags } from '../ownership/tags';
import type { Outcome, Reconciler, ReconcileContext } from '../reconcile-context';

type OrganizationalUnitContext = ReconcileContext<OrganizationalUnitProperties>;

const NOT_FOUND = ['OrganizationalUnitNotFound'];

export const organizationalUnit: Reconciler<OrganizationalUnitProperties> = {
  isNaturalKey: (id) => ID_PATTERNS.organizationalUnit.test(id),

  async converge(context) {
    const { organizations, desired, physicalId, verb } = context;
    const known = physicalId && await describeKnown(context, physicalId);
    const parentId = known && await organizations.findParent(known.id);
    if (known && parentId && parentId !== desired.ParentId) return move(context, known, parentId);
    const existing = known || !desired.Adopt || verb !== 'converge' ? known : await unitToAdopt(context);
    const result = existing ? await keep(context, existing) : await findOrCreate(context);
    await (verb === 'revert' ? revertPartialMove : finishMove)(context, result.physicalId);
    return result;
  },

  idToAdopt: async (context) => (await unitToAdopt(context)).id,

  async remove(context) {
    const { organizations, desired } = context;
    const id = context.physicalId ?? (await agreeingReads(context.clock, () => findToRemove(context)))?.id;
    if (!id || await isOwnedByAnotherLogicalId(context, id)) return;
    if (!await unlessGone(context, NOT_FOUND, () => organizations.describeOrganizationalUnit(id))) return;

    const tags = await tagsToDestroy(context, id);
    if (!tags) return;

    await moveAccountsToFormerUnit(context, id);
    await moveAccountsAway(context, id, tags);
    await deleteWhenEmpty(context, { id, name: desired.Name }, tags);
  },

  async lastKnown(context) {
    return { [ARN_ATTRIBUTE]: await rebuildArn(context, 'ou', context.physicalId ?? '') };
  },
};

/**
 * Moves the accounts back to the former unit, before a rollback deletes the unit that replaced it. Usually the inverse Update has done so,
 * but it is not documented that CloudFormation sends one for a replaced resource.
 */
async function moveAccountsToFormerUnit(context: OrganizationalUnitContext, id: string): Promise<void> {
  const former = context.verb === 'revert' ? await findReplacement(context, id) : undefined;
  if (former && ID_PATTERNS.organizationalUnit.test(former.physicalId)) await moveAllAccounts(context, id, former.physicalId);
}

async function describeKnown(context: OrganizationalUnitContext, id: string): Promise<OrganizationalUnit | undefined> {
  const known = await unlessGone(context, NOT_FOUND, () => context.organizations.describeOrganizationalUnit(id));
  if (known) return known;
  // If the unit was recreated elsewhere, the former one may still exist, and the rollback returns to it.
  if (context.verb === 'revert' && context.previous.ParentId === context.desired.ParentId) {
    const what = `The organizational unit ${id} ("${context.desired.Name}")`;
    throw new TerminalError(`${what} was deleted outside of this stack.`, 'Deploy again to recreate it.');
  }
  context.log('gone', { id, reason: 'It was deleted outside of this stack and is created again.' });
  return undefined;
}

function find({ organizations, desired }: OrganizationalUnitContext): Promise<OrganizationalUnit | undefined> {
  return first(organizations.listOrganizationalUnitsForParent(desired.ParentId), ({ name }) => name === desired.Name);
}

/** Finds the unit to remove. Its parent may be gone, or may never have existed. */
function findToRemove(context: OrganizationalUnitContext): Promise<OrganizationalUnit | undefined> {
  return unlessMissing(NO_SUCH_PARENT, () => find(context));
}

/** The unit to adopt. It has to have the name and the parent of the app, because a rollback could not restore others. */
async function unitToAdopt(context: OrganizationalUnitContext): Promise<OrganizationalUnit> {
  const { organizations, clock, desired: { OrganizationalUnitId: id, Name, ParentId } } = context;
  const found = id === undefined
    ? await readsUntil(clock, () => find(context), (unit) => unit !== undefined)
    : await unlessGone(context, NOT_FOUND, () => organizations.describeOrganizationalUnit(id));
  const parentId = found && id !== undefined ? await organizations.findParent(id) : ParentId;
  if (found?.name === Name && parentId === ParentId) return found;
  if (found) {
    throw new TerminalError(
      `The organizational unit ${id} is "${found.name}" below ${parentId}, and the code says "${Name}" below ${ParentId}.`,
      'Write the ID of the unit that is meant into the code, or the present name and parent of this one.',
    );
  }
  const [root] = await all(organizations.listRoots());
  const units = await unitsBelow(context, root.id);
  throw nothingToAdopt(
    `The organizational unit ${id ?? `"${Name}" below ${ParentId}`}`, id === undefined ? 'the name or the parent' : 'the ID',
    alike(Name, units).map((unit) => `"${unit.name}" below ${unit.parentId} (${unit.id})`),
  );
}

type PlacedUnit = OrganizationalUnit & { readonly parentId: string };

async function unitsBelow(context: OrganizationalUnitContext, parentId: string): Promise<PlacedUnit[]> {
  const units: PlacedUnit[] = [];
  for (const unit of await all(context.organizations.listOrganizationalUnitsForParent(parentId))) {
    units.push({ ...unit, parentId }, ...await unitsBelow(context, unit.id));
  }
  return units;
}

async function findOrCreate(context: OrganizationalUnitContext, more: readonly Tag[] = []): Promise<Outcome> {
  const found = await find(context);
  return found ? keep(context, found) : create(context, more);
}

async function move(context: OrganizationalUnitContext, unit: OrganizationalUnit, parentId: string): Promise<Outcome> {
  const { desired, verb, clock, log } = context;
  await resolveOwnership(context, unit.id, `The organizational unit "${unit.name}"`);
  const there = await agreeingReads(clock, () => find(context));
  await checkMove(context, unit, parentId, there);
  log('move', { id: unit.id, name: unit.name, from: parentId, to: desired.ParentId });
  if (verb === 'revert' && !there) {
    throw new TerminalError(`There is no organizational unit "${desired.Name}" below ${desired.ParentId} any more.`, 'Deploy again to recreate it.');
  }
  const result = await findOrCreate(context, await foreignTags(context, unit.id));
  await moveContents(context, unit.id, result.physicalId);
  return result;
}

async function create({ organizations, owner, desired, log }: OrganizationalUnitContext, more: readonly Tag[]): Promise<Outcome> {
  try {
    log('create', { name: desired.Name, parentId: desired.ParentId });
    const tags = [...more, ...desired.Tags ?? [], newOwnerTag(owner)];
    return outcome(await organizations.createOrganizationalUnit(desired.ParentId, desired.Name, tags));
  } catch (error) {
    if (!isOrganizationsError(error, 'DuplicateOrganizationalUnit')) throw error;
    throw new RequeueError(`the organizational unit "${desired.Name}", which exists already, is visible below ${desired.ParentId}`, {
      patienceSeconds: DUPLICATE_VISIBLE_SECONDS,
      advice: 'Look for a sibling whose name differs only in upper and lower case, and rename one of them.',
    });
  }
}

async function keep(context: OrganizationalUnitContext, found: OrganizationalUnit): Promise<Outcome> {
  const { organizations, desired, previous, log } = context;
  const { tags, ownershipTags } = await resolveOwnership(context, found.id, `The organizational unit "${found.name}"`);
  if (found.name !== desired.Name) {
    try {
      log('rename', { id: found.id, from: found.name, to: desired.Name });
      await organizations.updateOrganizationalUnit(found.id, desired.Name);
    } catch (error) {
      if (!isOrganizationsError(error, 'DuplicateOrganizationalUnit')) throw error;
      await waitForName(context, await find(context), `the organizational unit ${found.id} can be renamed to "${desired.Name}"`, found.id);
      throw new TerminalError(
        `The organizational unit ${found.id} cannot be renamed to "${desired.Name}": a sibling below ${desired.ParentId} has this name.`,
        'Choose another name, or rename the sibling first.',
      );
    }
  }
  await reconcileTags(context, found.id, tags, [...desired.Tags ?? [], ...ownershipTags], previous.Tags);
  return outcome(found);
}

function outcome({ id, arn }: OrganizationalUnit): Outcome {
  return { physicalId: id, data: { [ARN_ATTRIBUTE]: arn } };
}
