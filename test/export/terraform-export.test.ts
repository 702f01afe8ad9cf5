import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { comparable, resolved } from './resolved';
import { ODD_NAMES, ODD_ORGANIZATION } from '../../scripts/terraform/odd-organization';
import { objectsIn, organizationOfObjects, STATES } from '../../scripts/terraform/organization-of-state';
import { terraformExport, terraformFiles } from '../../src/export';
import type { Organization } from '../../src/model';
import { ALLOW_SOME, attachment, DENY_ALL, DENY_LEAVING, liveOrganization, MANAGEMENT, member, policyWith, unitWith } from '../init/live-organization';
import { randomOrganization } from '../init/random-organization';
import { FULL_ACCESS } from '../model/organizations';

/** States of Terraform are beside a checkout, and not part of it. */
const ifStates = existsSync(STATES) ? test : test.skip;

const stay = policyWith(1, 'Stay in organization', [DENY_LEAVING], { description: 'Members stay', tags: { team: 'red' } });
const allowing = policyWith(2, 'Allowing', [ALLOW_SOME]);
const guardrail = policyWith(3, 'aws-guardrails-AbCdEf', [DENY_ALL]);
const OWNER = { 'cdk-aws-organizations:owner': 'Org@eu-west-1' };

const live = liveOrganization({
  tags: OWNER,
  attachedPolicies: [FULL_ACCESS, attachment(stay)],
  organizationalUnits: [
    unitWith(1, 'Prod', {
      tags: { ...OWNER, stage: 'prod' },
      attachedPolicies: [FULL_ACCESS, attachment(guardrail)],
      accounts: [member(1, 'shop', { tags: { ...OWNER, 'aws:x': '1', 'team': 'red' } }), member(2, 'search')],
    }),
    unitWith(2, 'Exceptions', { attachedPolicies: [attachment(allowing)] }),
    unitWith(3, 'Suspended', {
      accounts: [member(3, 'old', { state: 'SUSPENDED', attachedPolicies: [FULL_ACCESS, attachment(stay)] }), member(4, 'new', { state: 'PENDING_ACTIVATION' })],
    }),
    unitWith(4, 'Accelerator', { tags: { AWSAcceleratorManaged: 'true' }, organizationalUnits: [unitWith(5, 'Below')] }),
  ],
}, {
  policies: [stay, allowing, guardrail],
  trustedServices: ['config.amazonaws.com', 'controltower.amazonaws.com'],
  delegatedAdministrators: [
    { accountId: member(1, '').id, accountName: 'shop', servicePrincipal: 'config.amazonaws.com' },
    { accountId: member(3, '').id, accountName: 'old', servicePrincipal: 'config.amazonaws.com' },
  ],
});

const SMALL: Organization = {
  ...live, root: { ...live.root, accounts: [{ ...MANAGEMENT, attachedPolicies: [FULL_ACCESS, attachment(stay)] }] },
};

const textOf = (organization: Organization, path: string) => terraformFiles(terraformExport(organization)).get(path)!;
const leftOutOf = (organization: Organization) => terraformExport(organization).leftOut.map(({ subject, reason }) => `${subject}: ${reason}`);

