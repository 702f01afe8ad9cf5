import { fixture, LANDING_ZONE, OLDER_TEMPLATE, ORG_FORMATION, read, readFixture, TEMPLATE } from './inputs';
import { organizationLike } from '../../../scripts/foreign-inputs/organization-like';
import { appRows, compareForeign, completeOrganization, type ForeignOrganization } from '../../../src/init';
import type { Account, Organization, OrganizationalUnit } from '../../../src/model';

type Mutable = { -readonly [key in keyof Organization]: Organization[key] };

function changed(organization: Organization, change: (organization: Mutable) => void): Organization {
  const copy = structuredClone(organization) as Mutable;
  change(copy);
  return copy;
}

function differencesOf(foreign: ForeignOrganization, organization: Organization): readonly string[] {
  return compareForeign(foreign, organization).differences;
}

function unit({ root }: Organization, ...path: readonly string[]): OrganizationalUnit {
  return path.reduce<OrganizationalUnit | Organization['root']>((parent, name) => parent.organizationalUnits.find((each) => each.name === name)!, root) as OrganizationalUnit;
}

const INPUTS = {
  'Terraform': () => readFixture('organization.tfstate'),
  'org-formation': () => read({ 'organization.yml': ORG_FORMATION }),
  'Landing Zone Accelerator': () => read(LANDING_ZONE),
  'CloudFormation': () => read({ 'template.yaml': TEMPLATE }),
  'the older CDK library': () => read({ 'template.json': OLDER_TEMPLATE }),
};

test.each(Object.entries(INPUTS))('an organization that is what %s says has no differences', (name, input) => {
  const foreign = input();
  const organization = name === 'Terraform' ? completeOrganization(foreign) : organizationLike(foreign);
  expect(differencesOf(foreign, organization)).toEqual([]);
});

test.each(Object.entries(INPUTS).slice(1))('without a reading of the organization, %s is refused with the way to a snapshot', (_, input) => {
  expect(() => completeOrganization(input())).toThrow(/^The organization has to be read, because the .* does not have all IDs of AWS\. Run "cdk-org snapshot --output organization\.json"/);
});

test('changed names, places, tags, addresses and states are told one by one', () => {
  const foreign = readFixture('organization.tfstate');
  const organization = changed(completeOrganization(foreign), (live) => {
    const [sandbox, workloads] = [unit(live, 'Sandbox'), unit(live, 'Workloads')];
    const [moved] = sandbox.accounts.splice(0, 1);
    workloads.accounts.push(moved);
    Object.assign(sandbox, { name: 'Play' });
    Object.assign(workloads, { tags: { owner: 'team', other: 'x' } });
    Object.assign(sandbox.accounts[0] as Account, { name: 'ben', email: 'ben@example.com', state: 'SUSPENDED' });
  });
  const [play, workloads] = [unit(organization, 'Play').id, unit(organization, 'Workloads').id];
  expect(differencesOf(foreign, organization)).toEqual([
    'The Terraform state says name "Sandbox" for the organizational unit "Sandbox" (aws_organizations_organizational_unit.sandbox); the organization has "Play".',
    'The Terraform state says tag owner "platform" for the organizational unit "Workloads" (aws_organizations_organizational_unit.workloads); the organization has "team".',
    `The Terraform state says the account "sandbox-ana" (aws_organizations_account.sandbox_ana) is in "Play" (${play}); the organization has it in "Workloads" (${workloads}).`,
    'The Terraform state says name "sandbox-ben" for the account "sandbox-ben" (aws_organizations_account.sandbox_ben); the organization has "ben".',
    'The Terraform state says email address "aws+sandbox-ben@example.com" for the account "sandbox-ben" (aws_organizations_account.sandbox_ben); the organization has "ben@example.com".',
    'The Terraform state says state "ACTIVE" for the account "sandbox-ben" (aws_organizations_account.sandbox_ben); the organization has "SUSPENDED".',
  ]);
});

