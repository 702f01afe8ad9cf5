/** Writes `examples/written-app`: the snapshot of an invented organization, and what `cdk-org init` makes of it. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exampleFiles } from './example-files';

const FOLDER = join(__dirname, '..', '..', 'examples', 'written-app');

rmSync(FOLDER, { recursive: true, force: true });
for (const [path, text] of exampleFiles()) {
  mkdirSync(dirname(join(FOLDER, path)), { recursive: true });
  writeFileSync(join(FOLDER, path), text);
}
console.log(`${FOLDER} is written`);
