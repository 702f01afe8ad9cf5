// eslint-disable-next-line import/no-extraneous-dependencies -- the version that the SDK brings
import { NormalizedSchema } from '@smithy/core/schema';
import { type Shape, shapeOf, timeOf } from './schema-shape';

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

const UTF_8 = new TextDecoder();

type Schema = Parameters<typeof NormalizedSchema.of>[0];

class JsonSerializer {
  private text = '';

  public setSerdeContext(): void {}

  public write(schema: Schema, value: unknown): void {
    this.text = JSON.stringify(sent(shapeOf(NormalizedSchema.of(schema)), value));
  }

  public flush(): string {
    return this.text;
  }
}

class JsonDeserializer {
  public setSerdeContext(): void {}

  public async read(schema: Schema, bytes: Uint8Array): Promise<unknown> {
    return bytes.byteLength === 0 ? {} : this.readObject(schema, JSON.parse(UTF_8.decode(bytes)));
  }

  public readObject(schema: Schema, value: unknown): unknown {
    return received(shapeOf(NormalizedSchema.of(schema)), value);
  }
}

function sent(shape: Shape, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => sent(shape.item, each));
  if (shape.kind === 'unit') return {};
  if (shape.kind === 'structure') return shape.convert(value, sent);
  throw new Error('The handler bundle cannot send a value of this type. Adapt scripts/bundle/stand-ins/json-codec.ts.');
}

function received(shape: Shape, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (shape.kind === 'timestamp') return timeOf(shape.isDateTime ? String(value) : Math.round(Number(value) * 1_000));
  if (shape.kind === 'list' && Array.isArray(value)) return value.map((each) => received(shape.item, each));
  if (shape.kind === 'structure' && typeof value === 'object') return shape.convert(value, received);
  return value;
}