test('policies, attachments, administrators and services that differ are told in both directions', () => {
  const foreign = readFixture('organization.tfstate');
  const organization = changed(completeOrganization(foreign), (live) => {
    const [one, other] = live.policies.filter(({ type }) => type === 'SERVICE_CONTROL_POLICY');
    live.policies = live.policies.map((policy) => (policy.id === one.id ? { ...policy, description: 'new', content: '{"Version":"2012-10-17","Statement":[]}' } : policy));
    const security = unit(live, 'Security');
    const { id, name, type } = other;
    security.attachedPolicies.push({ id, name, type, awsManaged: false });
    const root = live.root.attachedPolicies.findIndex(({ awsManaged, type: kind }) => !awsManaged && kind === 'SERVICE_CONTROL_POLICY');
    live.root.attachedPolicies.splice(root, 1);
    live.delegatedAdministrators = live.delegatedAdministrators.slice(1);
    live.trustedServices = [...live.trustedServices.slice(1), 'health.amazonaws.com'];
  });
  const found = differencesOf(foreign, organization);
  expect(found).toHaveLength(7);
  expect(found[0]).toMatch(/^The Terraform state says description ".*" for the policy /);
  expect(found[1]).toMatch(/^The Terraform state has another document for the policy /);
  expect(found[2]).toMatch(/^The Terraform state says the policy .* is attached to the root \(aws_organizations_policy_attachment\.\w+\); in the organization it is not\.$/);
  expect(found[3]).toMatch(/^The organization has the policy .* attached to "Security" \(ou-.*\); the Terraform state does not say so\.$/);
  expect(found[4]).toMatch(/^The Terraform state says "Audit" \(\d+\) administers config\.amazonaws\.com .*; in the organization it does not\.$/);
  expect(found.slice(5)).toEqual([
    'The Terraform state says trusted access of account.amazonaws.com is enabled; in the organization it is not.',
    'The organization has trusted access of health.amazonaws.com enabled; the Terraform state does not.',
  ]);
});

test('resources of one side only are told: each that the format has, and in one sentence those of the organization', () => {
  const foreign = read({ 'organization.yml': ORG_FORMATION });
  const organization = changed(organizationLike(foreign), ({ root }) => {
    const dev = root.organizationalUnits.find(({ name }) => name.startsWith('Dev'))!;
    dev.organizationalUnits.splice(0);
    const extra = (digit: number): Account => ({ ...root.organizationalUnits[1].organizationalUnits[0].accounts[0], id: `30000000000${digit}`, name: `extra-${digit}`, email: `extra-${digit}@example.com` });
    root.accounts.push(...Array.from({ length: 7 }, (_, index) => extra(index)));
  });
  expect(differencesOf(foreign, organization)).toEqual([
    'The org-formation template has the organizational unit "Shop" (DevShop); the organization does not.',
    'The org-formation template has the account "shop-dev" (ShopDevAccount) with the ID 020000000002; the organization does not.',
    'The organization has 7 accounts that the org-formation template does not manage: "extra-0" (300000000000), "extra-1" (300000000001), "extra-2" (300000000002), "extra-3" (300000000003), "extra-4" (300000000004) and 2 more.',
  ]);
});

test('a format of another organization is refused with the IDs of both', () => {
  const [terraform, orgFormation] = [readFixture('count.tfstate'), read({ 'organization.yml': ORG_FORMATION })];
  const organization = completeOrganization(readFixture('organization.tfstate'));
  expect(() => compareForeign(terraform, { ...organization, id: 'o-another123' }))
    .toThrow(`Two organizations are given: the Terraform state describes ${terraform.facts.id}, and o-another123 was read. Give the files of one organization.`);
  expect(() => compareForeign(orgFormation, { ...organization, managementAccountId: '222222222222' }))
    .toThrow('Two organizations are given: the org-formation template describes the organization of the management account 111111111111, and 222222222222 was read.');
});

