import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateActionDetails, generateActionTable } from '../../../scripts/generate-action-table';

test.each([
  ['action-data', generateActionTable], ['action-details', generateActionDetails],
])('the committed table %s equals the output of the script for the installed data', (name, generate) => {
  const committed = readFileSync(join(__dirname, '..', '..', '..', 'src', 'policy', 'actions', `${name}.generated.ts`), 'utf8');
  // Compared line by line, so that a difference names one service and not half a megabyte.
  const made = new Set(generate().split('\n'));
  expect(committed.split('\n').filter((line) => !made.has(line))).toEqual([]);
  expect(committed).toHaveLength(generate().length);
});
