import { Harness } from '../harness';

const MALFORMED = 'MalformedPolicyDocumentException';

test.each([
  ['a tag policy with another first key', 'TAG_POLICY', { tag: {} }],
  ['a tag policy with an SCP in it', 'TAG_POLICY', { Version: '2012-10-17', Statement: [] }],
  ['a tag policy whose values are no list', 'TAG_POLICY', { tags: { a: { tag_value: { '@@assign': 'b' } } } }],
  ['a tag policy whose spelling is that of another tag', 'TAG_POLICY', { tags: { a: { tag_key: { '@@assign': 'b' } } } }],
  ['a value without an operator', 'BACKUP_POLICY', { plans: { daily: { regions: ['eu-west-1'] } } }],
  ['an operator that does not exist', 'BACKUP_POLICY', { plans: { daily: { regions: { '@@set': ['eu-west-1'] } } } }],
  ['child control that is none', 'BACKUP_POLICY', { plans: { '@@operators_allowed_for_child_policies': ['@@some'] } }],
  ['an opt-out policy that appends', 'AISERVICES_OPT_OUT_POLICY', { services: { lex: { opt_out_policy: { '@@append': ['optOut'] } } } }],
  ['an opt-out policy with another value', 'AISERVICES_OPT_OUT_POLICY', { services: { lex: { opt_out_policy: { '@@assign': 'maybe' } } } }],
  ['a single value that is appended to', 'DECLARATIVE_POLICY_EC2', { ec2_attributes: { serial_console_access: { status: { '@@append': ['enabled'] } } } }],
  ['a list for a single value', 'S3_POLICY', { s3_attributes: { public_access_block_configuration: { '@@assign': ['all'] } } }],
  ['an operator that a new type does not know', 'SECURITYHUB_CSPM_POLICY', { a: { cspm_enablement: { enable_in_regions: { '@@add': [] } } } }],
  ['a list of statements', 'CHATBOT_POLICY', []],
])('%s is refused when it is created and when it is updated', (_, Type, document) => {
  const harness = new Harness();
  harness.organization();
  const Content = JSON.stringify(document);
  const valid = harness.policy('valid', 'TAG_POLICY', '{"tags":{"a":{"tag_key":{"@@assign":"A"}}}}');

  expect(harness.error('CreatePolicy', { Name: 'A', Description: '', Type, Content })).toBe(MALFORMED);
  if (Type === 'TAG_POLICY') expect(harness.error('UpdatePolicy', { PolicyId: valid, Content })).toBe(MALFORMED);
  expect(harness.all('ListPolicies', 'Policies', { Filter: Type }).map(({ Name }) => Name)).toEqual(Type === 'TAG_POLICY' ? ['valid'] : []);
});

test.each([
  ['a key that the type may have got lately', 'TAG_POLICY', { tags: { a: { something_new: { '@@assign': 'b' } } } }],
  ['a value that may be new', 'S3_POLICY', { s3_attributes: { public_access_block_configuration: { '@@assign': 'some' } } }],
  ['a policy that says nothing', 'BACKUP_POLICY', { plans: {} }],
  ['child control alone', 'TAG_POLICY', { tags: { '@@operators_allowed_for_child_policies': ['@@none'] } }],
  ['numbers in a backup policy', 'BACKUP_POLICY', { plans: { a: { rules: { b: { lifecycle: { delete_after_days: { '@@assign': 35 } } } } } } }],
])('%s is accepted, since it is not known to be refused', (_, type, document) => {
  const harness = new Harness();
  harness.organization();

  expect(harness.policy('A', type, JSON.stringify(document))).toMatch(/^p-/);
});
