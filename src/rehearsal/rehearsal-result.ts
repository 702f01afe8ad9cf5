import { RESERVED_TAG_PREFIX, type Tag } from '../contract';
import type { Organization } from '../model';
import type { JournalError, SimulatorState } from '../simulator';
import type { RehearsalState } from './state/rehearsal-state';

export interface RehearsalResult {
  readonly succeeded: boolean;
  readonly stacks: readonly StackResult[];
  /** Every resource of the stacks that were deployed, and those that went or failed in this rehearsal. */
  readonly resources: readonly ResourceResult[];
  /** Every call of AWS Organizations, in the order of arrival. */
  readonly calls: readonly CallResult[];
  /** From the first request to the last stack's end. */
  readonly virtualSeconds: number;
  /** Invocations that Lambda refused because of the limit of concurrent executions. */
  readonly throttledInvocations: number;
  /** The most executions of functions at one time, those of the framework included. */
  readonly concurrentExecutions: number;
  readonly warnings: readonly string[];
  /** The organization at the end; null if there is none. */
  readonly organization: Organization | null;
  /** Where it is not what the deployed stacks' code says, one sentence each. */
  readonly differences: readonly string[];
  readonly simulatorState: SimulatorState;
  /** What the next rehearsal can start from. */
  readonly state: RehearsalState;
}

export interface StackResult {
  readonly name: string;
  readonly region: string;
  /** As CloudFormation calls it; `NOT_DEPLOYED` if an earlier stack failed. */
  readonly status: string;
  readonly reason?: string;
}

export interface ResourceResult {
  readonly stack: string;
  readonly region: string;
  readonly logicalId: string;
  /** Address of the construct, if the template notes it. */
  readonly path?: string;
  readonly type: string;
  readonly physicalId?: string;
  readonly status: string;
  /** What went wrong with it in this rehearsal, after the construct's address. */
  readonly reason?: string;
}

export interface CallResult {
  readonly operation: string;
  /** Whether the operation is one that changes something. */
  readonly writing: boolean;
  readonly atSeconds: number;
  readonly error: JournalError | null;
  readonly request: unknown;
  /** The resource whose handler called. */
  readonly logicalId?: string;
}

/** How many tags the calls set on existing resources to mark what the stacks manage, which no code lists. */
export function ownershipTags(calls: readonly CallResult[]): number {
  return calls.filter(({ operation, error }) => operation === 'TagResource' && !error)
    .flatMap(({ request }) => (Object(request) as { readonly Tags?: readonly Tag[] }).Tags ?? [])
    .filter(({ Key }) => Key.startsWith(RESERVED_TAG_PREFIX)).length;
}
