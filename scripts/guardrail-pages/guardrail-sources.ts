import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', '..', 'src', 'constructs', 'guardrails');

/** The source files of the guardrails. */
export const SOURCES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts')).sort()
  .map((file) => readFileSync(join(FOLDER, file), 'utf8'));

/** An option of a guardrail or of a set: a prop of its interface, as the source declares it. */
export interface Option {
  readonly name: string;
  readonly optional: boolean;
  /** The type as it is written, such as `string[]`. */
  readonly type: string;
}

/** The props of an interface, followed by inherited ones. */
export function optionsOf(name: string): Option[] {
  const source = SOURCES.find((text) => text.includes(`export interface ${name} `));
  if (source === undefined) throw new Error(`No file below src/constructs/guardrails exports this interface (given: ${name}). Export it there.`);
  const [, parent, body] = new RegExp(`export interface ${name} (?:extends (\\w+) )?\\{([\\s\\S]*?)\\n?\\}`).exec(source)!;
  const own = [...body.matchAll(/readonly (\w+)(\??): (.*);/g)].map(([, prop, mark, type]) => ({ name: prop, optional: mark === '?', type }));
  return [...own, ...(parent === undefined ? [] : optionsOf(parent))];
}
