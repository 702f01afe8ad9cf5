import { type ActionName, compileAction, type CompiledAction, EVERY, type ServiceMatcher } from './compile-action';
import { compileCondition, type ConditionJudge } from './compile-condition';
import { compileContradiction } from './contradiction';
import type { PatternElement, PolicyDocument, Statement } from '../../language';
import { compileResourcePattern } from '../patterns/arn-pattern';
import { variablesOf } from '../patterns/template';
import type { RequestContext } from '../request/request-context';
import { all, any, not, type Ternary } from '../ternary';

export interface CompiledStatement {
  readonly index: number;
  readonly statement: Statement;
  /** Whether the statement matches a request whose action it names. */
  judge(context: RequestContext): Ternary;
}

interface Candidate {
  readonly compiled: CompiledStatement;
  readonly matches: Exclude<ServiceMatcher, undefined>;
}

/** Represents every service that the policy does not name. */
const OTHER_SERVICE = '';
const NONE: readonly CompiledStatement[] = [];

/** The missing information about a request without a resource. */
export const RESOURCE = 'the resource';

/** A policy that is ready for evaluation. Compile it once, and use the same object at every target that it is attached to. */
export class CompiledPolicy {
  private readonly statements: { compiled: CompiledStatement; action: CompiledAction }[];
  private readonly services: ReadonlySet<string>;
  private readonly byService = new Map<string, Candidate[]>();

  constructor(readonly name: string, readonly document: PolicyDocument) {
    const variables = document.version === '2012-10-17';
    this.statements = document.statements.map((statement, index) => ({
      compiled: compileStatement(statement, index, variables),
      action: compileAction(statement.action),
    }));
    this.services = new Set(this.statements.flatMap(({ action }) => action.services));
  }

  /** The statements that name the action. */
  matching({ service, name }: ActionName): readonly CompiledStatement[] {
    const candidates = this.candidates(service);
    return candidates.length === 0 ? NONE : candidates.filter(({ matches }) => matches(name)).map(({ compiled }) => compiled);
  }

  /** Whether it distinguishes between actions of a service. */
  knowsNames(service: string): boolean {
    return this.candidates(service).some(({ matches }) => matches !== EVERY);
  }

  private candidates(service: string): Candidate[] {
    const known = this.services.has(service) ? service : OTHER_SERVICE;
    let candidates = this.byService.get(known);
    if (candidates === undefined) {
      candidates = this.statements.flatMap(({ compiled, action }) => {
        const matches = action.forService(known);
        return matches === undefined ? [] : [{ compiled, matches }];
      });
      this.byService.set(known, candidates);
    }
    return candidates;
  }
}

function compileStatement(statement: Statement, index: number, variables: boolean): CompiledStatement {
  const conditions = statement.conditions.map((condition) => compileCondition(condition, variables));
  const judges: ConditionJudge[] = [compileResource(statement.resource, variables), ...conditions];
  const contradicts = compileContradiction(statement.conditions, conditions, variables);
  return { index, statement, judge: (context) => (contradicts(context) ? false : all(judges, (judge) => judge(context))) };
}

function compileResource({ patterns, negated }: PatternElement, variables: boolean): ConditionJudge {
  if (patterns.includes('*')) return () => !negated;
  if (patterns.length === 0) return () => negated;
  const matchers = patterns.map((pattern) => compileResourcePattern(pattern, variables));
  const keys = variables ? [...new Set(patterns.flatMap(variablesOf))] : [];
  return (context) => {
    const { resource } = context;
    if (resource === undefined) return [RESOURCE, ...keys.filter((key) => context.lookup(key) === 'unknown')];
    const matches = any(matchers, (matcher) => matcher(resource, context));
    return negated ? not(matches) : matches;
  };
}
