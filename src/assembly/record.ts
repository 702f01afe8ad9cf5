/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The results for all items, or undefined if each item is its own result, so that large values need not be copied. */
export function changedItems(items: readonly unknown[], to: (item: unknown, index: number) => unknown): unknown[] | undefined {
  let changed: unknown[] | undefined;
  for (let index = 0; index < items.length; index++) {
    const result = to(items[index], index);
    if (changed === undefined && result !== items[index]) changed = items.slice(0, index);
    changed?.push(result);
  }
  return changed;
}

/** The object with the results for all values in place of them; the same object if each value is its own result. */
export function changedValues(
  record: Readonly<Record<string, unknown>>, to: (value: unknown, key: string) => unknown,
): Readonly<Record<string, unknown>> {
  let changed: Record<string, unknown> | undefined;
  for (const key of Object.keys(record)) {
    const result = to(record[key], key);
    if (result !== record[key]) (changed ??= { ...record })[key] = result;
  }
  return changed ?? record;
}

/** The value of an object's own key: `constructor` and `__proto__` are names like any other, and nothing has them by birth. */
export function ownValue<Value>(record: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A value of a template as text. `String` fails for an object that has a `toString` of its own. */
export function asText(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
