import { isOurResourceType, type ResourceTypeName } from '../../contract';
import { TerminalError } from '../reconcile/errors';

const REQUEST_TYPES = ['Create', 'Update', 'Delete'] as const;

/** The fields of a custom resource request that the handlers use. Source: CloudFormation User Guide, "Custom resource request fields". */
export interface ResourceEvent {
  readonly RequestType: typeof REQUEST_TYPES[number];
  readonly RequestId: string;
  readonly StackId: string;
  readonly ResourceType: ResourceTypeName;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Record<string, unknown>;
  readonly OldResourceProperties?: Record<string, unknown>;
}

/** The event as the provider framework passes it to `isComplete`, including the result of `onEvent`. */
export interface StampedEvent extends ResourceEvent {
  readonly PhysicalResourceId: string;
  /** When the event began, as an ISO time. */
  readonly StartedAt: string;
  /** Status of the stack when the event began; absent if it could not be read. */
  readonly StackStatus?: string;
}

const PROVISIONAL = 'pending:';

/**
 * The ID of an object that does not exist yet, with the time at which its creation began. It matches no pattern of the service, so it never
 * counts as a natural key.
 */
export function provisionalId(logicalId: string, beganAt: number): string {
  return `${PROVISIONAL}${logicalId}:${new Date(beganAt).toISOString()}`;
}

export function isProvisional(physicalId: string): boolean {
  return physicalId.startsWith(PROVISIONAL);
}

/** When the creation with this provisional ID began, in whole seconds as the service counts; `undefined` for any other ID. */
export function creationBeganAt(physicalId: string): number | undefined {
  if (!isProvisional(physicalId)) return undefined;
  const [, time] = /^[^:]+:(.+)$/.exec(physicalId.slice(PROVISIONAL.length)) ?? [];
  const milliseconds = Date.parse(time ?? '');
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1_000) * 1_000;
}

/** The account of the event's stack. */
export function accountOf({ StackId }: ResourceEvent): string {
  return StackId.split(':')[4];
}

export function checkEvent(event: ResourceEvent): void {
  for (const field of ['RequestType', 'RequestId', 'StackId', 'ResourceType', 'LogicalResourceId', 'ResourceProperties'] as const) {
    if (!event?.[field]) {
      throw new TerminalError(`The event has no ${field}.`, 'These handlers are called by the provider framework of aws-cdk-lib only.');
    }
  }
  if (!REQUEST_TYPES.includes(event.RequestType)) {
    throw new TerminalError(`The request type is unknown (given: ${JSON.stringify(event.RequestType)}).`, 'Let CloudFormation send the event.');
  }
  if (isOurResourceType(event.ResourceType)) return;
  throw new TerminalError(`The resource type ${event.ResourceType as string} is not known to this provider.`, 'Use the constructs of this library.');
}
