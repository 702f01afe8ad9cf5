import { PolicyType } from '../../policy/policy-type';
import type { Guardrail } from '../guardrail';

/** A published control, and the guardrails that implement it. */
export interface GuardrailSetEntry {
  /** Identifier of the control as its publisher writes it, such as `AWS-GR_RESTRICT_ROOT_USER`. */
  readonly controlId: string;
  /** The aim of the control in a few words. */
  readonly title: string;
  /** The guardrails that implement it, alone or in part; none if a policy cannot, or if the option is not given. */
  readonly guardrails: Guardrail[];
  /**
   * The property of the set that its guardrails need.
   * @default - none
   */
  readonly option?: string;
  /**
   * The part that the guardrails leave open, or why no policy can implement the control.
   * @default - the guardrails implement all of it
   */
  readonly note?: string;
}

/** Properties of `GuardrailSet`. */
export interface GuardrailSetProps {
  /** The controls, each with its guardrails. */
  readonly entries: GuardrailSetEntry[];
}

/**
 * Published controls with the guardrails that implement them. Give the guardrails to a `PolicySet`, which packs them into as few policies
 * as they fit, or to a policy.
 */
export class GuardrailSet {
  /** One set of several. A guardrail that two of them have with the same statements is there once. */
  public static combine(...sets: GuardrailSet[]): GuardrailSet {
    return new GuardrailSet({ entries: sets.flatMap(({ entries }) => entries) });
  }

  /** The controls, also those that no guardrail implements. */
  public readonly entries: GuardrailSetEntry[];
  /** Guardrails for service control policies, each once. */
  public readonly serviceControlGuardrails: Guardrail[];
  /** Guardrails for resource control policies, each once. */
  public readonly resourceControlGuardrails: Guardrail[];

  constructor(props: GuardrailSetProps) {
    this.entries = props.entries;
    const all = this.entries.flatMap((entry) => entry.guardrails);
    const guardrails = [...new Map(all.map((guardrail) => [contentOf(guardrail), guardrail])).values()];
    this.serviceControlGuardrails = ofType(guardrails, PolicyType.SERVICE_CONTROL_POLICY);
    this.resourceControlGuardrails = ofType(guardrails, PolicyType.RESOURCE_CONTROL_POLICY);
  }
}

function ofType(guardrails: readonly Guardrail[], type: PolicyType): Guardrail[] {
  return guardrails.filter(({ policyType }) => policyType.policyTypeName === type.policyTypeName);
}

function contentOf({ guardrailId, statements }: Guardrail): string {
  return JSON.stringify([guardrailId, ...statements.map((statement) => statement.toStatementJson() as unknown)]);
}
