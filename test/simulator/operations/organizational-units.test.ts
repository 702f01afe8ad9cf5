import { Harness } from '../harness';

test('names are unique among siblings only', () => {
  const harness = new Harness();
  const root = harness.organization();
  const first = harness.unit(root, 'A');
  const second = harness.unit(root, 'B');

  expect(harness.unit(first, 'A')).not.toBe(first);
  expect(harness.error('CreateOrganizationalUnit', { ParentId: root, Name: 'A' })).toBe('DuplicateOrganizationalUnitException');
  expect(harness.error('UpdateOrganizationalUnit', { OrganizationalUnitId: second, Name: 'A' })).toBe('DuplicateOrganizationalUnitException');
  expect(harness.call('UpdateOrganizationalUnit', { OrganizationalUnitId: second, Name: 'C' }).OrganizationalUnit)
    .toMatchObject({ Id: second, Name: 'C' });
});

test('a unit knows its path', () => {
  const harness = new Harness();
  const root = harness.organization();
  const parent = harness.unit(root, 'A');
  const child = harness.unit(parent, 'B');

  const { OrganizationalUnit } = harness.call('DescribeOrganizationalUnit', { OrganizationalUnitId: child });

  expect(OrganizationalUnit.Path).toBe(`${harness.simulator.state().organization?.id}/${root}/${parent}/${child}/`);
  expect(harness.call('ListParents', { ChildId: child }).Parents).toEqual([{ Id: parent, Type: 'ORGANIZATIONAL_UNIT' }]);
  expect(harness.call('ListChildren', { ParentId: parent, ChildType: 'ORGANIZATIONAL_UNIT' }).Children)
    .toEqual([{ Id: child, Type: 'ORGANIZATIONAL_UNIT' }]);
});

test('only an empty unit can be deleted', () => {
  const harness = new Harness();
  const root = harness.organization();
  const parent = harness.unit(root, 'A');
  const child = harness.unit(parent, 'B');
  const account = harness.account('one');
  harness.call('MoveAccount', { AccountId: account, SourceParentId: root, DestinationParentId: child });

  const remove = (id: string) => ({ OrganizationalUnitId: id });
  expect(harness.error('DeleteOrganizationalUnit', remove(parent))).toBe('OrganizationalUnitNotEmptyException');
  expect(harness.error('DeleteOrganizationalUnit', remove(child))).toBe('OrganizationalUnitNotEmptyException');
  harness.call('MoveAccount', { AccountId: account, SourceParentId: child, DestinationParentId: root });
  harness.call('DeleteOrganizationalUnit', remove(child));
  expect(harness.error('DeleteOrganizationalUnit', remove(child))).toBe('OrganizationalUnitNotFoundException');
  expect(harness.error('CreateOrganizationalUnit', { ParentId: child, Name: 'C' })).toBe('ParentNotFoundException');
});

test('accounts that are closed stand in the way of the deletion of their unit, and can be moved out of it', () => {
  const harness = new Harness({ accountClosureMs: 5_000 });
  const root = harness.organization();
  const unit = harness.unit(root, 'Team');
  const accounts = [harness.account('one'), harness.account('two')];
  const move = (AccountId: string, SourceParentId: string, DestinationParentId: string) => harness.call('MoveAccount', { AccountId, SourceParentId, DestinationParentId });
  accounts.forEach((AccountId) => {
    move(AccountId, root, unit);
    harness.call('CloseAccount', { AccountId });
  });
  const deletion = () => harness.error('DeleteOrganizationalUnit', { OrganizationalUnitId: unit });

  expect(deletion()).toBe('OrganizationalUnitNotEmptyException');
  harness.now += 10_000;
  expect(harness.simulator.state().accounts.slice(1).map(({ state }) => state)).toEqual(['CLOSED', 'CLOSED']);
  expect(deletion()).toBe('OrganizationalUnitNotEmptyException');
  move(accounts[0], unit, root);
  expect(deletion()).toBe('OrganizationalUnitNotEmptyException');
  move(accounts[1], unit, root);
  expect(harness.call('DeleteOrganizationalUnit', { OrganizationalUnitId: unit })).toEqual({});
});

test('their number is limited', () => {
  const harness = new Harness({ limits: { organizationalUnits: 1 } });
  const root = harness.organization();
  harness.unit(root, 'A');

  expect(harness.error('CreateOrganizationalUnit', { ParentId: root, Name: 'B' })).toBe('ConstraintViolationException OU_NUMBER_LIMIT_EXCEEDED');
});

test('a bad tag refuses the whole creation', () => {
  const harness = new Harness();
  const root = harness.organization();
  const create = (...Tags: object[]) => harness.error('CreateOrganizationalUnit', { ParentId: root, Name: 'A', Tags });

  expect(create({ Key: 'aws:x', Value: '' })).toBe('InvalidInputException INVALID_SYSTEM_TAGS_PARAMETER');
  expect(create({ Key: 'a', Value: '' }, { Key: 'a', Value: 'b' })).toBe('InvalidInputException DUPLICATE_TAG_KEY');
  expect(create({ Key: 'a' })).toBe('InvalidInputException INPUT_REQUIRED');
  expect(create(...Array.from({ length: 51 }, (_, key) => ({ Key: `${key}`, Value: '' })))).toBe('ConstraintViolationException MAX_TAG_LIMIT_EXCEEDED');
  expect(harness.simulator.state().organizationalUnits).toEqual([]);
});
