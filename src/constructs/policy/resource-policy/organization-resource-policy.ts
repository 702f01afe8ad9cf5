import { IResource, ITaggableV2, Lazy, Resource, Stage, TagManager, TagType } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { DelegatedPolicies } from './delegated-policies';
import { delegatedStackProblems, type StackDelegation } from './delegated-stack-problems';
import { PolicyManagementOptions, policyManagementStatements } from './policy-management';
import { statementProblems } from './resource-policy-problems';
import { ARN_ATTRIBUTE, ResourcePolicyProperties, ResourceType } from '../../../contract';
import { IOrganizationsProvider, OrganizationsProvider, OrganizationsResource, requireKind } from '../../../provider';
import type { IAccount } from '../../account/account-base';
import { comeAfterOrganization } from '../../organization/after-organization';
import type { IOrganization } from '../../organization/organization-base';
import { minimumSize } from '../../synthesis/partially-resolved-text';
import { rendered } from '../../synthesis/rendered-tags';
import { checkAtSynthesis, knownString, problem, quota, tagProblems, UniqueIndex } from '../../validation';

/** Properties of `OrganizationResourcePolicy`. */
export interface OrganizationResourcePolicyProps {
  /**
   * The organization that the policy belongs to.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_PutResourcePolicy.html
   */
  readonly organization: IOrganization;
  /**
   * Statements of the policy. Each names accounts of the organization as its principals.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_PutResourcePolicy.html
   * @default - none; `addStatements` and `delegatePolicyManagement` add them
   */
  readonly statements?: iam.PolicyStatement[];
  /**
   * Whether to take over the existing resource policy of the organization. Its content must equal that of the app, since a rollback could
   * not restore another one. The deployment fails if there is no resource policy.
   * @default false - an existing resource policy that this stack did not create stops the deployment
   */
  readonly adopt?: boolean;
  /**
   * The custom resource provider that manages this resource.
   * @default - the one provider of the top-level stack
   */
  readonly provider?: IOrganizationsProvider;
}

const ONE_RESOURCE_POLICY = new UniqueIndex(
  'The app has more than one resource policy of an organization', 'Keep one, and add the statements of the others to it: an organization has one',
);

/**
 * The resource-based delegation policy of an organization. It lets member accounts manage policies of the organization.
 *
 * An organization has at most one, with at most 40,000 characters. It is deleted when it is removed from the app. The accounts can then no
 * longer manage policies, and the policies that they attached stay attached.
 *
 * Source: AWS Organizations User Guide, "Delegated administrator for AWS Organizations".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html
 *
 * @example
 * declare const organization: Organization;
 * declare const security: Account;
 * const delegation = new OrganizationResourcePolicy(this, 'Delegation', { organization });
 * delegation.delegatePolicyManagement(security, {
 *   policyTypes: [PolicyType.SERVICE_CONTROL_POLICY],
 *   policies: DelegatedPolicies.ofStacks(['SecurityPolicies']),
 * });
 */
export class OrganizationResourcePolicy extends Resource implements IResource, ITaggableV2 {
  /**
   * ID of the resource policy, `rp-…`.
   * @attribute
   */
  public readonly resourcePolicyId: string;
  /**
   * ARN of the resource policy.
   * @attribute
   */
  public readonly resourcePolicyArn: string;
  public readonly cdkTagManager = new TagManager(TagType.KEY_VALUE, ResourceType.RESOURCE_POLICY);

  private readonly organization: IOrganization;
  private readonly statements: iam.PolicyStatement[] = [];
  private readonly delegations: StackDelegation[] = [];

