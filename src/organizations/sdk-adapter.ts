import * as sdk from '@aws-sdk/client-organizations';
import type { PolicyTypeName, Tag } from '../contract';
import { isOrganizationsError, OrganizationsError } from './errors/organizations-error';
import { withFastConfig } from './fast-config';
import * as read from './from-sdk';
import type {
  Account, CreateAccountRequest, CreateAccountState, CreateAccountStatus, DelegatedAdministrator, FeatureSet, Handshake, HandshakeAction,
  Invitation,
  NewInvitation, NewPolicy, OrganizationalUnit, OrganizationDescription, OrganizationsPort, Policy, PolicyChanges, PolicySummary,
  PolicyTarget,
  ResourcePolicy, Root, ServiceAccess,
} from './organizations-port';
import type { AroundCall } from './retrying-calls';
import { agreeingPages, listPages, SDK_TIMEOUTS, sendAround } from './sdk-calls';

/** The service's largest page. */
const PAGE = { MaxResults: 20 };

/**
 * A client for `SdkOrganizations`, with `credentials`, `region`, `endpoint`, `requestHandler` as everywhere in the SDK. It resolves the
 * middleware of an operation at its first call and keeps it, so a middleware has to be added before that.
 */
export function organizationsClient(config: sdk.OrganizationsClientConfig = {}): sdk.OrganizationsClient {
  return withFastConfig(new sdk.OrganizationsClient({ requestHandler: SDK_TIMEOUTS, cacheMiddleware: true, ...config, maxAttempts: 1 }));
}

/**
 * The port through the AWS SDK. `around` is put around every call, pages included. The client is expected not to retry by
 * itself (`maxAttempts: 1`): which error is repeated is our table's matter.
 */
export class SdkOrganizations implements OrganizationsPort {
  constructor(private readonly client: sdk.OrganizationsClient, private readonly around: AroundCall = (_operation, call) => call()) {}

  public async describeOrganization(): Promise<OrganizationDescription> {
    const answer = await this.call('DescribeOrganization', () => this.client.send(new sdk.DescribeOrganizationCommand({})));
    return read.organization(answer.Organization);
  }

  public async createOrganization(featureSet: FeatureSet): Promise<OrganizationDescription> {
    const answer = await this.call('CreateOrganization', () =>
      this.client.send(new sdk.CreateOrganizationCommand({ FeatureSet: featureSet })));
    return read.organization(answer.Organization);
  }

  public async deleteOrganization(): Promise<void> {
    await this.call('DeleteOrganization', () => this.client.send(new sdk.DeleteOrganizationCommand({})));
  }

  public async enableAllFeatures(): Promise<Handshake> {
    const answer = await this.call('EnableAllFeatures', () => this.client.send(new sdk.EnableAllFeaturesCommand({})));
    return read.handshake(answer.Handshake);
  }

  public listHandshakesForOrganization(action: HandshakeAction): AsyncIterable<Handshake> {
    return this.list('ListHandshakesForOrganization',
      (token) => this.client.send(new sdk.ListHandshakesForOrganizationCommand({ Filter: { ActionType: action }, ...PAGE, ...token })),
      (page) => page.Handshakes, read.handshake);
  }

  public async acceptHandshake(id: string): Promise<void> {
    await this.call('AcceptHandshake', () => this.client.send(new sdk.AcceptHandshakeCommand({ HandshakeId: id })));
  }

  public async cancelHandshake(id: string): Promise<void> {
    await this.call('CancelHandshake', () => this.client.send(new sdk.CancelHandshakeCommand({ HandshakeId: id })));
  }

  public listRoots(): AsyncIterable<Root> {
    return this.list('ListRoots', (token) => this.client.send(new sdk.ListRootsCommand({ ...PAGE, ...token })),
      (page) => page.Roots, read.root);
  }

  public async enablePolicyType(rootId: string, type: PolicyTypeName): Promise<void> {
    await this.call('EnablePolicyType', () => this.client.send(new sdk.EnablePolicyTypeCommand({ RootId: rootId, PolicyType: type })));
  }

  public async disablePolicyType(rootId: string, type: PolicyTypeName): Promise<void> {
    await this.call('DisablePolicyType', () => this.client.send(new sdk.DisablePolicyTypeCommand({ RootId: rootId, PolicyType: type })));
  }

