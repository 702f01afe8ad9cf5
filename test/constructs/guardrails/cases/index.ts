import { ACCOUNT_CASES } from './account-cases';
import { BEDROCK_CASES } from './bedrock-cases';
import { COMPUTE_CASES } from './compute-cases';
import { DATA_MOVEMENT_CASES } from './data-movement-cases';
import { DATA_PERIMETER_CASES } from './data-perimeter-cases';
import { DATA_PROTECTION_CASES } from './data-protection-cases';
import { DNS_CASES } from './dns-cases';
import { EGRESS_CASES } from './egress-cases';
import { ENCRYPTION_CASES } from './encryption-cases';
import { EXTERNAL_SHARING_CASES } from './external-sharing-cases';
import type { GuardrailCase } from './guardrail-case';
import { IDENTITY_CASES } from './identity-cases';
import { KEY_CASES } from './key-cases';
import { NETWORK_CASES } from './network-cases';
import { PLATFORM_CASES } from './platform-cases';
import { PUBLIC_ACCESS_CASES } from './public-access-cases';
import { REQUEST_PERIMETER_CASES } from './request-perimeter-cases';
import { RETENTION_CASES } from './retention-cases';
import { SECURITY_SERVICE_CASES } from './security-service-cases';
import { SIGN_IN_CASES } from './sign-in-cases';
import { TAG_CASES } from './tag-cases';
import { USAGE_CASES } from './usage-cases';
import { VPC_ONLY_CASES } from './vpc-only-cases';

export * from './guardrail-case';

export const GUARDRAIL_CASES: readonly GuardrailCase[] = [
  ACCOUNT_CASES, BEDROCK_CASES, COMPUTE_CASES, DATA_MOVEMENT_CASES, DATA_PERIMETER_CASES, DATA_PROTECTION_CASES, DNS_CASES, EGRESS_CASES,
  ENCRYPTION_CASES, EXTERNAL_SHARING_CASES, IDENTITY_CASES, KEY_CASES, NETWORK_CASES, PLATFORM_CASES, PUBLIC_ACCESS_CASES,
  REQUEST_PERIMETER_CASES, RETENTION_CASES, SECURITY_SERVICE_CASES, SIGN_IN_CASES, TAG_CASES, USAGE_CASES, VPC_ONLY_CASES,
].flat();
