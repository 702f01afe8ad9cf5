import { numberText, own, type Phrase, phrase } from './phrase';
import type { TargetReference, DelegationNote, Obstacle, ObstacleKind, SettingChange, UnexplainedTag } from '../../model';
import { clipped } from '../escape';

/** The number of characters shown of a value. The JSON has the whole value. */
const VALUE_CHARACTERS = 60;

/** A setting with the value that it had and the one that it has: `tags.Stage.tag_value: ["prod","test"] → ["prod"]`. Not escaped. */
export function settingText({ path, before, after }: SettingChange, characters: number): string {
  return `${clipped(path.join('.'), characters)}: ${value(before, characters)} → ${value(after, characters)}`;
}

function value(text: string | undefined, characters: number): string {
  return text === undefined ? '(none)' : clipped(text, Math.min(VALUE_CHARACTERS, characters));
}

/** Found out in the clean-up, where CloudFormation goes on. Source: AWS CloudFormation User Guide, "Understand update behaviors". */
const IN_CLEAN_UP: readonly ObstacleKind[] = ['removalNotAllowed', 'policyTypeInUse', 'destinationDoesNotStay'];

/** The consequence of the obstacles: `This deployment will stop`. */
export function obstaclesWords(obstacles: readonly Obstacle[]): string {
  return obstacles.every(({ kind }) => IN_CLEAN_UP.includes(kind))
    ? 'This deployment will not do all that the code says' : 'This deployment will stop';
}

export const DELEGATIONS_TITLE = 'What the resource policy delegates';

/** One statement. The names in it are as others wrote them. */
export function delegationPhrase({ effect, who, what }: DelegationNote): Phrase {
  return phrase`${who} ${own(effect === 'Deny' ? 'may not' : 'may')} ${what}`;
}

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

/** `The code does not explain 2 tags of this library`. */
export function unexplainedTagsWords(tags: readonly UnexplainedTag[]): string {
  return `The code does not explain ${count(tags.length, 'tag')} of this library`;
}
