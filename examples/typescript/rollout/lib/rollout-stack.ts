import { aws_logs as logs, Stack, type StackProps } from 'aws-cdk-lib';
import {
  Account, DeniedCallsAlarm, Organization, OrganizationalUnit, PolicyRollout, ServiceControlPolicy, UsageGuardrails,
} from 'cdk-aws-organizations';
import type { Construct } from 'constructs';

/** Two units with an account each, and a policy that is replaced first in the one and then in the other. */
export class RolloutStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const { root } = new Organization(this, 'Organization');
    const canary = new OrganizationalUnit(this, 'Canary', { parent: root });
    const workloads = new OrganizationalUnit(this, 'Workloads', { parent: root });
    new Account(this, 'Playground', { parent: canary, accountName: 'playground', email: 'aws+playground@example.com' });
    new Account(this, 'Shop', { parent: workloads, accountName: 'shop', email: 'aws+shop@example.com' });

    const regions = new ServiceControlPolicy(this, 'Regions', {
      policyName: 'regions-1',
      guardrails: [UsageGuardrails.denyOtherRegions({ allowedRegions: ['eu-central-1', 'eu-west-1'] })],
    });
    const fewerRegions = new ServiceControlPolicy(this, 'FewerRegions', {
      policyName: 'regions-2',
      guardrails: [
        UsageGuardrails.denyOtherRegions({ allowedRegions: ['eu-central-1'] })
          .exemptPrincipal('arn:*:iam::*:role/migration', { until: '2099-12-31', reason: 'Move out of Ireland', approver: 'Cloud board' }),
      ],
    });

    // "cdk-org rollout" writes the stage. Each step is a deployment.
    new PolicyRollout(this, 'FewerRegionsRollout', {
      policy: fewerRegions,
      replaces: regions,
      waves: [
        { name: 'canary', targets: [canary], soakDays: 7 },
        { name: 'workloads', targets: [workloads], soakDays: 14 },
      ],
      stageFile: 'rollouts/regions.json',
    });

    // The log group of the organization's trail exists already.
    new DeniedCallsAlarm(this, 'DeniedCalls', { logGroup: logs.LogGroup.fromLogGroupName(this, 'Trail', 'organization-trail') });
  }
}
