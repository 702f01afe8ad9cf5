import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ACCOUNT, GUARDRAIL_CASES } from './cases';
import { ABOUT_ALL_ACTIONS, IN_MANAGEMENT_ACCOUNT, SERVICE_ROLE_DECISIONS, type ServiceRoleDecision, WHOLE_SERVICES } from './service-roles';
import { documentOf, judgeOf, languageOf } from './support/verdicts';
import { deniedBy } from '../../../scripts/guardrail-actions/open-actions';
import { serviceRolePolicies } from '../../../scripts/service-role-policies';
import { undecidedDenials } from '../../../scripts/service-roles/decisions';
import { serviceRoleDenials } from '../../../scripts/service-roles/denials';
import { actionsOfRow, readServiceRolePolicies, type ServiceRolePolicy } from '../../../scripts/service-roles/policies';
import { allActions } from '../../../src/policy/actions';

const GUARDRAILS = GUARDRAIL_CASES.map(({ build }) => build());
const IDS = [...new Set(GUARDRAILS.map(({ guardrailId }) => guardrailId))];
const POLICIES = readServiceRolePolicies();
const denialsOf = (id: string, policies: readonly ServiceRolePolicy[] = POLICIES) => (
  GUARDRAILS.filter(({ guardrailId }) => guardrailId === id).flatMap((guardrail) => serviceRoleDenials(guardrail, policies)));

test('the facts hold the policies of service roles that AWS publishes, with their actions', () => {
  expect(POLICIES.length).toBeGreaterThanOrEqual(226);
  expect(POLICIES.find(({ name }) => name === 'AWSBackupServiceRolePolicyForBackup')!.actions).toContain('rds:ModifyDBSnapshotAttribute');
  expect(actionsOfRow('s3:GetObject,PutBucketAcl|sqs:SendMessage')).toEqual(['s3:GetObject', 's3:PutBucketAcl', 'sqs:SendMessage']);
});

test('the script reads the allowed actions of policies below service-role, and no other policies', () => {
  const folder = mkdtempSync(join(tmpdir(), 'managed-policies-'));
  const write = (name: string, path: string, Statement: unknown) => writeFileSync(join(folder, `${name}.json`), JSON.stringify({
    name, arn: `arn:aws:iam::aws:policy${path}${name}`, updatedate: '2026-01-02T03:04:05+00:00', document: { Statement },
  }));
  expect(() => serviceRolePolicies(folder)).toThrow(/has no managed policies of service roles \(given: .*\)\. Give/);
  write('TwoStatements', '/service-role/', [
    { Effect: 'Allow', Action: ['s3:PutObject', 'sqs:SendMessage'] }, { Effect: 'Allow', Action: 's3:Get*' }, { Effect: 'Deny', Action: 's3:DeleteObject' },
  ]);
  write('OneStatement', '/service-role/', { Effect: 'Allow', Action: 'ec2:RunInstances' });
  write('Other', '/', { Effect: 'Allow', Action: '*' });
  expect(JSON.parse(serviceRolePolicies(folder))).toMatchObject({
    lastChange: '2026-01-02', policies: { OneStatement: 'ec2:RunInstances', TwoStatements: 's3:Get*,PutObject|sqs:SendMessage' },
  });
  rmSync(folder, { recursive: true });
});

test.each(IDS)('%s denies of the actions of service roles only those on which somebody has decided', (id) => {
  expect(undecidedDenials(denialsOf(id))).toEqual([]);
});

test('a new policy, and a new action of a policy, need a decision if a guardrail denies them', () => {
  const policies = [
    { name: 'NewServiceRole', actions: ['rds:DeleteDBInstance', 'rds:DescribeDBInstances'] },
    { name: 'AWSElasticBeanstalkRoleRDS', actions: ['rds:DeleteDBInstance', 'rds:DeleteGlobalCluster'] },
  ];
  expect(undecidedDenials(denialsOf('protect-databases', policies)).map(({ policy, action }) => [policy, action])).toEqual(expect.arrayContaining([
    ['NewServiceRole', 'rds:DeleteDBInstance'], ['AWSElasticBeanstalkRoleRDS', 'rds:DeleteGlobalCluster'],
  ]));
});

test('each decision names only policies and actions that its guardrails deny, with a reason', () => {
  const stale = SERVICE_ROLE_DECISIONS.flatMap((decision) => decision.guardrails.flatMap((id) => staleNames(decision, id)));
  expect(stale).toEqual([]);
  expect(SERVICE_ROLE_DECISIONS.filter(({ reason }) => reason.length < 20 || reason.endsWith('.'))).toEqual([]);
});

/** The names of a decision for which no denial is left. */
function staleNames({ policies, actions }: ServiceRoleDecision, id: string): string[] {
  const denials = denialsOf(id).filter(({ policy, action }) => policies.includes(policy) && actions.includes(action));
  const seen = new Set(denials.flatMap(({ policy, action }) => [policy, action]));
  return [...policies, ...actions].filter((name) => !seen.has(name)).map((name) => `${id}: ${name}`);
}

test('policies that count as allowing a whole service do so', () => {
  const rows = Object.entries(WHOLE_SERVICES).flatMap(([name, services]) => services.map((service) => ({ name, service })));
  const partial = rows.filter(({ name, service }) => {
    const actions = new Set(POLICIES.find((policy) => policy.name === name)!.actions);
    return actionsOfRow(`${service}:*`).some((action) => !actions.has(action));
  });
  expect(partial).toEqual([]);
});

test('each guardrail about all actions says what that means for service roles', () => {
  const aboutAll = GUARDRAILS.filter(({ statements }) => statements.some((statement) => {
    const { NotAction, Action } = statement.toStatementJson() as { NotAction?: unknown; Action?: string | string[] };
    return NotAction !== undefined || [Action].flat().includes('*');
  }));
  expect(aboutAll.map(({ guardrailId }) => guardrailId).filter((id) => ABOUT_ALL_ACTIONS[id] === undefined)).toEqual([]);
  expect(Object.keys(ABOUT_ALL_ACTIONS).filter((id) => !IDS.includes(id))).toEqual([]);
  expect(Object.keys(IN_MANAGEMENT_ACCOUNT).filter((name) => !POLICIES.some((policy) => policy.name === name))).toEqual([]);
});

test('no guardrail denies an action to a service-linked role', () => {
  const principal = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
  const denied = GUARDRAILS.flatMap((guardrail) => {
    const isNamed = deniedBy([guardrail], guardrail.guardrailId);
    const judge = judgeOf(documentOf(guardrail), languageOf(guardrail));
    const named = [...allActions()].filter(isNamed).slice(0, 20);
    return [...named, 'ec2:RunInstances'].filter((action) => judge({ action, principal, contextIsComplete: false }).decision !== 'allowed')
      .map((action) => `${guardrail.guardrailId}: ${action}`);
  });
  expect(denied).toEqual([]);
});
