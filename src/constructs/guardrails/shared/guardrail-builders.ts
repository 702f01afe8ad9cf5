import { Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { type ExemptPrincipalsProps, exemptPrincipalsProblems, unlessExempt } from './exempt-principals';
import { Guardrail } from '../guardrail';
import { isActionPattern } from './parameter-rules';
import { PolicyType } from '../../policy/policy-type';
import type { GuardrailWarning } from '../../validation/guardrail-problems';

/** What a statement denies; without resources, everywhere. */
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
  /** Identifiers of published controls that it implements. */
  readonly controls?: string[];
  /** Sentences that name what it cannot deny. */
  readonly limits?: string[];
  /** Messages about its parameters, but for those about principals. */
  readonly problems?: readonly string[];
  readonly warnings?: readonly GuardrailWarning[];
}

/** A guardrail that limits what principals of the accounts do. */
export function serviceControlGuardrail(parts: GuardrailParts, exempt: ExemptPrincipalsProps = {}): Guardrail {
  return build(parts, exempt, PolicyType.SERVICE_CONTROL_POLICY);
}

/** A guardrail that limits what anybody does with resources of the accounts. */
export function resourceControlGuardrail(parts: GuardrailParts, exempt: ExemptPrincipalsProps = {}): Guardrail {
  return build(parts, exempt, PolicyType.RESOURCE_CONTROL_POLICY, [new iam.StarPrincipal()]);
}

function build(parts: GuardrailParts, exempt: ExemptPrincipalsProps, policyType: PolicyType, principals?: iam.IPrincipal[]): Guardrail {
  const { guardrailId, description, denials, controls, limits, problems = [], warnings } = parts;
  const exemption = unlessExempt(exempt, policyType);
  const statements = denials.map((denial) => new iam.PolicyStatement({ ...statementProps(denial, exemption), principals }));
  const allProblems = [...problems, ...exemptPrincipalsProblems(exempt)];
  return Guardrail._checked({ guardrailId, description, policyType, statements, controls, limits }, allProblems, warnings);
}

/** Actions that are none are left out, since the constructor would throw before their problem can be reported. */
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
