/** Writes snapshots for `.ci/app-languages`: `small.json` has every kind of row, and the app of `large.json` has nested stacks. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SNAPSHOT_FORMAT } from '../../src/model';
import { EVERY_ROW } from '../../test/init/every-row-organization';
import { LARGE } from '../../test/init/large-organization';

const [, , folder] = process.argv;
mkdirSync(folder, { recursive: true });
for (const [name, organization] of Object.entries({ small: EVERY_ROW, large: LARGE })) {
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-24T12:00:00.000Z', organization }));
}
