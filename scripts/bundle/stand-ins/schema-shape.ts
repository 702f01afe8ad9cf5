// eslint-disable-next-line import/no-extraneous-dependencies -- the version that the SDK brings
import type { NormalizedSchema } from '@smithy/core/schema';

type Kind = 'structure' | 'list' | 'timestamp' | 'boolean' | 'number' | 'unit' | 'other';

/** The type of timestamps that the model writes as a text. In JSON, all others are seconds. */
const DATE_TIME = 5;

/** The parts of a schema that a codec needs. The SDK's schemas compute them for every value, which takes longer than parsing an answer. */
export class Shape {
  public readonly kind: Kind;
  private knownMembers?: readonly (readonly [name: string, shape: Shape])[];
  private knownItem?: Shape;

  constructor(private readonly schema: NormalizedSchema) {
    this.kind = kindOf(schema);
  }

  /** The members of a structure. Read on demand, because types may contain themselves. */
  public get members(): readonly (readonly [name: string, shape: Shape])[] {
    return this.knownMembers ??= [...this.schema.structIterator()].map(([name, member]) => [name, shapeOf(member)] as const);
  }

  /** The items of a list. */
  public get item(): Shape {
    return this.knownItem ??= shapeOf(this.schema.getValueSchema());
  }

  /** Whether a timestamp is a text in JSON. */
  public get isDateTime(): boolean {
    return this.schema.getSchema() === DATE_TIME;
  }

  /** The converted members of a structure, without those that are not set. */
  public convert(value: object, convert: (shape: Shape, value: unknown) => unknown): Record<string, unknown> {
    const given = value as Record<string, unknown>;
    const converted: Record<string, unknown> = {};
    for (const [name, shape] of this.members) {
      if (given[name] != null) converted[name] = convert(shape, given[name]);
    }
    return converted;
  }
}

const SHAPES = new WeakMap<NormalizedSchema, Shape>();

export function shapeOf(schema: NormalizedSchema): Shape {
  const known = SHAPES.get(schema);
  if (known) return known;
  const shape = new Shape(schema);
  SHAPES.set(schema, shape);
  return shape;
}

function kindOf(schema: NormalizedSchema): Kind {
  if (schema.isUnitSchema()) return 'unit';
  if (schema.isTimestampSchema()) return 'timestamp';
  if (schema.isListSchema()) return 'list';
  if (schema.isStructSchema()) return 'structure';
  if (schema.isBooleanSchema()) return 'boolean';
  return schema.isNumericSchema() ? 'number' : 'other';
}

/** @throws TypeError if it is not a time. */
export function timeOf(value: string | number): Date {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) throw new TypeError(`This is not a timestamp (given: ${JSON.stringify(value)}).`);
  return date;
}
