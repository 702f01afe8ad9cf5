import type * as iam from 'aws-cdk-lib/aws-iam';
import { PolicyType } from '../policy-type';
import type { GuardrailWarning } from '../validation/guardrail-problems';

/** Properties of `Guardrail`. */
export interface GuardrailProps {
  /** What it is called, in kebab case: `deny-leaving-organization`. */
  readonly guardrailId: string;
  /** What it denies, in a sentence without its full stop. */
  readonly description: string;
  /**
   * Statements for a service control policy name no principals, those for a resource control policy the principal `*`. Each needs a
   * `Sid` (letters and digits) that no other statement of the same policy has.
   */
  readonly statements: iam.PolicyStatement[];
  /**
   * The type of the policies that it can be part of.
   * @default PolicyType.SERVICE_CONTROL_POLICY
   */
  readonly policyType?: PolicyType;
}

/**
 * A rule that an organization sets, as statements of a policy. The classes `…Guardrails` hold ready ones; give them to the `guardrails`
 * of a policy. What is wrong with their parameters is an error at synthesis, with the path of the policy.
 */
export class Guardrail {
  /**
   * One with mistakes in its parameters.
   *
   * @internal
   */
  public static _checked(props: GuardrailProps, problems: readonly string[], warnings: readonly GuardrailWarning[] = []): Guardrail {
    const guardrail = new Guardrail(props);
    guardrail._problems = problems;
    guardrail._warnings = warnings;
    return guardrail;
  }

  /** What it is called, in kebab case. */
  public readonly guardrailId: string;
  /** What it denies, in a sentence without its full stop. */
  public readonly description: string;
  /** The type of the policies that it can be part of. */
  public readonly policyType: PolicyType;
  /** The statements that say it. */
  public readonly statements: iam.PolicyStatement[];

  /**
   * Messages about what is wrong with its parameters.
   *
   * @internal
   */
  public _problems: readonly string[] = [];

  /**
   * What is odd about them.
   *
   * @internal
   */
  public _warnings: readonly GuardrailWarning[] = [];

  constructor(props: GuardrailProps) {
    this.guardrailId = props.guardrailId;
    this.description = props.description;
    this.policyType = props.policyType ?? PolicyType.SERVICE_CONTROL_POLICY;
    this.statements = props.statements;
  }
}
