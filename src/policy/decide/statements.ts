import { type Criterion, criteriaOf } from './criterion';
import type { ActionName } from '../evaluate/compile/compile-action';
import type { CompiledPolicy, CompiledStatement } from '../evaluate/compile/compile-policy';
import type { AccountSide } from '../evaluate/evaluate';
import { exemption } from '../evaluate/exemption';
import { UnknownPolicy } from '../evaluate/level';
import type { ReasonType } from '../evaluate/reason';
import { type Effect, statementName } from '../language';

/** The policies of one type at one level. Each gate on the way to an account has to let a request pass. */
export interface Gate {
  readonly type: ReasonType;
  readonly level: string;
  readonly policies: readonly CompiledPolicy[];
}

/** The gates of an account's policies of one type. */
export function gatesOf({ levels, managementAccount = false }: AccountSide, type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY'): Gate[] {
  if (managementAccount) return [];
  return levels.flatMap(({ name, serviceControlPolicies, resourceControlPolicies }): Gate[] => {
    const policies = type === 'SERVICE_CONTROL_POLICY' ? serviceControlPolicies : resourceControlPolicies;
    return policies === undefined ? [] : [{ type, level: name, policies }];
  });
}

/** A statement of a gate that names an action. */
export interface NamedStatement {
  readonly effect: Effect;
  readonly criteria: readonly Criterion[];
  /** Equal for statements that match the same requests for the action. */
  readonly key: string;
  /** `DenyLeaving of guardrails`. */
  readonly name: string;
}

/** The statements of a gate that name an action. */
export interface NamedGate {
  readonly allows: readonly NamedStatement[];
  readonly denies: readonly NamedStatement[];
}

/** Reads the statements of gates, each once. */
export class Statements {
  private readonly known = new WeakMap<CompiledStatement, NamedStatement>();

  /** The gates that count for an action. An identity-based policy represents a promise, which always counts. */
  naming(gates: readonly Gate[], action: ActionName): NamedGate[] {
    return gates.filter(({ type }) => type === 'IDENTITY_POLICY' || exemption(type, { action }) === undefined).map(({ policies }) => {
      const named = policies.flatMap((policy) => policy.matching(action).map((compiled) => this.statement(policy, compiled)));
      const of = (effect: Effect) => distinct(named.filter((each) => each.effect === effect));
      return { allows: of('Allow'), denies: of('Deny') };
    });
  }

  private statement(policy: CompiledPolicy, compiled: CompiledStatement): NamedStatement {
    let known = this.known.get(compiled);
    if (known === undefined) {
      known = policy instanceof UnknownPolicy ? unknownStatement(policy, compiled) : readStatement(policy, compiled);
      this.known.set(compiled, known);
    }
    return known;
  }
}

function readStatement(policy: CompiledPolicy, { statement, index }: CompiledStatement): NamedStatement {
  const read = criteriaOf(statement, policy.document.version === '2012-10-17');
  const criteria = [...new Map(read.map((each) => [each.id, each])).values()];
  return { effect: statement.effect, criteria, key: keyOf(criteria), name: `${statementName(statement, index)} of ${policy.name}` };
}

/** The part of a request that decides about a policy whose text is unknown. */
export const UNKNOWN_POLICY = 'unknown policy ';

/** Separates its name from its text; no name has it. */
export const END_OF_NAME = '\u0000';

/** It may match any request. The same policy before and after matches the same requests. */
function unknownStatement(policy: UnknownPolicy, { statement: { effect } }: CompiledStatement): NamedStatement {
  const part = UNKNOWN_POLICY + policy.what + END_OF_NAME + policy.text;
  const criterion: Criterion = {
    id: `${part} ${effect}`, part, key: part, patterns: [], negated: false, quantifier: 'some', acceptsEmpty: false, withoutKey: false,
  };
  return { effect, criteria: [criterion], key: criterion.id, name: policy.what };
}

function keyOf(criteria: readonly Criterion[]): string {
  return criteria.map(({ id }) => id).sort().join('\n');
}

function distinct(statements: readonly NamedStatement[]): NamedStatement[] {
  return [...new Map(statements.map((each) => [each.key, each])).values()];
}
