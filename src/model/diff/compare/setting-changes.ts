import { canonicalJson } from '../../../assembly';
import type { JsonValue } from '../../../policy';
import type { SettingChange } from '../change';

/** The values by which two documents differ, sorted by path. A list counts as one value. */
export function settingChanges(before: JsonValue | undefined, after: JsonValue | undefined): SettingChange[] {
  const [former, present] = [settingsOf(before), settingsOf(after)];
  const keys = [...new Set([...former.keys(), ...present.keys()])].sort();
  return keys.flatMap((key) => {
    const [one, other] = [former.get(key), present.get(key)];
    if (one === other) return [];
    return [{
      path: JSON.parse(key) as string[],
      ...(one === undefined ? {} : { before: one }),
      ...(other === undefined ? {} : { after: other }),
    }];
  });
}

function settingsOf(value: JsonValue | undefined): Map<string, string> {
  const settings = new Map<string, string>();
  const read = (inner: JsonValue, path: readonly string[]): void => {
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner) && Object.keys(inner).length > 0) {
      for (const [key, item] of Object.entries(inner)) read(item, [...path, key]);
    } else {
      settings.set(JSON.stringify(path), canonicalJson(inner));
    }
  };
  if (value !== undefined) read(value, []);
  return settings;
}
