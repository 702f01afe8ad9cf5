import type { FrameworkEvent, FrameworkResponse } from './framework-event';
import type { Functions } from './functions';
import type { InvocationWorld } from './invocation';
import { ProviderFramework } from './provider-framework';
import { isOurResourceType } from '../../contract';
import type { CustomResourceAnswer, CustomResourceCall } from '../cloudformation/custom-resource';
import { inventedPhysicalId } from '../cloudformation/native-resource';
import type { VirtualTime } from '../time/virtual-time';

/** The size limit of an answer. Source: AWS CloudFormation User Guide, "Custom resource response objects". */
const LARGEST_RESPONSE_BYTES = 4_096;
const LONGEST_TIMEOUT_SECONDS = 3_600;

/** CloudFormation's part of custom resources. It sends requests, reads answers, and fails after the service timeout. */
export class CustomResources {
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(
    private readonly functions: Functions,
    private readonly time: VirtualTime,
    private readonly newRequestId: () => string,
    private readonly warn: (message: string) => void,
    private readonly isDeliveredTwice: (event: FrameworkEvent) => boolean,
    private readonly invocations: Pick<InvocationWorld, 'executions' | 'random'>,
  ) {}

  public async call(call: CustomResourceCall): Promise<CustomResourceAnswer> {
    if (!isOurResourceType(call.type)) {
      this.warn(`${call.type} (${call.stack.name}/${call.logicalId}) belongs to another library. The rehearsal did not call it and assumes that it succeeded.`);
      return { succeeded: true, physicalId: call.physicalId ?? inventedPhysicalId(call.stack, call.logicalId), data: {} };
    }
    const event = requestOf(call, this.newRequestId());
    const timeout = Math.min(Number(call.properties.ServiceTimeout ?? LONGEST_TIMEOUT_SECONDS), LONGEST_TIMEOUT_SECONDS);
    return new Promise((resolve) => {
      const timer = this.time.setTimer(timeout * 1000, () => resolve(failure(
        call,
        'CloudFormation did not receive a response from your Custom Resource. '
        + `Please check your logs for requestId [${event.RequestId}].`,
      )));
      const deliver = () => {
        const work = this.respond(event).then((response) => {
          if (response) {
            timer.cancelled = true;
            resolve(answerOf(call, response));
          }
        }, (error: Error) => {
          timer.cancelled = true;
          resolve(failure(call, error.message));
        });
        this.underWay.add(work);
        void work.finally(() => this.underWay.delete(work));
      };
      deliver();
      if (this.isDeliveredTwice(event)) {
        deliver();
      }
    });
  }

  /** Waits for requests without a listener, because they can still write. */
  public async settle(): Promise<void> {
    while (this.underWay.size > 0) {
      await Promise.all(this.underWay);
    }
  }

  private async respond(event: FrameworkEvent): Promise<FrameworkResponse | undefined> {
    const { USER_ON_EVENT_FUNCTION_ARN: onEvent, USER_IS_COMPLETE_FUNCTION_ARN: isComplete, WAITER_STATE_MACHINE_ARN: waiter } =
      this.functions.variables(event.ServiceToken) ?? {};
    if (onEvent === undefined) {
      throw new Error(
        `The service token leads to no provider framework. Given: ${event.ServiceToken}. `
        + 'Deploy the stack of the provider with the others.',
      );
    }
    const framework = new ProviderFramework({
      onEvent: this.functions.lambda(onEvent),
      ...(isComplete === undefined ? {} : { isComplete: this.functions.lambda(isComplete) }),
      ...(waiter === undefined ? {} : { waiter: this.functions.waiterPolicy(waiter) }),
    }, this.time, this.invocations);
    return framework.handle(event);
  }
}

function requestOf(call: CustomResourceCall, requestId: string): FrameworkEvent {
  const { stack, logicalId } = call;
  const key = encodeURIComponent(`${stack.id}|${logicalId}|${requestId}`);
  return {
    RequestType: call.requestType,
    ServiceToken: String(call.properties.ServiceToken),
    ResponseURL: `https://cloudformation-custom-resource-response-${stack.region.replace(/-/g, '')}.s3.${stack.region}.amazonaws.com/${key}`,
    StackId: stack.id,
    RequestId: requestId,
    LogicalResourceId: logicalId,
    ...(call.requestType === 'Create' ? {} : { PhysicalResourceId: call.physicalId }),
    ResourceType: call.type,
    ResourceProperties: call.properties,
    ...(call.requestType === 'Update' ? { OldResourceProperties: call.oldProperties } : {}),
  };
}

function answerOf(call: CustomResourceCall, response: FrameworkResponse): CustomResourceAnswer {
  const { Status: status, Reason: reason, PhysicalResourceId: physicalId, Data: data, RequestId: requestId } = response;
  if (Buffer.byteLength(JSON.stringify(response)) > LARGEST_RESPONSE_BYTES) {
    return failure(call, 'Response object is too long.');
  }
  if (typeof physicalId !== 'string') {
    return failure(call, 'Invalid Response object: Value of property PhysicalResourceId must be of type String');
  }
  if (status === 'FAILED') {
    const message = `Received response status [FAILED] from custom resource. Message returned: ${reason} (RequestId: ${requestId})`;
    return { succeeded: false, physicalId, reason: message };
  }
  return { succeeded: true, physicalId, data: (data ?? {}) as Record<string, unknown> };
}

/** The answer for a failure. A failed creation gets the ID that CloudFormation generates. */
function failure(call: CustomResourceCall, reason: string): CustomResourceAnswer {
  return { succeeded: false, physicalId: call.physicalId ?? inventedPhysicalId(call.stack, call.logicalId), reason };
}
