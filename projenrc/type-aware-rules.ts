/** Rules of the lint that need types. They are for `src/` only: with the types of all tests they took 6 GB and half of the time. */
export const TYPE_AWARE_RULES: readonly string[] = ['@typescript-eslint/no-floating-promises', '@typescript-eslint/return-await'];
