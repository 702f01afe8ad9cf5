import type { IConstruct } from 'constructs';
import type { Guardrail } from '../../guardrails';
import { guardrailProblems } from '../../validation';
import { PolicyContent } from '../policy-content';
import type { PolicyType } from '../policy-type';

/** A document of guardrails. What is wrong with them is said in their words, and the statements that came of it are not judged then. */
export class GuardedContent extends PolicyContent {
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
