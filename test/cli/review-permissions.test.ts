import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { READING_ACTIONS } from '../../src/model';

test('the policy in the documentation has every permission that reading needs, and no other', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'review-commands.md'), 'utf8');
  const [, policy] = /```json\n([^`]+)```/.exec(page)!;
  const { Statement: [{ Action: actions }] } = JSON.parse(policy) as { Statement: [{ Action: string[] }] };
  expect(actions).toEqual(READING_ACTIONS);
});
