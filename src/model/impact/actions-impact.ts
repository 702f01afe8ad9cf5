import { actionPatterns } from './action-patterns';
import type { ActionsImpact } from './impact-group';
import type { DecidingStatement, LevelVerdict } from './level-judge';
import { type Decision, evaluate, type Level, type Reason } from '../../policy';

/** An action that another decision is made about, or by other statements. */
export interface ChangedAction {
  readonly action: string;
  readonly before: LevelVerdict;
  readonly after: LevelVerdict;
}

export interface Ways {
  readonly before: readonly Level[];
  readonly after: readonly Level[];
}

/** Actions of a service by their names without prefix. */
export type NamesOfService = (service: string) => readonly string[];

const ORDER: readonly Decision[] = ['allowed', 'denied', 'depends'];

/** Changed actions by service and by what decides, each group told in patterns. */
export function actionsImpact(changed: readonly ChangedAction[], ways: Ways, namesOf: NamesOfService): ActionsImpact[] {
  const groups = new Map<string, ChangedAction[]>();
  const told = new Map<string, Reasons>();
  for (const each of changed) {
    const [because, insteadOf] = reasonsOf(each, ways, told);
    const key = JSON.stringify([serviceOf(each.action), each.before.decision, each.after.decision, directionOf(each), because, insteadOf]);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return [...groups.values()].map((group): ActionsImpact => {
    const [first] = group;
    const service = serviceOf(first.action);
    const [because, insteadOf] = reasonsOf(first, ways, told);
    const names = group.map(({ action }) => action.slice(service.length + 1));
    return {
      service,
      before: first.before.decision,
      after: first.after.decision,
      direction: directionOf(first),
      actions: actionPatterns(names, namesOf(service)).map((pattern) => `${service}:${pattern}`),
      count: group.length,
      because,
      insteadOf,
    };
  }).sort((one, other) => compare(one.service, other.service) || ORDER.indexOf(one.before) - ORDER.indexOf(other.before)
    || ORDER.indexOf(one.after) - ORDER.indexOf(other.after) || compare(one.actions.join(), other.actions.join()));
}

export function directionOf({ before, after }: Pick<ChangedAction, 'before' | 'after'>): ActionsImpact['direction'] {
  if (before.decision === 'allowed' || after.decision === 'denied') return 'tightens';
  if (before.decision === 'denied' || after.decision === 'allowed') return 'loosens';
  const [came, went] = [without(after.open, before.open), without(before.open, after.open)];
  const tightens = came.some(({ effect }) => effect === 'Deny') || went.some(({ effect }) => effect === 'Allow');
  const loosens = went.some(({ effect }) => effect === 'Deny') || came.some(({ effect }) => effect === 'Allow');
  if (tightens && loosens) return 'both';
  return tightens ? 'tightens' : 'loosens';
}

function without(these: readonly DecidingStatement[], those: readonly DecidingStatement[]): DecidingStatement[] {
  return these.filter(({ key }) => !those.some((other) => other.key === key));
}

/** Who decides now, and who decided before. */
type Reasons = readonly [because: string[], insteadOf: string[]];

function reasonsOf({ action }: ChangedAction, { before, after }: Ways, told: Map<string, Reasons>): Reasons {
  let reasons = told.get(action);
  if (reasons === undefined) {
    const tell = (levels: readonly Level[]) => [...new Set(evaluate({ levels, request: { action } }).because.map(reasonName))].sort();
    reasons = [tell(after), tell(before)];
    told.set(action, reasons);
  }
  return reasons;
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

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':'));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
