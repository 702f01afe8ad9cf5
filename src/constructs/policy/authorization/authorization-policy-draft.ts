import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { Guardrail } from '../../guardrails';
import { noteExemptions } from '../../guardrails/exemptions/exemption-notes';
import { checkAtSynthesis, problem, guardrailProblems } from '../../validation';
import type { PolicyProps } from '../policy';
import { PolicyContent } from '../policy-content';
import type { PolicyType } from '../policy-type';
import type { AuthorizationPolicyProps } from './authorization-policy-props';

/** A document of guardrails. If the guardrails have problems, these are reported, and the resulting statements are not checked. */
class GuardedContent extends PolicyContent {
  constructor(
    private readonly content: PolicyContent, private readonly guardrails: readonly Guardrail[], private readonly policyType: PolicyType,
  ) {
    super();
  }

  public _text(scope: IConstruct): string {
    return this.content._text(scope);
  }

  public _problems(scope: IConstruct): string[] {
    const problems = guardrailProblems(scope, this.guardrails, this.policyType);
    return problems.length > 0 ? problems : this.content._problems(scope);
  }
}

/** No source of a document is given. */
class MissingContent extends PolicyContent {
  constructor(private readonly noun: string) {
    super();
  }

  public _text(): string {
    return '{}';
  }

  public _problems(): string[] {
    return [problem({
      wrong: `The ${this.noun} has no document`, given: 'nothing', remedy: 'Give guardrails or statements, a document, or content',
    })];
  }
}

/** The differences between the two types. */
export interface AuthorizationPolicyKind {
  readonly policyType: PolicyType;
  /** Such as "service control policy". */
  readonly noun: string;
}

/** Derives the properties of a policy in the language of IAM. It is not a base class, since jsii would publish it. */
export class AuthorizationPolicyDraft {
  readonly policyProps: PolicyProps;

  constructor(private readonly kind: AuthorizationPolicyKind, private readonly props: AuthorizationPolicyProps) {
    const { guardrails = [], statements, document, content, ...options } = props;
    const isGiven = [props.guardrails, statements, document, content].some((each) => each !== undefined);
    const written = document ?? new iam.PolicyDocument({ statements: allStatements(guardrails, statements) });
    this.policyProps = {
      ...options,
      policyType: kind.policyType,
      content: isGiven
        ? new GuardedContent(content ?? PolicyContent.fromPolicyDocument(written), guardrails, kind.policyType)
        : new MissingContent(kind.noun),
    };
  }

  checkAtSynthesis(policy: IConstruct): void {
    const { guardrails, statements, document, content } = this.props;
    noteExemptions(policy, guardrails ?? []);
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

/** Messages if more than one of several properties gives the content of a policy. */
function oneSourceProblems(noun: string, sources: Readonly<Record<string, unknown>>): string[] {
  const given = Object.keys(sources).filter((name) => sources[name] !== undefined);
  if (given.length <= 1) return [];
  const names = Object.keys(sources);
  return [problem({
    wrong: `The ${noun} has more than one document`,
    given: given.join(', '),
    remedy: `Give exactly one of ${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`,
  })];
}
