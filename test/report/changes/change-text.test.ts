import { changeText } from '../../../src/report';
import { sampleChanges } from '../sample-changes';

const changes = sampleChanges();

const HEADLINES: { readonly [Kind in keyof typeof changes]: string } = {
  organizationAdded: 'The organization is created with the feature set ALL, or taken over if there is one',
  organizationRemoved: 'The organization is removed from the app and stays',
  featureSetChanged: 'The feature set of the organization changes from CONSOLIDATED_BILLING to ALL',
  policyTypeEnabled: 'Tag policies are enabled',
  policyTypeRemoved: 'Tag policies are disabled, which detaches all of them',
  accountAdded: 'Account shop (shop@example.com) is created in Workloads, tagged CostCenter',
  accountRemoved: 'Account shop is closed',
  accountJoined: 'Account shop has joined, and is in Workloads',
  accountRenamed: 'Account shop is renamed to store',
  accountEmailChanged: 'The email address of account shop changes from shop@example.com to store@example.com, once a person enters the code that AWS sends to the new address',
  accountStateChanged: 'Account shop is SUSPENDED, and was ACTIVE',
  accountMoved: 'Account shop moves from Workloads to Sandbox',
  alternateContactSet: 'The security contact of account shop is set to Security team (On call, team@example.com)',
  alternateContactChanged: 'The billing contact of account shop changes from Accounting (On call, team@example.com) to Finance (On call, team@example.com) '
    + '(values not shown: PhoneNumber)',
  alternateContactRemoved: 'The security contact of account shop, which was Security team (On call, team@example.com), '
    + 'is deleted if its stack set it and nobody has changed it since',
  primaryContactChanged: 'The primary contact of account shop is set to Ann (Example)',
  regionEnabled: 'Region eu-south-2 is enabled in account shop',
  regionDisabled: 'Region me-south-1 is disabled in account shop',
  accountSettingReleased: 'The primary contact of account shop is removed from the app and stays',
  organizationalUnitAdded: 'Organizational unit Sandbox is created in the root',
  organizationalUnitRemoved: 'Organizational unit Sandbox is deleted',
  organizationalUnitRenamed: 'Organizational unit Playground is renamed to Sandbox',
  organizationalUnitMoved:
    'Organizational unit Sandbox moves from the root to Workloads, is recreated there with another ID, and takes 3 accounts along',
  handedOver: 'Account Workloads/shop moves from the stack Org to the stack Accounts. If Org is deployed first, Org closes it, and Accounts fails. If Accounts is deployed first, it takes it over',
  takenOver: 'Organizational unit Sandbox is taken over by the stack Org',
  policyAdded: 'Service control policy baseline is created',
  policyRemoved: 'Service control policy baseline is deleted',
  policyRenamed: 'Service control policy base is renamed to baseline',
  policyDescriptionChanged: 'Service control policy baseline: another description',
  policyStatementsChanged: 'Service control policy baseline: statement NoRoot removed, statement NoLeaving changed',
  managementPolicyChanged: 'Backup policy backups: setting plans.daily.regions changed',
  policyRewritten: 'Service control policy baseline is written differently and means the same',
  attached: 'Service control policy baseline is attached to organizational unit Workloads',
  detached: 'Service control policy baseline is detached from account Workloads/shop',
  fullAwsAccessDetached: 'FullAWSAccess is detached from organizational unit Workloads, so that only what its other policies allow is allowed there',
  fullAwsAccessReturned: 'FullAWSAccess is attached to the root again, so that all is allowed there which no policy denies',
  tagAdded: 'Tag CostCenter of account Workloads/shop is set to 42',
  tagChanged: 'Tag CostCenter of service control policy baseline changes from 42 to 43',
  tagRemoved: 'Tag CostCenter of the root, which was 42, is removed',
  resourcePolicyChanged: 'The resource policy of the organization is created: statement Delegation added',
  trustedAccessEnabled: 'Trusted access of ram.amazonaws.com is enabled',
  trustedAccessRemoved: 'Trusted access of ram.amazonaws.com is removed from the app and stays enabled',
  delegatedAdministratorRegistered: 'Account audit becomes delegated administrator of config.amazonaws.com',
  removalAllowed: 'From now on, a deployment may close accounts that are removed from the app',
  removalNoLongerAllowed: 'From now on, a deployment may no longer remove accounts from the organization when they are removed from the app',
  moveAccountsToChanged: 'From now on, when organizational unit Workloads is removed from the app, its accounts are moved to Sandbox first '
    + '(until now it stays with the accounts in it)',
  accountRemovalChanged: 'From now on, when account shop is removed from the app, it is closed (until now it stays where it is)',
  delegatedAdministratorDeregistered: 'Account audit is no longer delegated administrator of config.amazonaws.com',
  privilegedResourceAdded: 'IAM user Backdoor of stack Org is new',
  privilegedResourceRemoved: 'Resource of type Third::Party::Type: Tool of stack Org is deleted',
  privilegedPolicyChanged: 'IAM role Role of stack Org, inline policy Rights, is new',
  privilegedSettingsChanged: 'Lambda function OnEvent of stack Org: setting Environment.Variables.NODE_OPTIONS added',
  functionCodeChanged: 'Lambda function OnEvent of stack Org runs unknown code',
  serviceTokenChanged: '1 new resource calls a function that has served none until now: arn:aws:lambda:us-east-1:999999999999:function:x (Org.Shop)',
};

