import type { CustomResourceAnswer, CustomResourceCall } from './custom-resource';
import type { DynamicReferences } from './dynamic-references';
import type { CloudFormationReadings } from './readings';
import type { DeployedResource, DeployedStack, DeploymentConfig } from './records';
import { noteEvent, noteOperation, type StackEventRecord } from './stack-events';
import { constructPath, NESTED_STACK_TYPE, type Template } from '../../assembly';
import type { VirtualTime } from '../time/virtual-time';

/**
 * The change of the stacks of an assembly, with the command of the CDK CLI that makes it.
 *
 * - `deploy`: `cdk deploy`, by a change set.
 * - `deployDirectly`: `cdk deploy --method=direct`, by `CreateStack` and `UpdateStack`.
 * - `prepareChangeSet`: `cdk deploy --method=prepare-change-set`, which changes no resource.
 * - `hotswap`: `cdk deploy --hotswap`, which changes only the code and the configuration of functions, past CloudFormation.
 * - `import`: `cdk import` of the resources that are new in the template.
 * - `refactor`: `cdk refactor` of resources whose logical ID changed.
 */
export type StackChange = 'deploy' | 'deployDirectly' | 'prepareChangeSet' | 'hotswap' | 'import' | 'refactor';

/** A status change of a stack or a resource, as in CloudFormation's events. */
export interface ProgressEvent {
  /** The virtual seconds since the rehearsal began. */
  readonly atSeconds: number;
  readonly stack: string;
  readonly stackId: string;
  /** The logical ID of the resource, or the name of the stack if the event concerns the stack itself. */
  readonly logicalId: string;
  readonly path?: string;
  readonly type: string;
  readonly physicalId?: string;
  readonly status: string;
  readonly reason?: string;
}

/** The data that all stack operations of a rehearsal share. */
export interface Cloud {
  readonly time: VirtualTime;
  /** The stacks by ID, including nested and deleted ones. */
  readonly stacks: Map<string, DeployedStack>;
  /** The resources in the former and the new template of each stack with an operation in progress, by stack ID. */
  readonly definitions: Map<string, Template['Resources']>;
  /** The events of this rehearsal by stack ID, oldest first. */
  readonly events: Map<string, StackEventRecord[]>;
  readonly readings: CloudFormationReadings;
  readonly dynamicReferences: DynamicReferences;
  readonly callCustomResource: (call: CustomResourceCall) => Promise<CustomResourceAnswer>;
  /** Whether to leave failed resources as they are, instead of rolling back. */
  readonly disableRollback: boolean;
  /** The deployment configuration that the client sends with each creation or update. */
  readonly deploymentConfig: DeploymentConfig;
  /** The change that is made to the stacks of the assembly. */
  readonly operation: StackChange;
  /** The logical IDs of resources in top-level stacks that may be skipped after a failed rollback. */
  readonly resourcesToSkip: readonly string[];
  readonly newStackId: (name: string, region: string, accountId: string) => string;
  readonly report: (event: Omit<ProgressEvent, 'atSeconds'>) => void;
}

/** A rollback and a clean-up belong to the operation that began before them. */
const BEGINNINGS = ['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'DELETE_IN_PROGRESS'];

export function setStackStatus(cloud: Cloud, stack: DeployedStack, status: string, reason?: string): void {
  const isLate = cloud.readings.lastUpdatedTime === 'movesWithRollback' && status.endsWith('_IN_PROGRESS');
  if (BEGINNINGS.includes(status) || isLate) {
    stack.updatedAt = cloud.time.now();
  }
  noteOperation(cloud, stack, status, stack.status);
  stack.status = status;
  if (status.endsWith('_COMPLETE')) {
    delete stack.lastStable;
  }
  const row = { logicalId: stack.name, physicalId: stack.id, type: NESTED_STACK_TYPE, status, reason };
  noteEvent(cloud, stack, row);
  reportStack(cloud, stack, reason);
}

/** Reports why a stack is not changed. Its status stays. */
export function reportStack(cloud: Cloud, stack: DeployedStack, reason: string | undefined): void {
  stack.statusReason = reason;
  const { name, id, status } = stack;
  cloud.report({ stack: name, stackId: id, logicalId: name, type: NESTED_STACK_TYPE, physicalId: id, status, reason });
}

/** Records a change and reports it. A reason is dropped when the status that it explains changes. */
export function setResource(
  cloud: Cloud, stack: DeployedStack, logicalId: string, change: Partial<DeployedResource> & { readonly status: string },
): DeployedResource {
  const before = stack.resources[logicalId] as DeployedResource | undefined;
  const definition = stack.template.Resources[logicalId];
  const path = definition ? constructPath(definition) : before?.path;
  const resource = { ...before, reason: undefined, ...change, path, updatedAt: cloud.time.now() } as DeployedResource;
  stack.resources[logicalId] = resource;
  reportResource(cloud, stack, logicalId, resource);
  return resource;
}

export function reportResource(cloud: Cloud, stack: DeployedStack, logicalId: string, resource: DeployedResource): void {
  const { path, type, physicalId, status, reason } = resource;
  noteEvent(cloud, stack, { logicalId, physicalId, type, status, reason });
  cloud.report({ stack: stack.name, stackId: stack.id, logicalId, path, type, physicalId, status, reason });
}
