import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { DEFAULT_ACCESS_ROLE_NAME } from './access-roles';
import { DelegatedAdministratorProperties, ResourceType } from '../../contract';
import { OrganizationsProvider, OrganizationsResource } from '../../provider';
import { isServiceTrusted, ownOrganizations } from '../organization/known-organizations';
import { IPolicyTarget, PolicyTargetBase } from '../policy/attachments/policy-target';
import { dependOnFound } from '../synthesis/lazy-dependency';
import { warnOfMisspelledService } from '../trusted-service/known-services';
import { warnOfMissingSetup } from '../trusted-service/service-setup';
import type { TrustedService } from '../trusted-service/trusted-service';
import { assertLiteral, brokenRules, checkAtSynthesis, problem, SERVICE_PRINCIPAL_RULES, UniqueIndex } from '../validation';

/** Email addresses and IDs of the accounts of an app, created or invited. Each may belong to one construct only. */
export const EMAIL_ADDRESSES = new UniqueIndex('The email address is used by more than one account', 'Give each account an address of its own');
export const ACCOUNT_IDS = new UniqueIndex('The account ID is used by more than one account', 'Keep one construct for the account');

/** An account of the organization. */
export interface IAccount extends IPolicyTarget {
  /**
   * ID of the account, twelve digits.
   * @attribute
   */
  readonly accountId: string;
  /**
   * ARN of the role in the account through which the management account administers it. AWS creates the role together with an account.
   * Create it by hand in an account that was invited. The management account has no such role.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access-cross-account-role.html
   */
  readonly accessRoleArn: string;
  /**
   * Makes the account a delegated administrator of a service for the whole organization. Repeated calls for a service have no effect. The
   * service must have trusted access; if the app enables that, it does so first. Some services allow one such account, others several.
   *
   * The account is deregistered when this call is removed from the app only if AWS documents that nothing is lost by it, such as for AWS
   * CloudTrail and IAM Identity Center (docs/trusted-services.md lists all services). The administrator of any other service stays
   * registered. To change it, remove the former one through the service first. An account whose `removal` closes it or removes it from the
   * organization is always deregistered, since AWS removes no delegated administrator.
   *
   * Source: AWS Organizations User Guide, "Delegated administrator for AWS services that work with Organizations".
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_RegisterDelegatedAdministrator.html
   */
  delegateAdministration(trustedService: TrustedService): void;
}

/**
 * The base of accounts, of those that the app manages and of those outside it.
 *
 * @internal
 */
export abstract class AccountBase extends PolicyTargetBase implements IAccount {
  public abstract readonly accountId: string;

  public get accessRoleArn(): string {
    return `arn:${Aws.PARTITION}:iam::${this.accountId}:role/${this._accessRoleName}`;
  }

  public delegateAdministration(trustedService: TrustedService): void {
    const principal = trustedService.servicePrincipal;
    assertLiteral(this, 'The service principal', principal, 'guardduty.amazonaws.com');
    const id = `DelegatedAdministrator-${principal}`;
    if (this.node.tryFindChild(id)) return;
    const resource = new OrganizationsResource<DelegatedAdministratorProperties>(this, id, {
      provider: this._provider ?? OrganizationsProvider.getOrCreate(this),
      type: ResourceType.DELEGATED_ADMINISTRATOR,
      properties: { AccountId: this.accountId, ServicePrincipal: principal },
      ...(trustedService._mayLoseByDeregistration && !this._mayLeave ? { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE } : {}),
    });
    dependOnFound(resource, () => ownOrganizations(this).flatMap((organization) => organization._findTrustedService(principal)));
    checkAtSynthesis(resource,
      () => brokenRules(principal, SERVICE_PRINCIPAL_RULES),
      () => this.trustProblems(principal),
      () => this.setupProblems(trustedService),
    );
  }

  /** @internal */
  protected get _accessRoleName(): string {
    return DEFAULT_ACCESS_ROLE_NAME;
  }

  /**
   * Whether the account is closed, or removed from the organization, when its construct is removed from the app.
   *
   * @internal
   */
  protected get _mayLeave(): boolean {
    return false;
  }

  /** AWS refuses to register an administrator of a service without trusted access. An organization outside the app may have enabled it. */
  private trustProblems(principal: string): string[] {
    const organizations = ownOrganizations(this);
    const isJudged = brokenRules(principal, SERVICE_PRINCIPAL_RULES).length > 0;
    if (organizations.length === 0 || isJudged || isServiceTrusted(this, principal)) return [];
    return [problem({
      wrong: 'The service has no trusted access in the organization of the app, without which AWS registers no delegated administrator',
      given: principal,
      remedy: `Add it to the trustedServices of ${organizations.map(({ node }) => node.path).join(' or ')}, or call enableTrustedService there`,
    })];
  }

  /** Only a warning, since AWS Organizations accepts the delegation. It is left out if the organization has the same warning. */
  private setupProblems({ servicePrincipal, _setup: setup }: TrustedService): string[] {
    if (!isServiceTrusted(this, servicePrincipal)) warnOfMisspelledService(this, servicePrincipal);
    if (setup?.steps && (setup.steps.onlyToDelegate || !isServiceTrusted(this, servicePrincipal))) {
      warnOfMissingSetup(this, servicePrincipal, setup);
    }
    return [];
  }
}