test.each(Object.entries(HEADLINES))('%s is one sentence: %s', (kind, headline) => {
  expect(changeText(changes[kind as keyof typeof changes]).headline).toBe(headline);
});

test.each([
  ['stays', 'Account shop is removed from the app and stays where it is'],
  ['removedFromOrganization', 'Account shop is removed from the organization'],
  ['gone', 'Account shop is no longer in the organization'],
] as const)('the headline of a removed account names its outcome: %s', (outcome, headline) => {
  expect(changeText({ ...changes.accountRemoved, outcome }).headline).toBe(headline);
});

test('an account of which the code knows the ID alone has no address', () => {
  const account = { ...changes.accountAdded.account, email: '' };
  expect(changeText({ ...changes.accountAdded, account, arrival: 'named' }).headline)
    .toBe('Account shop is named by the code, outside which it stays, in Workloads, tagged CostCenter');
});

test('the headline of a removed account names the place to which it is moved', () => {
  const to = { kind: 'organizationalUnit', id: 'ou-1', path: 'Root/Suspended/2026' } as const;
  expect(changeText({ ...changes.accountRemoved, outcome: 'moved', to }).headline).toBe('Account shop is removed from the app and moved to Suspended/2026');
});

test('what is attached to something new is named, except by AWS, and so are its tags, except ours', () => {
  const attached = (name: string, awsManaged = false) => ({ id: `p-${name}`, name, type: 'SERVICE_CONTROL_POLICY' as const, awsManaged });
  const unit = { ...changes.organizationalUnitAdded, arrival: 'adopted' as const };
  expect(changeText({ ...unit, attachedPolicies: [attached('baseline'), attached('FullAWSAccess', true)], tags: { 'cdk-aws-organizations:owner': 'S' } }).headline)
    .toBe('Organizational unit Sandbox must exist and is taken over in the root, with service control policy baseline attached');
  expect(changeText({ ...unit, arrival: 'created', attachedPolicies: ['a', 'b', 'c', 'd'].map((name) => attached(name)), tags: { one: '1', two: '2' } }).headline)
    .toBe('Organizational unit Sandbox is created in the root, with service control policy a, service control policy b, service control policy c and 1 more attached, tagged one, two');
});

test('many statements are counted, not named', () => {
  const [removed, changed] = changes.policyStatementsChanged.statements;
  const statements = [removed, removed, changed, { ...removed, change: 'added' as const }, changed, changed];
  expect(changeText({ ...changes.policyStatementsChanged, statements }).headline)
    .toBe('Service control policy baseline: 1 statement added, 2 removed, 3 changed');
});

test('a name with a slash stays whole where the path above it is known', () => {
  const moved = changes.accountMoved;
  const account = { ...moved.account, path: `${moved.to.path}/shop/eu` };
  expect(changeText({ ...moved, account }).headline).toBe('Account shop/eu moves from Workloads to Sandbox');
});

test('quotes distinguish an OU with a slash in its name from an OU below another one', () => {
  const [from, to] = [{ kind: 'organizationalUnit', id: 'ou-1', path: 'Root/Dev/Test' }, { kind: 'organizationalUnit', id: 'ou-2', path: 'Root/Dev/Test', names: ['Root', 'Dev/Test'] }] as const;
  expect(changeText({ ...changes.accountMoved, account: { ...changes.accountMoved.account, path: 'Root/Dev/Test/shop' }, from, to }).headline)
    .toBe('Account shop moves from Dev/Test to "Dev/Test"');
});

test('what was and what is come along, documents of policies too', () => {
  expect(changeText(changes.accountRenamed)).toMatchObject({ before: 'shop', after: 'store' });
  expect(changeText(changes.tagAdded)).toEqual({ headline: expect.any(String), after: '42' });
  expect(changeText(changes.policyRemoved)).toEqual({ headline: expect.any(String), before: changes.policyRemoved.content });
  expect(changeText(changes.policyAdded)).toEqual({ headline: expect.any(String), after: changes.policyAdded.content });
  expect(changeText(changes.accountMoved)).toEqual({ headline: expect.any(String) });
});

test('accounts that their path does not tell are told by their name and address', () => {
  const { accountRemoved, tagAdded } = changes;
  const slash = { ...accountRemoved, account: { ...accountRemoved.account, path: 'Root/Workloads/a/c', name: 'a/c', distinguishedBy: 'ac@example.com' } };
  expect(changeText(slash).headline).toBe('Account a/c (ac@example.com) is closed');
  expect(changeText({ ...tagAdded, on: { kind: 'account', id: '1', path: 'Root/dup', distinguishedBy: 'dup@example.com' } }).headline)
    .toBe('Tag CostCenter of account dup (dup@example.com) is set to 42');
});

