import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deviationLines, deviationsOf } from './compare';
import { parseFixture } from './fixture';

/** Fixtures of runs on real accounts. */
export const RECORDED = join(__dirname, '..', '..', 'test', 'simulator', 'recorded');

/** Lists the deviations of all fixtures in a folder from the defaults of the simulator and the rehearsal. */
export function recordedDeviations(folder = RECORDED): string[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')).sort() : [];
  return files.flatMap((name) => {
    const fixture = parseFixture(readFileSync(join(folder, name), 'utf8'), name);
    return deviationsOf(fixture).map((deviation) => `${name}: ${deviationLines(deviation).join('')}`);
  });
}
