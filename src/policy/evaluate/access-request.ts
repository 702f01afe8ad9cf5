/** A value of the request context; `null` says that the key is known to be absent. */
export type ContextValue = string | number | boolean | readonly (string | number | boolean)[] | null;

/** A question to the policies. What is left out is unknown, and the answer says so where it matters. */
export interface AccessRequest {
  /** `s3:DeleteBucket`. */
  readonly action: string;
  /** The ARN, or `*` for an action that has no resource. */
  readonly resource?: string;
  /** The ARN of a role, user or root, or a service principal such as `config.amazonaws.com`. */
  readonly principal?: string;
  /** Condition keys; their names are not case-sensitive. */
  readonly context?: Readonly<Record<string, ContextValue>>;
  /** Whether every key that is not in the context is absent from the request; otherwise it is unknown. */
  readonly contextIsComplete?: boolean;
}

const ACTION = /^[A-Za-z0-9-]+:[A-Za-z0-9_-]+$/;

/** @throws Error if the action is not one action, since patterns have no verdict. */
export function checkRequest({ action, resource }: AccessRequest): void {
  if (!ACTION.test(action)) {
    throw new Error(`The action of a request must be one action: ${JSON.stringify(action)}. Write service:Action, without wildcards.`);
  }
  if (resource !== undefined && resource !== '*' && !resource.startsWith('arn:')) {
    throw new Error(`The resource of a request must be an ARN: ${JSON.stringify(resource)}. Write arn:…, or "*" for an action without resources.`);
  }
}
