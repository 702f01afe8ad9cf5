import { isDeepStrictEqual } from 'node:util';
import type { Setting } from '../../../contract';

export function isSame(one: Setting | undefined, other: Setting | undefined): boolean {
  return isDeepStrictEqual(one, other);
}
