/** The types of condition keys in the policy simulator of IAM. Source: IAM API Reference, "ContextEntry". */
export type SimulatedKeyType = 'string' | 'stringList' | 'numeric' | 'numericList' | 'boolean' | 'booleanList' | 'ip' | 'ipList'
  | 'binary' | 'binaryList' | 'date' | 'dateList';

export interface SimulatedKey {
  readonly ContextKeyName: string;
  readonly ContextKeyValues: readonly string[];
  readonly ContextKeyType: SimulatedKeyType;
}

/**
 * The parameters of `iam:SimulateCustomPolicy` for one request. They have the names of the service, so that anyone can send them again with
 * the AWS CLI. Source: IAM API Reference, "SimulateCustomPolicy".
 */
export interface SimulationRequest {
  readonly PolicyInputList: readonly string[];
  /** The service control policies of each level, from the root to the account. */
  readonly OrderedOrganizationPolicyInputList: readonly { readonly ServiceControlPolicyInputList: readonly string[] }[];
  readonly ActionNames: readonly [string];
  readonly ResourceArns?: readonly [string];
  readonly ResourceOwner?: string;
  readonly CallerArn?: string;
  readonly ContextEntries: readonly SimulatedKey[];
}

export const SIMULATED_DECISIONS = ['allowed', 'explicitDeny', 'implicitDeny'] as const;

export interface SimulationResult {
  readonly decision: typeof SIMULATED_DECISIONS[number];
  /** The decision of the service control policies. The service leaves it out where they cannot be evaluated. */
  readonly allowedByOrganizations?: boolean;
}

/** A request that the simulator does not accept: a policy that it cannot read, or an invalid parameter. */
export interface RefusedSimulation {
  readonly code: string;
  readonly message: string;
}

export type SimulationAnswer = SimulationResult | RefusedSimulation;

/** The policy simulator of IAM. */
export interface PolicySimulationPort {
  /** @throws OrganizationsError for a call that was refused or got no answer. */
  simulate(request: SimulationRequest): Promise<SimulationAnswer>;
}
