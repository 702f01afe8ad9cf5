import { compileCondition } from '../evaluate/compile/compile-condition';
import type { RequestContext } from '../evaluate/request/request-context';
import { type Condition, isNegated } from '../language';

/**
 * Whether the condition holds for such requests in general. A condition that depends on unknown facts, and is not negated, applies to
 * some of them only.
 */
export function holdsInGeneral(condition: Condition, context: RequestContext): boolean {
  const truth = compileCondition(condition, true)(context);
  return truth === true || (truth !== false && isNegated(condition.operator));
}
