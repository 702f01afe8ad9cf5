import type { HttpRequest } from '../network/network';

/**
 * How a function dies at a call that it makes. `before`: the request never arrives; `after`: the service has done its work, and
 * nobody hears of it.
 */
export interface Death {
  readonly at: 'before' | 'after';
  /**
   * Whether the function of the framework that waits for it dies too. If not, it hears that the function exited, and that is final.
   * If it does, its own caller delivers the event again.
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
