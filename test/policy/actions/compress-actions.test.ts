import * as fc from 'fast-check';
import { actionsMatching, actionsOf, compressActions } from '../../../src/policy/actions';

const covered = (patterns: readonly string[]) => [...new Set(patterns.flatMap(actionsMatching))].sort();

test.each<[string, string[], string[]]>([
  ['all of one word', actionsOf('sqs').filter((action) => action.startsWith('sqs:Delete')), ['sqs:Delete*']],
  ['a whole service', actionsOf('sqs'), ['sqs:*']],
  ['a pattern that holds others', ['sqs:Delete*', 'sqs:DeleteQueue'], ['sqs:Delete*']],
  ['an action of which others begin alike', ['s3:GetObject'], ['s3:GetObject']],
  ['what the table does not know', ['s3:NoSuchThing', 'nowhere:Do'], ['s3:NoSuchThing', 'nowhere:Do']],
  ['everything', ['*'], ['*']],
])('%s', (_, patterns, expected) => {
  expect(compressActions(patterns)).toEqual(expected);
});

test('covers the same known actions, in no more characters', () => {
  const service = fc.constantFrom('s3', 'ec2', 'iam', 'kms', 'sqs', 'organizations');
  const actions = service.chain((prefix) => fc.subarray(actionsOf(prefix), { minLength: 1 }));
  fc.assert(fc.property(fc.array(actions, { minLength: 1, maxLength: 3 }).map((lists) => lists.flat()), (patterns) => {
    const compressed = compressActions(patterns);
    expect(covered(compressed)).toEqual(covered(patterns));
    expect(JSON.stringify(compressed).length).toBeLessThanOrEqual(JSON.stringify(patterns).length);
  }), { numRuns: 60 });
});
