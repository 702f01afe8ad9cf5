import * as fc from 'fast-check';
import { type ImpactGroup, impactOf, type Organization, placedAccounts, PolicyChains } from '../../../src/model';
import { align } from '../../../src/model/diff/identity/align';
import { evaluate, type Reason } from '../../../src/policy';
import { liveOrganizations, SEED } from '../arbitraries';

const ACTIONS = ['s3:GetObject', 's3:DeleteBucket', 's3:DeleteObject', 'ec2:RunInstances', 'iam:CreateUser', 'iam:CreateRole'];

function impact(base: Organization, head: Organization): ImpactGroup[] {
  return impactOf(align(base, head), { actions: ACTIONS });
}

/** Every account and every action on its own: the decision, and the statements on which it depends. */
function bruteForce(value: Organization, policyTypes: Organization['policyTypes']): Map<string, string> {
  const chains = new PolicyChains({ ...value, policyTypes });
  const statement = (reason: Reason) => {
    if (reason.kind !== 'allow' && reason.kind !== 'deny') return reason.kind;
    const { content } = value.policies.find(({ name }) => name === reason.policy)!;
    const statements = (JSON.parse(content) as { Statement: { Sid?: string }[] }).Statement;
    return JSON.stringify({ ...statements.find(({ Sid }) => Sid === reason.statement), Sid: undefined });
  };
  return new Map(placedAccounts(value).flatMap((placed) => ACTIONS.map((action) => {
    const { decision, matchedStatements } = evaluate({ ...chains.of(placed), request: { action } });
    const why = decision === 'depends' ? [...new Set(matchedStatements.map(statement))].sort() : [];
    return [`${placed.account.id} ${action}`, JSON.stringify([decision, why])] as const;
  })));
}

/** Each value of the condition key that the organizations have, one that they do not have, and none. */
const REGIONS = ['eu-central-1', 'us-east-1', null];

/** Every account and every action in each Region: the decisions. */
function everyRequest(value: Organization, policyTypes: Organization['policyTypes']): Map<string, string> {
  const chains = new PolicyChains({ ...value, policyTypes });
  return new Map(placedAccounts(value).flatMap((placed) => ACTIONS.map((action) => {
    const requests = REGIONS.map((region) => (
      { action, context: { 'aws:PrincipalAccount': placed.account.id, 'aws:RequestedRegion': region }, contextIsComplete: true }));
    const decisions = requests.map((request) => evaluate({ ...chains.of(placed), request }).decision);
    return [`${placed.account.id} ${action}`, decisions.join()] as const;
  })));
}

/** Two organizations whose policies of the same name are mostly equal, so that chains have levels in common. */
const pairs = fc.tuple(liveOrganizations, liveOrganizations, fc.constantFrom('regions', 'none')).map(([base, head, changed]) => {
  const policies = head.policies.map((each) => (each.name === changed ? each : base.policies.find(({ id }) => id === each.id) ?? each));
  return [base, { ...head, policies }] as const;
});

test('for random organizations the groups agree with judging every action in every account', () => {
  fc.assert(fc.property(pairs, ([base, head]) => {
    const [before, after] = [bruteForce(base, base.policyTypes), bruteForce(head, head.policyTypes)];
    const expected = [...after].filter(([key, verdict]) => before.has(key) && before.get(key) !== verdict).map(([key, verdict]) => {
      const decision = (of: string) => (JSON.parse(of) as [string])[0];
      return `${key} ${decision(before.get(key)!)} ${decision(verdict)}`;
    });
    const found = impact(base, head).flatMap(({ accounts, actions }) => accounts.flatMap(({ id }) => actions.flatMap((each) => (
      ACTIONS.filter((action) => each.actions.some((pattern) => matches(pattern, action)))
        .map((action) => `${id} ${action} ${each.before} ${each.after}`)))));
    const isFound = new Set(found);
    expect(found.filter((each) => !expected.includes(each))).toEqual([]);
    // Other conditions may let the same requests pass.
    const missing = expected.filter((each) => !isFound.has(each)).map((each) => each.split(' ').slice(0, 2).join(' '));
    const [former, present] = [everyRequest(base, base.policyTypes), everyRequest(head, head.policyTypes)];
    expect(missing.filter((key) => former.get(key) !== present.get(key))).toEqual([]);
  }), { seed: SEED, numRuns: 300 });
});

test('an organization has no impact on itself', () => {
  fc.assert(fc.property(liveOrganizations, (base) => expect(impact(base, base)).toEqual([])), { seed: SEED, numRuns: 200 });
});

function matches(pattern: string, action: string): boolean {
  return pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : action === pattern;
}
