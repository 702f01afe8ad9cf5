import type * as iam from 'aws-cdk-lib/aws-iam';
import { PolicyType } from '../policy/policy-type';
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
  /**
   * Identifiers of published controls that it implements, alone or with others: `CT.EC2.PV.6` of AWS Control Tower, `CIS 2.1.4` of the CIS
   * AWS Foundations Benchmark.
   * @default - none
   */
  readonly controls?: string[];
  /**
   * Sentences that name what it cannot deny, so that nobody relies on it: requests of service-linked roles, or keys that an action lacks.
   * @default - none
   */
  readonly limits?: string[];
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
  /** Identifiers of published controls that it implements, alone or with others. */
  public readonly controls: string[];
  /** Sentences that name what it cannot deny. */
  public readonly limits: string[];
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
    this.controls = props.controls ?? [];
    this.limits = props.limits ?? [];
    this.statements = props.statements;
  }
}
