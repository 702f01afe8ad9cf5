import { isMap, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import type { RequestedRow } from './account-request';
import { csvColumns } from '../../fleet/read/csv-file';
import { lineOf } from '../data/write-rows';

/**
 * The text of a file with a row more at the end of its accounts. All other text stays as it is.
 * @param text of the file; undefined if it does not exist
 * @throws Error if the row has no place in the file
 */
export function withRow(file: string, text: string | undefined, row: RequestedRow): string {
  if (/\.csv$/i.test(file)) return withCsvRow(file, text ?? `${['id', 'name', 'email', 'unit', ...Object.keys(row.tags ?? {}).map((key) => `tags.${key}`)].join(',')}\n`, row);
  if (/\.json$/i.test(file)) return withJsonRow(file, text ?? '{\n  "accounts": []\n}\n', row);
  if (/\.ya?ml$/i.test(file)) return withYamlRow(file, text ?? 'accounts:\n', row);
  throw new Error(`Rows cannot be added to this file (given: ${file}). Give a file that ends in .json, .yaml, .yml or .csv.`);
}

function withCsvRow(file: string, text: string, { tags = {}, ...row }: RequestedRow): string {
  const columns = csvColumns(text) ?? [];
  const values: Record<string, string> = { ...row, ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`tags.${key}`, value])) };
  const missing = Object.keys(values).find((name) => !columns.includes(name));
  if (missing !== undefined) throw new Error(`The file has no column for a value of the row (given: ${file}, column ${lineOf(missing)}). Add the column.`);
  const [end] = /\r\n|\r|\n/.exec(text) ?? ['\n'];
  const cells = columns.map((column) => cellOf(Object.hasOwn(values, column) ? values[column] : ''));
  return `${text}${/[\r\n]$/.test(text) ? '' : end}${cells.join(',')}${end}`;
}

function cellOf(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** The parser of YAML reads JSON as well, and knows where each value is. */
function withJsonRow(file: string, text: string, row: RequestedRow): string {
  JSON.parse(text);
  const accounts = accountsIn(file, text);
  const [, end] = rangeOf(accounts);
  const last = accounts.items.at(-1);
  const line = `\n    ${lineOf(row)}`;
  if (last === undefined) return `${text.slice(0, end - 1)}${line}\n  ${text.slice(end - 1)}`;
  const [, behind] = rangeOf(last);
  return `${text.slice(0, behind)},${line}${text.slice(behind)}`;
}

function withYamlRow(file: string, text: string, row: RequestedRow): string {
  if (/^accounts:\s*$/.test(text)) return `accounts:\n  - ${lineOf(row)}\n`;
  const accounts = accountsIn(file, text);
  if (accounts.flow || accounts.items.length === 0) {
    throw new Error(`The accounts of the file are not a list with a row on each line (given: ${file}). Write them as "accounts:" and lines that begin with "- ".`);
  }
  const [first] = rangeOf(accounts.items[0]);
  const indent = /[^\n]*$/.exec(text.slice(0, first))![0].replace(/-\s*$/, '');
  const [, valueEnd] = rangeOf(accounts.items.at(-1));
  const written = text.slice(0, valueEnd).trimEnd().length;
  const lineEnd = text.indexOf('\n', written);
  const [before, after] = lineEnd < 0 ? [text, '\n'] : [text.slice(0, lineEnd), text.slice(lineEnd)];
  return `${before}\n${indent}- ${lineOf(row)}${after}`;
}

function accountsIn(file: string, text: string): YAMLSeq {
  const { contents } = parseDocument(text, { schema: 'failsafe', logLevel: 'error' });
  const accounts = isMap(contents) ? contents.get('accounts', true) as unknown : undefined;
  if (isSeq(accounts)) return accounts;
  throw new Error(`The file has no list of accounts (given: ${file}). Add "accounts", or give another file.`);
}

function rangeOf(node: unknown): readonly [start: number, end: number] {
  const { range } = node as { readonly range: readonly [number, number, number] };
  return [range[0], range[1]];
}
