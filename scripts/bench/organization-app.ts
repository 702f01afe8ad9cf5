/**
 * The organization of the benchmarks with this library. `BENCH_ACCOUNTS` new accounts, in nested stacks where one stack does not hold them,
 * and `BENCH_ADOPTED` accounts that exist already, spread over those of `existing-accounts.ts`.
 */
import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Account, AccountSettings, Organization, OrganizationalUnit, ServiceControlPolicy, TrustedService } from 'cdk-aws-organizations';
import { existingAddress, existingId, existingName } from './existing-accounts';
import { accountName, guardrail, MOST_IN_ONE_STACK, SIZE, unitOf } from './size';

const IN_NESTED_STACK = 400;

const stack = new Stack(new App(), 'Bench');
const organization = new Organization(stack, 'Organization', {
  trustedServices: [
    TrustedService.CLOUDTRAIL, TrustedService.CONFIG, TrustedService.GUARDDUTY,
    ...SIZE.settings > 0 ? [TrustedService.ACCOUNT_MANAGEMENT] : [],
  ],
});
const units = Array.from({ length: SIZE.units }, (_, index) => new OrganizationalUnit(stack, `Unit${index}`, {
  organizationalUnitName: `unit-${index}`, parent: organization.root,
}));
const total = SIZE.accounts + SIZE.adopted + SIZE.settings;
const nested = Array.from({ length: total > MOST_IN_ONE_STACK ? Math.ceil(total / IN_NESTED_STACK) : 0 }, (_, index) => new NestedStack(stack, `Accounts${index}`));
for (let index = 0; index < total; index++) {
  const scope = nested[Math.floor(index / IN_NESTED_STACK)] ?? stack;
  if (index >= SIZE.accounts + SIZE.adopted) {
    const number = index - SIZE.accounts - SIZE.adopted;
    const contact = { name: 'Platform team', title: 'On call', emailAddress: `team-${number}@example.com`, phoneNumber: '+1 206 5550100' };
    new AccountSettings(scope, `Settings${number}`, {
      account: Account.fromAccountId(scope, `Existing${number}`, existingId(number)),
      alternateContacts: { billing: contact, operations: contact, security: contact },
      enabledRegions: number < SIZE.regions ? ['eu-south-2'] : undefined,
    });
    continue;
  }
  const parent = units[unitOf(index)];
  if (index < SIZE.accounts) {
    const name = accountName(index);
    new Account(scope, `Account${index}`, { accountName: name, email: `aws+${name}@example.com`, parent });
    continue;
  }
  const existing = Math.floor((index - SIZE.accounts) * SIZE.existing / SIZE.adopted);
  new Account(scope, `Adopted${existing}`, { accountName: existingName(existing), email: existingAddress(existing), parent, adopt: true });
}
for (let index = 0; index < SIZE.policies; index++) {
  units[index].attachPolicy(new ServiceControlPolicy(stack, `Policy${index}`, { policyName: `guardrail-${index}`, document: guardrail(index) }));
}
(stack.node.root as App).synth();
