import type { Template } from '../../../src/assembly';
import { reviewOf } from '../../../src/model';
import { policyFindings } from '../../../src/report/policy-findings';
import { synthesized } from '../synthesized';

const ours = (kind: string, properties: object) => ({ Type: `Custom::Organizations${kind}`, Properties: properties });
const scp = (Name: string, Content: string) => ours('Policy', { Type: 'SERVICE_CONTROL_POLICY', Name, Description: '', Content });
const tagPolicy = (Name: string, Content: string) => ours('Policy', { Type: 'TAG_POLICY', Name, Description: '', Content });
const organization = (resources: object) => synthesized({ Resources: { Organization: ours('Organization', { FeatureSet: 'ALL' }), ...resources } as Template['Resources'] });

const deny = (action: string) => `{"Version":"2012-10-17","Statement":[{"Effect":"Deny",${action},"Resource":"*"}]}`;
const DENY = deny('"Action":"s3:*"');
const TAGS = '{"tags":{"team":{"tag_key":{"@@assign":"team"}}}}';

test.each<[string, object, object, string]>([
  ['a key that comes twice', { One: scp('one', DENY), Two: scp('two', DENY) }, { One: scp('one', deny('"Action":"s3:GetObject","Action":"s3:*"')), Two: scp('two', DENY) }, 'Action'],
  ['a key in another form', { One: scp('one', DENY), Two: scp('two', DENY) }, { One: scp('one', DENY), Two: scp('two', deny('"\\u0041ction":"s3:GetObject","Action":"s3:*"')) }, 'Action'],
  ['a key of an object in the document', { One: scp('one', DENY) }, { One: scp('one', deny('"Action":"s3:*","Condition":{"StringEquals":{"aws:RequestedRegion":"a","aws:RequestedRegion":"b"}}')) }, 'aws:RequestedRegion'],
  ['the statements', { One: scp('one', DENY) }, { One: scp('one', DENY.replace('"Statement"', '"Statement":[],"Statement"')) }, 'Statement'],
  ['a key of a management policy', { One: tagPolicy('one', TAGS) }, { One: tagPolicy('one', TAGS.replace('"tag_key"', '"tag_key":{"@@assign":"Team"},"tag_key"')) }, 'tag_key'],
  ['a key of a new policy', {}, { One: scp('one', deny('"Action":"a:b","Action":"s3:*"')) }, 'Action'],
  ['a key of the resource policy', { R: ours('ResourcePolicy', { Content: DENY }) }, { R: ours('ResourcePolicy', { Content: deny('"Action":"a:b","Action":"s3:*"') }) }, 'Action'],
])('%s is a change of the policy that says so, in both directions', (_name, before, after, key) => {
  const [base, head] = [before, after].map(organization);
  const { changes, risks } = reviewOf(base, head);
  expect(changes).toHaveLength(1);
  expect(risks).toContainEqual({
    change: 0,
    level: 'loosens',
    reason: expect.stringMatching(new RegExp(`^An object in its text has the key "${key}" more than once \\(line 1, column \\d+\\)\\. Only one of the values can count, and which one is not certain\\.$`)),
  });
  expect(reviewOf(head, base).changes).toHaveLength(1);
  expect(reviewOf(head, head).changes).toEqual([]);
});

test('a key that comes once in each of two objects is no such key, and a text that is no JSON has none', () => {
  const head = organization({ One: scp('one', deny('"Action":"s3:*","Condition":{"StringEquals":{"a:b":"a"},"StringLike":{"a:b":"b"}}')), Two: scp('two', '{"a":1,') });
  expect(JSON.stringify(reviewOf(organization({}), head).risks)).not.toContain('more than once');
});

test('the findings of the page name the key, also if the policy does not change', () => {
  const findings = policyFindings(organization({ One: scp('one', deny('"Action":"a:b","\\u0041ction":"s3:*"')), Two: scp('two', DENY) }));
  expect(findings).toEqual([{ policyId: '${S.One}', rule: 'policy-syntax', severity: 'error', text: expect.stringContaining('the key "Action" is given twice in the same object') }]);
});
