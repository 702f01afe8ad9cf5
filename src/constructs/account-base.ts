import { DelegatedAdministratorProperties, ResourceType } from '../contract';
import { OrganizationsProvider, OrganizationsResource } from '../provider';
import { ownOrganizations } from './known-organizations';
import { dependOnFound } from './lazy-dependency';
import { IPolicyTarget, PolicyTargetBase } from './policy-target';
import type { TrustedService } from './trusted-service';
import { assertLiteral, brokenRules, checkAtSynthesis, SERVICE_PRINCIPAL_RULES } from './validation';

/** An account of the organization. */
export interface IAccount extends IPolicyTarget {
  /** Id of the account, twelve digits. */
  readonly accountId: string;
  /**
   * Makes the account an administrator of a service for the whole organization, once however often it is called. The service must
   * be trusted; where the app says so, it is before. Some services allow one such account, others several.
   *
   * Source: AWS Organizations User Guide, "Delegated administrator for AWS services that work with Organizations".
   */
  delegateAdministration(trustedService: TrustedService): void;
}

/** What an account of the app and one outside it have in common. */
export abstract class AccountBase extends PolicyTargetBase implements IAccount {
  public abstract readonly accountId: string;

  public delegateAdministration(trustedService: TrustedService): void {
    const principal = trustedService.servicePrincipal;
    assertLiteral(this, 'The service principal', principal, 'guardduty.amazonaws.com');
    const id = `DelegatedAdministrator-${principal}`;
    if (this.node.tryFindChild(id)) return;
    const resource = new OrganizationsResource<DelegatedAdministratorProperties>(this, id, {
      provider: this._provider ?? OrganizationsProvider.getOrCreate(this),
      type: ResourceType.DELEGATED_ADMINISTRATOR,
      properties: { AccountId: this.accountId, ServicePrincipal: principal },
    });
    dependOnFound(resource, () => ownOrganizations(this).flatMap((organization) => organization._findTrustedService(principal)));
    checkAtSynthesis(resource, () => brokenRules(principal, SERVICE_PRINCIPAL_RULES));
  }
}
