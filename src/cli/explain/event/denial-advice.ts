import type { ConditionReason, Reason, StatementReason } from '../../../policy';

/** How a request has to differ for one statement, or one level, to let it pass. */
export interface Advice {
  /** `DenyOtherRegions of allowed-regions at Workloads`, or the level that allows nothing. */
  readonly where: string;
  /** Any one of these is enough. Empty if nothing in the request helps. */
  readonly anyOf: readonly string[];
}

/** Advice for each reason of a denial. All of it has to be met. */
export function denialAdvice(reasons: readonly Reason[], action: string): Advice[] {
  return reasons.flatMap((reason) => {
    if (reason.kind === 'deny') return [ofStatement(reason)];
    if (reason.kind !== 'no-allow') return [];
    const looked = reason.policies.length === 0 ? 'nothing is attached' : `attached: ${reason.policies.join(', ')}`;
    return [{ where: reason.level ?? 'the policies', anyOf: [`a policy attached there allows ${action} (${looked})`] }];
  });
}

function ofStatement({ statement, policy, level, resource, conditions }: StatementReason): Advice {
  const ofResource = resource === undefined ? [] : [
    `the resource is ${resource.element === 'Resource' ? 'none' : 'one'} of ${resource.patterns.join(', ')}`,
  ];
  return {
    where: `${statement} of ${policy}${level === undefined ? '' : ` at ${level}`}`,
    anyOf: [...ofResource, ...conditions.map(conditionAdvice)],
  };
}

/** A statement denies while all its conditions hold. The sentence says when this one does not. */
function conditionAdvice({ operator, key, values, given }: ConditionReason): string {
  const [, name] = /^(?:ForAllValues:|ForAnyValue:)?(.+?)(?:IfExists)?$/.exec(operator)!;
  const list = values.join(', ');
  const present = given === 'missing' ? ' (the request does not have the key)' : '';
  switch (name) {
    case 'Null': return values.includes('true') ? `the request has the key ${key}` : `the request does not have the key ${key}`;
    case 'Bool': return `${key} is not ${list}${present}`;
    case 'NotIpAddress': return `${key} is in ${list}${present}`;
    case 'IpAddress': return `${key} is outside of ${list}${present}`;
    case 'NumericLessThan':
    case 'DateLessThan': return `${key} is at least ${list}${present}`;
    case 'NumericLessThanEquals':
    case 'DateLessThanEquals': return `${key} is more than ${list}${present}`;
    case 'NumericGreaterThan':
    case 'DateGreaterThan': return `${key} is at most ${list}${present}`;
    case 'NumericGreaterThanEquals':
    case 'DateGreaterThanEquals': return `${key} is less than ${list}${present}`;
    default: return `${key} ${oneOf(name, values)}${present}`;
  }
}

function oneOf(operator: string, values: readonly string[]): string {
  const isPattern = values.some((value) => /[*?]/.test(value)) && /Like|Arn/.test(operator);
  const list = values.length === 1 ? values[0] : `one of ${values.join(', ')}`;
  if (/Not/.test(operator)) return `${isPattern ? 'matches' : 'is'} ${list}`;
  return `${isPattern ? 'does not match' : 'is not'} ${list}`;
}
