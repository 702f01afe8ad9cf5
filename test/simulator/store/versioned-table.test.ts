import { LATEST, VersionedTable } from '../../../src/simulator/store/versioned-table';

interface Thing {
  readonly id: string;
  readonly parent: string;
}

function table(): VersionedTable<Thing> {
  return new VersionedTable<Thing>(({ id }) => id, { parent: ({ parent }) => parent });
}

function ids(things: VersionedTable<Thing>, asOf: number, parent?: string, after = 0): string[] {
  const selection = parent === undefined ? undefined : { index: 'parent', value: parent };
  return Array.from(things.scan(asOf, selection, after), ({ record }) => record.id);
}

test('a record is as it was at the time that is asked for', () => {
  const things = table();
  things.put({ id: 'a', parent: 'x' }, 10);
  things.put({ id: 'a', parent: 'y' }, 20);
  things.delete('a', 30);

  expect([5, 10, 19, 20, 30].map((time) => things.get('a', time)?.parent)).toEqual([undefined, 'x', 'x', 'y', undefined]);
});

test('an index serves the past as well as the present', () => {
  const things = table();
  things.put({ id: 'a', parent: 'x' }, 10);
  things.put({ id: 'b', parent: 'y' }, 10);
  things.put({ id: 'a', parent: 'y' }, 20);

  expect([ids(things, 15, 'x'), ids(things, 15, 'y')]).toEqual([['a'], ['b']]);
  expect([ids(things, LATEST, 'x'), ids(things, LATEST, 'y')]).toEqual([[], ['a', 'b']]);
});

test('forgetting drops only what nobody can see any more', () => {
  const things = table();
  things.put({ id: 'a', parent: 'x' }, 10);
  things.put({ id: 'a', parent: 'y' }, 20);
  things.put({ id: 'b', parent: 'x' }, 20);
  things.delete('b', 30);

  things.forget(25);
  expect([ids(things, 25, 'x'), ids(things, 25, 'y'), ids(things, 30, 'x')]).toEqual([['b'], ['a'], []]);

  things.forget(30);
  expect(ids(things, LATEST)).toEqual(['a']);
  things.put({ id: 'b', parent: 'x' }, 40);
  expect(ids(things, LATEST)).toEqual(['a', 'b']);
});

test('a scan can start after any entry, also one that was deleted', () => {
  const things = table();
  ['a', 'b', 'c'].forEach((id) => things.put({ id, parent: 'x' }, 10));
  things.delete('b', 20);
  things.forget(LATEST);

  expect(ids(things, LATEST, 'x', 2)).toEqual(['c']);
  expect(things.size).toBe(2);
});

test('a record that was moved is found in order of creation', () => {
  const things = table();
  things.put({ id: 'a', parent: 'x' }, 10);
  things.put({ id: 'b', parent: 'y' }, 20);
  things.put({ id: 'a', parent: 'y' }, 30);

  expect(ids(things, LATEST, 'y')).toEqual(['a', 'b']);
});
