import { Stack, StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  Account, DelegatedPolicies, Organization, OrganizationalUnit, OrganizationResourcePolicy, OrganizationsProvider, PolicyType, TagPolicy,
} from 'cdk-aws-organizations';
import { Construct } from 'constructs';

/** The stack in the management account, which delegates the management of policies. */
export class DelegationStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);
    const organization = new Organization(this, 'Organization');
    const workloads = new OrganizationalUnit(this, 'Workloads', { parent: organization.root, organizationalUnitName: 'Workloads' });
    const security = new Account(this, 'Security', { accountName: 'security', email: 'aws+security@example.com', parent: organization.root });

    organization.enablePolicyType(PolicyType.TAG_POLICY);
    const delegation = new OrganizationResourcePolicy(this, 'Delegation', { organization });
    delegation.delegatePolicyManagement(security, {
      policyTypes: [PolicyType.TAG_POLICY], policies: DelegatedPolicies.ofStacks(['Policies']), targets: [workloads],
    });
    delegation.addStatements(new iam.PolicyStatement({
      principals: [new iam.AccountPrincipal('333333333333')],
      actions: ['organizations:ListPolicies', 'organizations:DescribePolicy'],
      resources: ['*'],
    }));
  }
}

/** The stack in the member account, which manages the policies. */
export class DelegatedPoliciesStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly workloadsId: string }) {
    super(scope, id, props);
    new OrganizationsProvider(this, 'Provider', { delegatedPolicyTypes: [PolicyType.TAG_POLICY.policyTypeName] });
    const workloads = OrganizationalUnit.fromOrganizationalUnitId(this, 'Workloads', props.workloadsId);
    new TagPolicy(this, 'Tags', { tags: [{ tagKey: 'team' }] }).attachTo(workloads);
  }
}
