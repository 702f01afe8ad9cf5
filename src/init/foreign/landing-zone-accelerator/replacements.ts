import { listOf, member, textOf, textsOf } from '../values';

/** Values of `replacements-config.yaml` by their keys. A list is a `StringList`. */
export type Replacements = ReadonlyMap<string, string | readonly string[]>;

/** The values that the file itself has. One of type `SSM` is known to the service only. */
export function replacementsOf(config: unknown): Replacements {
  return new Map(listOf(member(config, 'globalReplacements')).flatMap((each) => {
    const [key, value] = [textOf(member(each, 'key')), member(each, 'value')];
    if (key === undefined || value === undefined) return [];
    return [[key, Array.isArray(value) ? textsOf(value) : textOf(value) ?? ''] as const];
  }));
}

const VARIABLE = /\{\{\s*([\w.-]+)\s*\}\}/g;

/** A YAML text with the values of its `{{ … }}`. A list becomes its items with commas. Those without a value stay. */
export function withVariables(text: string, replacements: Replacements): string {
  return text.replace(VARIABLE, (all, key: string) => {
    const value = replacements.get(key);
    return value === undefined ? all : typeof value === 'string' ? value : value.join(',');
  });
}

/** A placeholder that Landing Zone Accelerator fills in. Policy variables such as `${aws:PrincipalTag/team}` have small letters. */
const PLACEHOLDER = /\$\{(?:ACCEL_LOOKUP::CUSTOM:([\w.-]+)|[A-Z][A-Z_]*(?:::[^}]*)?)\}/g;

/** A policy document with the values that are known. A list becomes a list of JSON. */
export function withPlaceholders(text: string, replacements: Replacements): string {
  return withVariables(text, replacements).replace(PLACEHOLDER, (all, key: string | undefined) => {
    const value = key === undefined ? undefined : replacements.get(key);
    return value === undefined ? all : typeof value === 'string' ? value : JSON.stringify(value);
  });
}

/** The placeholders and variables that are left, each once. */
export function openPlaceholders(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER), ...text.matchAll(VARIABLE)].map(([all]) => all))].sort();
}
