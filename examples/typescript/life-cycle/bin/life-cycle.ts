#!/usr/bin/env node
/**
 * The life cycle of accounts and units, each case in a few lines: adopted, moved, retained and closed accounts, an allow-list instead of
 * FullAWSAccess, and a unit that may move to a different parent.
 */
import { Annotations, App, Stack, Tags } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Account, AccountRemoval, Organization, OrganizationalUnit, ServiceControlPolicy, TrustedService } from 'cdk-aws-organizations';

const app = new App();
const stack = new Stack(app, 'LifeCycle');

// Allows the provider's role to close accounts. The account below also has to ask for it.
const organization = new Organization(stack, 'Organization', {
  allowAccountClosure: true,
  trustedServices: [TrustedService.GUARDDUTY],
});
// The administrator of GuardDuty also has to be registered with GuardDuty in each Region (docs/trusted-services.md).
Annotations.of(organization).acknowledgeWarning(
  'cdk-aws-organizations:service-setup/guardduty.amazonaws.com', 'The security team calls guardduty:EnableOrganizationAdminAccount',
);
const platform = new OrganizationalUnit(stack, 'Platform', { parent: organization.root, organizationalUnitName: 'Platform' });
const suspended = new OrganizationalUnit(stack, 'Suspended', { parent: organization.root, organizationalUnitName: 'Suspended' });

// Adopts an account that was created by hand years ago. It is found by its email address, and it is never deleted.
const tooling = new Account(stack, 'Tooling', { parent: platform, accountName: 'tooling', email: 'aws+tooling@example.com', adopt: true });
tooling.delegateAdministration(TrustedService.GUARDDUTY);
Tags.of(tooling).add('owner', 'platform-team');

// When this account is removed from the app, it moves to a unit in which nothing is allowed.
new Account(stack, 'Experiment', {
  parent: platform, accountName: 'experiment', email: 'aws+experiment@example.com', removal: AccountRemoval.moveTo(suspended),
});

// When this account is removed from the app, it is closed.
new Account(stack, 'Training', {
  parent: platform, accountName: 'training', email: 'aws+training@example.com', removal: AccountRemoval.close(),
});

// An allow-list replaces FullAWSAccess. It is attached first, and if it is removed later, FullAWSAccess is attached first.
const storageOnly = new OrganizationalUnit(stack, 'StorageOnly', { parent: organization.root, organizationalUnitName: 'Storage only' });
storageOnly.attachPolicy(new ServiceControlPolicy(stack, 'AllowStorage', {
  statements: [new PolicyStatement({ effect: Effect.ALLOW, actions: ['s3:*', 'kms:*', 'sts:*', 'iam:*', 'cloudformation:*', 'organizations:*', 'support:*'], resources: ['*'] })],
}));
storageOnly.detachFullAwsAccess();

// This unit may get a different parent later. It is recreated there, its accounts move, and the former unit is deleted.
new OrganizationalUnit(stack, 'Team', { parent: platform, organizationalUnitName: 'Team', allowReplacement: true });

// Denies every action in suspended accounts.
suspended.attachPolicy(new ServiceControlPolicy(stack, 'Nothing', {
  statements: [new PolicyStatement({ effect: Effect.DENY, actions: ['*'], resources: ['*'] })],
}));
suspended.acknowledgeLockOut('Nothing is deployed to accounts on their way out');
