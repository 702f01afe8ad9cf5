import type { Decision, Reason, Verdict } from '../../policy';

/** The effect of a change on one call. */
export interface CallDifference {
  /** Whether the change denies a call that passed: for certain, or with some values of unknown keys. */
  readonly denied?: 'certain' | 'possible';
  readonly allowed?: 'certain' | 'possible';
  /** Places of the requests that make the difference. */
  readonly requests: readonly number[];
}

/** The decision about a call, whose requests have to pass one and all. */
export function decisionOfCall(verdicts: readonly Verdict[]): Decision {
  if (verdicts.some(({ decision }) => decision === 'denied')) return 'denied';
  return verdicts.some(({ decision }) => decision === 'depends') ? 'depends' : 'allowed';
}

/** Compares the verdicts about the requests of a call before and after a change. */
export function callDifference(base: readonly Verdict[], head: readonly Verdict[]): CallDifference {
  const [before, after] = [decisionOfCall(base), decisionOfCall(head)];
  const tighter = before === 'denied' ? [] : places(base, (verdict, index) => canTurn(verdict, head[index]));
  const looser = after === 'denied' ? [] : places(head, (verdict, index) => canTurn(verdict, base[index]));
  const isCertain = before !== 'depends' && after !== 'depends';
  return {
    ...(tighter.length === 0 ? {} : { denied: isCertain ? 'certain' : 'possible' }),
    ...(looser.length === 0 ? {} : { allowed: isCertain ? 'certain' : 'possible' }),
    requests: [...new Set([...tighter, ...looser])].sort((one, other) => one - other),
  };
}

function places(verdicts: readonly Verdict[], test: (verdict: Verdict, index: number) => boolean): number[] {
  return verdicts.flatMap((verdict, index) => (test(verdict, index) ? [index] : []));
}

/** Whether some values of the unknown keys let a request pass one side and fail the other. */
function canTurn(passing: Verdict, failing: Verdict): boolean {
  if (passing.decision === 'denied' || failing.decision === 'allowed') return false;
  if (failing.decision === 'denied' || passing.decision === 'allowed') return true;
  return openPointsDiffer(passing.matchedStatements, failing.matchedStatements);
}

/**
 * Whether open statements can deny on one side while those of the other side let pass. A denial that is open on both sides, with the same
 * conditions, denies on both. A level at which an Allow is open allows if one of its statements is open at that level on the passing side,
 * and every one of these is there on the failing side.
 */
function openPointsDiffer(passing: readonly Reason[], failing: readonly Reason[]): boolean {
  // An unknown policy may deny, and it may allow.
  if ([...passing, ...failing].some(({ kind }) => kind === 'not-given')) return sorted(passing) !== sorted(failing);
  const denials = new Set(passing.filter(({ kind }) => kind === 'deny').map(conditionsOf));
  if (failing.some((reason) => reason.kind === 'deny' && !denials.has(conditionsOf(reason)))) return true;
  const [allowsBefore, allowsAfter] = [allowsByLevel(passing), allowsByLevel(failing)];
  return [...allowsAfter].some(([level, after]) => {
    const before = allowsBefore.get(level);
    return before === undefined || [...before].some((each) => !after.has(each));
  });
}

function sorted(reasons: readonly Reason[]): string {
  return JSON.stringify(reasons.map((reason) => JSON.stringify(reason)).sort());
}

function allowsByLevel(reasons: readonly Reason[]): Map<string, Set<string>> {
  const levels = new Map<string, Set<string>>();
  for (const reason of reasons) {
    if (reason.kind !== 'allow') continue;
    const level = `${reason.type} ${reason.level ?? ''}`;
    levels.set(level, (levels.get(level) ?? new Set()).add(conditionsOf(reason)));
  }
  return levels;
}

/** The conditions of an open statement with the values of the request, and the missing information: its truth hangs on them. */
function conditionsOf(reason: Reason): string {
  if (reason.kind !== 'deny' && reason.kind !== 'allow') return JSON.stringify(reason);
  const { type, resource, conditions, missingInformation } = reason;
  return JSON.stringify([type, resource, conditions, missingInformation]);
}
