import type { JsonValue } from '../parse-json';
import type { PolicyProblem } from './policy-problem';

export type JsonObject = { [key: string]: JsonValue };

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Collects problems while a document is read, so that an author sees all of them at once. */
export class ProblemList {
  readonly problems: PolicyProblem[] = [];

  add(path: string, what: string, value: unknown, advice: string): undefined {
    this.problems.push({ path, what, value, advice });
    return undefined;
  }

  /** Reports each key of an object that the language does not know, with the known key that was probably meant. */
  unknownKeys(object: JsonObject, known: readonly string[], path: string): void {
    for (const key of Object.keys(object).filter((candidate) => !known.includes(candidate))) {
      const meant = known.find((candidate) => candidate.toLowerCase() === key.toLowerCase());
      this.add(below(path, key), 'is an element that the policy language does not know', undefined,
        meant === undefined ? `Use one of ${known.join(', ')}.` : `Write ${meant}; names of elements are case-sensitive.`);
    }
  }

  /** A string or a list of strings, as a list. */
  strings(value: JsonValue, path: string, advice: string): string[] {
    const items = Array.isArray(value) ? value : [value];
    return items.flatMap((item, index) => {
      if (typeof item === 'string') return [item];
      this.add(Array.isArray(value) ? `${path}[${index}]` : path, 'must be a string', item, advice);
      return [];
    });
  }
}

export function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
