import type { CustomResourceAnswer, CustomResourceCall } from './custom-resource';
import type { DynamicReferences } from './dynamic-references';
import type { CloudFormationReadings } from './readings';
import type { DeployedResource, DeployedStack } from './records';
import { noteEvent, noteOperation, type StackEventRecord } from './stack-events';
import { constructPath, NESTED_STACK_TYPE, type Template } from '../../assembly';
import type { VirtualTime } from '../time/virtual-time';

/** A change of a stack's or a resource's status, in the words of CloudFormation's events. */
export interface ProgressEvent {
  /** Virtual seconds since the rehearsal began. */
  readonly atSeconds: number;
  readonly stack: string;
  readonly stackId: string;
  /** For the stack itself its name. */
  readonly logicalId: string;
  readonly path?: string;
  readonly type: string;
  readonly physicalId?: string;
  readonly status: string;
  readonly reason?: string;
}

/** What all stack operations of a rehearsal share. */
export interface Cloud {
  readonly time: VirtualTime;
  /** By stack id; nested and deleted ones too. */
  readonly stacks: Map<string, DeployedStack>;
  /** Of stacks under way, by stack id: the resources of the templates that they come from and go to. */
  readonly definitions: Map<string, Template['Resources']>;
  /** By stack id, oldest first: what happened in this rehearsal. */
  readonly events: Map<string, StackEventRecord[]>;
  readonly readings: CloudFormationReadings;
  readonly dynamicReferences: DynamicReferences;
  readonly callCustomResource: (call: CustomResourceCall) => Promise<CustomResourceAnswer>;
  /** Whether what fails stays as it is. */
  readonly disableRollback: boolean;
  /** Logical ids, in top-level stacks, of what may be skipped after a rollback has failed. */
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
  const row = { logicalId: stack.name, physicalId: stack.id, type: NESTED_STACK_TYPE, status, reason };
  noteEvent(cloud, stack, row);
  reportStack(cloud, stack, reason);
}

/** Tells why nothing happens to a stack, whose status stays. */
export function reportStack(cloud: Cloud, stack: DeployedStack, reason: string | undefined): void {
  stack.statusReason = reason;
  const { name, id, status } = stack;
  cloud.report({ stack: name, stackId: id, logicalId: name, type: NESTED_STACK_TYPE, physicalId: id, status, reason });
}

/** Notes the change and tells of it; a reason stays only as long as the status that it explains. */
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
