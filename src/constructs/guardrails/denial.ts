import * as iam from 'aws-cdk-lib/aws-iam';
import { type ExemptPrincipalsProps, unlessExempt } from './exempt-principals';

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

/** A statement of a service control policy. */
export function deny(denial: Denial, exempt: ExemptPrincipalsProps = {}): iam.PolicyStatement {
  return new iam.PolicyStatement(statementProps(denial, exempt));
}

/** A statement of a resource control policy, for everybody who asks. */
export function denyAnyPrincipal(denial: Denial, exempt: ExemptPrincipalsProps = {}): iam.PolicyStatement {
  return new iam.PolicyStatement({ ...statementProps(denial, exempt), principals: [new iam.StarPrincipal()] });
}

function statementProps(denial: Denial, exempt: ExemptPrincipalsProps): iam.PolicyStatementProps {
  const { notResources, resources = notResources === undefined ? ['*'] : undefined } = denial;
  const conditions = { ...denial.conditions };
  for (const [operator, keys] of Object.entries(unlessExempt(exempt))) conditions[operator] = { ...conditions[operator], ...keys };
  return { ...denial, effect: iam.Effect.DENY, resources, conditions };
}
