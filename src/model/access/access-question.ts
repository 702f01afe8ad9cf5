import type { PlacedAccount } from './placed-account';
import type { AuthorizationPolicyType } from '../../contract';
import type { AccessRequest, AccountSide, CompiledPolicy, ContextValue, Decision, Reason, Verdict } from '../../policy';

/** A question about an account. Omitted parts are unknown, except for what follows from the organization itself. */
export interface AccessQuestion {
  /** `s3:DeleteBucket`. */
  readonly action: string;
  /** The ARN. A resource without an account in its ARN counts as the account's own. */
  readonly resource?: string;
  /** An ARN, a service principal, `role/Name`, `user/Name`, `root` for a principal of the account, or `*` for an anonymous caller. */
  readonly principal?: string;
  readonly context?: Readonly<Record<string, ContextValue>>;
  readonly identityPolicies?: readonly CompiledPolicy[];
  /** Whether the request has no other condition keys; otherwise they are unknown. */
  readonly contextIsComplete?: boolean;
}

/** The answer of one level on its own, in the order of the chain. */
export interface LevelAnswer {
  readonly name: string;
  readonly type: AuthorizationPolicyType;
  /** The policies attached there. */
  readonly policies: readonly string[];
  readonly decision: Decision;
  readonly matchedStatements: readonly Reason[];
}

export interface AccessAnswer extends Verdict {
  readonly placed: PlacedAccount;
  /** The request that was evaluated. IDs that only a deployment will know are symbols. */
  readonly request: Omit<AccessRequest, 'openIds'>;
  readonly levels: readonly LevelAnswer[];
  /** Sentences about how the question was interpreted, where another meaning is possible. */
  readonly remarks: readonly string[];
}

/** The question in the form in which policies are evaluated. */
export interface PreparedQuestion {
  readonly request: AccessRequest;
  readonly principalSide: AccountSide;
  readonly resourceSide: AccountSide;
  /** Policies that do not count because a party outside the organization is involved. */
  readonly exemptions: readonly Reason[];
}

