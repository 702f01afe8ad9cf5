import { CENTRAL_BACKUP, DAYS, DECIDED_DENIALS, LOG_ARCHIVE, MANAGEMENT, NETWORK, SHOP, TESTED_SETS } from './days';
import { askAll, lineOf } from './days/ask-day';
import { documentOf } from './support/verdicts';
import { readServiceRolePolicies } from '../../../scripts/service-roles/policies';
import type { Guardrail } from '../../../src';
import { OrganizationAccess, type Policy } from '../../../src/model';
import { findAction } from '../../../src/policy/actions';
import { account, attached, FULL, organization, policy, RCP_FULL, unit } from '../../model/access/small-organization';

/** An organization with one policy for each guardrail of some sets at its root. */
function organizationWith(guardrails: readonly Guardrail[]): OrganizationAccess {
  const policies = guardrails.map((guardrail): Policy => policy(guardrail.guardrailId, documentOf(guardrail), guardrail.policyType.policyTypeName as Policy['type']));
  const both = [FULL, RCP_FULL];
  return new OrganizationAccess(organization({
    attachedPolicies: [...both, ...policies.map(attached)],
    accounts: [account('management', MANAGEMENT, both)],
    organizationalUnits: [unit('Workloads', 'ou-ab12-11111111', {
      attachedPolicies: both, accounts: [account('shop', SHOP, both), account('central-backup', CENTRAL_BACKUP, both), account('log-archive', LOG_ARCHIVE, both), account('network', NETWORK, both)],
    })],
  }, { policies, policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] }));
}

const organizations = TESTED_SETS.map(({ name, sets }) => {
  const all = sets.flatMap((set) => [...set.serviceControlGuardrails, ...set.resourceControlGuardrails]);
  return { name, access: organizationWith([...new Map(all.map((guardrail) => [guardrail.guardrailId, guardrail])).values()]) };
});

describe.each(organizations)('under $name', ({ name, access }) => {
  test.each(DAYS)('$title: every call is allowed, or its denial is decided', (day) => {
    const decided = DECIDED_DENIALS.filter((decision) => (decision.sets === 'both' || name.includes(decision.sets)) && decision.day === day.title);
    const denied = askAll(access, day, { 'shop': 'shop', 'log-archive': 'log-archive' }).filter(({ answer }) => answer.decision !== 'allowed').map(lineOf);
    expect([...new Set(denied)].sort()).toEqual(decided.flatMap(({ calls }) => calls).sort());
  });
});

test('each call is an action of AWS, and one that the policy of its service role allows', () => {
  const policies = new Map(readServiceRolePolicies().map(({ name, actions }) => [name, new Set(actions)]));
  const parts = DAYS.flatMap(({ parts: each }) => each);
  const actions = parts.flatMap(({ calls }) => calls.map(({ action }) => action));
  expect(actions.filter((action) => findAction(action) === undefined)).toEqual([]);
  const outside = parts.flatMap(({ policy: name, calls }) => (name === undefined ? [] : calls.filter(({ action }) => !policies.get(name)!.has(action)).map(({ action }) => `${name} ${action}`)));
  expect(outside).toEqual([]);
});

test('each decision about a call has a reason, and is about a day', () => {
  const titles = DAYS.map(({ title }) => title);
  expect(DECIDED_DENIALS.filter(({ day, reason }) => !titles.includes(day) || reason.length < 40 || reason.endsWith('.'))).toEqual([]);
});

test('there are at least ten days, with more than 300 calls', () => {
  expect(DAYS.length).toBeGreaterThanOrEqual(10);
  expect(DAYS.flatMap(({ parts }) => parts.flatMap(({ calls }) => calls)).length).toBeGreaterThan(300);
  expect(new Set(DAYS.map(({ title }) => title)).size).toBe(DAYS.length);
});
