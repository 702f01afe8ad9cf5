import type { Template } from '../../assembly';

/** The part of a stack that a rollback restores. */
export interface StackVersion extends Pick<DeployedStack, 'template' | 'parameters'> {
  readonly resources: Readonly<Record<string, DeployedResource>>;
  readonly outputs: Readonly<Record<string, StackOutput>>;
  readonly imports: readonly string[];
}

/** A stack as CloudFormation stores it. It is pure JSON, because the state of a rehearsal contains it. */
export interface DeployedStack {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** The ID of the parent stack. */
  readonly parentId?: string;
  /** Milliseconds since 1970, like all times here. */
  readonly createdAt: number;
  updatedAt: number;
  status: string;
  statusReason?: string;
  template: Template;
  /** The given values. A missing parameter has its default. */
  parameters: Record<string, unknown>;
  resources: Record<string, DeployedResource>;
  /** Creations that failed in former operations without a rollback. The next operation deletes them. */
  failedCreations?: FailedCreation[];
  outputs: Record<string, StackOutput>;
  /** The names of the exports of other stacks that this stack uses. */
  imports: string[];
  /** Whether the latest creation or update ran without a rollback. */
  disableRollback?: boolean;
  /** The deployment configuration that was sent with the latest creation or update. */
  deploymentConfig?: DeploymentConfig;
  /** Whether CloudFormation refuses to delete the stack. */
  terminationProtection?: boolean;
  /** Whether it was created without a change set. It then has no `LastUpdatedTime` until its first update. */
  createdDirectly?: boolean;
  /** The last complete version of a stack whose latest operation failed without a rollback, and the operations since then. */
  lastStable?: StackVersion & {
    /** The requested properties of each resource whose update started. */
    readonly requested: Readonly<Record<string, DeployedResource['properties']>>;
    /** When the operations began, oldest first. */
    readonly beganAt: readonly number[];
  };
  /** The newest operations, newest first. */
  operations?: StackOperationEntry[];
  /** The number of all operations so far. */
  operationCount?: number;
}

/** `DeploymentConfig` of the API. In express mode, rollback is disabled unless `disableRollback` is false. */
export interface DeploymentConfig {
  readonly mode: 'STANDARD' | 'EXPRESS';
  readonly disableRollback?: boolean;
}

/** An operation in `LastOperations` of `DescribeStacks`. */
export interface StackOperationEntry {
  readonly type: string;
  readonly id: string;
}

export interface DeployedResource {
  readonly type: string;
  /** The path of the construct, if the template contains it. */
  readonly path?: string;
  /** Absent until the resource has one. */
  readonly physicalId?: string;
  /** The ID before the last update of the stack replaced the resource. */
  readonly replacedId?: string;
  readonly status: string;
  readonly reason?: string;
  /** The resolved properties. Every scalar is a string. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** The `Data` in the answer of a custom resource. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly updatedAt: number;
}

/** A resource that never had a stable state. */
export interface FailedCreation {
  readonly logicalId: string;
  readonly resource: DeployedResource;
  readonly deletionPolicy?: string;
}

export interface StackOutput {
  readonly value: string;
  readonly exportName?: string;
}

export const DELETED = 'DELETE_COMPLETE';

export function isCustomResource(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}
