import { createColors } from 'picocolors';

const { FORCE_COLOR, NO_COLOR } = process.env;

/** Colors for a terminal. Output to a file or a log stays plain, also in CI, unless FORCE_COLOR is set. */
export const colors = createColors(!NO_COLOR && (Boolean(FORCE_COLOR) || Boolean(process.stdout.isTTY)));
