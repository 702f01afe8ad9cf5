#!/usr/bin/env node
/**
 * One organization that uses every subject of the guide, in ten deployments. `cdk synth -c step=3` synthesizes the third one, and without a
 * step the first one. `since(n)` and `until(n)` mark the additions and removals of a deployment. Your app has the lines of one step only.
 * `npm run demo -- everything` rehearses all of them.
 */
import { App, CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  Account, AccountRemoval, AccountSettings, DelegatedPolicies, FeatureSet, InvitedAccount, Organization, OrganizationalUnit,
  OrganizationResourcePolicy, PolicyType, ServiceControlPolicy, TrustedService,
} from 'cdk-aws-organizations';

/** The existing account of an acquired company, which still belongs to that company. */
const ACQUIRED_ACCOUNT = '222222222222';

const app = new App();
const step = Number(app.node.tryGetContext('step') ?? 1);
if (!Number.isInteger(step) || step < 1 || step > 10) {
  throw new Error(`This step does not exist (given: ${app.node.tryGetContext('step')}). Give a number from 1 to 10, as in -c step=3.`);
}
const since = (first: number) => step >= first;
const until = (last: number) => step <= last;

// A new value reconciles every resource. Step 4 needs it, because the invited account has accepted and the code is unchanged.
app.node.setContext('cdk-aws-organizations:reconcile', since(4) ? 'the invitation is accepted' : undefined);
const stack = new Stack(app, 'Everything');

// ── Step 1: the organization, its tree, its first accounts ── docs/organization.md, docs/policies.md ─────────────────────────────────────
const organization = new Organization(stack, 'Organization', {
  featureSet: FeatureSet.ALL,
  // The organization is kept when its stack is deleted.
  allowDeletion: false,
  // These allow the removals that `AccountRemoval.close()` and `disableOnRemoval` ask for below.
  allowAccountClosure: true,
  allowPolicyTypeDisabling: true,
  // AWS Account Management lets the handlers change names, email addresses, contacts and Regions of accounts.
  trustedServices: [TrustedService.ACCOUNT_MANAGEMENT, TrustedService.TAG_POLICIES, TrustedService.BACKUP, TrustedService.CLOUDTRAIL],
});
const unit = (name: string) => new OrganizationalUnit(stack, name, { parent: organization.root, organizationalUnitName: name });
const securityUnit = unit('Security');
const workloads = unit('Workloads');
const retired = unit('Retired');

const security = new Account(stack, 'SecurityAccount', {
  parent: securityUnit, accountName: 'security', email: 'aws+security@example.com',
});
Tags.of(security).add('owner', 'security-team');

// ── Step 5: the account gets another name, and the change of its address starts ── docs/accounts.md ──────────────────────────────────────
const billing = { name: 'Billing team', title: 'Accounts payable', emailAddress: 'billing@example.com', phoneNumber: '+49 30 1234567' };
const onCall = { name: 'Security team', title: 'On call', emailAddress: 'security@example.com', phoneNumber: '+49 30 7654321' };
new Account(stack, 'Shop', {
  parent: workloads,
  accountName: since(5) ? 'web-shop' : 'shop',
  // AWS sends a code to the new email address. The account keeps the current address until the code is entered.
  email: since(5) ? 'aws+web-shop@example.com' : 'aws+shop@example.com',
  // ── Step 2: contacts and a Region ── docs/account-settings.md. Step 10 removes a contact: only the one that this stack set is deleted.
  ...(since(2) && {
    alternateContacts: { security: onCall, ...(until(9) && { billing }) },
    primaryContact: {
      fullName: 'Example GmbH',
      addressLine1: 'Hauptstrasse 1',
      city: 'Berlin',
      stateOrRegion: 'Berlin',
      postalCode: '10115',
      countryCode: 'DE',
      phoneNumber: '+49 30 1234567',
    },
    enabledRegions: ['eu-south-2'],
  }),
});
if (since(2)) {
  // Accounts that the app does not create have contacts too, such as the management account.
  const management = Account.fromAccountId(stack, 'Management', organization.managementAccountId);
  new AccountSettings(stack, 'ManagementContacts', { account: management, alternateContacts: { security: onCall } });
}

const keepTrail = new ServiceControlPolicy(stack, 'KeepTrail', {
  statements: [new PolicyStatement({
    effect: Effect.DENY, actions: ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail'], resources: ['*'],
  })],
});
workloads.attachPolicy(keepTrail);
retired.attachPolicy(keepTrail);

// Step 10 removes this account from the app. It is then closed, because the app allowed it and asked for it before.
if (until(9)) {
  new Account(stack, 'Training', {
    parent: retired, accountName: 'training', email: 'aws+training@example.com', removal: AccountRemoval.close(),
  });
}

// ── Step 3: an account is invited ── docs/invited-accounts.md. Step 4 finds that it has accepted, and places it. ─────────────────────────
if (since(3)) {
  const acquired = new InvitedAccount(stack, 'Acquired', {
    accountId: ACQUIRED_ACCOUNT, parent: workloads, notes: 'Welcome to our organization.',
  });
  Tags.of(acquired).add('owner', 'acquired-team');
  acquired.attachPolicy(new ServiceControlPolicy(stack, 'KeepBackups', {
    statements: [new PolicyStatement({ effect: Effect.DENY, actions: ['backup:DeleteRecoveryPoint'], resources: ['*'] })],
  }));
  new CfnOutput(stack, 'AcquiredStatus', { value: acquired.status });
}

// ── Steps 1 to 8: a unit for experiments ── docs/organizational-units.md ─────────────────────────────────────────────────────────────────
// Step 9 removes it and its account from the app: `moveAccountsTo` empties the unit first.
if (until(8)) {
  const experiments = new OrganizationalUnit(stack, 'Experiments', {
    parent: organization.root, organizationalUnitName: 'Experiments', moveAccountsTo: retired,
  });
  experiments.attachPolicy(keepTrail);
  new Account(stack, 'Trial', { parent: experiments, accountName: 'trial', email: 'aws+trial@example.com' });

  // ── Step 6: an allow-list ── docs/allow-list.md. The synthesis prints the allowed actions, and warns if they are too few.
  if (since(6)) {
    experiments.attachPolicy(new ServiceControlPolicy(stack, 'AllowStorage', {
      statements: [new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ['s3:*', 'kms:*', 'iam:*', 'sts:*', 'cloudformation:*', 'organizations:*', 'support:*'],
        resources: ['*'],
      })],
    }));
    experiments.detachFullAwsAccess();
  }
}

// ── Step 7: policy types, and a team that manages policies in its own account ── docs/policy-types.md, docs/resource-policy.md ───────────
if (since(7)) {
  organization.enablePolicyType(PolicyType.TAG_POLICY);
  const delegation = new OrganizationResourcePolicy(stack, 'Delegation', { organization });
  // bin/tag-policies.ts is the app of that team.
  delegation.delegatePolicyManagement(security, {
    policyTypes: [PolicyType.TAG_POLICY], policies: DelegatedPolicies.ofStacks(['TagPolicies']), targets: [workloads],
  });
}
// Step 8 removes this type from the app. It is then disabled, unless a policy of the type is still attached.
if (since(7) && until(7)) organization.enablePolicyType(PolicyType.BACKUP_POLICY, { disableOnRemoval: true });
// Step 10 removes the delegated administrator, which is then deregistered.
if (since(7) && until(9)) security.delegateAdministration(TrustedService.CLOUDTRAIL);
