import { fixture, read, readFixture, reasons } from './inputs';

interface RawResource {
  module?: string;
  mode: string;
  type: string;
  name: string;
  instances: { index_key?: unknown; status?: string; deposed?: string; attributes: object }[];
}

interface Raw {
  resources: RawResource[];
}

/** The instances of a resource as `terraform show -json` prints them. */
function shownInstances({ module, mode, type, name, instances }: RawResource): object[] {
  const block = [module, ...(mode === 'data' ? ['data'] : []), type, name].filter((part) => part !== undefined).join('.');
  return instances.map(({ index_key: index, status, deposed, attributes }) => ({
    address: `${block}${index === undefined ? '' : `[${JSON.stringify(index)}]`}`,
    mode,
    type,
    name,
    index,
    values: attributes,
    ...(status === 'tainted' ? { tainted: true } : {}),
    ...(deposed === undefined ? {} : { deposed_key: deposed }),
  }));
}

/** A state as `terraform show -json` prints it. */
function shown(text: string): string {
  const { resources } = JSON.parse(text) as Raw;
  const of = (module?: string) => resources.filter((resource) => resource.module === module).flatMap(shownInstances);
  const modules = [...new Set(resources.flatMap(({ module }) => module ?? []))];
  const nested = { address: 'module.outer', child_modules: modules.map((address) => ({ address, resources: of(address) })) };
  return JSON.stringify({ format_version: '1.0', terraform_version: '1.12.6', values: { root_module: { resources: of(), child_modules: [nested] } } });
}

function edited(name: string, edit: (state: Raw) => void): string {
  const state = JSON.parse(fixture(name)) as Raw;
  edit(state);
  return JSON.stringify(state);
}

test('a Terraform state gives the resources that it manages, by their addresses', () => {
  const { format, facts, units, accounts, policies, attachments, delegations } = readFixture('organization.tfstate');
  expect({ format, facts }).toMatchObject({ format: 'terraform', facts: { id: 'o-yampfzgh5e', managementAccountId: '111111111111', rootId: 'r-m0iz', featureSet: 'ALL' } });
  expect(units.map(({ name }) => name).sort()).toEqual(['NonProd', 'PCI', 'Prod', 'Sandbox', 'Security', 'Workloads']);
  expect(accounts.filter(({ isReadOnly }) => !isReadOnly)).toHaveLength(12);
  expect(policies.map(({ type }) => type).sort().filter((type, index, all) => type !== all[index - 1])).toEqual(['BACKUP_POLICY', 'RESOURCE_CONTROL_POLICY', 'SERVICE_CONTROL_POLICY', 'TAG_POLICY']);
  expect(attachments).toHaveLength(10);
  expect(delegations.map(({ servicePrincipal }) => servicePrincipal)).toEqual(['config.amazonaws.com', 'guardduty.amazonaws.com']);
});

test.each(['organization.tfstate', 'edge-alias-tainted.tfstate', 'count.tfstate'])('the output of terraform show gives the same as the state file: %s', (name) => {
  expect(read({ [name]: shown(fixture(name)) })).toEqual(readFixture(name));
});

test('keys of for_each over modules and of count are in the addresses', () => {
  const addresses = [...readFixture('edge-alias-tainted.tfstate').accounts, ...readFixture('count.tfstate').accounts].map(({ origin }) => origin.address);
  expect(addresses).toEqual(expect.arrayContaining(['module.acct["a"].aws_organizations_account.this', 'module.acct["c"].aws_organizations_account.this', 'aws_organizations_account.app[19]']));
});

test('the files of policies get the keys of modules and of for_each, and no generic names', () => {
  const state = edited('edge-alias-tainted.tfstate', ({ resources }) => {
    const policy = resources.find(({ type }) => type === 'aws_organizations_policy')!;
    resources.push(
      { ...policy, module: 'module.guardrails["deny \\"all\\""]', name: 'this', instances: [{ attributes: { ...policy.instances[0].attributes, id: 'p-aaaaaaaa', name: 'a' } }] },
      { ...policy, name: 'regions', instances: ['eu', 'us'].map((key) => ({ index_key: key, attributes: { ...policy.instances[0].attributes, id: `p-bbbbbb${key}`, name: key } })) },
    );
  });
  expect(read({ 'state.json': state }).policies.map(({ key }) => key)).toEqual(['full', 'guardrails deny "all"', 'regions eu', 'regions us']);
});

