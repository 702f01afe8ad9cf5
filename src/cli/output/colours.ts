import { createColors } from 'picocolors';

const { FORCE_COLOR, NO_COLOR } = process.env;

/** For people at a terminal. What goes to a file or a log stays plain, in CI as well, unless it is asked for. */
export const colours = createColors(!NO_COLOR && (Boolean(FORCE_COLOR) || Boolean(process.stdout.isTTY)));
