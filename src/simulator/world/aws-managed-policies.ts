import { FeatureSet, PolicyRecord } from '../store/records';

function document(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, undefined, 2);
}

export interface DefaultPolicy extends PolicyRecord {
  /** Whether another policy can take its place. */
  readonly detachable: boolean;
}

const FULL_AWS_ACCESS: DefaultPolicy = {
  id: 'p-FullAWSAccess',
  type: 'SERVICE_CONTROL_POLICY',
  name: 'FullAWSAccess',
  description: 'Allows access to every operation',
  content: document({ Effect: 'Allow', Action: '*', Resource: '*' }),
  awsManaged: true,
  tags: {},
  detachable: true,
};

const RCP_FULL_AWS_ACCESS: DefaultPolicy = {
  id: 'p-RCPFullAWSAccess',
  type: 'RESOURCE_CONTROL_POLICY',
  name: 'RCPFullAWSAccess',
  description: 'Allows access to every resource',
  content: document({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }),
  awsManaged: true,
  tags: {},
  detachable: false,
};

const DEFAULT_POLICIES = [FULL_AWS_ACCESS, RCP_FULL_AWS_ACCESS];

/** Policies that AWS gives to an organization. Sources: User Guide, "Service control policies" and "Resource control policies". */
export function awsManagedPolicies(featureSet: FeatureSet): PolicyRecord[] {
  return featureSet === 'ALL' ? DEFAULT_POLICIES.map(({ detachable: _, ...policy }) => policy) : [];
}

/** The policy that every target gets while the type is enabled. */
export function defaultPolicy(type: string): DefaultPolicy | undefined {
  return DEFAULT_POLICIES.find((policy) => policy.type === type);
}
