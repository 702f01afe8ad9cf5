import { Call, reading, writing } from './operation';
import { requireParent } from './parents';
import { refuseWhileWhollyFinalizing } from './preconditions';
import { Tag, withTags } from './tag-list';
import { newId, unusedId } from '../protocol/identifiers';
import { page, PageRequest } from '../protocol/paging';
import { presentOrganizationalUnit } from '../protocol/presentation';
import { constraintViolation, invalidInput, ServiceError } from '../protocol/service-error';
import { LATE_RELEASE_MS } from '../readings/delays';
import { OrganizationalUnitRecord } from '../store/records';

function findUnit(call: Call, id: string): OrganizationalUnitRecord {
  const unit = call.view.get('organizationalUnits', id);
  if (!unit) throw new ServiceError('OrganizationalUnitNotFoundException', "You specified an organizational unit that doesn't exist.");
  return unit;
}

/** Names are unique among the children of one parent. */
function refuseDuplicateName(call: Call, parentId: string, name: string, isRenamed?: string): void {
  const compared = (text: string) => (call.readings.organizationalUnitNames === 'inAnyCase' ? text.toLowerCase() : text);
  const siblings = call.view.list('organizationalUnits', 'parent', parentId);
  if (siblings.some((unit) => unit.id !== isRenamed && compared(unit.name) === compared(name))) {
    throw new ServiceError('DuplicateOrganizationalUnitException', 'An OU with the same name already exists.');
  }
}

interface CreateOrganizationalUnitRequest {
  readonly ParentId: string;
  readonly Name: string;
  readonly Tags?: Tag[];
}

function createOrganizationalUnit(call: Call, { ParentId: parentId, Name: name, Tags }: CreateOrganizationalUnitRequest): object {
  refuseWhileWhollyFinalizing(call);
  call.allViews.forEach((view) => requireParent(call, view, parentId));
  const { limits } = call.world.settings;
  refuseDuplicateName(call, parentId, name);
  if (call.view.ancestors(parentId).length >= limits.organizationalUnitDepth) {
    throw constraintViolation('OU_DEPTH_LIMIT_EXCEEDED',
      `You can nest organizational units ${limits.organizationalUnitDepth} levels deep, "${name}" would be deeper.`);
  }
  if (call.world.store.table('organizationalUnits').size >= limits.organizationalUnits) {
    throw constraintViolation('OU_NUMBER_LIMIT_EXCEEDED',
      `You have reached the number of organizational units in an organization, ${limits.organizationalUnits}.`);
  }
  const tags = withTags({}, Tags, limits.tagsPerResource);
  const id = unusedId(
    (candidate) => call.view.get('organizationalUnits', candidate) !== undefined,
    () => newId.organizationalUnit(call.world.random, call.root.id),
  );
  const unit = { id, name, parentId, tags };
  call.changes.put('organizationalUnits', unit);
  call.world.attachDefaultPolicies(call.changes, id, call.now);
  return { OrganizationalUnit: presentOrganizationalUnit(call, unit) };
}

function updateOrganizationalUnit(call: Call, { OrganizationalUnitId, Name }: { OrganizationalUnitId: string; Name?: string }): object {
  const unit = findUnit(call, OrganizationalUnitId);
  const updated = { ...unit, name: Name ?? unit.name };
  if (Name === unit.name && call.readings.renamingToTheSameName === 'duplicate') refuseDuplicateName(call, unit.parentId, Name);
  if (updated.name !== unit.name) {
    refuseDuplicateName(call, unit.parentId, updated.name, unit.id);
    call.changes.put('organizationalUnits', updated);
  }
  return { OrganizationalUnit: presentOrganizationalUnit(call, updated) };
}

/** Attached policies do not stand in the way unless a reading says so, they are detached. */
function deleteOrganizationalUnit(call: Call, { OrganizationalUnitId: id }: { OrganizationalUnitId: string }): void {
  findUnit(call, id);
  if (call.references.has('accounts', 'parent', id) || call.references.has('organizationalUnits', 'parent', id)
    || call.view.has('accounts', 'parent', id) || call.view.has('organizationalUnits', 'parent', id)) {
    throw notEmpty();
  }
  if (call.readings.deletingAUnitJustEmptied !== 'allowed') {
    const past = call.past(LATE_RELEASE_MS);
    if (past.has('accounts', 'parent', id) || past.has('organizationalUnits', 'parent', id)) throw notEmpty();
  }
  refuseAttached(call, id);
  call.changes.detachAll(id);
  call.changes.delete('organizationalUnits', id);
}

function refuseAttached({ view, readings: { deletingAUnitWithPolicies } }: Call, id: string): void {
  if (deletingAUnitWithPolicies === 'detachesThem') return;
  if (view.list('attachments', 'target', id).every(({ policyId }) => view.get('policies', policyId)?.awsManaged)) return;
  throw deletingAUnitWithPolicies === 'OrganizationalUnitNotEmptyException'
    ? notEmpty() : invalidInput('TARGET_NOT_SUPPORTED', 'Policies are attached to the organizational unit. Detach them first.');
}

function notEmpty(): ServiceError {
  return new ServiceError('OrganizationalUnitNotEmptyException', 'The organizational unit contains accounts or other organizational units.');
}

function listOrganizationalUnitsForParent(call: Call, request: PageRequest & { ParentId: string }): object {
  requireParent(call, call.view, request.ParentId);
  const selection = { index: 'parent', value: request.ParentId };
  const { items, next } = page(
    call, request,
    (after) => call.view.scan('organizationalUnits', selection, after),
    (unit) => presentOrganizationalUnit(call, unit),
  );
  return { OrganizationalUnits: items, ...next };
}

export const organizationalUnitOperations = [
  writing('CreateOrganizationalUnit', 'management', createOrganizationalUnit),
  reading('DescribeOrganizationalUnit', 'delegate', (call, { OrganizationalUnitId }: { OrganizationalUnitId: string }) => ({
    OrganizationalUnit: presentOrganizationalUnit(call, findUnit(call, OrganizationalUnitId)),
  })),
  writing('UpdateOrganizationalUnit', 'management', updateOrganizationalUnit),
  writing('DeleteOrganizationalUnit', 'management', deleteOrganizationalUnit),
  reading('ListOrganizationalUnitsForParent', 'delegate', listOrganizationalUnitsForParent),
];
