import { Annotations, Stack, type StackProps } from 'aws-cdk-lib';
import {
  ChildControl, InheritanceOperator, Organization, OrganizationalUnit, PolicyValue, TagPolicy, TrustedService,
} from 'cdk-aws-organizations';
import type { Construct } from 'constructs';
import { applicationPolicies } from './application-policies';
import { dataPolicies } from './data-policies';
import { permissionPolicies } from './permission-policies';
import { securityServicePolicies } from './security-service-policies';

/** One policy of every type on one unit, and a child unit that extends the inherited policies. Attaching a policy enables its type. */
export class PoliciesStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const organization = new Organization(this, 'Organization', {
      trustedServices: [
        TrustedService.BACKUP,
        TrustedService.EC2,
        TrustedService.GUARDDUTY,
        TrustedService.INSPECTOR,
        TrustedService.NETWORK_SECURITY_DIRECTOR,
        TrustedService.SECURITY_HUB,
        TrustedService.TAG_POLICIES,
      ],
    });
    // The policies of these services take effect once each service has an administrator (docs/trusted-services.md).
    for (const { servicePrincipal } of [TrustedService.GUARDDUTY, TrustedService.INSPECTOR, TrustedService.SECURITY_HUB]) {
      Annotations.of(organization).acknowledgeWarning(
        `cdk-aws-organizations:service-setup/${servicePrincipal}`, 'The security team registers the administrators',
      );
    }
    const workloads = new OrganizationalUnit(this, 'Workloads', { parent: organization.root, organizationalUnitName: 'Workloads' });
    const sandbox = new OrganizationalUnit(this, 'Sandbox', { parent: workloads, organizationalUnitName: 'Sandbox' });

    const policies = [...permissionPolicies(this), ...dataPolicies(this), ...securityServicePolicies(this), ...applicationPolicies(this)];
    policies.forEach((policy) => workloads.attachPolicy(policy));

    // The spelling is final. Policies further down may only add values.
    workloads.attachPolicy(new TagPolicy(this, 'Stages', {
      tags: [{
        tagKey: PolicyValue.text('Stage', ChildControl.NONE),
        values: PolicyValue.assign(['prod', 'test'], ChildControl.only(InheritanceOperator.APPEND)),
        enforcedFor: ['ec2:instance', 'ec2:volume'],
      }],
    }));
    sandbox.attachPolicy(new TagPolicy(this, 'SandboxStages', {
      tags: [{ tagKey: 'Stage', enforceCapitalization: false, values: PolicyValue.append(['play-*']) }],
    }));
  }
}
