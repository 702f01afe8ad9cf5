import { type AppData, DATA_PATHS } from './app-data';

/** Characters that a reader of a file cannot see, or that end a line. The joiner of emoji stays. */
export const HIDDEN = /(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu;

/** The texts of the data files by their paths: one row on a line, so that a changed account is one changed line. */
export function writeRows({ accounts, units, policies, services, settings }: AppData): Map<string, string> {
  return new Map([
    ...(settings === undefined ? [] : [[DATA_PATHS.settings, fileText(settings)] as const]),
    [DATA_PATHS.accounts, fileText(accounts)],
    [DATA_PATHS.units, fileText(units)],
    [DATA_PATHS.policies, fileText(policies)],
    [DATA_PATHS.services, fileText(services)],
  ]);
}

/** Each item of a list is on a line of its own, and so is each member of an object of objects. Anything else is on one line. */
function fileText(file: object): string {
  const members = Object.entries(file).filter(([, value]) => value !== undefined)
    .map(([key, value]) => `  ${lineOf(key)}: ${memberText(value)}`);
  return `{\n${members.join(',\n')}\n}\n`;
}

function memberText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[\n${value.map((item) => `    ${lineOf(item)}`).join(',\n')}\n  ]`;
  const entries = Object.entries(Object(value) as object);
  const isNested = typeof value === 'object' && entries.length > 0 && entries.every(([, item]) => typeof item === 'object' && !Array.isArray(item));
  return isNested ? `{\n${entries.map(([key, item]) => `    ${lineOf(key)}: ${lineOf(item)}`).join(',\n')}\n  }` : lineOf(value);
}

/** A value of JSON on one line. */
export function lineOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(lineOf).join(', ')}]`;
  if (typeof value === 'string') return JSON.stringify(value).replace(HIDDEN, escapeOf);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries.map(([key, item]) => `${lineOf(key)}: ${lineOf(item)}`).join(', ')}}`;
}

function escapeOf(character: string): string {
  return [...Array(character.length).keys()].map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}
