import { CENTRAL_BACKUP, type Day, DAYS, LOG_ARCHIVE, MANAGEMENT, NETWORK, type Part, REGION, SHOP, TESTED_SETS } from './days';
import { DECIDED_DENIALS } from './days/decisions';
import { readServiceRolePolicies } from '../../../scripts/service-roles/policies';
import type { Guardrail } from '../../../src';
import { type AccessAnswer, OrganizationAccess, type Policy } from '../../../src/model';
import { guardrailOf } from '../../../src/model/guardrails/named-guardrail';
import { findAction } from '../../../src/policy/actions';
import { account, attached, FULL, organization, policy, RCP_FULL, unit } from '../../model/access/small-organization';
import { documentOf } from './support/verdicts';

/** Condition keys that requests lack, unless a call says otherwise, and those that all have. */
const USUAL = {
  'aws:SecureTransport': true, 'aws:RequestedRegion': REGION, 'aws:ViaAWSService': false, 'aws:TagKeys': null, 'aws:ResourceOrgID': 'o-a1b2c3d4e5',
  'ec2:RoleDelivery': null, 'aws:AssumedRoot': null, 'aws:RequestTag/GuardDutyManaged': null, 's3:RequestObjectTagKeys': null, 's3:x-amz-acl': null,
  ...Object.fromEntries(['full-control', 'read', 'read-acp', 'write', 'write-acp'].map((grant) => [`s3:x-amz-grant-${grant}`, null])),
};

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

interface Asked {
  readonly part: Part;
  readonly action: string;
  readonly answer: AccessAnswer;
}

function askAll(access: OrganizationAccess, { parts }: Day): Asked[] {
  return parts.flatMap((part) => part.calls.map(({ action, on, keys }) => {
    const own = on === undefined || /^arn:aws:[^:]+:[^:]*:(?:\d{12}|):/.test(on);
    const { 'aws:ResourceOrgID': organizationId, ...usual } = USUAL;
    const context = { ...usual, ...(on === undefined || !own || part.account === undefined ? { 'aws:ResourceOrgID': organizationId } : {}), ...part.keys, ...keys };
    const question = { action, principal: part.principal, context, ...(on === undefined ? {} : { resource: on }) };
    return { part, action, answer: access.ask(access.find(part.account ?? 'shop'), question) };
  }));
}

/** A denied call in one line: the caller, the action, and the guardrails. Of an open one, also what is missing. */
function lineOf({ part, action, answer: { decision, matchedStatements, missingInformation } }: Asked): string {
  const by = matchedStatements.flatMap((reason) => guardrailOf(reason, action)?.id ?? []);
  return [...(decision === 'denied' ? [] : [decision]), `${part.principal} ${action} by ${[...new Set(by)].join(', ')}`, ...missingInformation.map((what) => `needs ${what}`)].join(' ');
}

describe.each(organizations)('under $name', ({ name, access }) => {
  test.each(DAYS)('$title: every call is allowed, or its denial is decided', (day) => {
    const decided = DECIDED_DENIALS.filter((decision) => (decision.sets === 'both' || name.includes(decision.sets)) && decision.day === day.title);
    const denied = askAll(access, day).filter(({ answer }) => answer.decision !== 'allowed').map(lineOf);
    expect([...new Set(denied)].sort()).toEqual(decided.flatMap(({ calls }) => calls).sort());
  });
});

test('each call is an action of AWS, and one that the policy of its service role allows', () => {
  const policies = new Map(readServiceRolePolicies().map(({ name, actions }) => [name, new Set(actions)]));
  const parts = DAYS.flatMap(({ parts: each }) => each);
  expect(parts.flatMap(({ calls }) => calls).filter(({ action }) => findAction(action) === undefined).map(({ action }) => action)).toEqual([]);
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
