export type Axes = Readonly<Record<string, readonly string[]>>;
export type Combination<A extends Axes> = { readonly [Name in keyof A]: A[Name][number] };

/** The values to which a row applies; a missing axis stands for all of its values. */
export type Row<A extends Axes, Expected> = readonly [when: Condition<A>, expected: Expected];
type Condition<A extends Axes> = { readonly [Name in keyof A]?: readonly A[Name][number][] };

export function combinations<A extends Axes>(axes: A): Combination<A>[] {
  let all: Record<string, string>[] = [{}];
  for (const [name, values] of Object.entries(axes)) all = all.flatMap((each) => values.map((value) => ({ ...each, [name]: value })));
  return all as Combination<A>[];
}

/** The expected results for a combination. A complete table has exactly one row for each. */
export function rowsOf<A extends Axes, Expected>(rows: readonly Row<A, Expected>[], given: Combination<A>): Expected[] {
  const matches = (when: Condition<A>) => (
    Object.entries<readonly string[]>(when as Record<string, readonly string[]>).every(([name, values]) => values.includes(given[name])));
  return rows.filter(([when]) => matches(when)).map(([, expected]) => expected);
}
