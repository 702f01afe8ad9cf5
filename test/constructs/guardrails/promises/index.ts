import { ACCOUNT_PROMISES } from './account-promises';
import { COMPUTE_PROMISES } from './compute-promises';
import { CONNECTION_PROMISES } from './connection-promises';
import { DATA_PROMISES } from './data-promises';
import { DELETION_PROMISES } from './deletion-promises';
import { EXPOSURE_PROMISES } from './exposure-promises';
import type { GuardrailPromise } from './guardrail-promise';
import { KEY_AND_COPY_PROMISES } from './key-and-copy-promises';
import { NETWORK_PROMISES } from './network-promises';
import { NEW_SERVICE_PROMISES } from './new-service-promises';
import { PERIMETER_PROMISES } from './perimeter-promises';
import { PLATFORM_PROMISES } from './platform-promises';
import { RECORDING_PROMISES } from './recording-promises';
import { SECURITY_SERVICE_PROMISES } from './security-service-promises';
import { SHARING_PROMISES } from './sharing-promises';
import { USAGE_PROMISES } from './usage-promises';
import { WORKLOAD_PROMISES } from './workload-promises';

export * from './guardrail-promise';

export const GUARDRAIL_PROMISES: readonly GuardrailPromise[] = [
  ACCOUNT_PROMISES, USAGE_PROMISES, RECORDING_PROMISES, SECURITY_SERVICE_PROMISES, NETWORK_PROMISES, COMPUTE_PROMISES, DATA_PROMISES,
  PERIMETER_PROMISES, PLATFORM_PROMISES, SHARING_PROMISES, WORKLOAD_PROMISES, KEY_AND_COPY_PROMISES,
  CONNECTION_PROMISES, DELETION_PROMISES, EXPOSURE_PROMISES, NEW_SERVICE_PROMISES,
].flat();

/** Guardrails without a promise, each with the reason. */
export const WITHOUT_PROMISE: Readonly<Record<string, string>> = {
  'require-tags': 'The actions are a parameter',
  'deny-other-regions': 'Denies all actions except those of global services; the named actions invoke models in several Regions',
};
