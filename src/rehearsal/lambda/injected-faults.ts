import type { HttpRequest } from '../network/network';

/**
 * A crash of a function at one of its calls. `before`: the request never arrives. `after`: the service handles the request, and its answer
 * is lost.
 */
export interface InjectedCrash {
  readonly at: 'before' | 'after';
  /**
   * Whether the waiting function of the framework crashes too. If not, the framework learns that the function exited, and that is final.
   * If so, its own caller delivers the event again.
   */
  readonly withCaller: boolean;
}

/**
 * Where a request of a function hangs for ever: no connection is made (`connection`), the request is lost on its way (`request`), or the
 * service does its work and its answer is lost (`answer`). The client learns of none of them.
 */
export type Hang = 'connection' | 'request' | 'answer';

/** A request that a handler is about to send. */
export interface HandlerCall {
  /** `AttachPolicy`, `DescribeStacks`, … */
  readonly operation: string;
  /** Whether it goes to AWS Organizations or AWS Account Management, and not to AWS CloudFormation. */
  readonly toOrganizations: boolean;
  /** What the handler works on. */
  readonly event: unknown;
  readonly atSeconds: number;
}

/** Names of operations in the protocols that are spoken here: AWS JSON, REST with the operation as its path, and AWS Query. */
export function operationOf({ headers, path, body }: HttpRequest): { readonly operation: string; readonly toOrganizations: boolean } {
  const target = headers['x-amz-target'];
  if (target !== undefined) return { operation: target.slice(target.indexOf('.') + 1), toOrganizations: true };
  const [, operation] = /^\/([a-z]+[A-Z]\w+)$/.exec(path) ?? [];
  if (operation !== undefined) return { operation: operation.charAt(0).toUpperCase() + operation.slice(1), toOrganizations: true };
  return { operation: new URLSearchParams(body).get('Action') ?? '', toOrganizations: false };
}
