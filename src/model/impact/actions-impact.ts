import type { ChangedActions } from './action-changes';
import type { ActionsByService } from './action-classes';
import type { ActionsImpact } from './impact-group';
import type { DecidingStatement, LevelVerdict, Requirement } from './level-judge';
import { AUTHORIZATION_POLICY_TYPES, type AuthorizationPolicyType } from '../../contract';
import { type Decision, evaluate, type Level, type Reason, type ReasonType } from '../../policy';
import { actionPatterns } from '../../policy/actions';
import { isWithin } from '../diff/statement-cover';

export interface Ways {
  readonly before: readonly Level[];
  readonly after: readonly Level[];
}

const ORDER: readonly Decision[] = ['allowed', 'denied', 'depends'];

/** Finds the direction of a change: by default, the one that the statements show. */
export type DirectionFinder = (changed: ChangedActions) => { readonly direction?: ActionsImpact['direction']; readonly examples?: ActionsImpact['examples'] };

/** Changed actions by service and by the statements that decide, each group as patterns. */
export function actionsImpact(
  changed: readonly ChangedActions[], ways: Ways, all: ActionsByService, find: DirectionFinder,
): ActionsImpact[] {
  const groups = new Map<string, { told: Omit<ActionsImpact, 'actions' | 'count'>; names: string[]; patterns?: readonly string[] }>();
  for (const each of changed) {
    const { direction, examples = {} } = find(each);
    if (direction === undefined) continue;
    const newAction = each.newActionOf && { newAction: each.representative };
    const told = { before: each.before.decision, after: each.after.decision, direction, ...reasonsOf(each, ways), ...newAction };
    const decided = JSON.stringify(told);
    for (const [service, actions] of each.actions) {
      const group = groups.get(`${service} ${decided}`) ?? { told: { service, ...told }, names: [] };
      group.told = withExamples(group.told, examples);
      groups.set(`${service} ${decided}`, group);
      group.names.push(...actions.map(nameOf));
      group.patterns = each.newActionOf;
    }
  }
  return [...groups.values()].map(({ told, names, patterns: ofPolicies }): ActionsImpact => {
    if (ofPolicies !== undefined) return { ...told, actions: ofPolicies, count: 1 };
    const patterns = actionPatterns(names, (all.get(told.service) ?? []).map(nameOf));
    return { ...told, actions: patterns.map((pattern) => `${told.service}:${pattern}`), count: names.length };
  }).sort((one, other) => compare(one.service, other.service) || ORDER.indexOf(one.before) - ORDER.indexOf(other.before)
    || ORDER.indexOf(one.after) - ORDER.indexOf(other.after) || compare(one.actions.join(), other.actions.join()));
}

/** The first example of a group for each direction stands for the others. */
export function withExamples<Impact extends Pick<ActionsImpact, 'examples'>>(impact: Impact, examples: ActionsImpact['examples'] = {}): Impact {
  const all = { ...examples, ...impact.examples };
  return Object.keys(all).length === 0 ? impact : { ...impact, examples: all };
}

type BeforeAndAfter = Pick<ChangedActions, 'before' | 'after'>;

/** Undefined where other statements have the same effect. */
export function directionOf(changed: BeforeAndAfter): ActionsImpact['direction'] | undefined {
  return directionTowards(AUTHORIZATION_POLICY_TYPES.map((type) => directionOfType(changed, type)));
}

/** The direction that the statements of one type show. */
export function directionOfType({ before, after }: BeforeAndAfter, type: ReasonType): ActionsImpact['direction'] | undefined {
  const [wasDenied, isDenied] = [before, after].map(({ deniedBy }) => deniedBy.includes(type));
  if (wasDenied || isDenied) return wasDenied && isDenied ? undefined : isDenied ? 'tightens' : 'loosens';
  const [former, present] = [before, after].map(({ open }) => open.filter((each) => each.type === type));
  const [isStricterNow, wasStricter] = [includes(present, former), includes(former, present)];
  // Where neither includes the other, it may go either way.
  return isStricterNow === wasStricter ? isStricterNow ? undefined : 'both' : isStricterNow ? 'tightens' : 'loosens';
}

/** The direction of several changes together. */
export function directionTowards(ways: readonly (ActionsImpact['direction'] | undefined)[]): ActionsImpact['direction'] | undefined {
  const different = new Set(ways.filter((way) => way !== undefined));
  return different.size > 1 ? 'both' : [...different][0];
}

/** Whether some requirements include the others, as far as can be determined. All statements are known to match the action. */
function includes(these: readonly Requirement[], those: readonly Requirement[]): boolean {
  return those.every((other) => these.some((each) => isStricter(each, other)));
}

/** A denial is stricter if it matches more; alternatives are stricter if they match less. */
function isStricter(one: Requirement, other: Requirement): boolean {
  if (one.effect !== other.effect) return false;
  const [narrow, wide] = one.effect === 'Deny' ? [other, one] : [one, other];
  return narrow.statements.every((each) => wide.statements.some((alternative) => isCovered(each, alternative)));
}

function isCovered(narrow: DecidingStatement, wide: DecidingStatement): boolean {
  if (narrow.key === wide.key) return true;
  return narrow.statement !== undefined && wide.statement !== undefined && narrow.version === wide.version
    && isWithin(narrow.statement, wide.statement, ['resource']);
}

/** The policies that decide now, and those that decided before. */
function reasonsOf({ representative: action, before, after }: ChangedActions, ways: Ways): Pick<ActionsImpact, 'because' | 'insteadOf'> {
  const tell = (levels: readonly Level[], { open, deniedBy }: LevelVerdict) => {
    // Where one type denies, the evaluation of both does not name what the other type depends on.
    const isApart = deniedBy.length > 0 && open.length > 0;
    const parts = isApart ? AUTHORIZATION_POLICY_TYPES.map((type) => levels.map((level) => withOnly(level, type))) : [levels];
    const deciding = parts.flatMap((part) => evaluate({ levels: part, request: { action } }).matchedStatements)
      .filter(({ kind }) => kind !== 'exempt' && !(isApart && kind === 'allow'));
    return [...new Set(deciding.map(reasonName))].sort();
  };
  return { because: tell(ways.after, after), insteadOf: tell(ways.before, before) };
}

function withOnly({ name, serviceControlPolicies, resourceControlPolicies }: Level, type: AuthorizationPolicyType): Level {
  return { name, ...(type === 'SERVICE_CONTROL_POLICY' ? { serviceControlPolicies } : { resourceControlPolicies }) };
}

function reasonName(reason: Reason): string {
  switch (reason.kind) {
    case 'allow':
    case 'deny': return `${reason.statement} of ${reason.policy}`;
    case 'no-allow': return 'no statement that allows it';
    case 'exempt': return reason.why;
    case 'not-given': return reason.what;
  }
}

function nameOf(action: string): string {
  return action.slice(action.indexOf(':') + 1);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
