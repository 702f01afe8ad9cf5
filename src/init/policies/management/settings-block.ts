import type { JsonValue } from '../../../policy';
import type { Expression } from '../expression';
import { constantOfControl } from './child-controls';

const CHILD_CONTROL = '@@operators_allowed_for_child_policies';
const METHODS: Readonly<Record<string, string>> = { '@@assign': 'assign', '@@append': 'append', '@@remove': 'remove' };

/** Says that no typed policy gives a document. */
export class NotTyped extends Error {}

/** Reads a block of a management policy. Each setting has to be read: the typed policy would lack those that are left. */
export class SettingsBlock {
  private readonly parts: Map<string, JsonValue>;

  /** @throws NotTyped unless the value is a block that is not empty */
  constructor(value: JsonValue | undefined, { mayBeEmpty = false } = {}) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new NotTyped();
    this.parts = new Map(Object.entries(value));
    if (this.parts.size === 0 && !mayBeEmpty) throw new NotTyped();
  }

  /** Reads a block, if there is one, to its end. */
  block<Result>(name: string, read: (block: SettingsBlock) => Result): Result | undefined {
    return this.parts.has(name) ? readWhole(this.take(name), read) : undefined;
  }

  /** Reads each block that is left. */
  blocks<Result>(read: (name: string, block: SettingsBlock) => Result, options?: { readonly mayBeEmpty?: boolean }): Result[] {
    return [...this.parts.keys()].map((name) => readWhole(this.take(name), (block) => read(name, block), options));
  }

  /** Reads each setting that is left as a list of texts. */
  lists(pattern: RegExp): [name: string, list: Expression][] {
    return [...this.parts.keys()].map((name) => [name, this.list(name, pattern)!]);
  }

  /** An assigned text without child control. */
  plain(name: string, pattern: RegExp): string | undefined {
    if (!this.parts.has(name)) return undefined;
    const text = assigned(this.take(name));
    if (typeof text !== 'string' || !pattern.test(text)) throw new NotTyped();
    return text;
  }

  /** An assigned text, which may have a child control. */
  text(name: string, pattern: RegExp): { readonly value: string; readonly expression: Expression } | undefined {
    if (!this.parts.has(name)) return undefined;
    const { control, rest } = withoutControl(this.take(name));
    const value = assigned(rest);
    if (typeof value !== 'string' || !pattern.test(value)) throw new NotTyped();
    return { value, expression: control === undefined ? value : { call: ['PolicyValue', 'text'], given: [value, control] } };
  }

  /** A list of texts, which may have another operator or a child control. */
  list(name: string, pattern: RegExp, { most = Infinity, least = 0 } = {}): Expression | undefined {
    if (!this.parts.has(name)) return undefined;
    const { control, rest } = withoutControl(this.take(name));
    const [[operator, items] = ['', null], ...others] = Object.entries(Object(rest) as Record<string, JsonValue>);
    const isList = Array.isArray(items) && items.every((item) => typeof item === 'string' && pattern.test(item));
    refuseIf(others.length > 0 || !Object.hasOwn(METHODS, operator) || !isList || items.length > most || items.length < least);
    const list: Expression = { list: items as string[] };
    if (operator === '@@assign' && control === undefined) return list;
    return { call: ['PolicyValue', METHODS[operator]], given: control === undefined ? [list] : [list, control] };
  }

  /** A list of the values of an enumeration. */
  constants(name: string, enumeration: string, values: readonly string[]): Expression | undefined {
    if (!this.parts.has(name)) return undefined;
    const items = assigned(this.take(name));
    if (!Array.isArray(items) || items.length === 0) throw new NotTyped();
    return { list: items.map((item) => constantOf(enumeration, values, item)) };
  }

  /** A value of an enumeration. */
  constant(name: string, enumeration: string, values: readonly string[]): Expression | undefined {
    return this.parts.has(name) ? constantOf(enumeration, values, assigned(this.take(name))) : undefined;
  }

  /** Whether a setting is `enabled` and not `disabled`. */
  toggle(name: string): boolean | undefined {
    const text = this.plain(name, /^(?:enabled|disabled)$/);
    return text === undefined ? undefined : text === 'enabled';
  }

  /** A whole number in quotes. */
  numberText(name: string): number | undefined {
    const text = this.plain(name, /^(?:0|-?[1-9]\d{0,8})$/);
    return text === undefined ? undefined : Number(text);
  }

  /** A whole number. */
  number(name: string): number | undefined {
    if (!this.parts.has(name)) return undefined;
    const value = assigned(this.take(name));
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 2_147_483_647) throw new NotTyped();
    return value;
  }

  /** @throws NotTyped if a part was not read */
  end(): void {
    if (this.parts.size > 0) throw new NotTyped();
  }

  private take(name: string): JsonValue {
    const part = this.parts.get(name)!;
    this.parts.delete(name);
    return part;
  }
}

/** Reads a block to its end. */
export function readWhole<Result>(
  value: JsonValue | undefined, read: (block: SettingsBlock) => Result, options?: { readonly mayBeEmpty?: boolean },
): Result {
  const block = new SettingsBlock(value, options);
  const result = read(block);
  block.end();
  return result;
}

/** The value of a part that is needed. @throws NotTyped if it is not given */
export function needed<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new NotTyped();
  return value;
}

export function refuseIf(isRefused: boolean): void {
  if (isRefused) throw new NotTyped();
}

function assigned(setting: JsonValue): JsonValue {
  const { '@@assign': value, ...others } = Object(setting) as Record<string, JsonValue>;
  if (Object.keys(others).length > 0) throw new NotTyped();
  return value;
}

function withoutControl(setting: JsonValue): { readonly control?: Expression; readonly rest: JsonValue } {
  const { [CHILD_CONTROL]: operators, ...rest } = Object(setting) as Record<string, JsonValue>;
  return operators === undefined ? { rest } : { control: needed(constantOfControl(operators)), rest };
}

function constantOf(enumeration: string, values: readonly string[], value: JsonValue): Expression {
  if (typeof value !== 'string' || !values.includes(value)) throw new NotTyped();
  return { constant: [enumeration, value.toUpperCase()] };
}
