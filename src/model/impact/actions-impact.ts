import type { ChangedActions } from './action-changes';
import type { ActionsByService } from './action-classes';
import type { ActionsImpact } from './impact-group';
import type { DecidingStatement, LevelVerdict, Requirement } from './level-judge';
import { type Decision, evaluate, type Level, type Reason } from '../../policy';
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
  const groups = new Map<string, { told: Omit<ActionsImpact, 'actions' | 'count'>; names: string[] }>();
  for (const each of changed) {
    const { direction, examples = {} } = find(each);
    if (direction === undefined) continue;
    const told = { before: each.before.decision, after: each.after.decision, direction, ...reasonsOf(each, ways) };
    const decided = JSON.stringify(told);
    for (const [service, actions] of each.actions) {
      // The first example of a group stands for the others.
      const group = groups.get(`${service} ${decided}`)
        ?? { told: { service, ...told, ...(Object.keys(examples).length === 0 ? {} : { examples }) }, names: [] };
      groups.set(`${service} ${decided}`, group);
      group.names.push(...actions.map(nameOf));
    }
  }
  return [...groups.values()].map(({ told, names }): ActionsImpact => {
    const patterns = actionPatterns(names, (all.get(told.service) ?? []).map(nameOf));
    return { ...told, actions: patterns.map((pattern) => `${told.service}:${pattern}`), count: names.length };
  }).sort((one, other) => compare(one.service, other.service) || ORDER.indexOf(one.before) - ORDER.indexOf(other.before)
    || ORDER.indexOf(one.after) - ORDER.indexOf(other.after) || compare(one.actions.join(), other.actions.join()));
}

/** Undefined where other statements have the same effect. */
export function directionOf({ before, after }: Pick<ChangedActions, 'before' | 'after'>): ActionsImpact['direction'] | undefined {
  if (before.decision === 'denied' && after.decision === 'denied') return towards(hasAll(after, before), hasAll(before, after));
  if (before.decision === 'allowed' || after.decision === 'denied') return 'tightens';
  if (before.decision === 'denied' || after.decision === 'allowed') return 'loosens';
  return towards(includes(after.open, before.open), includes(before.open, after.open));
}

/** Where both include each other, nothing changes; where neither includes the other, it may go either way. */
function towards(tightens: boolean, loosens: boolean): ActionsImpact['direction'] | undefined {
  if (tightens === loosens) return tightens ? undefined : 'both';
  return tightens ? 'tightens' : 'loosens';
}

/** Whether one denies the action to all principals to whom the other denies it. */
function hasAll({ deniedBy }: LevelVerdict, other: LevelVerdict): boolean {
  return other.deniedBy.every((type) => deniedBy.includes(type));
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
function reasonsOf({ representative: action }: ChangedActions, { before, after }: Ways): Pick<ActionsImpact, 'because' | 'insteadOf'> {
  const tell = (levels: readonly Level[]) => {
    const deciding = evaluate({ levels, request: { action } }).matchedStatements.filter(({ kind }) => kind !== 'exempt');
    return [...new Set(deciding.map(reasonName))].sort();
  };
  return { because: tell(after), insteadOf: tell(before) };
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
