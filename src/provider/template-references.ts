const SUB_VARIABLE = /\$\{([A-Za-z0-9]+)(?:\.[^}]*)?\}/g;

/** Logical ids that a resolved piece of a template refers to, pseudo parameters left out by whoever knows the resources. */
export function* templateReferences(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value) yield* templateReferences(item);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (key === 'Ref' && typeof item === 'string') yield item;
      else if (key === 'Fn::GetAtt') yield Array.isArray(item) ? String(item[0]) : String(item).split('.')[0];
      else if (key === 'Fn::Sub') yield* subVariables(item);
      yield* templateReferences(item);
    }
  }
}

function* subVariables(argument: unknown): Generator<string> {
  const text = Array.isArray(argument) ? argument[0] : argument;
  if (typeof text !== 'string') return;
  for (const [, name] of text.matchAll(SUB_VARIABLE)) yield name;
}
