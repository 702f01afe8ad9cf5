import type { Template } from '../../assembly';

/** A stack as CloudFormation knows it. JSON through and through: it is what a rehearsal's state keeps. */
export interface DeployedStack {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** Id of the stack that this one is nested in. */
  readonly parentId?: string;
  /** Milliseconds since 1970, as all times here. */
  readonly createdAt: number;
  updatedAt: number;
  status: string;
  statusReason?: string;
  template: Template;
  /** As given; what is missing has its default. */
  parameters: Record<string, unknown>;
  resources: Record<string, DeployedResource>;
  outputs: Record<string, StackOutput>;
  /** Names of other stacks' exports that this one uses. */
  imports: string[];
  /** Whether the latest creation or update was one without a rollback. */
  disableRollback?: boolean;
  /** The newest operations, newest first. */
  operations?: StackOperationEntry[];
  /** How many operations there were. */
  operationCount?: number;
}

/** An operation as `DescribeStacks` names it in `LastOperations`. */
export interface StackOperationEntry {
  readonly type: string;
  readonly id: string;
}

export interface DeployedResource {
  readonly type: string;
  /** Address of the construct, if the template notes it. */
  readonly path?: string;
  /** Absent until it is known. */
  readonly physicalId?: string;
  /** The id before the update in progress replaced the resource. */
  readonly replacedId?: string;
  readonly status: string;
  readonly reason?: string;
  /** Resolved, every scalar a string. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** What a custom resource answered as `Data`. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly updatedAt: number;
}

export interface StackOutput {
  readonly value: string;
  readonly exportName?: string;
}

export const DELETED = 'DELETE_COMPLETE';

export function isCustomResource(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}
