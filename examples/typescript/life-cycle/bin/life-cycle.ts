#!/usr/bin/env node
/**
 * The changes in the life of accounts and OUs, each in a few lines. Accounts are adopted, moved, kept and closed. An allow-list replaces
 * FullAWSAccess, and an OU may get another parent.
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

// The address finds an account that somebody created by hand years ago. From now on the stack owns it, and never deletes it.
const tooling = new Account(stack, 'Tooling', { parent: platform, accountName: 'tooling', email: 'aws+tooling@example.com', adopt: true });
tooling.delegateAdministration(TrustedService.GUARDDUTY);
Tags.of(tooling).add('owner', 'platform-team');

// When this account is removed from the app, it moves to an OU where nothing is allowed.
new Account(stack, 'Experiment', {
  parent: platform, accountName: 'experiment', email: 'aws+experiment@example.com', removal: AccountRemoval.moveTo(suspended),
});

// This account is then closed: the second key.
new Account(stack, 'Training', {
  parent: platform, accountName: 'training', email: 'aws+training@example.com', removal: AccountRemoval.close(),
});

// An allow-list replaces FullAWSAccess. It is attached first. If it is removed later, FullAWSAccess is attached again first.
const storageOnly = new OrganizationalUnit(stack, 'StorageOnly', { parent: organization.root, organizationalUnitName: 'Storage only' });
storageOnly.attachPolicy(new ServiceControlPolicy(stack, 'AllowStorage', {
  statements: [new PolicyStatement({ effect: Effect.ALLOW, actions: ['s3:*', 'kms:*', 'sts:*', 'iam:*', 'cloudformation:*', 'organizations:*', 'support:*'], resources: ['*'] })],
}));
storageOnly.detachFullAwsAccess();

// An OU that may get another parent later: it is recreated there, its accounts follow, and the former OU is deleted.
new OrganizationalUnit(stack, 'Team', { parent: platform, organizationalUnitName: 'Team', allowReplacement: true });

// The permissions of accounts that will be closed: none.
suspended.attachPolicy(new ServiceControlPolicy(stack, 'Nothing', {
  statements: [new PolicyStatement({ effect: Effect.DENY, actions: ['*'], resources: ['*'] })],
}));
suspended.acknowledgeLockOut('Nothing is deployed to accounts on their way out');
