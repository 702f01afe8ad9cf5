import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', '..', 'src', 'constructs', 'guardrails');

/** A static method of the catalogue: its guardrail, and the parameters that it takes. */
export interface Factory {
  readonly guardrailId: string;
  /** The class and the method, such as `DnsGuardrails.denyZoneSharing`. */
  readonly name: string;
  readonly description: string;
  /** Names of the props; optional ones have a question mark. */
  readonly props: readonly string[];
}

/** The factories in the order of their files, as the sources have them. */
export function factories(): Factory[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).sort();
  const sources = files.map((file) => readFileSync(join(FOLDER, file), 'utf8'));
  return sources.flatMap((source) => {
    const catalogue = /export class (\w+Guardrails) /.exec(source)?.[1];
    return [...source.matchAll(/public static (\w+)\(props: (\w+).*\): Guardrail \{[\s\S]*?guardrailId: '([\w-]+)',\s+description: '(.*)',/g)]
      .map(([, method, props, guardrailId, description]): Factory => (
        { guardrailId, name: `${catalogue}.${method}`, description, props: propsOf(props, sources) }));
  });
}

/** A table with one row for each factory. */
export function factoryTable(): string {
  return [
    '| ID | factory | what it does | parameters |',
    '|---|---|---|---|',
    ...factories().map(({ guardrailId, name, description, props }) => (
      `| ${guardrailId} | \`${name}\` | ${description} | ${props.map((prop) => `\`${prop}\``).join(', ')} |`)),
  ].join('\n');
}

/** The names of the props of an interface, followed by inherited ones. */
function propsOf(name: string, sources: readonly string[]): string[] {
  const source = sources.find((text) => text.includes(`export interface ${name} `));
  if (source === undefined) throw new Error(`No file below src/constructs/guardrails exports this interface (given: ${name}). Export it there.`);
  const [, parent, body] = new RegExp(`export interface ${name} (?:extends (\\w+) )?\\{([\\s\\S]*?)\\n\\}`).exec(source)!;
  const own = [...body.matchAll(/readonly (\w+\??):/g)].map(([, prop]) => prop);
  return [...own, ...(parent === undefined ? [] : propsOf(parent, sources))];
}
