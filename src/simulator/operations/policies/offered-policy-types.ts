import { invalidInput, ServiceError } from '../../protocol/service-error';
import type { Call } from '../operation';

/**
 * Policy types that a partition lacks, or the only ones that it has. A partition that is not named has all types.
 * Source: AWS GovCloud (US) User Guide and Amazon Web Services in China, on AWS Organizations.
 */
const PARTITIONS: Readonly<Record<string, { readonly only?: readonly string[]; readonly lacks?: readonly string[] }>> = {
  'aws-us-gov': { only: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY', 'TAG_POLICY', 'DECLARATIVE_POLICY_EC2', 'S3_POLICY'] },
  'aws-cn': {
    lacks: ['BACKUP_POLICY', 'CHATBOT_POLICY', 'AISERVICES_OPT_OUT_POLICY', 'BEDROCK_POLICY', 'NETWORK_SECURITY_DIRECTOR_POLICY'],
  },
};

function isOffered({ partition }: Call, type: string): boolean {
  const { only, lacks = [] } = PARTITIONS[partition] ?? {};
  return (only?.includes(type) ?? true) && !lacks.includes(type);
}

/** Refuses to list policies of a type that the partition lacks, unless such a list is empty. */
export function requireListable(call: Call, type: string): void {
  const { policiesOfATypeNotOffered: reading } = call.readings;
  if (reading === 'none' || isOffered(call, type)) return;
  if (reading === 'InvalidInputException') throw invalidInput('INVALID_ENUM_POLICY_TYPE', `The policy type ${type} does not exist here.`);
  throw new ServiceError(reading, "AWS Organizations doesn't support this operation for the policy type in this Region.");
}

/** Refuses to create a policy of a type that the partition lacks, or to enable the type. */
export function requireOffered(call: Call, type: string): void {
  if (isOffered(call, type)) return;
  throw new ServiceError('PolicyTypeNotAvailableForOrganizationException', `You can't use the policy type ${type} in this partition.`);
}
