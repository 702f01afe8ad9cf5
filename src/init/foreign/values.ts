import type { ForeignResource, NotRead, Origin } from './foreign-organization';
import type { Tags } from '../../model';

export type Values = Readonly<Record<string, unknown>>;

export function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member of an object; undefined for anything else. */
export function member(value: unknown, name: string): unknown {
  return isValues(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The members of an object, in their order. */
export function entries(value: unknown): [string, unknown][] {
  return isValues(value) ? Object.entries(value) : [];
}

/** A list as it is, a single value as a list, and nothing for an absent one. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** A text without spaces around it, or a number as a text; undefined for anything else and for an empty text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

export function textsOf(value: unknown): string[] {
  return listOf(value).flatMap((each) => textOf(each) ?? []);
}

/** An account ID. YAML reads one without quotes as a number, which has lost its zeros at the front. */
export function accountIdOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value).padStart(12, '0') : textOf(value);
  return text !== undefined && /^\d{12}$/.test(text) ? text : undefined;
}

/** Tags of a map. Values that are no texts, such as references, are left out. */
export function tagsOf(value: unknown): Tags | undefined {
  if (!isValues(value)) return undefined;
  return Object.fromEntries(Object.entries(value).flatMap(([key, each]) => {
    const text = typeof each === 'string' ? each : textOf(each);
    return text === undefined ? [] : [[key, text]];
  }));
}

/** Tags of a list of `{ Key, Value }`. */
export function tagsOfList(value: unknown): Tags | undefined {
  if (!Array.isArray(value)) return undefined;
  return tagsOf(Object.fromEntries(value.flatMap((each) => {
    const key = textOf(member(each, 'Key'));
    return key === undefined ? [] : [[key, member(each, 'Value')]];
  })));
}

/** The resources of each kind that a reader found, with the addresses that are taken. */
export class Found<T extends ForeignResource> {
  readonly all: T[] = [];
  private readonly addresses = new Set<string>();

  constructor(private readonly notRead: NotRead[]) {}

  /** Adds a resource, unless one of its address is there. */
  add(resource: T): void {
    const { origin } = resource;
    if (this.addresses.has(origin.address)) {
      this.notRead.push({ origin, reason: 'it is listed twice; the first one counts' });
      return;
    }
    this.addresses.add(origin.address);
    this.all.push(resource);
  }
}

/** `accounts-config.yaml:12 Network`. */
export function originText({ file, line, address }: Origin): string {
  return `${file}${line === undefined ? '' : `:${line}`} ${address}`;
}
