import { Stack, type StackProps } from 'aws-cdk-lib';
import { AccountFleet, AccountGuardrails, Organization, PolicySet, TrustedService } from 'cdk-aws-organizations';
import type { Construct } from 'constructs';

/** Accounts of two teams, each with a file of rows in `fleet/`. */
export class FleetStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const { root } = new Organization(this, 'Organization', {
      trustedServices: [TrustedService.ACCOUNT_MANAGEMENT, TrustedService.CONFIG],
    });
    const keepMembers = new PolicySet(this, 'KeepMembers', { guardrails: [AccountGuardrails.denyLeavingOrganization()] });

    new AccountFleet(this, 'Rows', {
      parent: root,
      paths: ['fleet'],
      policySets: { 'keep-members': keepMembers },
      // They never change: a row would move to another stack.
      nestedStacks: { accounts: 2 },
    });
  }
}
