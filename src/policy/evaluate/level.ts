import type { AuthorizationPolicyType } from '../../contract';
import type { Effect } from '../language';
import { CompiledPolicy, type CompiledStatement } from './compile/compile-policy';

/** A policy whose text is unknown: it may allow anything, and it may deny anything. */
export class UnknownPolicy extends CompiledPolicy {
  private readonly either: readonly CompiledStatement[];

  /**
   * @param what its name in answers, `policy p-12345678, which is not in the code`
   * @param text its text, if it is known and cannot be judged: a policy with another one may do something else
   */
  constructor(name: string, readonly what: string, readonly text = '') {
    super(name, { statements: [] });
    this.either = (['Allow', 'Deny'] as const).map((effect, index) => mayDo(effect, index, what));
  }

  public override matching(): readonly CompiledStatement[] {
    return this.either;
  }
}

const EVERYTHING = { negated: false, patterns: ['*'] };

function mayDo(effect: Effect, index: number, what: string): CompiledStatement {
  return { index, statement: { effect, action: EVERYTHING, resource: EVERYTHING, conditions: [] }, judge: () => [what] };
}

/**
 * The root, an organizational unit or the account, with the policies attached to it directly. Without a list the policy type does not
 * count at this level, as when it is not enabled; an empty list allows nothing.
 */
export interface Level {
  /** Its name in answers: `root`, `Workloads/Production`, an account's name. */
  readonly name: string;
  readonly serviceControlPolicies?: readonly CompiledPolicy[];
  readonly resourceControlPolicies?: readonly CompiledPolicy[];
}

export function policiesOf(level: Level, type: AuthorizationPolicyType): readonly CompiledPolicy[] | undefined {
  return type === 'SERVICE_CONTROL_POLICY' ? level.serviceControlPolicies : level.resourceControlPolicies;
}
