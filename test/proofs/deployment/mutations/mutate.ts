import type { AssemblyFiles } from '../assembly-files';
import type { Seed } from '../seeds';
import { ANY_CHANGES } from './any-change';
import { ATTACKS } from './attacks';
import { Draw } from './draw';

/** An assembly that was changed at random. */
export interface Mutated {
  readonly seed: Seed;
  readonly files: AssemblyFiles;
  /** The changes, in words. */
  readonly changes: readonly string[];
}

const MUTATORS = { ...ATTACKS, ...ANY_CHANGES };
const NAMES = [Object.keys(ATTACKS), Object.keys(ANY_CHANGES)];

/** The most changes of one assembly. Most have one, so that it is known which change had the effect. */
const MOST_CHANGES = 3;

/** Changes one of the assemblies. @param number what is drawn follows from it alone */
export function mutate(seeds: readonly Seed[], number: number): Mutated {
  const draw = new Draw(number);
  const seed = draw.of(seeds);
  const files = seed.files.copy();
  const count = draw.chance(0.7) ? 1 : 2 + draw.below(MOST_CHANGES - 1);
  const changes: string[] = [];
  // A mutator may find no place in this assembly.
  for (let tries = 0; changes.length < count && tries < 20; tries++) {
    const name = draw.of(draw.of(NAMES));
    const what = attempted(name, files, draw);
    if (what !== undefined) changes.push(`${name}: ${what}`);
  }
  return { seed, files, changes };
}

/** The changes of one mutator. An earlier change may have left a file that is no JSON, or has another shape. */
export function attempted(name: string, files: AssemblyFiles, draw: Draw): string | undefined {
  try {
    return MUTATORS[name](files, draw);
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
