import { FULL_SETS } from './full-sets';
import type { Guardrail } from '../../src';
import { GUARDRAIL_CASES, type GuardrailCase } from '../../test/constructs/guardrails/cases';
import { DAYS, DECIDED_DENIALS } from '../../test/constructs/guardrails/days';
import { FINDINGS } from '../../test/constructs/guardrails/findings';
import { GUARDRAIL_PROMISES } from '../../test/constructs/guardrails/promises';
import { SERVICE_ROLE_DECISIONS } from '../../test/constructs/guardrails/service-roles';
import { invariantsOf } from '../../test/constructs/guardrails/support/invariants';
import { knownActions } from '../guardrail-actions/known-actions';
import { deniedUnder, promisedActions } from '../guardrail-actions/open-actions';
import { readServiceRolePolicies } from '../service-roles/policies';

/** The parts of the guardrails that tests run: a subject and its numbers in a line each. */
export function guardrailCounts(): readonly (readonly [string, string])[] {
  const guardrails = GUARDRAIL_CASES.map(({ build }) => build());
  const policies = readServiceRolePolicies();
  const calls = DAYS.flatMap(({ parts }) => parts.flatMap((part) => part.calls));
  const decidedCalls = DECIDED_DENIALS.flatMap(({ calls: denied }) => denied);
  return [
    ['Guardrails', `${distinct(guardrails)}, in ${FULL_SETS.length} ready sets with ${number(FULL_SETS.flatMap(({ set }) => set.entries).length)} controls`],
    ['Promises', promiseCounts(guardrails)],
    ['Invariants', invariantCounts()],
    ['Requests of the cases', requestCounts()],
    ['Policies of service roles', `${policies.length} with ${number(policies.flatMap(({ actions }) => actions).length)} actions, each under every guardrail; `
      + `${number(SERVICE_ROLE_DECISIONS.flatMap(({ guardrails: ids, actions }) => ids.flatMap(() => actions)).length)} denials decided`],
    ['Findings of November 2026', `${new Set(FINDINGS.map(({ row }) => row)).size} rows with ${FINDINGS.flatMap(({ asked }) => asked).length} requests, before and now`],
    ['Days of a team', `${DAYS.length} with ${calls.length} calls under the sets; ${decidedCalls.length} denials decided`],
  ];
}

function promiseCounts(guardrails: readonly Guardrail[]): string {
  const known = knownActions();
  const counts = GUARDRAIL_PROMISES.map((promise) => {
    const under = promisedActions(promise, known).map(({ action }) => action);
    const denied = under.filter(deniedUnder(guardrails, promise));
    return { under: under.length, denied: denied.length, decided: promise.decided.flatMap(({ actions }) => actions).length };
  });
  const sum = (name: keyof typeof counts[number]) => counts.reduce((total, each) => total + each[name], 0);
  return `${counts.length}: ${number(sum('denied'))} actions denied, ${number(sum('decided'))} decided, ${number(sum('under') - sum('denied') - sum('decided'))} open`;
}

function invariantCounts(): string {
  const invariants = GUARDRAIL_CASES.flatMap((item) => invariantsOf(item, item.build()));
  const limited = invariants.filter(({ resources, when }) => resources !== undefined || when !== undefined);
  return `${number(invariants.length)}, ${number(limited.length)} of them about certain resources or conditions: each is proved`;
}

function requestCounts(): string {
  const ways = GUARDRAIL_CASES.flatMap(({ waysAround = [] }) => waysAround);
  const limits = ways.filter(({ limit }) => limit !== undefined);
  const count = (requests: (item: GuardrailCase) => readonly unknown[]) => number(GUARDRAIL_CASES.flatMap(requests).length);
  return `${count(({ denied }) => denied)} denied, ${count(({ allowed }) => allowed)} allowed, ${number(ways.length - limits.length)} ways around denied, ${limits.length} documented as limits`;
}

function distinct(guardrails: readonly Guardrail[]): number {
  return new Set(guardrails.map(({ guardrailId }) => guardrailId)).size;
}

function number(value: number): string {
  return value.toLocaleString('en');
}

/** The numbers as a table. */
export function countsTable(): string {
  return ['| the tests run | how much |', '|---|---|', ...guardrailCounts().map(([subject, numbers]) => `| ${subject} | ${numbers} |`), ''].join('\n');
}
