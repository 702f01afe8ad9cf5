import { LATEST, VersionedTable } from '../../../src/simulator/store/versioned-table';

interface Row {
  readonly id: string;
  readonly parent: string;
}

function table(): VersionedTable<Row> {
  return new VersionedTable<Row>(({ id }) => id, { parent: ({ parent }) => parent });
}

function ids(rows: VersionedTable<Row>, asOf: number, parent?: string, after = 0): string[] {
  const selection = parent === undefined ? undefined : { index: 'parent', value: parent };
  return Array.from(rows.scan(asOf, selection, after), ({ record }) => record.id);
}

test('a record is as it was at the time that is asked for', () => {
  const rows = table();
  rows.put({ id: 'a', parent: 'x' }, 10);
  rows.put({ id: 'a', parent: 'y' }, 20);
  rows.delete('a', 30);

  expect([5, 10, 19, 20, 30].map((time) => rows.get('a', time)?.parent)).toEqual([undefined, 'x', 'x', 'y', undefined]);
});

test('an index serves the past as well as the present', () => {
  const rows = table();
  rows.put({ id: 'a', parent: 'x' }, 10);
  rows.put({ id: 'b', parent: 'y' }, 10);
  rows.put({ id: 'a', parent: 'y' }, 20);

  expect([ids(rows, 15, 'x'), ids(rows, 15, 'y')]).toEqual([['a'], ['b']]);
  expect([ids(rows, LATEST, 'x'), ids(rows, LATEST, 'y')]).toEqual([[], ['a', 'b']]);
});

test('forgetting drops only what nobody can see any more', () => {
  const rows = table();
  rows.put({ id: 'a', parent: 'x' }, 10);
  rows.put({ id: 'a', parent: 'y' }, 20);
  rows.put({ id: 'b', parent: 'x' }, 20);
  rows.delete('b', 30);

  rows.forget(25);
  expect([ids(rows, 25, 'x'), ids(rows, 25, 'y'), ids(rows, 30, 'x')]).toEqual([['b'], ['a'], []]);

  rows.forget(30);
  expect(ids(rows, LATEST)).toEqual(['a']);
  rows.put({ id: 'b', parent: 'x' }, 40);
  expect(ids(rows, LATEST)).toEqual(['a', 'b']);
});

test('a scan can start after any entry, also one that was deleted', () => {
  const rows = table();
  ['a', 'b', 'c'].forEach((id) => rows.put({ id, parent: 'x' }, 10));
  rows.delete('b', 20);
  rows.forget(LATEST);

  expect(ids(rows, LATEST, 'x', 2)).toEqual(['c']);
  expect(rows.size).toBe(2);
});

test('a record that was moved is found in order of creation', () => {
  const rows = table();
  rows.put({ id: 'a', parent: 'x' }, 10);
  rows.put({ id: 'b', parent: 'y' }, 20);
  rows.put({ id: 'a', parent: 'y' }, 30);

  expect(ids(rows, LATEST, 'y')).toEqual(['a', 'b']);
});
