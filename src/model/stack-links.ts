import { type AssemblyStack, shownLiteral, type Template, templatesOf } from '../assembly';
import { onceForEach } from './grouping';

/** The exports and imports of a stack, by the names of the exports. */
export interface StackLinks {
  readonly stack: string;
  readonly exports: readonly string[];
  readonly imports: readonly string[];
}

/** The links of all stacks in the order of their deployment; empty if no stack imports anything. Names that are functions are omitted. */
export function stackLinks(stacks: readonly AssemblyStack[]): StackLinks[] {
  const links = stacks.map((stack): StackLinks => {
    const templates = templatesOf(stack);
    const outputs = templates.flatMap(({ Outputs }) => Object.values(Outputs ?? {}));
    return {
      stack: stack.name,
      exports: texts(outputs.map(({ Export }) => Export?.Name)),
      imports: texts(templates.flatMap((template) => importsOf(template))),
    };
  });
  return links.some(({ imports }) => imports.length > 0) ? links : [];
}

/** The names of exports, or functions that give them, whose values a template takes. */
export const importsOf = onceForEach(({ Resources, Outputs }: Template): readonly unknown[] => importsIn([Resources, Outputs]));

function importsIn(value: unknown, found: unknown[] = []): unknown[] {
  if (typeof value !== 'object' || value === null) return found;
  if (Array.isArray(value)) {
    for (const item of value) importsIn(item, found);
    return found;
  }
  for (const key of Object.keys(value)) {
    const inner = (value as Record<string, unknown>)[key];
    if (key === 'Fn::ImportValue') found.push(inner);
    else if (typeof inner === 'object') importsIn(inner, found);
  }
  return found;
}

function texts(values: readonly unknown[]): string[] {
  return [...new Set(values.filter((value) => typeof value === 'string').map(shownLiteral))].sort();
}
