import { literal } from './sql';

const IDENTIFIER = /^[A-Za-z0-9_]+$/;

/** The forms of days in the partitions of tables, with their parts after the year. */
const FORMS = { 'yyyy/MM/dd': '/', 'yyyy-MM-dd': '-', 'yyyyMMdd': '' } as const;

type DayForm = keyof typeof FORMS;

/** The columns by whose days a table has its partitions: one with a whole day, or three with year, month and day. */
export interface PartitionDays {
  readonly columns: readonly string[];
  readonly form: DayForm;
}

/** Whether a name of a database, a table or a column can stand in a query. */
export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name) && name.length <= 255;
}

/**
 * Reads `timestamp`, `dt=yyyy-MM-dd` or `year,month,day`.
 * @throws Error for another text
 */
export function partitionDays(text: string): PartitionDays {
  const [, names, form = 'yyyy/MM/dd'] = /^([^=]*)(?:=(.*))?$/s.exec(text)!;
  const columns = names.split(',');
  const hasForm = Object.hasOwn(FORMS, form) && (columns.length === 1 || form === 'yyyy/MM/dd');
  if (![1, 3].includes(columns.length) || !columns.every(isIdentifier) || !hasForm) {
    throw new Error(`This names no column of partitions (given: --replay-partition ${text}). Give the name of a column, such as timestamp; with the form `
      + 'of its days if that is not yyyy/MM/dd, such as dt=yyyy-MM-dd or dt=yyyyMMdd; or year,month,day. Names have letters, digits and underscores.');
  }
  return { columns, form: form as DayForm };
}

/** The day of a partition as a text, in SQL. */
export function partitionDay({ columns }: PartitionDays): string {
  return columns.map((column) => `"${column}"`).join(' || \'/\' || ');
}

/**
 * The condition for partitions since a day. A record is delivered after its event, and so never in the partition of an earlier day.
 * @param day `2026-11-30`
 */
export function partitionsSince(partition: PartitionDays, day: string): string {
  const { columns: [first], columns, form } = partition;
  const since = `${partitionDay(partition)} >= ${literal(day.replaceAll('-', FORMS[form]))}`;
  // Partitions of earlier years are left out by their first column alone, which no engine overlooks.
  return columns.length === 1 ? since : `"${first}" >= ${literal(day.slice(0, 4))} AND ${since}`;
}

/**
 * @param day of one of the partitions that the query read
 * @throws Error for a day in another form: compared with it, the query may have left out partitions
 */
export function requirePartitionDay({ columns, form }: PartitionDays, day: string | undefined): void {
  if (day !== undefined && formOf(day) === form) return;
  throw new Error(`The query may have left out records: the values of --replay-partition ${columns.join(',')} are no days in the form ${form} `
    + `(given by the table: ${JSON.stringify(day ?? null)}). Give a column with whole days; its form, such as dt=yyyy-MM-dd; or year,month,day.`);
}

function formOf(day: string): string | undefined {
  const separator = /^\d{4}([/-]?)\d\d\1\d\d$/.exec(day)?.[1];
  return Object.entries(FORMS).find(([, each]) => each === separator)?.[0];
}
