import { readFileSync } from 'fs';
import { join } from 'path';
import { Annotations as Notes, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Account, AccountRemoval, Organization, TrustedService } from '../../../src';
import {
  DEREGISTRATION_EFFECTS, DISABLING_EFFECTS, type KnownServicePrincipal, type RemovalEffect, type ServiceSetup, SERVICE_SETUPS, USER_GUIDE,
  userGuidePage,
} from '../../../src/constructs/trusted-service/service-setup';
import { actionExists } from '../../../src/policy';
import { synthesisProblems, testStack } from '../test-app';

const PRINCIPALS = Object.entries(TrustedService).map(([constant, service]) => [constant, (service as TrustedService).servicePrincipal]);
const SETUPS: [string, ServiceSetup][] = Object.entries(SERVICE_SETUPS);

const warningsOf = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('service-setup'))
  .map(({ id, entry }) => `${id}: ${entry.data}`);

function organizationWith(...services: TrustedService[]): Organization {
  return new Organization(testStack(), 'Organization', { trustedServices: services });
}

test('the table of services has an entry for each constant, and no others', () => {
  expect(Object.keys(SERVICE_SETUPS).sort()).toEqual(PRINCIPALS.map(([, principal]) => principal).sort());
});

test('every call in the table of services is an action that IAM knows', () => {
  const calls = SETUPS.flatMap(([, { steps }]) => steps?.calls ?? []).map((call) => call.split(' ')[0]);
  expect(calls.length).toBeGreaterThan(15);
  expect(calls.filter((call) => !actionExists(call))).toEqual([]);
});

test('every step in the table of services has a call or a console, and names its source', () => {
  const steps = SETUPS.flatMap(([, setup]) => setup.steps ?? []);
  expect(steps.filter(({ calls, console, source }) => (calls.length === 0 && console === undefined) || source === '')).toEqual([]);
});

test('trusted access for a service that needs its own call gives a warning with the call and the page', () => {
  const organization = organizationWith(TrustedService.RESOURCE_ACCESS_MANAGER);
  expect(warningsOf(organization.stack)).toEqual([
    '/Test/Organization: AWS Organizations alone does not set up AWS Resource Access Manager (given: "ram.amazonaws.com"). From the management '
    + 'account, call ram:EnableSharingWithAwsOrganization, once; then acknowledge this warning. See '
    + 'https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-ram.html. (service-setup: '
    + 'https://github.com/cdk-aws-organizations/cdk-aws-organizations/blob/main/docs/rules/service-setup.md) '
    + '[ack: cdk-aws-organizations:service-setup/ram.amazonaws.com]',
  ]);
});

test('the warning names the Regions in which the call is needed', () => {
  expect(warningsOf(organizationWith(TrustedService.GUARDDUTY).stack)).toEqual([
    expect.stringContaining('call guardduty:EnableOrganizationAdminAccount, in each Region where you use the service; then acknowledge'),
  ]);
});

test('the warning names a console if the service has no call', () => {
  expect(warningsOf(organizationWith(TrustedService.TRUSTED_ADVISOR).stack)).toEqual([
    expect.stringContaining('From the management account, use "Enable organizational view" of the Trusted Advisor console, once; then'),
  ]);
});

test.each([
  ['a service that needs no further setup', TrustedService.TAG_POLICIES],
  ['a service with unknown setup', TrustedService.NETWORK_SECURITY_DIRECTOR],
  ['a service that is newer than this library', TrustedService.of('new.amazonaws.com')],
  ['a service with the name of a property that every object has', TrustedService.of('constructor.amazonaws.com')],
])('%s gives no warning', (_what, service) => {
  const organization = organizationWith(service);
  Account.fromAccountId(organization.stack, 'Account', '123456789012').delegateAdministration(service);
  expect(warningsOf(organization.stack)).toEqual([]);
});

test('a delegation gives the warning if the app does not enable trusted access', () => {
  const stack = testStack();
  Account.fromAccountId(stack, 'Account', '123456789012').delegateAdministration(TrustedService.MACIE);
  expect(warningsOf(stack)).toEqual([expect.stringContaining('/Test/Account: AWS Organizations alone does not set up Amazon Macie')]);
});

