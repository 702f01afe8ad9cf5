import { FileProblem, type Lines, type ParsedFile } from './parsed-file';
import { membersOf } from '../members';

/**
 * Reads CSV (RFC 4180) as rows of accounts. The first line that is not empty names the columns: a member of a row, `tags.KEY`, or the
 * path of a member of a contact, such as `alternateContacts.billing.name`. A cell of a list has its items between semicolons. An empty
 * cell is not given.
 * @throws FileProblem
 */
export function parseCsvFile(text: string): ParsedFile {
  const [header, ...rows] = filledRecords(text);
  if (header === undefined) throw new FileProblem(1, 'The file is empty', 'Write the names of the columns into its first line');
  const columns = header.cells.map((cell) => cell.trim());
  if (columns.length === 1 && /[;\t]/.test(columns[0])) {
    throw new FileProblem(header.line, `The columns are not separated by commas (given: ${JSON.stringify(columns[0].slice(0, 60))})`, 'Save the file with commas');
  }
  const repeated = columns.find((column, index) => column !== '' && columns.indexOf(column) !== index);
  if (repeated !== undefined) throw new FileProblem(header.line, `Two columns have one name (given: ${JSON.stringify(repeated)})`, 'Remove one of them');
  const whole = columns.find((column) => columns.some((other) => other.startsWith(`${column}.`)));
  if (whole !== undefined) throw new FileProblem(header.line, `Another column gives a part of this one (given: ${JSON.stringify(whole)})`, 'Remove one of them');
  return {
    value: { accounts: rows.map((record) => rowOf(columns, record)) },
    lines: { line: 1, items: new Map([['accounts', { line: 1, items: new Map(rows.map(({ line }, index): [number, Lines] => [index, { line }])) }]]) },
    hasTextsOnly: true,
  };
}

/** The names of the columns; undefined if there are none. @throws FileProblem */
export function csvColumns(text: string): readonly string[] | undefined {
  return filledRecords(text)[0]?.cells.map((cell) => cell.trim());
}

function filledRecords(text: string): CsvRecord[] {
  return recordsOf(text.replace(/^\uFEFF/, '')).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}

interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

function rowOf(columns: readonly string[], { cells, line }: CsvRecord): unknown {
  if (cells.length > columns.length) {
    const given = JSON.stringify(cells[columns.length].slice(0, 60));
    throw new FileProblem(line, `The line has more cells than there are columns (given: ${given})`, 'Put a cell with a comma in quotes');
  }
  const row = new Map<string, unknown>();
  cells.forEach((cell, index) => {
    const value = cell.trim();
    if (value === '') return;
    if (columns[index] === '') {
      const given = JSON.stringify(value.slice(0, 60));
      throw new FileProblem(line, `The cell is in a column without a name (given: ${given})`, 'Name the column in the line of the names, or clear the cell');
    }
    put(row, pathOf(columns[index]), value);
  });
  return plain(row);
}

/** The key of a tag may have dots. */
function pathOf(column: string): readonly string[] {
  const [first, ...rest] = column.split('.');
  return first === 'tags' && rest.length > 0 ? [first, rest.join('.')] : [first, ...rest];
}

function put(row: Map<string, unknown>, [first, ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    const members = membersOf('account');
    const isList = Object.hasOwn(members, first) && members[first].kind === 'a list of texts';
    row.set(first, isList ? value.split(';').map((item) => item.trim()).filter((item) => item !== '') : value);
    return;
  }
  const inner = row.get(first);
  const object = inner instanceof Map ? inner as Map<string, unknown> : new Map<string, unknown>();
  row.set(first, object);
  if (rest.length === 1) object.set(rest[0], value);
  else put(object, rest, value);
}

function plain(value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries([...value as Map<string, unknown>].map(([key, each]) => [key, plain(each)])) : value;
}

/** Programs put spaces around quotes, though the RFC does not. */
const CELL = /[ \t]*"((?:[^"]|"")*)"[ \t]*(?=[,\r\n]|$)|([^",\r\n]*)(?=[,\r\n]|$)/y;
/** Old programs end lines with a carriage return alone. */
const LINE_END = /\r\n|\r|\n/g;

function recordsOf(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let [position, line] = [0, 1];
  while (position < text.length) {
    const cells: string[] = [];
    const start = line;
    for (;;) {
      CELL.lastIndex = position;
      const found = CELL.exec(text);
      if (found === null) throw new FileProblem(line, 'A quote is not closed, or text follows it', 'Write each quote inside a cell in quotes twice');
      const [all, quoted, bare] = found;
      cells.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
      line += all.split(LINE_END).length - 1;
      position = CELL.lastIndex;
      if (text[position] !== ',') break;
      position++;
    }
    records.push({ cells, line: start });
    position += text.startsWith('\r\n', position) ? 2 : 1;
    line++;
  }
  return records;
}
