import type { CompiledPolicy, Decision, Level, ReasonType, Statement } from '../../policy';
import { UnknownPolicy, writeStatement } from '../../policy';
import { type ActionName } from '../../policy/evaluate/compile/compile-action';
import type { CompiledStatement } from '../../policy/evaluate/compile/compile-policy';
import { exemption } from '../../policy/evaluate/exemption';
import { judgeLevel, type Judgement, permits, type StatementMatch } from '../../policy/evaluate/judge-policy';
import { RequestContext } from '../../policy/evaluate/request/request-context';
import { isUnknown } from '../../policy/evaluate/ternary';

/** A statement that decides, or may decide. */
export interface DecidingStatement {
  /** Equal for statements with the same contents, in any policy. */
  readonly key: string;
  readonly effect: 'Allow' | 'Deny';
  /** Absent where its policy is not known. */
  readonly statement?: Statement;
  /** The version of its policy's language. */
  readonly version?: string;
}

/** A condition for an action to be allowed: one denial does not match, or one of the statements of a level that allow it matches. */
export interface Requirement {
  /** Equal for those that require the same. */
  readonly key: string;
  readonly type: ReasonType;
  readonly effect: DecidingStatement['effect'];
  /** Exactly one for a denial. */
  readonly statements: readonly DecidingStatement[];
}

/**
 * The verdict of one level, or of several, on an action about which nothing else is known. Each type judges other requests: a service
 * control policy those of principals of the account, on any resource; a resource control policy those on resources of the account, of any
 * principal. So a denial by one type leaves the verdict of the other as it is.
 */
export interface LevelVerdict {
  readonly decision: Decision;
  /** The requirements that the verdicts of the types that do not deny the action depend on. */
  readonly open: readonly Requirement[];
  /** The types that deny the action. */
  readonly deniedBy: readonly ReasonType[];
}

const ALLOWED: LevelVerdict = { decision: 'allowed', open: [], deniedBy: [] };
/** Only the name of an action is known, and the judgment reads it elsewhere. */
const NOTHING_KNOWN = new RequestContext({ action: '*' });

/** Judges single levels, so that a level that several accounts share is judged once. */
export class LevelJudge {
  private readonly statements = new WeakMap<CompiledStatement, DecidingStatement>();

  judge(level: Level, action: ActionName): LevelVerdict {
    return together([
      this.judgeType('SERVICE_CONTROL_POLICY', level.serviceControlPolicies, action),
      this.judgeType('RESOURCE_CONTROL_POLICY', level.resourceControlPolicies, action),
    ]);
  }

  private judgeType(type: ReasonType, policies: readonly CompiledPolicy[] | undefined, action: ActionName): LevelVerdict {
    if (policies === undefined || exemption(type, { action }) !== undefined) return ALLOWED;
    const judgement = judgeLevel(type, policies, action, NOTHING_KNOWN);
    const permitted = permits([judgement]);
    if (!isUnknown(permitted)) return permitted ? ALLOWED : { decision: 'denied', open: [], deniedBy: [type] };
    return { decision: 'depends', open: this.requirements(type, judgement), deniedBy: [] };
  }

  /** Statements that allow are alternatives only within one level and type. */
  private requirements(type: ReasonType, { allow, matches }: Judgement): Requirement[] {
    const open = (effect: DecidingStatement['effect']) => matches
      .filter(({ compiled: { statement }, holds }) => isUnknown(holds) && statement.effect === effect).map((match) => this.deciding(match));
    const denials = open('Deny').map((statement) => requirement(type, 'Deny', [statement]));
    return isUnknown(allow) ? [...denials, requirement(type, 'Allow', open('Allow'))] : denials;
  }

  private deciding({ policy, compiled }: StatementMatch): DecidingStatement {
    let deciding = this.statements.get(compiled);
    if (deciding === undefined) {
      const { sid: _sid, ...statement } = compiled.statement;
      const { effect } = statement;
      const { document: { version } } = policy;
      const isUnknownPolicy = policy instanceof UnknownPolicy;
      const key = JSON.stringify([isUnknownPolicy ? [policy.what, policy.text] : version, writeStatement(statement)]);
      deciding = isUnknownPolicy ? { key, effect } : { key, effect, statement, version };
      this.statements.set(compiled, deciding);
    }
    return deciding;
  }
}

function requirement(type: ReasonType, effect: DecidingStatement['effect'], statements: readonly DecidingStatement[]): Requirement {
  return { key: [type, ...new Set(statements.map(({ key }) => key))].sort().join(' or '), type, effect, statements };
}

/** For each type, a level that denies decides; otherwise a level that depends. */
export function together(verdicts: readonly LevelVerdict[]): LevelVerdict {
  const deniedBy = [...new Set(verdicts.flatMap((verdict) => verdict.deniedBy))].sort();
  const open = verdicts.flatMap((verdict) => verdict.open).filter(({ type }) => !deniedBy.includes(type));
  if (deniedBy.length + open.length === 0) return ALLOWED;
  return { decision: deniedBy.length > 0 ? 'denied' : 'depends', open, deniedBy };
}

/** Equal for verdicts that do not differ. */
export function verdictKey({ decision, open, deniedBy }: LevelVerdict): string {
  return [decision, ...deniedBy, ...[...new Set(open.map(({ key }) => key))].sort()].join('\n');
}
