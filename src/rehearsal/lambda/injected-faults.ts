import type { HttpRequest } from '../network/network';

/**
 * A crash of a function at one of its calls. With `before`, the request never arrives. With `after`, the service handles the request and
 * its answer is lost.
 */
export interface InjectedCrash {
  readonly at: 'before' | 'after';
  /**
   * Whether the waiting function of the framework crashes too. If so, its own caller delivers the event again. If not, the framework
   * receives the exit of the function, and the failure is final.
   */
  readonly withCaller: boolean;
}

/**
 * The point at which a request of a function hangs forever: no connection is opened (`connection`), the request is lost (`request`), or the
 * service handles it and the answer is lost (`answer`). The client receives no error in any of these cases.
 */
export type Hang = 'connection' | 'request' | 'answer';

/** A request that a handler is about to send. */
export interface HandlerCall {
  /** `AttachPolicy`, `DescribeStacks`, … */
  readonly operation: string;
  /** Whether the request goes to AWS Organizations or AWS Account Management, and not to AWS CloudFormation. */
  readonly toOrganizations: boolean;
  /** The event that the handler processes. */
  readonly event: unknown;
  readonly atSeconds: number;
}

/** The operation of a request in the supported protocols: AWS JSON, REST with the operation as its path, and AWS Query. */
export function operationOf({ headers, path, body }: HttpRequest): { readonly operation: string; readonly toOrganizations: boolean } {
  const target = headers['x-amz-target'];
  if (target !== undefined) return { operation: target.slice(target.indexOf('.') + 1), toOrganizations: true };
  const [, operation] = /^\/([a-z]+[A-Z]\w+)$/.exec(path) ?? [];
  if (operation !== undefined) return { operation: operation.charAt(0).toUpperCase() + operation.slice(1), toOrganizations: true };
  return { operation: new URLSearchParams(body).get('Action') ?? '', toOrganizations: false };
}
