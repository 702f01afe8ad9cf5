/**
 * Compares the replay of records with the query that groups them. `write FOLDER` writes the records, the table and the query of each
 * world and each store, a Trino engine runs the queries, and `compare FOLDER` fails unless its groups give the same requests and the same
 * result. `keep FOLDER` copies the answers that the tests read; it needs a folder that was written with 60 records for each world.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GroupWorld, groupWorlds } from '../../test/trail/query/group-worlds';
import { groupedByQuery, groupedHere } from '../../test/trail/query/grouped';
import { answerPath, KEPT } from '../../test/trail/query/kept-answers';
import { mixedWorlds } from '../../test/trail/query/mixed-worlds';
import { TESTED_STORES, type TestedStore } from '../../test/trail/query/tested-stores';

const [verb, folder, size = '2000'] = process.argv.slice(2);
const worlds = [...groupWorlds(5, Number(size)), ...mixedWorlds(6, Number(size))];

function write(world: GroupWorld, store: TestedStore, name: string): void {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'table.txt'), store.columns.join('\n'));
  writeFileSync(join(place, 'select.txt'), store.selected.join('\n'));
  writeFileSync(join(place, 'records.jsonl'), world.records.map((each) => `${JSON.stringify(store.row(each))}\n`).join(''));
  writeFileSync(join(place, 'query.sql'), store.query(world, name));
}

function rowsOf(name: string): (string | null)[][] {
  return readFileSync(join(folder, name, 'rows.jsonl'), 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as (string | null)[]);
}

function compare(world: GroupWorld, _: TestedStore, name: string): void {
  const rows = rowsOf(name);
  const here = groupedHere(world);
  assert.deepEqual(groupedByQuery(world, rows), here, name);
  process.stdout.write(`${name}: ${world.records.length} records, ${rows.length} groups of the query, ${Object.keys(here.requests).length} distinct requests in both\n`);
}

function keep(_world: GroupWorld, _store: TestedStore, name: string): void {
  if (!KEPT.includes(name)) return;
  const query = readFileSync(join(folder, name, 'query.sql'), 'utf8');
  const rows = rowsOf(name).sort((one, other) => (String(one) < String(other) ? -1 : 1));
  writeFileSync(answerPath(name), `${JSON.stringify({ query, rows }, null, 1)}\n`);
}

const verbs: Readonly<Record<string, typeof write>> = { write, compare, keep };
for (const store of TESTED_STORES) {
  const tested = worlds.filter(({ name }) => store.hasWorld(name));
  tested.forEach((world) => verbs[verb](world, store, `${store.name}_${world.name}`));
}
