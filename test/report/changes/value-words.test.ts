import { type Organization, reviewOf } from '../../../src/model';
import { changeText, markdownReview, textReview } from '../../../src/report';
import { valueWords } from '../../../src/report/changes/phrases/value-words';
import { extentWords } from '../../../src/report/wording/impact-by-reason';
import { plainText } from '../../../src/report/wording/phrase';
import { account, attached, FULL_ACCESS, organization, policy, unit } from '../../model/organizations';
import { sampleReview } from '../sample-review';

const { counts: NO_COUNTS } = sampleReview([]);
const region = (operator: string) => ['Condition', operator, 'aws:RequestedRegion'];
const words = (effect: string, path: string[], removed: string[], added: string[] = []) => (
  plainText(valueWords({ change: 'changed', effect, values: [{ path, removed, added }] })));

test.each<[string, string, string]>([
  ['a Region taken off a list that is allowed', words('Deny', region('StringNotEquals'), ['eu-west-1']), 'no longer in eu-west-1'],
  ['a Region put on it', words('Deny', region('StringNotEqualsIfExists'), [], ['eu-west-1']), 'now also in eu-west-1'],
  ['a Region put on a list that is denied', words('Deny', region('StringEquals'), [], ['us-east-1']), 'no longer in us-east-1'],
  ['a Region taken off what is allowed', words('Allow', region('StringLike'), ['us-*']), 'no longer in us-*'],
  ['one Region in place of another', words('Deny', region('StringNotEquals'), ['eu-west-1'], ['eu-west-3']), 'no longer in eu-west-1, now also in eu-west-3'],
  ['a list of anything else', words('Deny', ['NotAction'], ['s3:*'], ['ec2:*']), 'NotAction no longer s3:*, now also ec2:*'],
  ['many values', words('Deny', ['Action'], ['a:a', 'a:b', 'a:c', 'a:d', 'a:e']), 'Action no longer a:a, a:b, a:c and 2 more'],
])('%s', (_, told, expected) => {
  expect(told).toBe(expected);
});

/** A guardrail for Regions as a landing zone has it: a long list of global actions, and the Regions that are allowed. */
function regions(...allowed: string[]): Organization {
  return withStatements({ Condition: { StringNotEquals: { 'aws:RequestedRegion': allowed } } });
}

/** An organization with a policy of statements that deny nearly all actions. */
function withStatements(...statements: object[]): Organization {
  const global = Array.from({ length: 90 }, (_, index) => `global${index}:*`);
  const guard = policy('allowed-regions', {
    Version: '2012-10-17',
    Statement: statements.map((statement, index) => ({
      Sid: `DenyOtherRegions${index || ''}`, Effect: 'Deny', NotAction: global, Resource: '*', ...statement,
    })),
  });
  return organization({
    root: {
      attachedPolicies: [FULL_ACCESS],
      organizationalUnits: [
        unit('Sandbox', { attachedPolicies: [FULL_ACCESS, attached(guard)], accounts: [account('blue', { attachedPolicies: [FULL_ACCESS] })] }),
      ],
    },
    policies: [guard],
    more: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
  });
}

describe('a Region that leaves an allow-list', () => {
  const review = reviewOf(regions('eu-central-1', 'eu-west-1'), regions('eu-central-1'));

  test('is named in the change', () => {
    expect(review.changes.map((change) => changeText(change).headline))
      .toEqual(['Service control policy allowed-regions: statement DenyOtherRegions changed (no longer in eu-west-1)']);
  });

  test('is named in what accounts can do, in place of thousands of actions', () => {
    expect(textReview(review)).toContain('  less is possible: no longer in eu-west-1  nearly all actions\n');
    expect(textReview(review)).not.toMatch(/\d+ actions/);
    expect(markdownReview(review)).toContain('| less is possible | nearly all actions | no longer in `eu-west-1` |');
  });

  test('is shown with the lines around it, and not with the whole statement', () => {
    const lines = textReview(review, { documents: true }).split('\n');
    expect(lines).toEqual(expect.arrayContaining(['  -         "eu-central-1",', '  -         "eu-west-1"', '  +         "eu-central-1"']));
    expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/^ {2}… \d+ lines unchanged$/)]));
    expect(lines.length).toBeLessThan(30);
    expect(markdownReview(review)).toMatch(/\n@@ \d+ lines unchanged @@\n/);
  });
});

describe('a new list of Regions', () => {
  const without = { ...regions('eu-central-1'), policies: [] };
  const [sandbox] = without.root.organizationalUnits;
  const base = { ...without, root: { ...without.root, organizationalUnits: [{ ...sandbox, attachedPolicies: [FULL_ACCESS] }] } };

  test('is named in what accounts can do, in words for conditions', () => {
    const review = reviewOf(base, regions('eu-central-1', 'eu-west-1'));
    expect(textReview(review)).toContain('  less is possible: was allowed, depends on conditions now: only in eu-central-1, eu-west-1  nearly all actions  (');
    expect(textReview(reviewOf(regions('eu-central-1'), base))).toContain('  more is possible: depended on conditions, is allowed  nearly all actions  (');
  });

  test('two statements with the same Regions, as those of an exemption that ends, are named once', () => {
    const limit = { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1'] } };
    const exempting = withStatements(
      { Condition: { ...limit, ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/a' } } },
      { Condition: { ...limit, DateGreaterThanEquals: { 'aws:CurrentTime': '2031-01-01T00:00:00Z' } } },
    );
    const text = textReview(reviewOf(base, exempting));
    expect(text.match(/only in eu-central-1/g)).toHaveLength(1);
  });
});

test('most actions are told by their number, and few of few by their names', () => {
  expect(extentWords(16_454, { ...NO_COUNTS, actions: 22_090 })).toBe('most actions (16,454 of 22,090)');
  expect(extentWords(20_000, { ...NO_COUNTS, actions: 22_090 })).toBe('nearly all actions');
  expect(extentWords(9_000, { ...NO_COUNTS, actions: 22_090 })).toBeUndefined();
  expect(extentWords(2, { ...NO_COUNTS, actions: 2 })).toBeUndefined();
  expect(extentWords(16_454, NO_COUNTS)).toBeUndefined();
});
