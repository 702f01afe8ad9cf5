import { BROKEN_USES } from './broken-uses';
import type { Finding } from './finding';
import { WAYS_AROUND } from './ways-around';

export * from './finding';

/** The table of the examination of all guardrails in November 2026, each row with its requests. */
export const FINDINGS: readonly Finding[] = [...WAYS_AROUND, ...BROKEN_USES];
