/**
 * Writes snapshots for `.ci/app-languages`: `small.json` has every kind of row, and the app of `large.json` has nested stacks. At night
 * there are random ones besides: `random-0.json` and so on.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Organization, SNAPSHOT_FORMAT } from '../../src/model';
import { EVERY_ROW } from '../../test/init/every-row-organization';
import { LARGE } from '../../test/init/large-organization';
import { detailedOrganization } from '../../test/init/random-details';
import { isNight, proofSeed } from '../../test/proofs/support/proof-runs';

const RANDOM = 8;

const [, , folder] = process.argv;
const random = isNight() ? fc.sample(detailedOrganization, { seed: proofSeed(), numRuns: RANDOM }) : [];
const organizations: Record<string, Organization> = {
  small: EVERY_ROW, large: LARGE, ...Object.fromEntries(random.map((organization, index) => [`random-${index}`, organization])),
};
if (random.length > 0) console.log(`random organizations: ${random.length}, PROOF_SEED=${proofSeed()}`);
mkdirSync(folder, { recursive: true });
for (const [name, organization] of Object.entries(organizations)) {
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-24T12:00:00.000Z', organization }));
}
