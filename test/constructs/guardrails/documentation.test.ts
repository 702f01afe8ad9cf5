import { readFileSync } from 'fs';
import { join } from 'path';
import { GUARDRAIL_CASES } from './cases';
import { deniedBy } from '../../../scripts/guardrail-actions/open-actions';
import { factories } from '../../../scripts/guardrail-pages/factory-table';
import * as library from '../../../src';
import { findAction } from '../../../src/policy/actions';
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

describe('docs/guardrails/beside.md', () => {
  const page = readFileSync(join(ROOT, 'docs', 'guardrails', 'beside.md'), 'utf8');
  const guardrails = GUARDRAIL_CASES.map(({ build }) => build());
  const ways = page.split('\n## ').slice(1).flatMap((section) => (
    [...section.matchAll(/^\| (.*) \| (.*) \|$/gm)].map(([, way, remedy]) => ({ id: section.split('\n')[0], way, remedy }))
  )).filter(({ way }) => /`\w[\w-]*:\w+`/.test(way));

  test.each(ways)('$id leaves open "$way", and the guardrails that close it name the actions', ({ id, way, remedy }) => {
    const actions = [...way.matchAll(/`(\w[\w-]*:\w+)`/g)].map(([, action]) => action);
    const closing = [...remedy.matchAll(/\]\(catalogue\.md#([\w-]+)\)/g)].map(([, name]) => name);
    const ids = new Set(guardrails.map(({ guardrailId }) => guardrailId));
    expect([id, ...closing].filter((name) => !ids.has(name))).toEqual([]);
    expect(actions.filter((action) => findAction(action) === undefined)).toEqual([]);
    const isClosed = (name: string, action: string) => deniedBy(guardrails, name)(action) || hasWholeServices(name);
    expect(closing.filter((name) => !actions.every((action) => isClosed(name, action)))).toEqual([]);
  });

  /** Whether a guardrail has a statement about all actions, or a list of services as its parameter. */
  function hasWholeServices(name: string): boolean {
    const statements = guardrails.filter(({ guardrailId }) => guardrailId === name)
      .flatMap((guardrail) => guardrail.statements.map((statement) => statement.toStatementJson()));
    return name === 'deny-services' || statements.some(({ Action }) => [Action].flat().includes('*'));
  }
});
