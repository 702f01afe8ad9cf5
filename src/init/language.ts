/** A language in which an app can be written. */
export const LANGUAGES = ['typescript', 'python'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The versions of packages that a written app needs. */
export interface Versions {
  /** Of this package, and the ranges of its peers. */
  readonly [name: string]: string;
}