  public async createOrganizationalUnit(parentId: string, name: string, tags: readonly Tag[]): Promise<OrganizationalUnit> {
    const answer = await this.call('CreateOrganizationalUnit', () =>
      this.client.send(new sdk.CreateOrganizationalUnitCommand({ ParentId: parentId, Name: name, Tags: [...tags] })));
    return read.organizationalUnit(answer.OrganizationalUnit);
  }

  public async describeOrganizationalUnit(id: string): Promise<OrganizationalUnit> {
    const answer = await this.call('DescribeOrganizationalUnit', () =>
      this.client.send(new sdk.DescribeOrganizationalUnitCommand({ OrganizationalUnitId: id })));
    return read.organizationalUnit(answer.OrganizationalUnit);
  }

  public async updateOrganizationalUnit(id: string, name: string): Promise<void> {
    await this.call('UpdateOrganizationalUnit', () =>
      this.client.send(new sdk.UpdateOrganizationalUnitCommand({ OrganizationalUnitId: id, Name: name })));
  }

  public async deleteOrganizationalUnit(id: string): Promise<void> {
    await this.call('DeleteOrganizationalUnit', () =>
      this.client.send(new sdk.DeleteOrganizationalUnitCommand({ OrganizationalUnitId: id })));
  }

  public listOrganizationalUnitsForParent(parentId: string): AsyncIterable<OrganizationalUnit> {
    return this.list('ListOrganizationalUnitsForParent',
      (token) => this.client.send(new sdk.ListOrganizationalUnitsForParentCommand({ ParentId: parentId, ...PAGE, ...token })),
      (page) => page.OrganizationalUnits, read.organizationalUnit);
  }

  public async findParent(childId: string): Promise<string> {
    const parents = this.list('ListParents', (token) => this.client.send(new sdk.ListParentsCommand({ ChildId: childId, ...token })),
      (page) => page.Parents, (parent) => parent.Id!);
    const notFound = (message: string) => new OrganizationsError('ListParents', 'ChildNotFound', message);
    try {
      for await (const parent of parents) return parent;
    } catch (error) {
      // The service gave this ID: one of a wrong form may be one that is not visible yet.
      throw isOrganizationsError(error, 'InvalidInput') ? notFound(error.message) : error;
    }
    throw notFound(`${childId} has no parent yet.`);
  }

  public async createAccount(request: CreateAccountRequest): Promise<CreateAccountStatus> {
    const { email, accountName, roleName, iamUserAccessToBilling, tags } = request;
    const input = {
      Email: email, AccountName: accountName, RoleName: roleName, IamUserAccessToBilling: iamUserAccessToBilling, Tags: [...tags],
    };
    const answer = await this.call('CreateAccount', () => this.client.send(new sdk.CreateAccountCommand(input)));
    return read.createAccountStatus(answer.CreateAccountStatus);
  }

  public async describeCreateAccountStatus(requestId: string): Promise<CreateAccountStatus> {
    const answer = await this.call('DescribeCreateAccountStatus', () =>
      this.client.send(new sdk.DescribeCreateAccountStatusCommand({ CreateAccountRequestId: requestId })));
    return read.createAccountStatus(answer.CreateAccountStatus);
  }

  public listCreateAccountStatus(states: readonly CreateAccountState[], mostPages: number): AsyncIterable<CreateAccountStatus> {
    return this.list('ListCreateAccountStatus',
      (token) => this.client.send(new sdk.ListCreateAccountStatusCommand({ States: [...states], ...PAGE, ...token })),
      (page) => page.CreateAccountStatuses, read.createAccountStatus, mostPages);
  }

  public async describeAccount(id: string): Promise<Account> {
    const answer = await this.call('DescribeAccount', () => this.client.send(new sdk.DescribeAccountCommand({ AccountId: id })));
    return read.account(answer.Account);
  }

  public listAccounts(): AsyncIterable<Account> {
    return this.list('ListAccounts', (token) => this.client.send(new sdk.ListAccountsCommand({ ...PAGE, ...token })),
      (page) => page.Accounts, read.account);
  }

  public listAccountsForParent(parentId: string, mostPages?: number): AsyncIterable<Account> {
    return this.list('ListAccountsForParent',
      (token) => this.client.send(new sdk.ListAccountsForParentCommand({ ParentId: parentId, ...PAGE, ...token })),
      (page) => page.Accounts, read.account, mostPages);
  }