  constructor(scope: Construct, id: string, props: OrganizationResourcePolicyProps) {
    super(scope, id);
    requireKind('organization', props.organization);
    this.organization = props.organization;
    this.statements.push(...props.statements ?? []);
    const resource = new OrganizationsResource<ResourcePolicyProperties>(this, 'Resource', {
      provider: props.provider ?? OrganizationsProvider.getOrCreate(this),
      type: ResourceType.RESOURCE_POLICY,
      properties: {
        Content: Lazy.string({ produce: () => this.stack.toJsonString(this.document()) }),
        Tags: Lazy.any({ produce: () => rendered(this.cdkTagManager) }),
        Adopt: props.adopt || undefined,
      },
    });
    comeAfterOrganization(resource);
    this.resourcePolicyId = resource.ref;
    this.resourcePolicyArn = resource.getAtt(ARN_ATTRIBUTE).toString();

    const extent = Stage.of(this) ?? this.node.root;
    ONE_RESOURCE_POLICY.claim(extent, '', this);
    checkAtSynthesis(this,
      () => ONE_RESOURCE_POLICY.problems(extent, '', this, this.node.path),
      () => this.statementProblems(),
      () => delegatedStackProblems(this, this.delegations),
      () => tagProblems(this, this.cdkTagManager),
    );
  }

  /** Adds statements to the policy, in the order of these calls. */
  public addStatements(...statements: iam.PolicyStatement[]): void {
    this.statements.push(...statements);
  }

  /**
   * Lets an account manage policies of some types: create, change and delete them, and attach them to targets. The account can deploy a
   * stack of policies with an `OrganizationsProvider` that has the same `delegatedPolicyTypes`.
   *
   * `policies` limits which policies it may change and delete. `targets` limits only where it attaches and detaches policies. With
   * `DelegatedPolicies.all()` it can empty or delete a policy that is attached to the root, and a review rates that as "destroys".
   *
   * It may read the whole organization. An account that manages service control policies can take permissions from every account below the
   * targets, so name the targets wherever possible.
   */
  public delegatePolicyManagement(account: IAccount, options: PolicyManagementOptions): void {
    requireKind('account', account);
    requireKind('target', ...options.targets ?? []);
    // JavaScript does not check that a property is given.
    if ((options.policies as DelegatedPolicies | undefined) === undefined) {
      throw new Error(problem({
        wrong: `[${this.node.path}] The management of policies is delegated without saying of which policies`,
        given: 'policies: undefined',
        remedy: 'Name the stacks of the account that own them, as in DelegatedPolicies.ofStacks(["TagPolicies"])',
      }));
    }
    if (options.policyTypes.length === 0) {
      throw new Error(problem({
        wrong: `[${this.node.path}] The management of policies is delegated without any policy type`,
        given: 'policyTypes: []',
        remedy: 'Name the types, as in [PolicyType.SERVICE_CONTROL_POLICY]',
      }));
    }
    if (options.targets?.length === 0) {
      // IAM writes a statement without resources as one without Resource.
      throw new Error(problem({
        wrong: `[${this.node.path}] The management of policies is delegated without any target`,
        given: 'targets: []',
        remedy: 'Name the targets, or leave targets out to delegate all of them',
      }));
    }
    this.delegations.push({ account, stackNames: options.policies._stackNames });
    this.addStatements(...policyManagementStatements(this.organization, account, options));
  }

  private document(): { readonly Version: string; readonly Statement: unknown[] } {
    return { Version: '2012-10-17', Statement: this.statements.map((statement) => this.stack.resolve(statement.toStatementJson()) as unknown) };
  }

  private statementProblems(): string[] {
    const document = this.document();
    if (document.Statement.length === 0) {
      return [problem({
        wrong: 'The resource policy has no statements',
        given: 'statements: []',
        remedy: 'Add statements, call delegatePolicyManagement, or take the construct out',
      })];
    }
    const managementAccountId = this.organization.managementAccountId;
    const manager = managementAccountId === undefined ? undefined : knownString(this, managementAccountId);
    const statements = document.Statement as Record<string, unknown>[];
    const found = statements.flatMap((statement, index) => statementProblems(statement, index, manager));
    const [size, limit] = [minimumSize(this.stack.resolve(this.stack.toJsonString(document))), quota(this, 'resourcePolicyLength')];
    if (size > limit) {
      found.push(problem({
        wrong: `The resource policy is longer than the ${limit} characters that AWS Organizations accepts`,
        given: `${isPartlyKnown(document) ? 'at least ' : ''}${size} characters`,
        remedy: 'Merge statements, or name fewer targets',
      }));
    }
    return found;
  }
}

/** Whether the document has values whose length is known only at deployment. */
function isPartlyKnown(document: object): boolean {
  return /"(Ref|Fn::\w+)":/.test(JSON.stringify(document));
}
