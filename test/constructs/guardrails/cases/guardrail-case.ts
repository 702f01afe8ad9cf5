import type { ExemptPrincipalsProps, Guardrail } from '../../../../src';
import type { ForbiddenRequests } from '../../../../src/model/check';
import type { AccessRequest } from '../../../../src/policy';

/** A request, by default from the role of a developer and with a complete context. */
export type Request = Partial<AccessRequest> & Pick<AccessRequest, 'action'>;

/** A request that has the same effect as a denied one by other means. */
export interface WayAround {
  readonly request: Request;
  /** The limit of the guardrail that covers the request. @default - the guardrail denies the request */
  readonly limit?: string;
}

/** A difference between a guardrail and the policy that AWS publishes for the same purpose. */
export interface Difference {
  readonly difference: string;
  readonly reason: string;
}

/** Some requests for actions that a guardrail names. */
export type Forbidden = Pick<ForbiddenRequests, 'actions' | 'resources' | 'when'>;

export interface GuardrailCase {
  readonly build: (exempt?: ExemptPrincipalsProps) => Guardrail;
  /** Requests that the guardrail denies: at least one for each statement and for each action that the guardrail names. */
  readonly denied: readonly Request[];
  readonly allowed: readonly Request[];
  /**
   * The promise of the guardrail, said without a look at its statements: the requests that nobody but exempt principals and accounts can
   * make. An action that no entry names is forbidden in every request.
   * @default - every request for each action that it names
   */
  readonly forbids?: readonly Forbidden[];
  /** The pattern of a principal that can be exempt; `null` if none can. @default - a role below /platform/ */
  readonly exempt?: string | null;
  /** A published policy of AWS with the same result for the first denied and the first allowed request. */
  readonly published?: string;
  readonly differences?: readonly Difference[];
  readonly waysAround?: readonly WayAround[];
}

export const ACCOUNT = '111122223333';
export const DEVELOPER = `arn:aws:iam::${ACCOUNT}:role/Developer`;
export const ROOT_USER = `arn:aws:iam::${ACCOUNT}:root`;
export const STRANGER = 'arn:aws:iam::999988887777:role/Stranger';
export const ORGANIZATION = 'o-exampleorgid';
