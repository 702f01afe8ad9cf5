import { RESERVED_TAG_PREFIX, type Tag } from '../contract';
import type { Organization } from '../model';
import type { JournalError, SimulatorState } from '../simulator';
import type { RehearsalState } from './state/rehearsal-state';

export interface RehearsalResult {
  readonly succeeded: boolean;
  readonly stacks: readonly StackResult[];
  /** Every resource of the deployed stacks, and the resources that were removed or failed in this rehearsal. */
  readonly resources: readonly ResourceResult[];
  /** Every call of AWS Organizations, in the order of arrival. */
  readonly calls: readonly CallResult[];
  /** The virtual time from the first request to the end of the last stack, in seconds. */
  readonly virtualSeconds: number;
  /** The number of invocations that Lambda refused because of the limit of concurrent executions. */
  readonly throttledInvocations: number;
  /** The maximum of concurrent executions, including those of the framework. */
  readonly concurrentExecutions: number;
  readonly warnings: readonly string[];
  /** The organization at the end; `null` if there is none. */
  readonly organization: Organization | null;
  /** The differences between the organization and the code of the deployed stacks, one sentence each. */
  readonly differences: readonly string[];
  readonly simulatorState: SimulatorState;
  /** The state from which the next rehearsal can start. */
  readonly state: RehearsalState;
}

export interface StackResult {
  readonly name: string;
  readonly region: string;
  /** The status in CloudFormation, or `NOT_DEPLOYED` if an earlier stack failed. */
  readonly status: string;
  readonly reason?: string;
}

export interface ResourceResult {
  readonly stack: string;
  readonly region: string;
  readonly logicalId: string;
  /** The path of the construct, if the template contains it. */
  readonly path?: string;
  readonly type: string;
  readonly physicalId?: string;
  readonly status: string;
  /** The reason why the resource failed in this rehearsal, after the path of the construct. */
  readonly reason?: string;
}

export interface CallResult {
  readonly operation: string;
  /** Whether the operation writes. */
  readonly writing: boolean;
  readonly atSeconds: number;
  readonly error: JournalError | null;
  readonly request: unknown;
  /** The resource whose handler called. */
  readonly logicalId?: string;
}

/** The number of owner tags that the calls set on existing resources. No code lists these tags. */
export function ownershipTags(calls: readonly CallResult[]): number {
  return calls.filter(({ operation, error }) => operation === 'TagResource' && !error)
    .flatMap(({ request }) => (Object(request) as { readonly Tags?: readonly Tag[] }).Tags ?? [])
    .filter(({ Key }) => Key.startsWith(RESERVED_TAG_PREFIX)).length;
}