  public async moveAccount(id: string, sourceParentId: string, destinationParentId: string): Promise<void> {
    const input = { AccountId: id, SourceParentId: sourceParentId, DestinationParentId: destinationParentId };
    await this.call('MoveAccount', () => this.client.send(new sdk.MoveAccountCommand(input)));
  }

  public async closeAccount(id: string): Promise<void> {
    await this.call('CloseAccount', () => this.client.send(new sdk.CloseAccountCommand({ AccountId: id })));
  }

  public async removeAccountFromOrganization(id: string): Promise<void> {
    await this.call('RemoveAccountFromOrganization', () =>
      this.client.send(new sdk.RemoveAccountFromOrganizationCommand({ AccountId: id })));
  }

  public listInvitations(): AsyncIterable<Invitation> {
    return this.list('ListHandshakesForOrganization',
      (token) => this.client.send(new sdk.ListHandshakesForOrganizationCommand({ Filter: { ActionType: 'INVITE' }, ...PAGE, ...token })),
      (page) => page.Handshakes, read.invitation);
  }

  public async inviteAccount({ party: { type, id }, notes, tags }: NewInvitation): Promise<Invitation> {
    const input = { Target: { Type: type, Id: id }, Notes: notes, Tags: [...tags] };
    const answer = await this.call('InviteAccountToOrganization', () => this.client.send(new sdk.InviteAccountToOrganizationCommand(input)));
    return read.invitation(answer.Handshake);
  }

  public async createPolicy({ type, name, description, content }: NewPolicy, tags: readonly Tag[]): Promise<PolicySummary> {
    const input = { Type: type, Name: name, Description: description, Content: content, Tags: [...tags] };
    const answer = await this.call('CreatePolicy', () => this.client.send(new sdk.CreatePolicyCommand(input)));
    return read.policySummary(answer.Policy?.PolicySummary);
  }

  public async describePolicy(id: string): Promise<Policy> {
    const answer = await this.call('DescribePolicy', () => this.client.send(new sdk.DescribePolicyCommand({ PolicyId: id })));
    return { ...read.policySummary(answer.Policy?.PolicySummary), content: answer.Policy?.Content ?? '' };
  }

  public async updatePolicy(id: string, { name, description, content }: PolicyChanges): Promise<void> {
    const input = { PolicyId: id, Name: name, Description: description, Content: content };
    await this.call('UpdatePolicy', () => this.client.send(new sdk.UpdatePolicyCommand(input)));
  }

  public async deletePolicy(id: string): Promise<void> {
    await this.call('DeletePolicy', () => this.client.send(new sdk.DeletePolicyCommand({ PolicyId: id })));
  }

  public listPolicies(type: PolicyTypeName): AsyncIterable<PolicySummary> {
    return this.list('ListPolicies', (token) => this.client.send(new sdk.ListPoliciesCommand({ Filter: type, ...PAGE, ...token })),
      (page) => page.Policies, read.policySummary);
  }

  public listPoliciesForTarget(targetId: string, type: PolicyTypeName): AsyncIterable<PolicySummary> {
    return this.list('ListPoliciesForTarget',
      (token) => this.client.send(new sdk.ListPoliciesForTargetCommand({ TargetId: targetId, Filter: type, ...PAGE, ...token })),
      (page) => page.Policies, read.policySummary);
  }

  public listTargetsForPolicy(policyId: string): AsyncIterable<PolicyTarget> {
    return this.list('ListTargetsForPolicy',
      (token) => this.client.send(new sdk.ListTargetsForPolicyCommand({ PolicyId: policyId, ...PAGE, ...token })),
      (page) => page.Targets, read.policyTarget);
  }

  public async attachPolicy(policyId: string, targetId: string): Promise<void> {
    await this.call('AttachPolicy', () => this.client.send(new sdk.AttachPolicyCommand({ PolicyId: policyId, TargetId: targetId })));
  }

  public async detachPolicy(policyId: string, targetId: string): Promise<void> {
    await this.call('DetachPolicy', () => this.client.send(new sdk.DetachPolicyCommand({ PolicyId: policyId, TargetId: targetId })));
  }

