import { visible } from './visible';

/**
 * A value of a CSV file. What a spreadsheet would take for a formula gets an apostrophe before it, also after a semicolon, which
 * parts cells in some countries. Source: OWASP, "CSV Injection".
 */
export function csvValue(value: string | number): string {
  if (typeof value === 'number') return String(value);
  return `"${visible(value).replace(/(^|;)(\s*)(?=[=+\-@＝＋－＠])/gu, '$1$2\'').replace(/"/g, '""')}"`;
}
