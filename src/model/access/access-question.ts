import type { PlacedAccount } from './placed-account';
import type { AccessRequest, AccountSide, CompiledPolicy, ContextValue, Decision, Reason, Verdict } from '../../policy';

/** What is asked of an account; what is left out is unknown, but for what the organization itself tells. */
export interface AccessQuestion {
  /** `s3:DeleteBucket`. */
  readonly action: string;
  /** The ARN. Without an account in it, the resource counts as the account's own. */
  readonly resource?: string;
  /** An ARN, a service principal, `role/Name`, `user/Name`, `root` for a principal of the account, or `*` for an anonymous caller. */
  readonly principal?: string;
  readonly context?: Readonly<Record<string, ContextValue>>;
  readonly identityPolicies?: readonly CompiledPolicy[];
}

/** What one level says for itself, in the order of the chain. */
export interface LevelAnswer {
  readonly name: string;
  readonly type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
  /** The policies attached there. */
  readonly policies: readonly string[];
  readonly decision: Decision;
  readonly matchedStatements: readonly Reason[];
}

export interface AccessAnswer extends Verdict {
  readonly placed: PlacedAccount;
  /** As it was judged; ids that only a deployment will know are symbols. */
  readonly request: Omit<AccessRequest, 'openIds'>;
  readonly levels: readonly LevelAnswer[];
  /** How the question was read where that may not be what was meant; sentences. */
  readonly remarks: readonly string[];
}

/** The question in the form in which policies are evaluated. */
export interface PreparedQuestion {
  readonly request: AccessRequest;
  readonly principalSide: AccountSide;
  readonly resourceSide: AccountSide;
  /** Policies that do not count because somebody outside of the organization takes part. */
  readonly aside: readonly Reason[];
}