test('a moved management account is a difference', () => {
  const foreign = read({ 'organization.yml': ORG_FORMATION });
  const organization = changed(organizationLike(foreign), ({ root }) => {
    const dev = root.organizationalUnits.find(({ name }) => name.startsWith('Dev'))!;
    root.accounts.push(...dev.accounts.splice(0));
  });
  expect(differencesOf(foreign, organization)).toEqual([expect.stringMatching(/^The org-formation template says the account "Management" \(MasterAccount\) is in "Dev .*; the organization has it in the root\.$/)]);
});

test('the names that Landing Zone Accelerator gives to accounts are no differences, and two accounts of one address are one', () => {
  const foreign = read(LANDING_ZONE);
  const organization = changed(organizationLike(foreign), (live) => {
    Object.assign(unit(live, 'Network').accounts[0], { name: 'Central Network', email: 'AWS+Network@example.com' });
  });
  expect(differencesOf(foreign, organization)).toEqual([]);
  const twice = read({ ...LANDING_ZONE, 'accounts-config.yaml': LANDING_ZONE['accounts-config.yaml'].replace('aws+shop@', 'aws+network@') });
  expect(differencesOf(twice, organization)).toContain('The Landing Zone Accelerator configuration has account Network and account Shop for one resource of the organization: 020000000002.');
});

test('the management account is the one of the organization, also with another address', () => {
  const foreign = read({ ...LANDING_ZONE, 'accounts-config.yaml': LANDING_ZONE['accounts-config.yaml'].replace('Management@', 'Old@') });
  expect(differencesOf(foreign, organizationLike(read(LANDING_ZONE)))).toEqual([
    'The Landing Zone Accelerator configuration says email address "old@example.com" for the account "account Management" (account Management); the organization has "management@example.com".',
  ]);
});

test('a document with placeholders equals one with any texts in their places, and no other one', () => {
  const foreign = read(LANDING_ZONE);
  const content = foreign.policies.find(({ name }) => name === 'Roles')!.content!;
  const filled = content.replaceAll('${PARTITION}', 'aws').replaceAll('${ACCELERATOR_PREFIX}', 'Example');
  const withDocument = (text: string) => changed(organizationLike(foreign), (live) => {
    live.policies = live.policies.map((policy) => (policy.name === 'Roles' ? { ...policy, content: text } : policy));
  });
  expect(differencesOf(foreign, withDocument(filled))).toEqual([]);
  expect(differencesOf(foreign, withDocument(filled.replace('role/Example-*', 'user/Example-*')))).toEqual([
    'The Landing Zone Accelerator configuration has another document for the policy "Roles" (serviceControlPolicies Roles) than the organization.',
  ]);
});

test('units that are above each other have no place, and do not end the comparison', () => {
  const text = ORG_FORMATION.replace('      OrganizationalUnitName: Shop\n      Accounts: !Ref ShopAccount\n', '      OrganizationalUnitName: Shop\n      OrganizationalUnits: !Ref Prod\n');
  const foreign = read({ 'organization.yml': text });
  const found = differencesOf(foreign, organizationLike(read({ 'organization.yml': ORG_FORMATION })));
  expect(found.slice(0, 2)).toEqual([
    'The org-formation template has the organizational unit "Workloads" (Prod); the organization does not.',
    'The org-formation template has the organizational unit "Shop" (ProdShop); the organization does not.',
  ]);
});

test('the files of policies are named as the other tool names them, also where it marks the policies as its own', () => {
  const foreign = readFixture('edge-alias-tainted.tfstate');
  const organization = changed(completeOrganization(foreign), (live) => {
    live.policies = live.policies.map((policy) => ({ ...policy, tags: { 'managed-by': 'terraform' } }));
  });
  expect(appRows(organization).policies).toEqual([]);
  expect(appRows(organization, undefined, compareForeign(foreign, organization).policies).policies.map(({ key, name }) => [key, name])).toEqual([['full', 'skip-destroy']]);
});

test('the policies of Landing Zone Accelerator stay with it, since it would change them again', () => {
  const lza = read(LANDING_ZONE);
  const { policies, leftOut } = appRows(organizationLike(lza), undefined, compareForeign(lza, organizationLike(lza)).policies);
  expect(policies).toEqual([]);
  expect(leftOut.filter(({ kind }) => kind === 'policy')).toHaveLength(4);
});

test.each([
  ['the organization', 'aws_organizations_organization', 'The Terraform state does not say which organization it is'],
  ['an organizational unit that has accounts', 'aws_organizations_organizational_unit', 'The Terraform state does not have the place of '],
])('without a reading of the organization, a state that lacks %s is refused', (_, type, message) => {
  const state = JSON.parse(fixture('count.tfstate')) as { resources: { type: string }[] };
  const text = JSON.stringify({ ...state, resources: state.resources.filter((resource) => resource.type !== type) });
  expect(() => completeOrganization(read({ 'state.json': text }))).toThrow(message);
});
