import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateActionTable } from '../../../scripts/generate-action-table';

test('the committed table is what the script makes of the installed data', () => {
  const committed = readFileSync(join(__dirname, '..', '..', '..', 'src', 'policy', 'actions', 'action-data.generated.ts'), 'utf8');
  // Compared as lines, so that a difference names one service and not half a megabyte.
  const made = new Set(generateActionTable().split('\n'));
  expect(committed.split('\n').filter((line) => !made.has(line))).toEqual([]);
  expect(committed).toHaveLength(generateActionTable().length);
});
