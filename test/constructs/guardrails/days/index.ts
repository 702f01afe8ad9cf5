import { COMPUTE_DAYS } from './compute-days';
import { DATA_DAYS } from './data-days';
import type { Day } from './day';
import { DEPLOYMENT_DAYS } from './deployment-days';
import { NETWORK_DAYS } from './network-days';

export * from './day';
export * from './decisions';
export * from './sets';

/** The days of a team, each with all its calls. */
export const DAYS: readonly Day[] = [...DEPLOYMENT_DAYS, ...COMPUTE_DAYS, ...DATA_DAYS, ...NETWORK_DAYS];
