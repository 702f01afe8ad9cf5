/**
 * The query of docs/guide/safe-policy-change.md, of which `cdk-org rollout advance --denials` reads the export. `write FOLDER` writes the
 * records, the table and the query, a Trino engine runs it, and `compare FOLDER` fails unless its rows are those that the tests read.
 * `keep FOLDER` copies them there.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANSWER, EXPORTED, type ExportAnswer, guideQuery } from '../../test/cli/rollout/athena-export';
import { TESTED_STORES } from '../../test/trail/query/tested-stores';

const [verb, folder] = process.argv.slice(2);
const place = join(folder, 'cloudtrail_logs');
const { columns, selected, row } = TESTED_STORES.find(({ name }) => name === 'athena')!;

function write(): void {
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'table.txt'), [...columns, 'sharedeventid varchar'].join('\n'));
  writeFileSync(join(place, 'select.txt'), [...selected, 'typed.sharedeventid'].join('\n'));
  writeFileSync(join(place, 'records.jsonl'), EXPORTED.map((each) => `${JSON.stringify(row(each))}\n`).join(''));
  writeFileSync(join(place, 'query.sql'), guideQuery());
}

function answer(): ExportAnswer {
  const rows = readFileSync(join(place, 'rows.jsonl'), 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as (string | null)[]);
  return { query: readFileSync(join(place, 'query.sql'), 'utf8'), rows: rows.sort((one, other) => (String(one) < String(other) ? -1 : 1)) };
}

function compare(): void {
  assert.deepEqual(answer(), JSON.parse(readFileSync(ANSWER, 'utf8')));
  process.stdout.write('cloudtrail_logs: the rows of the query of the guide are those of the tests\n');
}

function keep(): void {
  writeFileSync(ANSWER, `${JSON.stringify(answer(), null, 1)}\n`);
}

const verbs: Readonly<Record<string, () => void>> = { write, compare, keep };
verbs[verb]();
