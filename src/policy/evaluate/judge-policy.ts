import type { Effect } from '../language';
import type { ActionName } from './compile/compile-action';
import type { CompiledPolicy, CompiledStatement } from './compile/compile-policy';
import { uncertainty } from './exemption';
import type { ReasonType } from './reason';
import type { RequestContext } from './request/request-context';
import { any, type Ternary } from './ternary';

/** A statement that matches the request, or may match it. */
export interface StatementMatch {
  readonly policy: CompiledPolicy;
  readonly compiled: CompiledStatement;
  readonly holds: Exclude<Ternary, false>;
}

/** The verdict of policies that are attached together. */
export interface Judgement {
  readonly allow: Ternary;
  readonly deny: Ternary;
  readonly matches: readonly StatementMatch[];
}

export function judgePolicy(policy: CompiledPolicy, action: ActionName, context: RequestContext): Judgement {
  const named = policy.matching(action);
  if (named.length === 0) return SILENCE;
  const matches: StatementMatch[] = [];
  for (const compiled of named) {
    const holds = compiled.judge(context);
    if (holds !== false) matches.push({ policy, compiled, holds });
  }
  return matches.length === 0 ? SILENCE : { allow: effectOf(matches, 'Allow'), deny: effectOf(matches, 'Deny'), matches };
}

/** The joint verdict of the policies of one type at one level. */
export function judgeLevel(
  type: ReasonType, policies: readonly CompiledPolicy[], action: ActionName, context: RequestContext,
): Judgement {
  const judgement = joinJudgements(policies.map((policy) => judgePolicy(policy, action, context)));
  const what = uncertainty(type, { action, principal: context.principal, resource: context.resource });
  return what === undefined ? judgement : isUncertain(judgement, what);
}

/** The same for policies that may not count: they never deny with certainty. */
function isUncertain({ allow, matches }: Judgement, what: string): Judgement {
  const doubted = matches.map((match): StatementMatch => (match.compiled.statement.effect === 'Allow' ? match
    : { ...match, holds: match.holds === true ? [what] : [...match.holds, what] }));
  return { allow: allow === false ? [what] : allow, deny: effectOf(doubted, 'Deny'), matches: doubted };
}

/** Joins policies at one level: one Allow is enough, and so is one Deny. */
function joinJudgements(judgements: readonly Judgement[]): Judgement {
  return {
    allow: any(judgements, allowOf),
    deny: any(judgements, denyOf),
    matches: judgements.flatMap(({ matches }) => matches),
  };
}

/** Whether policies at one level let a request pass. */
export function permits(judgements: readonly Judgement[]): Ternary {
  const denied = any(judgements, denyOf);
  if (denied === true) return false;
  const allowed = any(judgements, allowOf);
  if (allowed === false || denied === false) return allowed;
  return allowed === true ? denied : [...new Set([...denied, ...allowed])];
}

const allowOf = ({ allow }: Judgement): Ternary => allow;
const denyOf = ({ deny }: Judgement): Ternary => deny;

/** The verdict of a policy that does not match a request. */
export const SILENCE: Judgement = { allow: false, deny: false, matches: [] };

function effectOf(matches: readonly StatementMatch[], effect: Effect): Ternary {
  return any(matches, ({ compiled, holds }) => compiled.statement.effect === effect && holds);
}
