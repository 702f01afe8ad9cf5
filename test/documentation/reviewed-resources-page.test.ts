import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FUNCTION_SETTINGS } from '../../src/model/privileged/function-settings';
import { GRANTING_SERVICES } from '../../src/model/privileged/granting-services';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'reviewed-resources.md'), 'utf8');

test('the page about reviewed resources names each service that always grants or runs something', () => {
  expect(GRANTING_SERVICES.map(([prefix]) => (prefix.endsWith('::') ? `\`${prefix}*\`` : `\`${prefix}\``)).filter((name) => !page.includes(name))).toEqual([]);
});

test('the page about reviewed resources names each setting of a function, among those that replace code or among the others', () => {
  const [replacing, others] = page.slice(page.indexOf('## Settings of the functions')).split('All other settings');
  const missing = Object.entries(FUNCTION_SETTINGS).filter(([name, { replaces }]) => !(replaces ? replacing : others).includes(`\`${name}\``));
  expect(missing.map(([name]) => name)).toEqual([]);
});