test.each([
  ['of the app', (stack: Stack) => new Organization(stack, 'Organization')],
  ['outside the app', (stack: Stack) => Organization.fromOrganizationAttributes(stack, 'Organization', { organizationId: 'o-exampleorgid', rootId: 'r-a1b2' })],
])('trusted access through an organization %s and a delegation give one warning', (_which, organizationIn) => {
  const stack = testStack();
  organizationIn(stack).enableTrustedService(TrustedService.MACIE);
  Account.fromAccountId(stack, 'Account', '123456789012').delegateAdministration(TrustedService.MACIE);
  expect(warningsOf(stack)).toEqual([expect.stringContaining('/Test/Organization: AWS Organizations alone does not set up Amazon Macie')]);
});

test('CloudTrail needs its own call for a delegated administrator only', () => {
  const organization = organizationWith(TrustedService.CLOUDTRAIL);
  expect(warningsOf(organization.stack)).toEqual([]);
  const other = organizationWith(TrustedService.CLOUDTRAIL);
  Account.fromAccountId(other.stack, 'Account', '123456789012').delegateAdministration(TrustedService.CLOUDTRAIL);
  expect(warningsOf(other.stack)).toEqual([expect.stringMatching(/^\/Test\/Account: .*cloudtrail:RegisterOrganizationDelegatedAdmin/)]);
});

test('acknowledging the warning of one service does not hide the warning of another', () => {
  const organization = organizationWith(TrustedService.RESOURCE_ACCESS_MANAGER, TrustedService.SERVICE_CATALOG);
  Notes.of(organization).acknowledgeWarning('cdk-aws-organizations:service-setup/ram.amazonaws.com', 'The network team shares through RAM');
  expect(warningsOf(organization.stack)).toEqual([expect.stringContaining('AWS Service Catalog')]);
});

test('a warning about the setup of a service does not stop the synthesis', () => {
  expect(synthesisProblems(organizationWith(TrustedService.SECURITY_HUB).stack)).toEqual([]);
});

test('a delegated administrator stays when it is removed from the app, unless AWS documents that deregistering it loses nothing', () => {
  const stack = testStack();
  const account = Account.fromAccountId(stack, 'Account', '123456789012');
  const principals = [...PRINCIPALS.map(([, principal]) => principal), 'new.amazonaws.com', 'constructor.amazonaws.com'];
  for (const principal of principals) account.delegateAdministration(TrustedService.of(principal));
  const deregistered = Object.values(Template.fromStack(stack).findResources('Custom::OrganizationsDelegatedAdministrator'))
    .flatMap(({ Properties, DeletionPolicy, UpdateReplacePolicy }) => {
      if (DeletionPolicy === undefined) return [Properties.ServicePrincipal];
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
      return [];
    });
  expect(deregistered.sort()).toEqual([
    'account.amazonaws.com', 'cloudtrail.amazonaws.com', 'eks.amazonaws.com', 'health.amazonaws.com', 'iam.amazonaws.com',
    'member.org.stacksets.cloudformation.amazonaws.com',
    'procurement-insights.marketplace.amazonaws.com', 'reachabilityanalyzer.networkinsights.amazonaws.com', 'sso.amazonaws.com',
  ]);
});

test.each([
  TrustedService.REACHABILITY_ANALYZER, TrustedService.MARKETPLACE_PRIVATE_MARKETPLACE, TrustedService.CLOUDWATCH,
  TrustedService.RESOURCE_EXPLORER, TrustedService.AGENT_REGISTRY, TrustedService.DEVOPS_GURU, TrustedService.SERVICE_QUOTAS,
].map((service) => [service.servicePrincipal, service] as const))('trusted access for %s gives the warning about its setup', (principal, service) => {
  expect(warningsOf(organizationWith(service).stack)).toEqual([expect.stringContaining(`service-setup/${principal}]`)]);
});

