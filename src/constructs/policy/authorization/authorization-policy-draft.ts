import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { Guardrail } from '../../guardrails';
import { checkAtSynthesis } from '../../validation';
import type { PolicyProps } from '../policy';
import { PolicyContent } from '../policy-content';
import type { PolicyType } from '../policy-type';
import type { AuthorizationPolicyProps } from './authorization-policy-props';
import { GuardedContent } from './guarded-content';
import { oneSourceProblems } from './one-source';

/** In what the two types differ. */
export interface AuthorizationPolicyKind {
  readonly policyType: PolicyType;
  /** Such as "service control policy". */
  readonly noun: string;
}

/** What a policy in the language of IAM is made of. Not a base class: jsii would publish it. */
export class AuthorizationPolicyDraft {
  readonly policyProps: PolicyProps;

  constructor(private readonly kind: AuthorizationPolicyKind, private readonly props: AuthorizationPolicyProps) {
    const { guardrails = [], statements, document, content, ...options } = props;
    const written = document ?? new iam.PolicyDocument({ statements: allStatements(guardrails, statements) });
    this.policyProps = {
      ...options,
      policyType: kind.policyType,
      content: new GuardedContent(content ?? PolicyContent.fromPolicyDocument(written), guardrails, kind.policyType),
    };
  }

  checkAtSynthesis(policy: IConstruct): void {
    const { guardrails, statements, document, content } = this.props;
    checkAtSynthesis(policy,
      () => oneSourceProblems(this.kind.noun, { [nameOf(guardrails, statements)]: guardrails ?? statements, document, content }),
    );
  }
}

function allStatements(guardrails: readonly Guardrail[], statements: readonly iam.PolicyStatement[] = []): iam.PolicyStatement[] {
  return [...guardrails.flatMap((guardrail) => guardrail.statements), ...statements];
}

/** Guardrails and statements are one source. */
function nameOf(guardrails?: readonly Guardrail[], statements?: readonly iam.PolicyStatement[]): string {
  if (guardrails === undefined) return 'statements';
  return statements === undefined ? 'guardrails' : 'guardrails with statements';
}
