import { PolicyType } from '../../policy/policy-type';
import { exemptName } from '../exemptions/exemption';
import type { Guardrail } from '../guardrail';

/** A published control, and the guardrails that implement it. */
export interface GuardrailSetEntry {
  /** Identifier of the control as published, such as `AWS-GR_RESTRICT_ROOT_USER`. */
  readonly controlId: string;
  /** The aim of the control in a few words. */
  readonly title: string;
  /** The guardrails that implement the control or a part of it. Empty if a policy cannot implement it, or without its option. */
  readonly guardrails: Guardrail[];
  /**
   * The option of the set that the guardrails need.
   * @default - none
   */
  readonly option?: string;
  /**
   * The part that the guardrails do not implement, or the reason why no policy can implement the control.
   * @default - the guardrails implement the whole control
   */
  readonly note?: string;
}

/** Properties of `GuardrailSet`. */
export interface GuardrailSetProps {
  /** The controls, each with its guardrails. */
  readonly entries: GuardrailSetEntry[];
}

/**
 * Published controls with the guardrails that implement them. Give the guardrails to a policy, or to a `PolicySet`, which packs them into
 * as few policies as possible.
 *
 * @example
 * declare const organization: Organization;
 * const baseline = GuardrailSet.combine(GuardrailSets.cisFoundations7(), GuardrailSets.securityReferenceArchitecture());
 * organization.root.attachPolicySet(new PolicySet(this, 'Baseline', { guardrails: baseline.serviceControlGuardrails }));
 */
export class GuardrailSet {
  /** Combines several sets. A guardrail that several sets contain with the same statements occurs once. */
  public static combine(...sets: GuardrailSet[]): GuardrailSet {
    return new GuardrailSet({ entries: sets.flatMap(({ entries }) => entries) });
  }

  /** The controls, including those that no guardrail implements. */
  public readonly entries: GuardrailSetEntry[];
  /** The guardrails for service control policies, without duplicates. */
  public readonly serviceControlGuardrails: Guardrail[];
  /** The guardrails for resource control policies, without duplicates. */
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

/** Guardrails with other problems or exemptions are others, so that none of these is lost. */
function contentOf({ guardrailId, statements, _problems, _exemptions }: Guardrail): string {
  const exemptions = _exemptions.map((exemption) => ({ ...exemption, account: undefined, exempt: exemptName(exemption) }));
  return JSON.stringify([guardrailId, _problems, exemptions, ...statements.map((statement) => statement.toStatementJson() as unknown)]);
}
