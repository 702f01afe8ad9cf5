import type { SettingChange } from '../../model';
import { clipped } from '../escape';

/** How much of a value is shown; the JSON has all of it. */
const VALUE_CHARACTERS = 60;

/** A setting with the value that it had and the one that it has: `tags.Stage.tag_value: ["prod","test"] → ["prod"]`. Not escaped. */
export function settingText({ path, before, after }: SettingChange, characters: number): string {
  return `${clipped(path.join('.'), characters)}: ${value(before, characters)} → ${value(after, characters)}`;
}

function value(text: string | undefined, characters: number): string {
  return text === undefined ? '(none)' : clipped(text, Math.min(VALUE_CHARACTERS, characters));
}
