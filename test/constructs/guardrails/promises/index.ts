import { ACCOUNT_PROMISES } from './account-promises';
import { COMPUTE_PROMISES } from './compute-promises';
import { DATA_PROMISES } from './data-promises';
import type { GuardrailPromise } from './guardrail-promise';
import { NETWORK_PROMISES } from './network-promises';
import { PERIMETER_PROMISES } from './perimeter-promises';
import { RECORDING_PROMISES } from './recording-promises';
import { SECURITY_SERVICE_PROMISES } from './security-service-promises';
import { USAGE_PROMISES } from './usage-promises';

export * from './guardrail-promise';
export * from './pending';

export const GUARDRAIL_PROMISES: readonly GuardrailPromise[] = [
  ACCOUNT_PROMISES, USAGE_PROMISES, RECORDING_PROMISES, SECURITY_SERVICE_PROMISES, NETWORK_PROMISES, COMPUTE_PROMISES, DATA_PROMISES,
  PERIMETER_PROMISES,
].flat();

/** Guardrails without a promise, with the reason. */
export const WITHOUT_PROMISE: Readonly<Record<string, string>> = {
  'require-tags': 'The actions are a parameter: those that create what is to have tags',
};