test.each([
  ['closed', AccountRemoval.close(), undefined],
  ['removed from the organization', AccountRemoval.removeFromOrganization(), undefined],
  ['kept', AccountRemoval.retain(), 'RetainExceptOnCreate'],
])('the delegations of an account that is %s when it is removed from the app have the matching deletion policy', (_how, removal, expected) => {
  const stack = testStack();
  const { root } = new Organization(stack, 'Organization', {
    allowAccountClosure: true, allowAccountRemoval: true, trustedServices: [TrustedService.GUARDDUTY],
  });
  new Account(stack, 'Account', { parent: root, accountName: 'one', email: 'one@example.com', removal })
    .delegateAdministration(TrustedService.GUARDDUTY);
  const [resource] = Object.values(Template.fromStack(stack).findResources('Custom::OrganizationsDelegatedAdministrator'));
  expect(resource.DeletionPolicy).toBe(expected);
});

test.each([['deregistering', DEREGISTRATION_EFFECTS], ['disabling', DISABLING_EFFECTS]])('each service has a decision about %s', (_what, effects) => {
  const principals = PRINCIPALS.map(([, principal]) => principal);
  expect(principals.filter((principal) => !Object.hasOwn(effects, principal))).toEqual([]);
  expect(Object.keys(effects).filter((principal) => !principals.includes(principal))).toEqual([]);
  const entries: [string, RemovalEffect][] = Object.entries(effects);
  expect(entries.filter(([, { reason, source }]) => reason === '' || !/^[A-Z].{10,}/.test(source)).map(([principal]) => principal)).toEqual([]);
});

test('the effects of deregistration that AWS documents as a loss are those of the services that say so', () => {
  const losing = Object.entries(DEREGISTRATION_EFFECTS).filter(([, { loses }]) => loses === 'something').map(([principal]) => principal);
  expect(losing).toEqual([
    'agent-registry.amazonaws.com', 'auditmanager.amazonaws.com', 'detective.amazonaws.com', 'fms.amazonaws.com', 'guardduty.amazonaws.com',
    'inspector2.amazonaws.com', 'macie.amazonaws.com', 'networkmanager.amazonaws.com', 'resource-explorer-2.amazonaws.com',
    'security-ir.amazonaws.com', 'securityhub.amazonaws.com', 'securitylake.amazonaws.com', 'servicecatalog.amazonaws.com', 'ssm.amazonaws.com',
  ]);
});

const documented = ({ reason, source }: RemovalEffect) => `${reason} (${source === USER_GUIDE ? 'its page' : source})`;

/** A row of docs/trusted-services.md. */
function row(constant: string, principal: KnownServicePrincipal, setup: ServiceSetup): string {
  const { steps, unknown } = setup;
  const ways = [...steps?.calls ?? [], ...steps?.console === undefined ? [] : [steps.console]]
    .map((way) => way.replace(/^[\w-]+:\w+/, (action) => `\`${action}\``)).join(', ');
  const needs = steps ? ways : unknown === undefined ? '–' : `not known: ${unknown}`;
  const scope = steps ? `${steps.scope}${steps.onlyToDelegate ? ', to delegate' : ''}` : '–';
  const deregistering: RemovalEffect = DEREGISTRATION_EFFECTS[principal];
  const administrator = deregistering.loses === 'unsupported' ? '–'
    : `${deregistering.loses === 'nothing' ? 'deregistered' : 'stays'}: ${documented(deregistering)}`;
  const source = steps ? steps.source : '–';
  return `| [${setup.name}](${userGuidePage(setup)}) | \`${constant}\` | \`${principal}\` | ${needs} | ${scope} | ${administrator} `
    + `| ${documented(DISABLING_EFFECTS[principal])} | ${source} |`;
}

test('docs/trusted-services.md contains the table of services', () => {
  const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'trusted-services.md'), 'utf8');
  const rows = (PRINCIPALS as [string, KnownServicePrincipal][])
    .map(([constant, principal]) => row(constant, principal, SERVICE_SETUPS[principal]));
  expect(page.split('\n').filter((line) => line.startsWith('| ['))).toEqual(rows);
});