test('a count with gaps and a deposed object leave the other instances as they are', () => {
  const state = edited('count.tfstate', ({ resources }) => {
    const { instances } = resources.find(({ type }) => type === 'aws_organizations_account')!;
    instances.splice(3, 2);
    instances.push({ ...instances[0], deposed: 'abcd1234', attributes: { ...instances[0].attributes, id: '999999999999' } });
  });
  const foreign = read({ 'state.json': state });
  const accounts = foreign.accounts.filter(({ isReadOnly }) => !isReadOnly);
  expect(accounts).toHaveLength(18);
  expect(accounts.map(({ id }) => id)).not.toContain('999999999999');
  expect(reasons(foreign)).toEqual(['aws_organizations_account.app[0]: it is a former object that Terraform has yet to destroy (deposed)']);
});

test('a tainted account is read, with a warning that the next apply replaces it', () => {
  const { accounts, warnings } = readFixture('edge-alias-tainted.tfstate');
  expect(accounts.find(({ name }) => name === 'team-b')?.isReadOnly).toBeUndefined();
  expect(warnings).toEqual([expect.stringContaining('module.acct["b"].aws_organizations_account.this is tainted: the next "terraform apply" replaces it')]);
});

test('each block is released once, without the keys of its instances', () => {
  const { releases } = readFixture('edge-alias-tainted.tfstate');
  expect(releases.map((text) => /from = (.*)/.exec(text)?.[1])).toEqual([
    'aws_organizations_organization.org', 'aws_organizations_organizational_unit.ou', 'aws_organizations_policy.full',
    'aws_organizations_policy_attachment.mgmt', 'module.acct.aws_organizations_account.this',
  ]);
});

test('an account that the state lists and does not manage is only read', () => {
  const state = edited('organization.tfstate', (raw) => {
    raw.resources = raw.resources.filter(({ type, name }) => type !== 'aws_organizations_account' || !['sandbox_ben', 'spare'].includes(name));
  });
  const { accounts, units } = read({ 'state.json': state });
  const sandbox = units.find(({ name }) => name === 'Sandbox')!.id;
  expect(accounts.filter(({ isReadOnly }) => isReadOnly).map(({ name, parent, isManagement }) => [name, parent, isManagement])).toEqual([
    ['Management', undefined, true], ['spare', undefined, undefined], ['sandbox-ben', sandbox, undefined],
  ]);
});

test('the same address in two states names two resources', () => {
  const { units } = read({ 'one.tfstate': fixture('count.tfstate'), 'two.tfstate': fixture('edge-alias-tainted.tfstate') });
  expect(units.map(({ origin }) => origin.address)).toEqual([
    'one.tfstate: aws_organizations_organizational_unit.apps',
    'two.tfstate: aws_organizations_organizational_unit.ou["Dev"]', 'two.tfstate: aws_organizations_organizational_unit.ou["Prod"]',
  ]);
});

test('resources that are not carried over are named with the reason', () => {
  const left = reasons(readFixture('organization.tfstate'));
  expect(left).toHaveLength(5);
  expect(left).toContain('aws_organizations_resource_policy.this: it stays as it is; write it with OrganizationResourcePolicy and adopt: true');
});

test.each([
  ['an encrypted state', '{"serial":1,"lineage":"x","encrypted_data":"AAAA"}', 'This Terraform state cannot be read, because it is encrypted: state.json. Run "terraform show -json > state.json"'],
  ['a plan', '{"format_version":"1.2","terraform_version":"1.9.0","planned_values":{}}', 'This Terraform state cannot be read, because it is a plan: state.json.'],
  ['a state of an old version', '{"version":3,"terraform_version":"0.11.0","lineage":"x"}', 'This Terraform state cannot be read, because it has version 3 in place of 4: state.json.'],
  ['a state without resources', '{"format_version":"1.0","terraform_version":"1.9.0"}', 'The Terraform state has no resources: state.json.'],
  ['a state of something else', JSON.stringify({ version: 4, terraform_version: '1', lineage: 'x', resources: [{ mode: 'managed', type: 'aws_s3_bucket', name: 'b', instances: [{ attributes: { id: 'b' } }] }] }), 'The Terraform state manages no resource of AWS Organizations: state.json.'],
])('%s is refused with a way out', (_, text, message) => {
  expect(() => read({ 'state.json': text })).toThrow(message);
});

test('source code of Terraform is refused, because it is computed', () => {
  expect(() => read({ 'main.tf': 'resource "aws_organizations_policy" "x" {}' })).toThrow('This is the source code of Terraform, which computes its values: main.tf. Run "terraform show -json > state.json"');
});
