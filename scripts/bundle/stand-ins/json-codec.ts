// eslint-disable-next-line import/no-extraneous-dependencies -- the version that the SDK brings
import { NormalizedSchema } from '@smithy/core/schema';

/**
 * Stands in for the SDK's JSON codec, which writes and reads every type of the Smithy language. The operations of the handlers send texts,
 * numbers, lists and structures, and receive booleans and timestamps besides.
 */
export class JsonCodec2 {
  public setSerdeContext(): void {}

  public createSerializer(): JsonSerializer {
    return new JsonSerializer();
  }

  public createDeserializer(): JsonDeserializer {
    return new JsonDeserializer();
  }
}

type Schema = Parameters<typeof NormalizedSchema.of>[0];

class JsonSerializer {
  private text = '';

  public setSerdeContext(): void {}

  public write(schema: Schema, value: unknown): void {
    this.text = JSON.stringify(sent(NormalizedSchema.of(schema), value));
  }

  public flush(): string {
    return this.text;
  }
}

class JsonDeserializer {
  public setSerdeContext(): void {}

  public async read(schema: Schema, bytes: Uint8Array): Promise<unknown> {
    return bytes.byteLength === 0 ? {} : this.readObject(schema, JSON.parse(new TextDecoder().decode(bytes)));
  }

  public readObject(schema: Schema, value: unknown): unknown {
    return received(NormalizedSchema.of(schema), value);
  }
}

/** The members of the schema, without those that are not set. */
function members(schema: NormalizedSchema, value: object, convert: (schema: NormalizedSchema, value: unknown) => unknown): object {
  const given = value as Record<string, unknown>;
  return Object.fromEntries([...schema.structIterator()].flatMap(([name, member]) => (
    given[name] == null ? [] : [[name, convert(member, given[name])]])));
}

function sent(schema: NormalizedSchema, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => sent(schema.getValueSchema(), each));
  if (schema.isUnitSchema()) return {};
  if (schema.isStructSchema()) return members(schema, value, sent);
  throw new Error('The handler bundle cannot send a value of this type. Adapt scripts/bundle/stand-ins/json-codec.ts.');
}

function received(schema: NormalizedSchema, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (schema.isTimestampSchema()) return timestamp(schema, value);
  if (schema.isListSchema() && Array.isArray(value)) return value.map((each) => received(schema.getValueSchema(), each));
  if (schema.isStructSchema() && typeof value === 'object') return members(schema, value, received);
  return value;
}

/** The type of timestamps that the model writes as a text. All others are seconds. */
const DATE_TIME = 5;

function timestamp(schema: NormalizedSchema, value: unknown): Date {
  const date = new Date(schema.getSchema() === DATE_TIME ? String(value) : Math.round(Number(value) * 1_000));
  if (Number.isNaN(date.getTime())) throw new TypeError(`This is not a timestamp (given: ${JSON.stringify(value)}).`);
  return date;
}
