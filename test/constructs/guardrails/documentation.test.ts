import { readFileSync } from 'fs';
import { join } from 'path';
import { GUARDRAIL_CASES } from './cases';
import { optionsOf, SOURCES } from './support/catalogue';
import * as library from '../../../src';
import { synthesisProblems, testStack } from '../test-app';

const ROOT = join(__dirname, '..', '..', '..');
const DOCUMENTATION = readFileSync(join(ROOT, 'docs', 'guardrails.md'), 'utf8');
/** Each factory of the catalogue as a row of the table. */
const ROWS = SOURCES.flatMap((source) => {
  const catalogue = /export class (\w+Guardrails) /.exec(source)?.[1];
  return [...source.matchAll(/public static (\w+)\(props: (\w+).*\): Guardrail \{[\s\S]*?guardrailId: '([\w-]+)',\s+description: '(.*)',/g)]
    .map(([, method, props, id, description]) => (
      `| ${id} | \`${catalogue}.${method}\` | ${description} | ${optionsOf(props).map(({ name, optional }) => `\`${name}${optional ? '?' : ''}\``).join(', ')} |`));
});

test('the table of docs/guardrails.md has exactly one row for each guardrail', () => {
  const table = DOCUMENTATION.split('\n').filter((line) => /^\| [a-z]\w*-/.test(line));
  expect(table).toEqual(ROWS);
  expect(table.map((row) => row.split(' ')[1]).sort()).toEqual([...new Set(GUARDRAIL_CASES.map(({ build }) => build().guardrailId))].sort());
});

test('the name of each factory, and the ID of its guardrail, begin with deny, limit, protect or require', () => {
  const names = ROWS.map((row) => /^\| (\S+) \| `\w+\.(\w+)`/.exec(row)!);
  expect(names.length).toBeGreaterThan(100);
  const others = names.filter(([, id, method]) => !/^(deny|limit|protect|require)-/.test(id) || !/^(deny|limit|protect|require)[A-Z]/.test(method));
  expect(others.map(([, , method]) => method)).toEqual([]);
});

test('the number of guardrails in the README is correct and not much too low', () => {
  const promised = Number(/more than (\d+) guardrails/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))?.[1]);
  expect(ROWS.length).toBeGreaterThan(promised);
  expect(ROWS.length).toBeLessThanOrEqual(promised + 20);
});

test('the snippet of docs/guardrails.md runs', () => {
  const [, snippet] = /```ts\n([\s\S]*?)```/.exec(DOCUMENTATION)!;
  const stack = testStack();
  const body = snippet.replace(/^import .*$/gm, '').replaceAll('this', 'stack');
  new Function('stack', ...Object.keys(library), body)(stack, ...Object.values(library));
  const policies = stack.node.findAll().filter((construct) => construct instanceof library.Policy);
  expect(policies.map((policy) => policy.constructor)).toEqual([library.ServiceControlPolicy, library.ResourceControlPolicy]);
  expect(synthesisProblems(stack)).toEqual([]);
});
