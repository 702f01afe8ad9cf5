import { ACCOUNT_CASES } from './accounts/account-cases';
import { PLATFORM_CASES } from './accounts/platform-cases';
import { TAG_CASES } from './accounts/tag-cases';
import { USAGE_CASES } from './accounts/usage-cases';
import { BEDROCK_CASES } from './compute/bedrock-cases';
import { CLUSTER_CASES } from './compute/cluster-cases';
import { COMPUTE_CASES } from './compute/compute-cases';
import { DATA_MOVEMENT_CASES } from './data/data-movement-cases';
import { DATA_PROTECTION_CASES } from './data/data-protection-cases';
import { ENCRYPTION_CASES } from './data/encryption-cases';
import { KEY_CASES } from './data/key-cases';
import { RETENTION_CASES } from './data/retention-cases';
import { TABLE_STORAGE_CASES } from './data/table-storage-cases';
import type { GuardrailCase } from './guardrail-case';
import { IDENTITY_CASES } from './identity/identity-cases';
import { SIGN_IN_CASES } from './identity/sign-in-cases';
import { DNS_CASES } from './network/dns-cases';
import { NETWORK_CASES } from './network/network-cases';
import { VPC_ONLY_CASES } from './network/vpc-only-cases';
import { DATA_PERIMETER_CASES } from './perimeter/data-perimeter-cases';
import { EGRESS_CASES } from './perimeter/egress-cases';
import { REQUEST_PERIMETER_CASES } from './perimeter/request-perimeter-cases';
import { MONITORING_CASES } from './security/monitoring-cases';
import { SECURITY_SERVICE_CASES } from './security/security-service-cases';
import { EXTERNAL_SHARING_CASES } from './sharing/external-sharing-cases';
import { PUBLIC_ACCESS_CASES } from './sharing/public-access-cases';
import { PUBLIC_ENDPOINT_CASES } from './sharing/public-endpoint-cases';

export * from './guardrail-case';

export const GUARDRAIL_CASES: readonly GuardrailCase[] = [
  ACCOUNT_CASES, PLATFORM_CASES, TAG_CASES, USAGE_CASES, BEDROCK_CASES, COMPUTE_CASES, DATA_MOVEMENT_CASES, DATA_PROTECTION_CASES,
  ENCRYPTION_CASES, KEY_CASES, RETENTION_CASES, IDENTITY_CASES, SIGN_IN_CASES, DNS_CASES, NETWORK_CASES, VPC_ONLY_CASES,
  DATA_PERIMETER_CASES, EGRESS_CASES, REQUEST_PERIMETER_CASES, SECURITY_SERVICE_CASES, EXTERNAL_SHARING_CASES, PUBLIC_ACCESS_CASES,
  TABLE_STORAGE_CASES, CLUSTER_CASES, PUBLIC_ENDPOINT_CASES, MONITORING_CASES,
].flat();
