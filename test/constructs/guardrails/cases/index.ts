import { ACCOUNT_CASES } from './account-cases';
import { COMPUTE_CASES } from './compute-cases';
import { DATA_PERIMETER_CASES } from './data-perimeter-cases';
import { DATA_PROTECTION_CASES } from './data-protection-cases';
import { EGRESS_CASES } from './egress-cases';
import type { GuardrailCase } from './guardrail-case';
import { IDENTITY_CASES } from './identity-cases';
import { NETWORK_CASES } from './network-cases';
import { PUBLIC_ACCESS_CASES } from './public-access-cases';
import { REQUEST_PERIMETER_CASES } from './request-perimeter-cases';
import { SECURITY_SERVICE_CASES } from './security-service-cases';
import { TAG_CASES } from './tag-cases';
import { USAGE_CASES } from './usage-cases';

export * from './guardrail-case';

export const GUARDRAIL_CASES: readonly GuardrailCase[] = [
  ACCOUNT_CASES, USAGE_CASES, SECURITY_SERVICE_CASES, IDENTITY_CASES, NETWORK_CASES, COMPUTE_CASES, PUBLIC_ACCESS_CASES,
  DATA_PROTECTION_CASES, TAG_CASES, DATA_PERIMETER_CASES, REQUEST_PERIMETER_CASES, EGRESS_CASES,
].flat();
