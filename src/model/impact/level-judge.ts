import type { CompiledPolicy, Decision, Level, ReasonType, Statement } from '../../policy';
import { UnknownPolicy, writeStatement } from '../../policy';
import { type ActionName } from '../../policy/evaluate/compile/compile-action';
import type { CompiledStatement } from '../../policy/evaluate/compile/compile-policy';
import { exemption } from '../../policy/evaluate/exemption';
import { judgeLevel, type Judgement, permits, type StatementMatch } from '../../policy/evaluate/judge-policy';
import { RequestContext } from '../../policy/evaluate/request/request-context';
import { isUnknown } from '../../policy/evaluate/ternary';

/** A statement that decides, or might. */
export interface DecidingStatement {
  /** Equal for statements that say the same, whatever policy they are in. */
  readonly key: string;
  readonly effect: 'Allow' | 'Deny';
  /** Absent where its policy is not known. */
  readonly statement?: Statement;
  /** The version of its policy's language. */
  readonly version?: string;
}

/** What has to hold for an action to be allowed: one denial does not match, or one of those statements of a level that allow it does. */
export interface Requirement {
  /** Equal for those that require the same. */
  readonly key: string;
  readonly effect: DecidingStatement['effect'];
  /** Of a denial, one. */
  readonly statements: readonly DecidingStatement[];
}

/** What one level, or several, say to an action of which nothing else is known. */
export interface LevelVerdict {
  readonly decision: Decision;
  /** Where the decision depends: what it depends on. */
  readonly open: readonly Requirement[];
  /**
   * Where it is denied: by which types. A service control policy denies it to principals of the account, wherever the resource is; a
   * resource control policy denies it on resources of the account, whoever asks.
   */
  readonly deniedBy: readonly ReasonType[];
}

const ALLOWED: LevelVerdict = { decision: 'allowed', open: [], deniedBy: [] };
/** Of an action only its name is known, which the judging itself looks at. */
const NOTHING_KNOWN = new RequestContext({ action: '*' });

/** Judges single levels, so that what several accounts share is judged once. */
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
    return { decision: 'depends', open: this.requirements(judgement), deniedBy: [] };
  }

  /** Statements that allow are alternatives within one level and type only. */
  private requirements({ allow, matches }: Judgement): Requirement[] {
    const open = (effect: DecidingStatement['effect']) => matches
      .filter(({ compiled: { statement }, holds }) => isUnknown(holds) && statement.effect === effect).map((match) => this.deciding(match));
    const denials = open('Deny').map((statement): Requirement => ({ key: statement.key, effect: 'Deny', statements: [statement] }));
    return isUnknown(allow) ? [...denials, oneOf(open('Allow'))] : denials;
  }

  private deciding({ policy, compiled }: StatementMatch): DecidingStatement {
    let deciding = this.statements.get(compiled);
    if (deciding === undefined) {
      const { sid: _sid, ...statement } = compiled.statement;
      const { effect } = statement;
      const { document: { version } } = policy;
      const isUnknownPolicy = policy instanceof UnknownPolicy;
      const key = JSON.stringify([isUnknownPolicy ? policy.what : version, writeStatement(statement)]);
      deciding = isUnknownPolicy ? { key, effect } : { key, effect, statement, version };
      this.statements.set(compiled, deciding);
    }
    return deciding;
  }
}

function oneOf(statements: readonly DecidingStatement[]): Requirement {
  return { key: [...new Set(statements.map(({ key }) => key))].sort().join(' or '), effect: 'Allow', statements };
}

/** One level that denies decides; else one that depends. */
export function together(verdicts: readonly LevelVerdict[]): LevelVerdict {
  const deniedBy = [...new Set(verdicts.flatMap((verdict) => verdict.deniedBy))].sort();
  if (deniedBy.length > 0) return { decision: 'denied', open: [], deniedBy };
  const open = verdicts.flatMap((verdict) => verdict.open);
  return verdicts.some(({ decision }) => decision === 'depends') ? { decision: 'depends', open, deniedBy } : ALLOWED;
}

/** What tells two verdicts apart. */
export function verdictKey({ decision, open, deniedBy }: LevelVerdict): string {
  return decision === 'depends' ? [...new Set(open.map(({ key }) => key))].sort().join('\n') : [decision, ...deniedBy].join(' ');
}
