import type * as Model from './model';

/** Loads `model.ts` at the first assertion: an app that only writes its templates uses none of these hundred files. */
export function lazyModel(): typeof Model {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./model') as typeof Model;
}
