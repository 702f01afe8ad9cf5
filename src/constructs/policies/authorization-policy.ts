import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Guardrail } from '../guardrails';
import { Policy } from '../policy';
import { PolicyContent } from '../policy-content';
import type { PolicyType } from '../policy-type';
import { checkAtSynthesis, guardrailProblems } from '../validation';
import type { AuthorizationPolicyProps } from './authorization-policy-props';
import { oneSourceProblems } from './one-source';

/** In what the two types differ. */
export interface AuthorizationPolicyKind {
  readonly policyType: PolicyType;
  /** Such as "service control policy". */
  readonly noun: string;
  /** Messages about a document that was written with constructs of `aws-iam`, in words of theirs. */
  documentProblems(document: iam.PolicyDocument): string[];
}

/** A policy in the language of IAM. */
export abstract class AuthorizationPolicy extends Policy {
  constructor(scope: Construct, id: string, kind: AuthorizationPolicyKind, props: AuthorizationPolicyProps) {
    const { guardrails, statements, document, content, ...options } = props;
    const written = document ?? new iam.PolicyDocument({ statements: allStatements(guardrails, statements) });
    super(scope, id, {
      ...options,
      policyType: kind.policyType,
      content: content ?? PolicyContent.fromPolicyDocument(written),
    });
    checkAtSynthesis(this,
      () => oneSourceProblems(kind.noun, { [nameOf(guardrails, statements)]: guardrails ?? statements, document, content }),
      () => guardrailProblems(guardrails, kind.policyType),
      () => (content ? [] : kind.documentProblems(written)),
    );
  }
}

function allStatements(guardrails: readonly Guardrail[] = [], statements: readonly iam.PolicyStatement[] = []): iam.PolicyStatement[] {
  return [...guardrails.flatMap((guardrail) => guardrail.statements), ...statements];
}

/** Guardrails and statements are one source. */
function nameOf(guardrails?: readonly Guardrail[], statements?: readonly iam.PolicyStatement[]): string {
  if (guardrails === undefined) return 'statements';
  return statements === undefined ? 'guardrails' : 'guardrails with statements';
}
