/** The first matching value; later pages are not fetched. */
export async function first<T>(values: AsyncIterable<T>, fits: (value: T) => boolean = () => true): Promise<T | undefined> {
  for await (const value of values) {
    if (fits(value)) return value;
  }
  return undefined;
}

export async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const result: T[] = [];
  for await (const value of values) result.push(value);
  return result;
}
