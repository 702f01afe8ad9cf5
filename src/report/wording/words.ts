import { numberText, own, type Phrase, phrase } from './phrase';
import type { TargetReference } from '../../model';

export { policyTypeWords } from '../../model/delegation/policy-type-words';

/** `1 policy`, `3 policies`. */
export function count(number: number, noun: string): string {
  return `${numberText(number)} ${number === 1 ? noun : plural(noun)}`;
}

export function plural(noun: string): string {
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A path without the root that every path begins with: `Workloads/Prod`, and `"Dev/Test"/Web` where a name holds a slash. */
export function place({ path, names }: Pick<TargetReference, 'path' | 'names'>): Phrase {
  if (path === 'Root') return own('the root');
  return phrase`${names?.slice(1).map((name) => (name.includes('/') ? `"${name}"` : name)).join('/') ?? withoutRoot(path)}`;
}

/** The last name of a path. Give the path above it where it is known, since names may hold slashes. */
export function nameIn(path: string, above?: string): string {
  if (above !== undefined && path.startsWith(`${above}/`)) return path.slice(above.length + 1);
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The suffix of a name that two resources share, and of an account that has not joined. */
export function distinction({ distinguishedBy, invited }: { readonly distinguishedBy?: string; readonly invited?: true }): Phrase {
  return [...(distinguishedBy === undefined ? [] : phrase` (${distinguishedBy})`), ...(invited ? own(' (invited)') : [])];
}

export function parentPath(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? path : path.slice(0, slash);
}

function withoutRoot(path: string): string {
  return path.startsWith('Root/') ? path.slice('Root/'.length) : path;
}

/** `2 h 5 min`, `4 min 20 s`, `12 s`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}