describe('the configuration of a small organization', () => {
  test('has a resource for each organizational unit and account, with references and without the tags of AWS and of this library', () => {
    expect(textOf(SMALL, 'accounts.tf')).toContain(`
resource "aws_organizations_account" "shop" {
  name      = "shop"
  email     = "member-1@example.com"
  parent_id = aws_organizations_organizational_unit.prod.id
  tags = {
    team = "red"
  }

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [email, iam_user_access_to_billing, role_name]
  }
}
`);
    expect(textOf(SMALL, 'organizational_units.tf')).toContain('parent_id = aws_organizations_organization.this.roots[0].id');
    expect(textOf(SMALL, 'imports.tf')).toContain('import {\n  to = aws_organizations_account.shop\n  id = "200000000001"\n}\n');
  });

  test('lists every trusted service, since Terraform disables what its list lacks', () => {
    expect(textOf(SMALL, 'organization.tf')).toContain('aws_service_access_principals = ["config.amazonaws.com", "controltower.amazonaws.com"]\n');
  });

  test('attaches policies to the root, the management account and organizational units, and leaves FullAWSAccess to AWS', () => {
    const text = textOf(SMALL, 'attachments.tf');
    expect([...text.matchAll(/resource "\w+" "(\w+)"/g)].map(([, name]) => name)).toEqual(
      ['allowing_exceptions', 'stay_in_organization_management_account', 'stay_in_organization_root']);
    expect(text).toContain('target_id = aws_organizations_organization.this.master_account_id\n');
    expect(text).not.toContain('p-FullAWSAccess');
  });

  test('lists what it leaves out, with the reasons', () => {
    expect(leftOutOf(SMALL)).toEqual([
      'aws-guardrails-AbCdEf: AWS Control Tower writes it',
      'cdk-aws-organizations:owner of Root: it has no resource; remove the tag by hand after the hand-over',
      'Accelerator (ou-root-00000004): Landing Zone Accelerator on AWS writes it; its ID stands in its place',
      'Management (111111111111): Terraform could not delete it; a reference to the organization gives its ID',
      'Suspended/new (200000000004): it is not active yet (state: PENDING_ACTIVATION); export again once it is',
      'Suspended/old (200000000003): it is closed, and the provider does not find closed accounts',
      'Exceptions: FullAWSAccess is detached and stays so; the configuration does not say it, and AWS attaches it to a new target',
      'aws-guardrails-AbCdEf at Prod: the policy is left out; it stays attached',
      'Stay in organization at Suspended/old: the account is left out; it stays attached',
      'old (200000000003) for config.amazonaws.com: the account is left out; it stays registered',
    ]);
    expect(textOf(SMALL, 'README.md')).toContain('- Suspended/old (200000000003): it is closed, and the provider does not find closed accounts.\n');
  });

  test('refers to an organizational unit that is left out by its ID', () => {
    expect(textOf(SMALL, 'organizational_units.tf')).toContain('name      = "Below"\n  parent_id = "ou-root-00000004"\n');
  });

  test('has a block for each resource that takes it out of the state without a change of it', () => {
    expect(textOf(SMALL, 'back/removed.tf').match(/^removed/gm)).toHaveLength(terraformExport(SMALL).resources.length);
    expect(textOf(SMALL, 'back/removed.tf')).toContain('removed {\n  from = aws_organizations_account.shop\n\n  lifecycle {\n    destroy = false\n  }\n}\n');
  });

  test('pins a provider that knows its policy types', () => {
    expect(textOf(SMALL, 'versions.tf')).toContain('version = "~> 5.100"');
    expect(textOf({ ...SMALL, policyTypes: ['S3_POLICY'] }, 'versions.tf')).toContain('version = "~> 6.0"');
  });

  test('has only what the code names, if that is asked for', () => {
    const { resources, leftOut } = terraformExport(SMALL, new Set(['ou-root-00000001', member(1, '').id, stay.id]));
    expect(resources.map(({ type, name }) => `${type.replace(/^aws_organizations_/, '')}.${name}`)).toEqual([
      'organization.this', 'organizational_unit.prod', 'account.shop', 'policy.stay_in_organization', 'policy_attachment.stay_in_organization_management_account', 'policy_attachment.stay_in_organization_root', 'delegated_administrator.shop_config',
    ]);
    expect(leftOut).toContainEqual({ kind: 'account', subject: 'Prod/search (200000000002)', reason: 'the code does not name it' });
  });

  test('has no account with an address that the provider refuses', () => {
    const long = `${'x'.repeat(60)}@example.com`;
    expect(leftOutOf(liveOrganization({ accounts: [member(1, 'a', { email: long })] }))).toContain(`a (200000000001): the provider does not accept its email address (${long})`);
  });

  test('has a policy that a stack of this library owns, even if its tags name another tool', () => {
    const own = policyWith(1, 'own', [DENY_ALL], { tags: { ...OWNER, ManagedBy: 'cdk' } });
    const foreign = policyWith(2, 'foreign', [DENY_ALL], { tags: { ManagedBy: 'terraform' } });
    const organization = liveOrganization({}, { policies: [own, foreign] });
    expect(terraformExport(organization).resources.map(({ importId }) => importId)).toContain(own.id);
    expect(leftOutOf(organization)).toContain('foreign: another configuration of Terraform writes it');
  });
});

