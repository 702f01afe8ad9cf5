import type { Shape } from './query-shapes';

/** A call that the service refuses. */
export class ServiceError extends Error {
  constructor(readonly code: string, message: string, readonly status = 400) {
    super(message);
  }
}

/** Parameters in the AWS Query protocol: `ActionNames.member.1=s3:GetObject`. */
type Parameters = ReadonlyMap<string, string>;

/**
 * The parameters of a call as a value of its shape.
 * @throws ServiceError for a parameter that the shape does not have, or beyond its limits
 */
export function readQuery(parameters: Parameters, shape: Shape): any {
  const read = new Set<string>();
  const value = readShape(parameters, shape, '', read);
  const unknown = [...parameters.keys()].find((name) => !read.has(name));
  if (unknown !== undefined) throw new ServiceError('ValidationError', `unknown parameter ${unknown}`);
  return value;
}

function readShape(parameters: Parameters, shape: Shape, name: string, read: Set<string>): any {
  const inside = (part: string) => (name === '' ? part : `${name}.${part}`);
  const isThere = (prefix: string) => [...parameters.keys()].some((key) => key === prefix || key.startsWith(`${prefix}.`));
  switch (shape.type) {
    case 'structure': {
      const members = Object.entries(shape.members).filter(([member]) => isThere(inside(member)));
      const missing = (shape.required ?? []).find((member) => !members.some(([each]) => each === member));
      if (missing !== undefined) throw new ServiceError('ValidationError', `${inside(missing)} must not be null`);
      return Object.fromEntries(members.map(([member, of]) => [member, readShape(parameters, of, inside(member), read)]));
    }
    case 'list': {
      // An empty list is the name of the list alone.
      read.add(name);
      const items: unknown[] = [];
      while (isThere(inside(`member.${items.length + 1}`))) items.push(readShape(parameters, shape.member, inside(`member.${items.length + 1}`), read));
      if (shape.max !== undefined && items.length > shape.max) throw new ServiceError('ValidationError', `${name} must have at most ${shape.max} members`);
      return items;
    }
    default: {
      read.add(name);
      return checked(parameters.get(name) ?? '', shape, name);
    }
  }
}

function checked(text: string, shape: Extract<Shape, { type: 'string' | 'integer' }>, name: string): string | number {
  const { min = 0, max = Number.POSITIVE_INFINITY } = shape;
  const size = shape.type === 'integer' ? Number(text) : text.length;
  if (!(size >= min && size <= max)) throw new ServiceError('ValidationError', `${name} must be between ${min} and ${max}`);
  if (shape.type === 'integer') return Number(text);
  if (shape.pattern?.test(text) === false) throw new ServiceError('ValidationError', `${name} has other characters`);
  if (shape.enum?.includes(text) === false) throw new ServiceError('ValidationError', `${name} must be one of ${shape.enum.join(', ')}`);
  return text;
}
