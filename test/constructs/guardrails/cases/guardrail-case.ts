import type { ExemptPrincipalsProps, Guardrail } from '../../../../src';
import type { AccessRequest } from '../../../../src/policy';

/** Requests of a developer's role, complete in their context, unless they say otherwise. */
export type Request = Partial<AccessRequest> & Pick<AccessRequest, 'action'>;

/** A request that does what the guardrail denies by other means. */
export interface WayAround {
  readonly request: Request;
  /** One of the guardrail's `limits`, for what it cannot deny. @default - the guardrail denies it */
  readonly limit?: string;
}

/** How a guardrail differs from what AWS publishes for the same purpose. */
export interface Difference {
  readonly difference: string;
  readonly reason: string;
}

export interface GuardrailCase {
  readonly build: (exempt?: ExemptPrincipalsProps) => Guardrail;
  /** Each statement of the guardrail denies at least one of them, and each action that the guardrail names is among them. */
  readonly denied: readonly Request[];
  readonly allowed: readonly Request[];
  /** A principal that the guardrail can spare, as a pattern; a role below /platform/ unless it says otherwise, and none if `null`. */
  readonly exempt?: string | null;
  /** A policy of AWS that says the same about the first denied and the first allowed request. */
  readonly published?: string;
  readonly differences?: readonly Difference[];
  readonly waysAround?: readonly WayAround[];
}

export const ACCOUNT = '111122223333';
export const DEVELOPER = `arn:aws:iam::${ACCOUNT}:role/Developer`;
export const ROOT_USER = `arn:aws:iam::${ACCOUNT}:root`;
export const STRANGER = 'arn:aws:iam::999988887777:role/Stranger';
export const ORGANIZATION = 'o-exampleorgid';
