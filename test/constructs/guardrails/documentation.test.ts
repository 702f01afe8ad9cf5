import { readFileSync } from 'fs';
import { join } from 'path';
import { GUARDRAIL_CASES } from './cases';
import { factories } from '../../../scripts/guardrail-pages/factory-table';
import * as library from '../../../src';
import { synthesisProblems, testStack } from '../test-app';

const ROOT = join(__dirname, '..', '..', '..');
const DOCUMENTATION = readFileSync(join(ROOT, 'docs', 'guardrails.md'), 'utf8');
const FACTORIES = factories();

test('the table of docs/guardrails.md has exactly one row for each guardrail', () => {
  const ids = DOCUMENTATION.split('\n').flatMap((line) => /^\| ([a-z]\w*-\S+) \|/.exec(line)?.[1] ?? []);
  expect(ids.sort()).toEqual([...new Set(GUARDRAIL_CASES.map(({ build }) => build().guardrailId))].sort());
});

test('the table names the parameters of each factory, with those that it inherits', () => {
  const row = DOCUMENTATION.split('\n').filter((line) => line.startsWith('| deny-zone-sharing |'));
  expect(row).toEqual(['| deny-zone-sharing | `DnsGuardrails.denyZoneSharing` | Denies sharing private hosted zones with VPCs of other accounts | `trustedVpcs?`, `exemptPrincipals?`, `exemptAccounts?` |']);
});

test('the name of each factory, and the ID of its guardrail, begin with deny, limit, protect or require', () => {
  expect(FACTORIES.length).toBeGreaterThan(100);
  const others = FACTORIES.filter(({ guardrailId, name }) => !/^(deny|limit|protect|require)-/.test(guardrailId) || !/\.(deny|limit|protect|require)[A-Z]/.test(name));
  expect(others.map(({ name }) => name)).toEqual([]);
});

test('the number of guardrails in the README is correct and not much too low', () => {
  const promised = Number(/more than (\d+) guardrails/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))?.[1]);
  expect(FACTORIES.length).toBeGreaterThan(promised);
  expect(FACTORIES.length).toBeLessThanOrEqual(promised + 20);
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