test('what stays says why', () => {
  expect(changeText({ ...changes.organizationalUnitRemoved, outcome: 'stays', notEmpty: true }).headline)
    .toBe('Organizational unit Sandbox is removed from the app and stays, because it is not empty');
  expect(changeText({ ...changes.organizationalUnitMoved, accounts: 0, formerStays: true }).headline)
    .toBe('Organizational unit Sandbox moves from the root to Workloads, is recreated there with another ID; the former one stays, with what the app leaves in it');
  expect(changeText({ ...changes.delegatedAdministratorDeregistered, outcome: 'stays' }).headline)
    .toBe('Account audit is removed from the app as delegated administrator of config.amazonaws.com and stays registered');
});

test.each([
  ['takenOver', 'takenOver', ', which takes it over'],
  ['refused', 'refused', ', which refuses it'],
  ['removedFromOrganization', 'refused', '. If Org is deployed first, Org removes it from the organization, and Accounts fails. If Accounts is deployed first, it refuses it'],
  ['moved', 'takenOver', '. If Org is deployed first, Org moves it away as the removal setting says, and Accounts comes too late to prevent that. If Accounts is deployed first, it takes it over'],
  ['invitationCanceled', 'refused', '. If Org is deployed first, Org cancels the invitation of it, and Accounts invites again. If Accounts is deployed first, it refuses it'],
  ['deleted', 'takenOver', '. If Org is deployed first, Org deletes it, and Accounts finds nothing to adopt. If Accounts is deployed first, it takes it over'],
  ['recreated', 'refused', '. If Org is deployed first, Org deletes it, and Accounts creates another one. If Accounts is deployed first, it refuses it'],
] as const)('a move to another stack that is %s or %s says what each order of deployment does', (formerFirst, newFirst, expected) => {
  const on = { kind: 'organizationalUnit', id: '1', path: 'Root/Sandbox' } as const;
  expect(changeText({ ...changes.handedOver, on, formerFirst, newFirst }).headline)
    .toBe(`Organizational unit Sandbox moves from the stack Org to the stack Accounts${expected}`);
});

test('the move of an organization to another stack is a sentence about the organization', () => {
  const on = { kind: 'root', id: 'r-1', path: 'Root' } as const;
  expect(changeText({ ...changes.handedOver, on, formerFirst: 'takenOver' }).headline)
    .toBe('The organization moves from the stack Org to the stack Accounts, which takes it over');
});

test('the move of a registration to another stack names the account and the service', () => {
  const on = { kind: 'delegatedAdministrator', id: '1/config.amazonaws.com', accountName: 'audit', servicePrincipal: 'config.amazonaws.com' } as const;
  expect(changeText({ ...changes.handedOver, on, formerFirst: 'recreated' }).headline).toBe(
    'The registration of account audit as delegated administrator of config.amazonaws.com moves from the stack Org to the stack Accounts. '
    + 'If Org is deployed first, Org deletes it, and Accounts creates another one. If Accounts is deployed first, it takes it over');
});

test('the headline of a changed role, function or service token compares it with the former value', () => {
  const { privilegedPolicyChanged: policy, functionCodeChanged: code, serviceTokenChanged: token } = changes;
  const headline = (change: Parameters<typeof changeText>[0]) => changeText(change).headline;
  expect(headline({ ...policy, document: 'trust policy', before: '{"Statement":[]}' })).toBe('IAM role Role of stack Org, trust policy: statement All added');
  expect(headline({ ...policy, before: policy.after, after: undefined })).toBe('IAM role Role of stack Org, inline policy Rights, is removed');
  const functions = Array.from({ length: 10 }, (_, index) => ({ ...code.functions[0], logicalId: `Handler${index}` }));
  expect(headline({ ...code, functions: functions.slice(0, 2), formerDigest: 'a'.repeat(64) }))
    .toBe('2 Lambda functions of the provider run unknown code: Handler0 of stack Org, Handler1 of stack Org');
  expect(headline({ ...code, functions, origin: 'application' })).toMatch(/^10 Lambda functions run other code: Handler0 of stack Org, .* and 2 more$/);
  expect(headline({ ...token, resources: ['Org.Shop', 'Org.Bank'], formerToken: '${Org.Framework.Arn}' }))
    .toBe('2 resources call another function: arn:aws:lambda:us-east-1:999999999999:function:x instead of ${Org.Framework.Arn} (such as Org.Shop)');
});

test('the settings of a function come along with their values', () => {
  const settings = [{ path: ['Handler'], before: '"index.a"', after: '"index.b"' }, { path: ['Environment', 'Variables', 'X'], after: '"1"' }];
  expect(changeText({ ...changes.privilegedSettingsChanged, settings })).toMatchObject({
    before: '{ "Handler": "index.a" }', after: '{ "Handler": "index.b", "Environment.Variables.X": "1" }',
  });
});