describe('contacts and Regions', () => {
  const contact = { Name: 'Security', Title: 'On call', EmailAddress: 'security@example.com', PhoneNumber: '+49 30 1234567' };
  const primary = { FullName: 'Ana', AddressLine1: 'Street 1', City: 'Berlin', PostalCode: '10115', CountryCode: 'DE', PhoneNumber: '+49 30 1' };
  const settings = { 'BILLING': null, 'SECURITY': contact, 'PRIMARY': primary, 'REGION:eu-south-2': 'ENABLED', 'REGION:eu-west-1': 'ENABLED' };
  const settled: Organization = {
    ...liveOrganization({ accounts: [member(1, 'a')] }),
    accountSettings: [MANAGEMENT.id, member(1, 'a').id, '999999999999'].map((accountId) => ({ accountId, settings })),
  };

  test('are resources of a member account, and of the management account without its ID', () => {
    const resources = terraformExport(settled).resources.filter(({ file }) => file === 'account_settings.tf');
    expect(resources.map(({ name, importId }) => [name, importId])).toEqual([
      ['management_account_security', 'SECURITY'], ['management_account', undefined], ['management_account_eu_south_2', 'eu-south-2'],
      ['a_security', '200000000001/SECURITY'], ['a', undefined], ['a_eu_south_2', '200000000001,eu-south-2'],
    ]);
    expect(textOf(settled, 'account_settings.tf').match(/account_id /g)).toHaveLength(3);
    expect(textOf(settled, 'README.md')).toMatch(/Expect \d+ imports, 2 to add \(primary contacts/);
  });

  test('of an account outside the organization are left out', () => {
    expect(leftOutOf(settled)).toContain('999999999999: the account is left out');
  });
});

ifStates.each(['organization', 'organization-imported'])('every resource of the state %s is exported with its ID and its attributes', (state) => {
  const objects = objectsIn(state);
  const organization = organizationOfObjects(objects);
  const written = resolved(terraformExport(organization), organization);
  expect(written).toHaveLength(objects.length);
  for (const { type, importId, attributes } of written) {
    const names = Object.keys(attributes);
    const equal = objects.filter((each) => each.type === type && (importId === undefined || each.attributes.id === importId));
    expect(equal.map((each) => comparable(each.attributes, names))).toEqual([comparable(attributes, names)]);
  }
});

describe('odd names', () => {
  test('have resources with valid names, and two of one name have the names of their places', () => {
    const { resources } = terraformExport(ODD_ORGANIZATION);
    const units = resources.filter(({ file }) => file === 'organizational_units.tf');
    expect(units).toHaveLength(ODD_NAMES.length + 5);
    expect(units.map(({ name }) => name)).toEqual(expect.arrayContaining(['bob_s_team', 'dev_prod', 'workloads_prod', '_2048', 'cafe']));
  });

  test('of random organizations have unique names and references to resources that exist, and a second run gives the same text', () => {
    fc.assert(fc.property(randomOrganization, (organization) => {
      const exported = terraformExport(organization);
      const addresses = exported.resources.map(({ type, name }) => `${type}.${name}`);
      expect(new Set(addresses).size).toBe(addresses.length);
      const { length } = resolved(exported, organization).filter(({ type }) => type === 'aws_organizations_account');
      const left = exported.leftOut.filter(({ kind }) => kind === 'account').length;
      expect(length + left).toBe([...accountsBelow(organization.root)].length);
      expect([...terraformFiles(exported)]).toEqual([...terraformFiles(terraformExport(structuredClone(organization)))]);
    }), { numRuns: 200 });
  });
});

function* accountsBelow({ accounts, organizationalUnits }: Organization['root']): Generator<string> {
  for (const { id } of accounts) yield id;
  for (const unit of organizationalUnits) yield* accountsBelow(unit);
}
