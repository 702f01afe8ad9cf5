import * as fc from 'fast-check';
import { actionsMatching, actionsOf, compressActions } from '../../../src/policy/actions';
import { actionCovers } from '../../../src/policy/pack';

const covered = (patterns: readonly string[]) => [...new Set(patterns.flatMap(actionsMatching))].sort();

test.each<[string, string[], string[]]>([
  ['all actions with one first word become one pattern', actionsOf('sqs').filter((action) => action.startsWith('sqs:Delete')), ['sqs:Delete*']],
  ['all actions of a service become one pattern', actionsOf('sqs'), ['sqs:*']],
  ['a pattern replaces the actions that it covers', ['sqs:Delete*', 'sqs:DeleteQueue'], ['sqs:Delete*']],
  ['an action with the same beginning as others stays', ['s3:GetObject'], ['s3:GetObject']],
  ['actions that the table does not know stay', ['s3:NoSuchThing', 'nowhere:Do'], ['s3:NoSuchThing', 'nowhere:Do']],
  ['a wildcard for all actions stays', ['*'], ['*']],
  ['a wildcard that matches one known action stays', ['s3:PutBucketPolicy*'], ['s3:PutBucketPolicy*']],
  ['a wildcard that matches one known action stays among other actions',
    ['sqs:SetQueueAttributes', 'sqs:SetQueueAttributes*', ...actionsOf('sqs').filter((action) => action.startsWith('sqs:Delete'))],
    ['sqs:Delete*', 'sqs:SetQueueAttributes*']],
])('%s', (_, patterns, expected) => {
  expect(compressActions(patterns)).toEqual(expected);
});

test('compressed actions cover the same known actions in no more characters', () => {
  const service = fc.constantFrom('s3', 'ec2', 'iam', 'kms', 'sqs', 'organizations');
  const actions = service.chain((prefix) => fc.subarray(actionsOf(prefix), { minLength: 1 }));
  fc.assert(fc.property(fc.array(actions, { minLength: 1, maxLength: 3 }).map((lists) => lists.flat()), (patterns) => {
    const compressed = compressActions(patterns);
    expect(covered(compressed)).toEqual(covered(patterns));
    expect(JSON.stringify(compressed).length).toBeLessThanOrEqual(JSON.stringify(patterns).length);
  }), { numRuns: 60 });
});

/** An action, or a pattern derived from it. */
const pattern = fc.constantFrom('s3', 'kms', 'sqs').chain((prefix) => fc.constantFrom(...actionsOf(prefix))).chain((action) => {
  const name = action.indexOf(':') + 1;
  return fc.tuple(fc.integer({ min: name, max: action.length }), fc.integer({ min: name, max: action.length }), fc.constantFrom('', '*', '?'))
    .map(([one, other, wildcard]) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      return wildcard === '' ? action : `${action.slice(0, from)}${wildcard}${action.slice(wildcard === '?' ? from + 1 : to)}`;
    });
});

test('actions that AWS adds later stay covered by a wildcard of the author', () => {
  fc.assert(fc.property(fc.array(pattern, { minLength: 1, maxLength: 12 }), (patterns) => {
    const compressed = compressActions(patterns);
    for (const written of patterns) {
      if (/[*?]/.test(written)) expect(compressed.filter((each) => actionCovers(each, written))).not.toEqual([]);
    }
    expect(covered(compressed)).toEqual(covered(patterns));
  }), { numRuns: 300 });
});
