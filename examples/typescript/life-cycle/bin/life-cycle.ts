#!/usr/bin/env node
/**
 * What may happen to accounts and units over the years, each in a few lines: taken over, moved, kept, parted with; an allow-list in the
 * place of FullAWSAccess; a unit that may get another parent.
 */
import { Annotations, App, Stack, Tags } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Account, AccountRemoval, Organization, OrganizationalUnit, ServiceControlPolicy, TrustedService } from 'cdk-aws-organizations';

const app = new App();
const stack = new Stack(app, 'LifeCycle');

// The first of the two keys for closing accounts. The provider's role may close accounts only while this is here.
const organization = new Organization(stack, 'Organization', {
  allowAccountClosure: true,
  trustedServices: [TrustedService.GUARDDUTY],
});
// GuardDuty also has to learn of its administrator, in each Region (docs/trusted-services.md).
Annotations.of(organization).acknowledgeWarning(
  'cdk-aws-organizations:service-setup/guardduty.amazonaws.com', 'The security team calls guardduty:EnableOrganizationAdminAccount',
);
const platform = new OrganizationalUnit(stack, 'Platform', { parent: organization.root, organizationalUnitName: 'Platform' });
const suspended = new OrganizationalUnit(stack, 'Suspended', { parent: organization.root, organizationalUnitName: 'Suspended' });

// An account that was made by hand years ago is found by its address; whoever made it, it is ours from now on, and never deleted.
const tooling = new Account(stack, 'Tooling', { parent: platform, accountName: 'tooling', email: 'aws+tooling@example.com', adopt: true });
tooling.delegateAdministration(TrustedService.GUARDDUTY);
Tags.of(tooling).add('owner', 'platform-team');

// When this one leaves the code it is moved where nothing is allowed, not left where it was.
new Account(stack, 'Experiment', {
  parent: platform, accountName: 'experiment', email: 'aws+experiment@example.com', removal: AccountRemoval.moveTo(suspended),
});

// And this one is closed then: the second key.
new Account(stack, 'Training', {
  parent: platform, accountName: 'training', email: 'aws+training@example.com', removal: AccountRemoval.close(),
});

// An allow-list takes the place of FullAWSAccess: it is attached first, and if it is ever given up, FullAWSAccess comes back first.
const storageOnly = new OrganizationalUnit(stack, 'StorageOnly', { parent: organization.root, organizationalUnitName: 'Storage only' });
storageOnly.attachPolicy(new ServiceControlPolicy(stack, 'AllowStorage', {
  statements: [new PolicyStatement({ effect: Effect.ALLOW, actions: ['s3:*', 'kms:*', 'sts:*', 'iam:*', 'cloudformation:*', 'organizations:*', 'support:*'], resources: ['*'] })],
}));
storageOnly.detachFullAwsAccess();

// A unit that may get another parent later: it is made anew there, its accounts follow, and the former one goes.
new OrganizationalUnit(stack, 'Team', { parent: platform, organizationalUnitName: 'Team', allowReplacement: true });

// What accounts on their way out may do.
suspended.attachPolicy(new ServiceControlPolicy(stack, 'Nothing', {
  statements: [new PolicyStatement({ effect: Effect.DENY, actions: ['*'], resources: ['*'] })],
}));
suspended.acknowledgeLockOut('Nothing is deployed to accounts on their way out');
