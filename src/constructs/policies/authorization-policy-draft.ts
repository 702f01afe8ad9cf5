import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { Guardrail } from '../guardrails';
import type { PolicyProps } from '../policy';
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

/** What a policy in the language of IAM is made of. Not a base class: jsii would publish it. */
export class AuthorizationPolicyDraft {
  readonly policyProps: PolicyProps;
  private readonly document: iam.PolicyDocument;

  constructor(private readonly kind: AuthorizationPolicyKind, private readonly props: AuthorizationPolicyProps) {
    const { guardrails, statements, document, content, ...options } = props;
    this.document = document ?? new iam.PolicyDocument({ statements: allStatements(guardrails, statements) });
    this.policyProps = { ...options, policyType: kind.policyType, content: content ?? PolicyContent.fromPolicyDocument(this.document) };
  }

  checkAtSynthesis(policy: IConstruct): void {
    const { guardrails, statements, document, content } = this.props;
    checkAtSynthesis(policy,
      () => oneSourceProblems(this.kind.noun, { [nameOf(guardrails, statements)]: guardrails ?? statements, document, content }),
      () => {
        const problems = guardrailProblems(guardrails, this.kind.policyType);
        return content || problems.length > 0 ? problems : this.kind.documentProblems(this.document);
      },
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
