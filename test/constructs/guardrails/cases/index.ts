import { ACCOUNT_CASES } from './account-cases';
import { COMPUTE_CASES } from './compute-cases';
import { DATA_PERIMETER_CASES } from './data-perimeter-cases';
import { DATA_PROTECTION_CASES } from './data-protection-cases';
import { DNS_CASES } from './dns-cases';
import { EXTERNAL_SHARING_CASES } from './external-sharing-cases';
import type { GuardrailCase } from './guardrail-case';
import { IDENTITY_CASES } from './identity-cases';
import { NETWORK_CASES } from './network-cases';
import { PUBLIC_ACCESS_CASES } from './public-access-cases';
import { SECURITY_SERVICE_CASES } from './security-service-cases';
import { TAG_CASES } from './tag-cases';
import { USAGE_CASES } from './usage-cases';
import { VPC_ONLY_CASES } from './vpc-only-cases';

export * from './guardrail-case';

export const GUARDRAIL_CASES: readonly GuardrailCase[] = [
  ACCOUNT_CASES, USAGE_CASES, SECURITY_SERVICE_CASES, IDENTITY_CASES, NETWORK_CASES, COMPUTE_CASES, PUBLIC_ACCESS_CASES, DNS_CASES,
  EXTERNAL_SHARING_CASES, VPC_ONLY_CASES, DATA_PROTECTION_CASES, TAG_CASES, DATA_PERIMETER_CASES,
].flat();
