import { type Kind, type Member, membersOf, type ObjectName } from './members';
import { given, type Problems } from './problems';
import { lineAt, type ParsedFile } from './read/parsed-file';
import { nearest } from '../policy/actions/nearest';

type Path = readonly (string | number)[];

/** Whether a value is of a kind, for the words of an error. */
const IS_KIND: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  'a text': (value) => typeof value === 'string' && value !== '',
  'true': (value) => value === true || value === 'true',
  'a list of texts': (value) => Array.isArray(value) && value.every((each) => typeof each === 'string' && each !== ''),
  'an object of texts': (value) => isObject(value) && Object.values(value).every((each) => typeof each === 'string'),
  'an object': isObject,
  'a list of objects': (value) => Array.isArray(value) && value.every(isObject),
  'a list of rows or an object of settings': (value) => isObject(value) || (Array.isArray(value) && value.every(isObject)),
};

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Checks the objects of a file against the members that they may have. */
export class MemberCheck {
  constructor(private readonly file: string, private readonly parsed: ParsedFile, private readonly problems: Problems) {}

  /** @returns whether the object, and all that it holds, is as described */
  fits(value: unknown, name: ObjectName, path: Path = []): boolean {
    if (!isObject(value)) {
      this.problem(path, `This is not an object ${given(value)}`, 'Write its members by their names');
      return false;
    }
    const members = membersOf(name);
    const known = Object.keys(members);
    const checks = Object.entries(value).map(([key, each]) => (
      Object.hasOwn(members, key) ? this.isMember(each, members[key], [...path, key]) : this.unknown(key, known, [...path, key])));
    const missing = known.filter((key) => members[key].isRequired && !Object.hasOwn(value, key));
    for (const key of missing) this.problem(path, `The member "${key}" is missing ${given(value)}`, `Add it: ${lowerFirst(members[key].about)}`);
    return checks.every(Boolean) && missing.length === 0;
  }

  private isMember(value: unknown, { kind, of }: Member, path: Path): boolean {
    const isKind = (typeof value !== 'boolean' || !this.parsed.hasTextsOnly) && IS_KIND[kind](value);
    if (!isKind) {
      this.problem(path, `The member "${String(path.at(-1))}" is not ${kind} ${given(value)}`, REMEDIES[kind]);
      return false;
    }
    if (of === undefined) return true;
    if (Array.isArray(value)) return value.map((item, index) => this.fits(item, of as ObjectName, [...path, index])).every(Boolean);
    if (kind === 'an object') return this.fits(value, of as ObjectName, path);
    return Object.entries(value as object).map(([key, each]) => this.fits(each, 'settings', [...path, key])).every(Boolean);
  }

  private unknown(key: string, known: readonly string[], path: Path): boolean {
    const near = nearest(key, known);
    this.problem(path, `This member is unknown ${given(key)}`, near === undefined ? `Use one of these: ${known.join(', ')}` : `Did you mean "${near}"?`);
    return false;
  }

  private problem(path: Path, sentence: string, remedy: string): void {
    this.problems.add({ file: this.file, line: lineAt(this.parsed.lines, path) }, sentence, remedy);
  }
}

const REMEDIES: Readonly<Record<Kind, string>> = {
  'a text': 'Write a text that is not empty; in JSON, put it in quotes',
  'true': 'Write true, or leave it out',
  'a list of texts': 'Write a list of texts that are not empty; in CSV, put semicolons between them',
  'an object of texts': 'Write texts by their keys; in CSV, a column for each key, such as tags.team',
  'an object': 'Write its members by their names',
  'a list of objects': 'Write a list of rows',
  'a list of rows or an object of settings': 'Write a list of rows; or contacts and Regions by the ID of the row of an account',
};

function lowerFirst(text: string): string {
  return text[0].toLowerCase() + text.slice(1);
}
