/**
 * Compares the replay of records with the query that groups them. `write FOLDER` writes the records, the table and the query of each
 * world, a Trino engine runs the queries, and `compare FOLDER` fails unless its groups give the same requests and the same result.
 * `keep FOLDER` copies the answers that the tests read; it needs a folder that was written with 60 records for each world.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupQuery } from '../../src/trail';
import { type GroupWorld, groupWorlds, SINCE } from '../../test/trail/query/group-worlds';
import { groupedByQuery, groupedHere } from '../../test/trail/query/grouped';
import { answerPath, KEPT } from '../../test/trail/query/kept-answers';
import { TABLE, tableRow } from '../../test/trail/query/table-row';

const [verb, folder, size = '2000'] = process.argv.slice(2);
const worlds = groupWorlds(5, Number(size));

function write({ name, base, head, records }: GroupWorld): void {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'table.txt'), TABLE.join('\n'));
  writeFileSync(join(place, 'records.jsonl'), records.map((each) => `${JSON.stringify(tableRow(each))}\n`).join(''));
  writeFileSync(join(place, 'query.sql'), groupQuery({ database: 'default', table: name, since: SINCE, partition: 'timestamp' }, [base, head]));
}

function rowsOf({ name }: GroupWorld): (string | null)[][] {
  return readFileSync(join(folder, name, 'rows.jsonl'), 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as (string | null)[]);
}

function compare(world: GroupWorld): void {
  const rows = rowsOf(world);
  const here = groupedHere(world);
  assert.deepEqual(groupedByQuery(world, rows), here, world.name);
  process.stdout.write(`${world.name}: ${world.records.length} records, ${rows.length} groups of the query, ${Object.keys(here.requests).length} distinct requests in both\n`);
}

function keep(world: GroupWorld): void {
  if (!KEPT.includes(world.name)) return;
  const query = readFileSync(join(folder, world.name, 'query.sql'), 'utf8');
  const rows = rowsOf(world).sort((one, other) => (String(one) < String(other) ? -1 : 1));
  writeFileSync(answerPath(world.name), `${JSON.stringify({ query, rows }, null, 1)}\n`);
}

const verbs: Readonly<Record<string, (world: GroupWorld) => void>> = { write, compare, keep };
worlds.forEach((world) => verbs[verb](world));
