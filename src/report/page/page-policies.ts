import { isManagementPolicyType } from '../../contract';
import { OrganizationAccess, PolicyChains } from '../../model/access';
import type { AccessAnswer, AccessQuestion, EffectiveManagementPolicy, PlacedAccount } from '../../model/access';
import type { Organization } from '../../model/organization';
import { actionsOf, allServices } from '../../policy/actions';
import { verdictTable } from '../../policy/evaluate';

/** The known actions of a service, by what the organization says to them when nothing else is known. */
export interface ServicePermissions {
  readonly service: string;
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
  readonly depends: readonly string[];
}

/** Answers what policies mean for an account of the page. */
export class PagePolicies {
  private readonly access: OrganizationAccess;
  private readonly chains: PolicyChains;
  private readonly placed: ReadonlyMap<string, PlacedAccount>;

  constructor(private readonly organization: Organization) {
    this.access = new OrganizationAccess(organization);
    this.chains = new PolicyChains(organization);
    this.placed = new Map(this.access.accounts.map((placed) => [`Root/${placed.path}`, placed]));
  }

  /** @throws Error if the question cannot be asked. */
  ask(path: string, question: AccessQuestion): AccessAnswer {
    return this.access.ask(this.at(path), question);
  }

  /** The effective policies of all enabled types that have settings. */
  effective(path: string): EffectiveManagementPolicy[] {
    return this.organization.policyTypes
      .filter(isManagementPolicyType)
      .map((type) => this.access.effectivePolicy(this.at(path), type))
      .filter(({ document, unknown }) => document !== undefined || unknown.length > 0);
  }

  /** @param principal an ARN, or `role/Name` of the account. */
  permissions(path: string, principal: string, region: string): ServicePermissions[] {
    const placed = this.at(path);
    const chain = this.chains.of(placed);
    const { principal: arn, openIds } = this.access.principalOf(placed, principal);
    const request = {
      principal: arn,
      context: { 'aws:PrincipalIsAWSService': false, ...(region === '' ? {} : { 'aws:RequestedRegion': region }) },
      ...(openIds === undefined ? {} : { openIds }),
    };
    return allServices().map((service) => {
      const actions = { allowed: [] as string[], denied: [] as string[], depends: [] as string[] };
      const requests = actionsOf(service).map((action) => ({ action, ...request }));
      for (const { request: { action }, decisions: [decision] } of verdictTable([chain], requests)) {
        actions[decision].push(action);
      }
      return { service, ...actions };
    });
  }

  private at(path: string): PlacedAccount {
    return this.placed.get(path)!;
  }
}
