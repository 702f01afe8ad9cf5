import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Guardrail } from '../guardrails';
import type { AppRule } from './app-rules';
import { problem } from './rule';
import { warn } from './rule-page';
import type { PolicyType } from '../policy/policy-type';

/** A warning about the parameters of a guardrail. */
export interface GuardrailWarning {
  readonly rule: AppRule;
  readonly message: string;
}

/** Problems of the guardrails of a policy: wrong parameters, a wrong type, the same guardrail twice. Warnings are added to the policy. */
export function guardrailProblems(policy: IConstruct, guardrails: readonly Guardrail[] = [], { policyTypeName }: PolicyType): string[] {
  for (const { rule, message } of guardrails.flatMap(({ _warnings }) => _warnings)) warn(policy, rule.id, message);
  const foreign = guardrails.filter(({ policyType }) => policyType.policyTypeName !== policyTypeName);
  const sids = guardrails.flatMap(({ statements }) => statements.flatMap(({ sid }) => sid ?? []));
  const repeated = new Set(sids.filter((sid, index) => sids.indexOf(sid) !== index));
  return [
    ...new Set(guardrails.flatMap(({ _problems }) => _problems)),
    ...foreign.map((guardrail) => problem({
      wrong: `The guardrail ${guardrail.guardrailId} belongs in a policy of another type`,
      given: guardrail.policyType.policyTypeName,
      remedy: `Give guardrails of the type ${policyTypeName} only`,
    })),
    ...[...repeated].map((given) => problem({
      wrong: 'Two guardrails of the policy have a statement of the same Sid',
      given,
      remedy: 'Give the guardrail once with all its parameters, or give the second one to a policy of its own',
    })),
  ];
}

/** @throws Error if a value that becomes part of a construct ID is known only at deployment. */
export function assertLiteral(scope: IConstruct, what: string, value: string, example: string): void {
  if (!Token.isUnresolved(value)) return;
  throw new Error(problem({
    wrong: `[${scope.node.path}] ${what} is known only at deployment`, given: value, remedy: `Give the text itself, as in ${example}`,
  }));
}
