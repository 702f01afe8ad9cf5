import { Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { type ExemptPrincipalsProps, exemptPrincipalsProblems, unlessExempt } from './exempt-principals';
import { Guardrail } from '../guardrail';
import { isActionPattern } from './parameter-rules';
import { PolicyType } from '../../policy/policy-type';
import type { GuardrailWarning } from '../../validation/guardrail-problems';

/** The parts of a Deny statement. Without resources, it applies to all resources. */
export interface Denial {
  /** Letters and digits. */
  readonly sid: string;
  readonly actions?: string[];
  readonly notActions?: string[];
  readonly resources?: string[];
  readonly notResources?: string[];
  readonly conditions?: Record<string, Record<string, unknown>>;
}

export interface GuardrailParts {
  readonly guardrailId: string;
  readonly description: string;
  readonly denials: readonly Denial[];
  /** Identifiers of published controls that the guardrail implements. */
  readonly controls?: string[];
  /** Sentences about requests that the guardrail cannot deny. */
  readonly limits?: string[];
  /** Messages about its parameters, except the exempt principals. */
  readonly problems?: readonly string[];
  readonly warnings?: readonly GuardrailWarning[];
  /** Whether the requests have principals of accounts, which can be exempt. @default true */
  readonly hasPrincipals?: boolean;
}

/** A guardrail that limits the principals of the accounts. */
export function serviceControlGuardrail(parts: GuardrailParts, exempt: ExemptPrincipalsProps = {}): Guardrail {
  return build(parts, exempt, PolicyType.SERVICE_CONTROL_POLICY);
}

/** A guardrail that limits access to the resources of the accounts. */
export function resourceControlGuardrail(parts: GuardrailParts, exempt: ExemptPrincipalsProps = {}): Guardrail {
  return build(parts, exempt, PolicyType.RESOURCE_CONTROL_POLICY, [new iam.StarPrincipal()]);
}

function build(parts: GuardrailParts, exempt: ExemptPrincipalsProps, policyType: PolicyType, principals?: iam.IPrincipal[]): Guardrail {
  const { guardrailId, description, denials, controls, limits, problems = [], warnings, hasPrincipals = true } = parts;
  const exemption = unlessExempt(exempt, policyType);
  const statements = denials.map((denial) => new iam.PolicyStatement({ ...statementProps(denial, exemption), principals }));
  const allProblems = [...problems, ...exemptPrincipalsProblems(exempt)];
  const guardrail = Guardrail._checked({ guardrailId, description, policyType, statements, controls, limits }, allProblems, warnings);
  guardrail._hasPrincipals = hasPrincipals;
  return guardrail;
}

/** The props of a statement, without malformed actions: the constructor would throw before their problem can be reported. */
function statementProps(denial: Denial, exemption: NonNullable<Denial['conditions']>): iam.PolicyStatementProps {
  const { notResources, resources = notResources === undefined ? ['*'] : undefined } = denial;
  const conditions = { ...denial.conditions };
  for (const [operator, keys] of Object.entries(exemption)) conditions[operator] = { ...conditions[operator], ...keys };
  return {
    ...denial,
    actions: denial.actions && wellFormed(denial.actions),
    notActions: denial.notActions && wellFormed(denial.notActions),
    effect: iam.Effect.DENY,
    resources,
    conditions,
  };
}

function wellFormed(actions: string[]): string[] {
  return Token.isUnresolved(actions) ? actions : actions.filter((action) => Token.isUnresolved(action) || isActionPattern(action));
}
