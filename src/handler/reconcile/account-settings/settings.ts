import { isDeepStrictEqual } from 'node:util';
import type { Setting } from '../../../contract';

export { isAlternate, PRIMARY, regionOf, type Setting, type Settings, settingsOf } from '../../../contract';

export function isSame(one: Setting | undefined, other: Setting | undefined): boolean {
  return isDeepStrictEqual(one, other);
}
