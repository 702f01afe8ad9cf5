import type { OpenIds } from '../open-text';
import { ANONYMOUS, isServicePrincipal, isWebIdentityProvider } from './principal';
import { arnSegments } from '../patterns/arn-pattern';

/** A value of the request context; `null` means that the key is known to be absent. */
export type ContextValue = string | number | boolean | readonly (string | number | boolean)[] | null;

/** A request to evaluate. Omitted parts are unknown, and the answer names them where they matter. */
export interface AccessRequest {
  /** `s3:DeleteBucket`. */
  readonly action: string;
  /** The ARN, or `*` for an action that has no resource. */
  readonly resource?: string;
  /**
   * The ARN of a role, a user, the root user, a session or an identity provider; a service principal such as `config.amazonaws.com`; a web
   * identity provider such as `accounts.google.com`; or `*` for an anonymous caller.
   */
  readonly principal?: string;
  /** Condition keys; their names are not case-sensitive. */
  readonly context?: Readonly<Record<string, ContextValue>>;
  /**
   * For keys that are not in the context: values that they do not have; one that ends with `/*` excludes every value with that
   * beginning. The keys are absent, or have other values.
   */
  readonly ruledOut?: Readonly<Record<string, readonly string[]>>;
  /** Whether every key that is not in the context is absent from the request; otherwise it is unknown. */
  readonly contextIsComplete?: boolean;
  /** IDs in the texts of the request that only a deployment will know. */
  readonly openIds?: OpenIds;
}

const ACTION = /^[A-Za-z0-9-]+:[A-Za-z0-9_-]+$/;

/** Source: IAM API Reference, the type `arnType`. */
const LONGEST_ARN = 2_048;

/** @throws Error if the action is not a single action, since patterns have no verdict, or if the resource is not valid. */
export function checkRequest({ action, resource }: AccessRequest): void {
  if (!ACTION.test(action)) {
    throw new Error(`The action of a request must be one action: ${JSON.stringify(action)}. Write service:Action, without wildcards.`);
  }
  if (resource !== undefined && resource !== '*' && !isArn(resource)) {
    throw new Error(`The resource of a request must be an ARN: ${JSON.stringify(resource)}. Write arn:partition:service:region:account:resource, `
      + 'or "*" for an action without resources.');
  }
  if (resource !== undefined && resource.length > LONGEST_ARN) {
    throw new Error(`The resource of a request is longer than an ARN can be (given: ${resource.length} characters, ${resource.slice(0, 60)}…). `
      + `Write an ARN of at most ${LONGEST_ARN} characters.`);
  }
}

/**
 * A principal has no pattern as its name, and an account ID has twelve digits, so a question about any other has no answer.
 * @throws Error for a text that names no principal.
 */
export function checkPrincipal(principal: string): void {
  if (principal === ANONYMOUS) return;
  if (/[*?]/.test(principal)) {
    throw new Error(`The principal of a request must be one principal: ${JSON.stringify(principal)}. Write its name without wildcards.`);
  }
  if (isServicePrincipal(principal) || isWebIdentityProvider(principal)) return;
  const [, , service, , account] = isArn(principal) ? arnSegments(principal)! : [];
  if ((service === 'iam' || service === 'sts') && /^\d{12}$/.test(account)) return;
  throw new Error(`The principal of a request must be that of IAM or STS, in an account of 12 digits: ${JSON.stringify(principal)}. `
    + 'Write arn:aws:iam::111122223333:role/Name, or a service such as config.amazonaws.com.');
}

/** Six segments, of which only Region and account can be empty. */
function isArn(text: string): boolean {
  const [, partition, service, , , resource] = arnSegments(text) ?? [];
  return [partition, service, resource].every((segment) => segment !== undefined && segment !== '');
}