  public listServiceAccess(): AsyncIterable<ServiceAccess> {
    return this.list('ListAWSServiceAccessForOrganization',
      (token) => this.client.send(new sdk.ListAWSServiceAccessForOrganizationCommand({ ...PAGE, ...token })),
      (page) => page.EnabledServicePrincipals, read.serviceAccess);
  }

  public async enableServiceAccess(servicePrincipal: string): Promise<void> {
    await this.call('EnableAWSServiceAccess', () =>
      this.client.send(new sdk.EnableAWSServiceAccessCommand({ ServicePrincipal: servicePrincipal })));
  }

  public async disableServiceAccess(servicePrincipal: string): Promise<void> {
    await this.call('DisableAWSServiceAccess', () =>
      this.client.send(new sdk.DisableAWSServiceAccessCommand({ ServicePrincipal: servicePrincipal })));
  }

  public listDelegatedAdministrators(servicePrincipal?: string): AsyncIterable<DelegatedAdministrator> {
    return this.list('ListDelegatedAdministrators',
      (token) => this.client.send(new sdk.ListDelegatedAdministratorsCommand({ ServicePrincipal: servicePrincipal, ...PAGE, ...token })),
      (page) => page.DelegatedAdministrators, read.delegatedAdministrator);
  }

  public listDelegatedServicesForAccount(accountId: string): AsyncIterable<ServiceAccess> {
    return this.list('ListDelegatedServicesForAccount',
      (token) => this.client.send(new sdk.ListDelegatedServicesForAccountCommand({ AccountId: accountId, ...PAGE, ...token })),
      (page) => page.DelegatedServices, read.delegatedService);
  }

  public async registerDelegatedAdministrator(accountId: string, servicePrincipal: string): Promise<void> {
    await this.call('RegisterDelegatedAdministrator', () =>
      this.client.send(new sdk.RegisterDelegatedAdministratorCommand({ AccountId: accountId, ServicePrincipal: servicePrincipal })));
  }

  public async deregisterDelegatedAdministrator(accountId: string, servicePrincipal: string): Promise<void> {
    await this.call('DeregisterDelegatedAdministrator', () =>
      this.client.send(new sdk.DeregisterDelegatedAdministratorCommand({ AccountId: accountId, ServicePrincipal: servicePrincipal })));
  }

  public async describeResourcePolicy(): Promise<ResourcePolicy> {
    const answer = await this.call('DescribeResourcePolicy', () => this.client.send(new sdk.DescribeResourcePolicyCommand({})));
    return read.resourcePolicy(answer.ResourcePolicy);
  }

  public async putResourcePolicy(content: string, tags?: readonly Tag[]): Promise<ResourcePolicy> {
    const input = { Content: content, ...tags && { Tags: [...tags] } };
    const answer = await this.call('PutResourcePolicy', () => this.client.send(new sdk.PutResourcePolicyCommand(input)));
    return read.resourcePolicy(answer.ResourcePolicy);
  }

  public async deleteResourcePolicy(): Promise<void> {
    await this.call('DeleteResourcePolicy', () => this.client.send(new sdk.DeleteResourcePolicyCommand({})));
  }

  public listTags(resourceId: string): AsyncIterable<Tag> {
    return agreeingPages(() => this.list('ListTagsForResource',
      (token) => this.client.send(new sdk.ListTagsForResourceCommand({ ResourceId: resourceId, ...token })),
      ({ Tags: tags = [] }) => [tags], (tags) => tags.map(read.tag)));
  }

  public async tagResource(resourceId: string, tags: readonly Tag[]): Promise<void> {
    await this.call('TagResource', () => this.client.send(new sdk.TagResourceCommand({ ResourceId: resourceId, Tags: [...tags] })));
  }

  public async untagResource(resourceId: string, keys: readonly string[]): Promise<void> {
    await this.call('UntagResource', () => this.client.send(new sdk.UntagResourceCommand({ ResourceId: resourceId, TagKeys: [...keys] })));
  }

  private call<T>(operation: string, send: () => Promise<T>): Promise<T> {
    return sendAround(this.around, operation, send);
  }

  private list<Page extends { NextToken?: string }, Item, Value>(
    operation: string,
    send: (token: { NextToken?: string }) => Promise<Page>,
    items: (page: Page) => Item[] | undefined,
    value: (item: Item) => Value,
    mostPages?: number,
  ): AsyncGenerator<Value> {
    return listPages(this.around, operation, send, items, value, mostPages);
  }
}
