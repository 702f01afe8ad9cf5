import * as fc from 'fast-check';
import {
  type AccessRequest, CompiledPolicy, evaluate, type JsonValue, parsePolicyDocument, RCP_FULL_AWS_ACCESS, verdictTable,
} from '../../../src/policy';
import { isNight } from '../../proofs/support/proof-runs';
import { documentsOfAnyVersion as documents, requests, resourceControlPolicies, SEED } from '../arbitraries';
import { naivelyAllowed, naivelyLeft } from '../naive-evaluator';

const RUNS = isNight() ? 1_000 : 300;
const ALLOW_ALL = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
const chains = fc.array(fc.array(documents, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 })
  .map((levels) => levels.map((policies): JsonValue[] => [ALLOW_ALL, ...policies]));
const sparse = fc.array(fc.array(documents, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 });

function decision(levels: readonly (readonly JsonValue[])[], request: AccessRequest) {
  const compiled = levels.map((policies, level) => ({
    name: `${level}`,
    serviceControlPolicies: policies.map((policy, index) => (
      new CompiledPolicy(`${level}.${index}`, parsePolicyDocument(policy, 'SERVICE_CONTROL_POLICY')))),
  }));
  return evaluate({ levels: compiled, request }).decision;
}

test.each([['with an Allow for everything', chains], ['with random permissions', sparse]])(
  'levels %s are judged as by the evaluator that was written straight from the documentation', (_, levels) => {
    fc.assert(fc.property(levels, requests, (policies, request) => {
      expect(decision(policies, request)).toBe(naivelyAllowed(policies, request) ? 'allowed' : 'denied');
    }), { seed: SEED, numRuns: 2 * RUNS });
  });

test('the table agrees with the naive evaluator on every action, even if chains and requests share policies, levels and contexts', () => {
  const compile = (policies: readonly JsonValue[], name: string) => policies.map((policy) => (
    new CompiledPolicy(name, parsePolicyDocument(policy, 'SERVICE_CONTROL_POLICY'))));
  const level = fc.array(documents, { maxLength: 2 }).map((policies): JsonValue[] => [ALLOW_ALL, ...policies]);
  const attached = fc.array(level, { minLength: 2, maxLength: 4 });
  fc.assert(fc.property(attached, fc.array(requests, { minLength: 1, maxLength: 3 }), (policies, asked) => {
    const levels = policies.map((each, index) => ({ name: `${index}`, serviceControlPolicies: compile(each, `${index}`) }));
    // Every account has the first level; the requests include the actions of all of them, each in the context of one.
    const accounts = levels.slice(1).map((own) => ({ levels: [levels[0], own] }));
    const rows = asked.flatMap((request) => asked.map(({ action }) => ({ ...request, action })));
    for (const { request, decisions } of verdictTable(accounts, rows)) {
      expect(decisions).toEqual(policies.slice(1).map((own) => (naivelyAllowed([policies[0], own], request) ? 'allowed' : 'denied')));
    }
  }), { seed: SEED, numRuns: RUNS });
});

test('resource control policies are judged as by the naive evaluator, alone and in a table', () => {
  const full = new CompiledPolicy('full', RCP_FULL_AWS_ACCESS);
  const levels = fc.array(fc.array(resourceControlPolicies, { maxLength: 2 }), { minLength: 1, maxLength: 2 });
  fc.assert(fc.property(levels, requests, (policies, request) => {
    const compiled = policies.map((each, level) => ({
      name: `${level}`,
      resourceControlPolicies: [full, ...each.map((policy, index) => (
        new CompiledPolicy(`${level}.${index}`, parsePolicyDocument(policy, 'RESOURCE_CONTROL_POLICY'))))],
    }));
    const expected = naivelyLeft(policies.flat(), request) ? 'allowed' : 'denied';
    expect(evaluate({ levels: compiled, request, resourceSide: { levels: compiled } }).decision).toBe(expected);
    expect([...verdictTable([{ levels: compiled }], [request])][0].decisions).toEqual([expected]);
  }), { seed: SEED, numRuns: RUNS });
});

test('a decision that is based on ruled out values holds without the key and with any other value', () => {
  let decided = 0;
  fc.assert(fc.property(chains, requests, (policies, { context, ...request }) => {
    const known = { 'T:b': null, 't:tag/of two words': null, 't:Date': null, 't:Address': null, ...context };
    const { 't:A': _, ...others } = { 't:A': null, ...known };
    const open = decision(policies, { ...request, contextIsComplete: false, context: others, ruledOut: { 'T:a': ['x', 'xy'] } });
    if (open === 'depends') return;
    decided++;
    for (const value of [null, 'X', '', '5', 'x*', 'arn:aws:iam::111122223333:role/r']) {
      expect(decision(policies, { ...request, context: { ...others, 't:A': value } })).toBe(open);
    }
  }), { seed: SEED, numRuns: RUNS });
  expect(decided).toBeGreaterThan(100);
});

test('a decision without a known context holds in any context', () => {
  fc.assert(fc.property(chains, requests, (policies, request) => {
    const open = decision(policies, { action: request.action });
    if (open !== 'depends') expect(decision(policies, request)).toBe(open);
  }), { seed: SEED, numRuns: RUNS });
});
