/**
 * The content of the tags `former-settings/…`: the settings of an account before a deployment changed them.
 *
 * It is JSON, deflated, in base64url. `tag-codec.ts` splits it into tags. The index of the contract leaves this file out, since a browser
 * has no `node:zlib`.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Setting } from './account-settings';
import type { Tag } from './properties';
import { formerSettingsTags, formerSettingsText } from './tag-codec';

/** Replaces a value that equals the one in the former template, since a rollback brings that along. */
export const AS_IN_TEMPLATE = '=';

export interface SettingsNote {
  readonly owner: string;
  /** The time at which the deployment recorded it first, in milliseconds since 1970. */
  readonly at: number;
  /** The former settings by key. */
  readonly former: Readonly<Record<string, Setting>>;
  /** Alternate contacts that the account already had, with the same values, before the app named them. They stay at a release. */
  readonly found: readonly string[];
  /** `found` before this deployment. */
  readonly foundBefore: readonly string[];
}

/** A note of all contacts has about 2,000 characters. The limit protects against notes from other writers that inflate to any size. */
const LARGEST_NOTE = 20_000;

export function settingsNoteTags(note: SettingsNote): Tag[] {
  return formerSettingsTags(deflateRawSync(JSON.stringify(note)).toString('base64url'));
}

/** The note in the tags; undefined if there is none, or if it is damaged. */
export function parseNote(tags: readonly Tag[]): SettingsNote | undefined {
  const text = formerSettingsText(tags);
  if (text === undefined) return undefined;
  try {
    const note = JSON.parse(inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: LARGEST_NOTE }).toString()) as SettingsNote;
    const areTexts = (keys: unknown) => Array.isArray(keys) && keys.every((key) => typeof key === 'string');
    const isNote = typeof note.owner === 'string' && typeof note.at === 'number' && areTexts(note.found) && areTexts(note.foundBefore)
      && Object.values(note.former).every(isSetting);
    return isNote ? note : undefined;
  } catch {
    return undefined;
  }
}

function isSetting(value: unknown): boolean {
  if (value === null || typeof value === 'string') return true;
  return typeof value === 'object' && Object.values(value).every((member) => typeof member === 'string');
}
