import type * as iam from 'aws-cdk-lib/aws-iam';
import { requireKind } from '../../provider';
import { exemptStatementProblems, exemptStatements } from './exemptions/exempt-statements';
import { type Exemption, exemption, exemptionProblems, type ExemptionProps, isPresent } from './exemptions/exemption';
import type { IAccount } from '../account/account-base';
import { PolicyType } from '../policy/policy-type';
import { problem } from '../validation';
import type { GuardrailWarning } from '../validation/guardrail-problems';

/** Properties of `Guardrail`. */
export interface GuardrailProps {
  /** The ID of the guardrail in kebab case, such as `deny-leaving-organization`. */
  readonly guardrailId: string;
  /** The effect of the guardrail, as a sentence without a full stop. */
  readonly description: string;
  /**
   * The statements of the guardrail. Statements for a service control policy name no principals; those for a resource control policy name
   * the principal `*`. Each needs a `Sid` of letters and digits that is unique in the policy.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
   */
  readonly statements: iam.PolicyStatement[];
  /**
   * The type of the policies that can contain the guardrail.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html
   * @default PolicyType.SERVICE_CONTROL_POLICY
   */
  readonly policyType?: PolicyType;
  /**
   * Identifiers of published controls that the guardrail implements, alone or with others: `CT.EC2.PV.6` of AWS Control Tower, `CIS 2.1.4`
   * of the CIS AWS Foundations Benchmark.
   * @default - none
   */
  readonly controls?: string[];
  /**
   * Sentences about requests that the guardrail cannot deny, for example since they come from service-linked roles or lack a condition key.
   * @default - none
   */
  readonly limits?: string[];
}

/**
 * A rule of an organization, as statements of a service control policy or a resource control policy. The classes `…Guardrails` create
 * ready guardrails. Give guardrails to the `guardrails` of a policy or a policy set. Wrong parameters are errors at synthesis, with the
 * path of the policy.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new ServiceControlPolicy(this, 'Baseline', {
 *   guardrails: [
 *     AccountGuardrails.denyLeavingOrganization(),
 *     new Guardrail({
 *       guardrailId: 'deny-queue-purges',
 *       description: 'Denies purging queues',
 *       statements: [new iam.PolicyStatement({
 *         sid: 'DenyQueuePurges', effect: iam.Effect.DENY, actions: ['sqs:PurgeQueue'], resources: ['*'],
 *       })],
 *     }),
 *   ],
 * }));
 */
export class Guardrail {
  /**
   * A guardrail with the problems and warnings of its parameters.
   *
   * @internal
   */
  public static _checked(props: GuardrailProps, problems: readonly string[], warnings: readonly GuardrailWarning[] = []): Guardrail {
    const guardrail = new Guardrail(props);
    guardrail._problems = problems;
    guardrail._warnings = warnings;
    return guardrail;
  }

  /** The ID of the guardrail in kebab case. */
  public readonly guardrailId: string;
  /** The effect of the guardrail, as a sentence without a full stop. */
  public readonly description: string;
  /** The type of the policies that can contain the guardrail. */
  public readonly policyType: PolicyType;
  /** Identifiers of published controls that the guardrail implements, alone or with others. */
  public readonly controls: string[];
  /** Sentences about requests that the guardrail cannot deny. */
  public readonly limits: string[];
  /** The statements of the guardrail. */
  public readonly statements: iam.PolicyStatement[];

  /**
   * Messages about wrong parameters of the guardrail.
   *
   * @internal
   */
  public _problems: readonly string[] = [];

  /**
   * Warnings about its parameters.
   *
   * @internal
   */
  public _warnings: readonly GuardrailWarning[] = [];

  /**
   * Whether the requests have principals of accounts, which can be exempt.
   *
   * @internal
   */
  public _hasPrincipals = true;

  /**
   * The exemptions that end.
   *
   * @internal
   */
  public _exemptions: readonly Exemption[] = [];

  /** The statements without exemptions, and the ones with them. */
  private original: readonly iam.PolicyStatement[];
  private made: readonly iam.PolicyStatement[];

  constructor(props: GuardrailProps) {
    this.guardrailId = props.guardrailId;
    this.description = props.description;
    this.policyType = props.policyType ?? PolicyType.SERVICE_CONTROL_POLICY;
    this.controls = props.controls ?? [];
    this.limits = props.limits ?? [];
    this.statements = props.statements;
    this.original = props.statements;
    this.made = props.statements;
  }

  /**
   * The guardrail with an exempt account, until a day. The guardrail itself does not change. A guardrail for service control policies
   * exempts the principals of the account, one for resource control policies its resources.
   *
   * @param account an account of the app or an imported one
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   *
   * @experimental
   * @example
   * declare const organization: Organization;
   * declare const shop: Account;
   *
   * organization.root.attachPolicy(new ServiceControlPolicy(this, 'Regions', {
   *   guardrails: [
   *     UsageGuardrails.denyOtherRegions({ allowedRegions: ['eu-central-1'] })
   *       .exemptAccount(shop, { until: '2027-01-31', reason: 'Move from us-east-1', approver: 'Cloud board, 2026-11-20' }),
   *   ],
   * }));
   */
  public exemptAccount(account: IAccount, props: ExemptionProps): Guardrail {
    requireKind('account', account);
    return this.exempt(exemption(props, { account }));
  }

  /**
   * The guardrail with exempt principals, until a day. The guardrail itself does not change.
   *
   * @param principalArn ARN of roles, users or root users, with `*` as a wildcard, as in `arn:*:iam::*:role/platform/*`
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
   * @experimental
   */
  public exemptPrincipal(principalArn: string, props: ExemptionProps): Guardrail {
    return this.exempt(exemption(props, { principalArn }));
  }

  private exempt(added: Exemption): Guardrail {
    const { guardrailId, description, policyType, controls, limits } = this;
    // A user may have added statements.
    const original = [...this.original, ...this.statements.filter((each) => !this.made.includes(each))];
    const exemptions = [...this._exemptions, added];
    const problems = [
      ...this._problems,
      ...exemptionProblems(guardrailId, added),
      ...exemptStatementProblems(original, exemptions, policyType),
      ...this.withoutPrincipalsProblems(added),
    ];
    const present = problems.length > 0 ? [] : exemptions.filter(isPresent);
    const statements = exemptStatements(original, present, policyType);
    const exempted = Guardrail._checked({ guardrailId, description, policyType, controls, limits, statements }, problems, this._warnings);
    exempted._hasPrincipals = this._hasPrincipals;
    exempted._exemptions = exemptions;
    exempted.original = original;
    exempted.made = [...statements];
    return exempted;
  }

  private withoutPrincipalsProblems({ principalArn }: Exemption): string[] {
    if (this._hasPrincipals || principalArn === undefined) return [];
    return [problem({
      wrong: `No principal can be exempt from ${this.guardrailId}, since the requests that it denies have none`,
      given: principalArn,
      remedy: 'Exempt an account, or leave the exemption out',
    })];
  }
}
