import { fixture, LANDING_ZONE, ORG_FORMATION, read, TEMPLATE } from './inputs';

test('the contents tell the format, and the names of the files do not matter', () => {
  expect(read({ x: fixture('count.tfstate') }).format).toBe('terraform');
  expect(read({ x: ORG_FORMATION }).format).toBe('orgFormation');
  expect(read({ x: TEMPLATE }).format).toBe('cloudFormation');
  expect(read({ a: LANDING_ZONE['organization-config.yaml'], b: LANDING_ZONE['accounts-config.yaml'], c: LANDING_ZONE['replacements-config.yaml'] }).format).toBe('landingZoneAccelerator');
});

test('files of no format beside the one that is read do not matter', () => {
  const others = { 'package.json': '{}', 'broken.json': '{', 'broken.yml': 'a: [', 'tasks.yml': 'Update: { Type: update-organization }', 'main.tf': 'x' };
  expect(read({ ...others, 'organization.yml': ORG_FORMATION }).accounts).toHaveLength(3);
});

test('files of two formats are refused, with a file of each', () => {
  expect(() => read({ 'b.tfstate': fixture('count.tfstate'), 'a.yml': ORG_FORMATION }))
    .toThrow('There are several formats in input: b.tfstate, a.yml. Give the file or the folder of one of them.');
});

test('two organization files of org-formation are refused', () => {
  expect(() => read({ 'a.yml': ORG_FORMATION, 'b.yml': ORG_FORMATION })).toThrow('There are several organization files in input: a.yml, b.yml.');
});

test.each([
  ['nothing', ''], ['an empty object', '{}'], ['a list', '[]'], ['a picture', '\u0000PNG'], ['a template of something else', 'Resources: { Bucket: { Type: "AWS::S3::Bucket" } }'],
])('%s is refused, and the error says what may be given', (_, text) => {
  expect(() => read({ file: text })).toThrow(/^No format is recognized: input\. Give a Terraform state or the output of "terraform show -json", /);
});

test('a file that is broken is named with the reason', () => {
  expect(() => read({ 'state.tfstate': '{"lineage": "x", ' })).toThrow('No format is recognized: input. state.tfstate is not JSON: ');
  expect(() => read({ 'organization.yml': `${ORG_FORMATION}  Broken: [\n` })).toThrow('No format is recognized: input. organization.yml is not YAML, in line ');
});

test.each([
  ['JSON', `{"lineage":"x","version":4,"resources":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
  ['YAML', `Organization: ${'['.repeat(1_000)}OC::ORG::Account${']'.repeat(1_000)}`],
  ['YAML that exhausts the stack', `Organization: ${'['.repeat(30_000)}OC::ORG::Account${']'.repeat(30_000)}`],
])('%s that is nested very deeply ends with a message', (_, text) => {
  expect(() => read({ file: text })).toThrow('nested in more than 200 levels');
});

test('keys such as __proto__ and constructor are keys, and change no object', () => {
  const text = ORG_FORMATION.replace('        team: shop\n', '        team: shop\n        __proto__: polluted\n        constructor: c\n');
  const { accounts } = read({ 'organization.yml': text });
  expect(Object.entries(accounts[1].tags!)).toEqual([['team', 'shop'], ['__proto__', 'polluted'], ['constructor', 'c'], ['cost', '100']]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(read({ 'x.yml': 'Resources:\n  toString: { Type: AWS::Organizations::OrganizationalUnit, Properties: { Name: a, ParentId: !Ref constructor } }\n' }).units[0].parent).toBeUndefined();
});
