import { optionsOf, SOURCES } from './guardrail-sources';

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
  return SOURCES.flatMap((source) => {
    const catalogue = /export class (\w+Guardrails) /.exec(source)?.[1];
    return [...source.matchAll(/public static (\w+)\(props: (\w+).*\): Guardrail \{[\s\S]*?guardrailId: '([\w-]+)',\s+description: '(.*)',/g)]
      .map(([, method, props, guardrailId, description]): Factory => (
        { guardrailId, name: `${catalogue}.${method}`, description, props: optionsOf(props).map(({ name: prop, optional }) => `${prop}${optional ? '?' : ''}`) }));
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
