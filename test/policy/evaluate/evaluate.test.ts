import {
  CompiledPolicy, type Decision, evaluate, FULL_AWS_ACCESS, parsePolicyDocument, reasonText, verdictTable,
} from '../../../src/policy';
import { CONDITION_GROUPS } from '../cases/condition-cases';
import { LEVEL_CASES, type LevelCase } from '../cases/level-cases';
import { levelPolicies } from '../cases/level-policies';
import { MATCHING_CASES } from '../cases/matching-cases';

const FULL = new CompiledPolicy('FullAWSAccess', FULL_AWS_ACCESS);
const ROLE = 'arn:aws:iam::111122223333:role/Deployer';

function decisionUnder(statement: object, request: Parameters<typeof evaluate>[0]['request'], version = '2012-10-17'): Decision {
  const document = parsePolicyDocument({ Version: version, Statement: { Effect: 'Deny', ...statement } }, 'SERVICE_CONTROL_POLICY');
  return evaluate({ levels: [{ name: 'root', serviceControlPolicies: [FULL, new CompiledPolicy('deny', document)] }], request }).decision;
}

const decisionFor = (holds: boolean | 'depends'): Decision => {
  if (holds === 'depends') return 'depends';
  return holds ? 'denied' : 'allowed';
};

const conditionRows = CONDITION_GROUPS.flatMap(({ page, rows }) => rows.map((row) => ({ page, row })));

test.each(conditionRows)('$row as in $page', ({ row: [operator, values, given, holds] }) => {
  const condition = { Action: '*', Resource: '*', Condition: { [operator]: { 'test:Key': values } } };
  const request = { action: 's3:GetObject', ...(given === undefined ? {} : { context: { 'test:Key': given } }) };
  expect(decisionUnder(condition, request)).toBe(decisionFor(holds));
});

test.each(MATCHING_CASES)('$statement matches $action on $resource: $matches, as in $page', (item) => {
  const { statement, action = 's3:GetObject', resource, context, version, matches } = item;
  const elements = {
    ...('NotAction' in statement ? {} : { Action: '*' }), ...('NotResource' in statement ? {} : { Resource: '*' }), ...statement,
  };
  const request = { action, ...(resource === undefined ? {} : { resource }), ...(context === undefined ? {} : { context }) };
  expect(decisionUnder(elements, request, version)).toBe(decisionFor(matches));
});

function questionOf({ scps = [], rcps = [], identity, managementAccount, request }: LevelCase): Parameters<typeof evaluate>[0] {
  const named = (names: readonly string[]) => names.map((name) => levelPolicies[name]);
  const levels = Array.from({ length: Math.max(scps.length, rcps.length) }, (_, index) => ({
    name: `level ${index}`,
    ...(scps[index] === undefined ? {} : { serviceControlPolicies: named(scps[index]) }),
    ...(rcps[index] === undefined ? {} : { resourceControlPolicies: named(rcps[index]) }),
  }));
  return {
    levels,
    ...(managementAccount === undefined ? {} : { managementAccount }),
    ...(identity === undefined ? {} : { identityPolicies: named(identity) }),
    request: { action: 's3:DeleteBucket', resource: 'arn:aws:s3:::b', principal: ROLE, ...request },
  };
}

test.each(LEVEL_CASES)('SCPs $scps, RCPs $rcps, identity $identity, $request: $decision, as in $page', (item) => {
  expect(evaluate(questionOf(item)).decision).toBe(item.decision);
});

test('there are at least 250 cases', () => {
  expect(conditionRows.length + MATCHING_CASES.length + LEVEL_CASES.length).toBeGreaterThanOrEqual(250);
});

test('the table of verdicts agrees with single questions', () => {
  const cases = LEVEL_CASES.filter(({ identity }) => identity === undefined).map(questionOf);
  for (const question of cases) {
    const [row] = verdictTable(cases, [question.request]);
    expect(row.decisions).toEqual(cases.map((other) => evaluate({ ...other, request: question.request }).decision));
  }
});

test('a denial names its policy, level, statement and condition', () => {
  const { decision, matchedStatements } = evaluate(questionOf({
    page: '', scps: [['full'], ['full', 'deny-s3', 'deny-outside-eu']], request: { context: { 'aws:RequestedRegion': 'us-east-1' } }, decision: 'denied',
  }));
  expect(decision).toBe('denied');
  expect(matchedStatements.map(reasonText)).toEqual([
    'NoBuckets of the service control policy deny-s3 at level 1 denies it.',
    'Statement[0] of the service control policy deny-outside-eu at level 1 denies it, if StringNotEquals aws:RequestedRegion '
    + 'eu-west-1, eu-central-1 (the request: us-east-1).',
  ]);
});

test.each([
  ['Resource', undefined, 'Resource arn:aws:s3:::b/*, arn:aws:s3:::c/* (the request: unknown); it depends on the resource.'],
  ['Resource', 'arn:aws:s3:::b/k', 'Resource arn:aws:s3:::b/*, arn:aws:s3:::c/* (the request: arn:aws:s3:::b/k).'],
  ['NotResource', '*', 'NotResource arn:aws:s3:::b/*, arn:aws:s3:::c/* (the request: *).'],
])('the reason for a statement with resources contains them: %s and %s', (element, resource, text) => {
  const document = parsePolicyDocument({
    Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', [element]: ['arn:aws:s3:::b/*', 'arn:aws:s3:::c/*'] },
  }, 'SERVICE_CONTROL_POLICY');
  const levels = [{ name: 'root', serviceControlPolicies: [FULL, new CompiledPolicy('some', document)] }];
  const request = { action: 's3:GetObject', ...(resource === undefined ? {} : { resource }) };
  expect(evaluate({ levels, request }).matchedStatements.map(reasonText)).toEqual([
    `Statement[0] of the service control policy some at root denies it, if ${text}`,
  ]);
});

test('a level without an Allow is named with the policies that were searched', () => {
  const { matchedStatements } = evaluate(questionOf({ page: '', scps: [['full'], ['allow-ec2'], []], decision: 'denied' }));
  expect(matchedStatements.map(reasonText)).toEqual([
    'No service control policy at level 1 allows it (looked at allow-ec2).',
    'No service control policy at level 2 allows it (none is given).',
  ]);
});

test('an open answer names the keys that it depends on', () => {
  const { missingInformation, matchedStatements } = evaluate(questionOf({ page: '', scps: [['full', 'deny-outside-eu']], decision: 'depends' }));
  expect(missingInformation).toEqual(['aws:RequestedRegion']);
  expect(matchedStatements.map(reasonText)[0]).toContain('denies it, if StringNotEquals aws:RequestedRegion eu-west-1, eu-central-1 (the request: unknown); '
    + 'it depends on aws:RequestedRegion.');
});

test('an allowed request names the policy that allows it at each level', () => {
  const { matchedStatements } = evaluate(questionOf({ page: '', scps: [['full'], ['allow-s3']], decision: 'allowed' }));
  expect(matchedStatements).toEqual([
    expect.objectContaining({ kind: 'allow', level: 'level 0', policy: 'full', statement: 'Statement[0]' }),
    expect.objectContaining({ kind: 'allow', level: 'level 1', policy: 'allow-s3' }),
  ]);
});

test('a resource in another account is judged by that account’s resource control policies', () => {
  const question = questionOf({ page: '', scps: [['full']], rcps: [['rcp-full', 'rcp-deny-sqs']], decision: 'allowed' });
  const request = { ...question.request, action: 'sqs:SendMessage', resource: 'arn:aws:sqs:eu-west-1:444455556666:q' };
  expect(evaluate({ ...question, request })).toMatchObject({
    decision: 'depends', missingInformation: ['the resource control policies of account 444455556666'],
  });
  const strict = { levels: [{ name: 'other', resourceControlPolicies: [levelPolicies['rcp-full'], levelPolicies['rcp-deny-sqs']] }] };
  expect(evaluate({ ...question, request, resourceSide: { levels: [] } }).decision).toBe('allowed');
  expect(evaluate({ ...question, request, resourceSide: strict }).decision).toBe('denied');
});

test('the reason names a service to which resource control policies do not apply, and the uncertainty about an unknown service', () => {
  const rcps = [['rcp-full', 'rcp-deny-ec2', 'rcp-deny-new']];
  const about = (action: string) => evaluate(questionOf({ page: '', rcps, request: { action, resource: '*' }, decision: 'allowed' }));
  expect(about('ec2:RunInstances').matchedStatements.map(reasonText)).toEqual(['Resource control policies do not reach the service ec2.']);
  expect(about('newservice:MakeThing')).toMatchObject({
    missingInformation: ['whether resource control policies reach the service newservice'], matchedStatements: [{ kind: 'deny', policy: 'rcp-deny-new' }],
  });
});

test('a denial that is uncertain for two reasons names both', () => {
  const document = parsePolicyDocument({
    Version: '2012-10-17',
    Statement: { Effect: 'Deny', Principal: '*', Action: 'newservice:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
  }, 'RESOURCE_CONTROL_POLICY');
  const levels = [{ name: 'root', resourceControlPolicies: [levelPolicies['rcp-full'], new CompiledPolicy('secure', document)] }];
  expect(evaluate({ levels, request: { action: 'newservice:MakeThing', resource: '*' } })).toMatchObject({
    decision: 'depends', missingInformation: ['aws:SecureTransport', 'whether resource control policies reach the service newservice'],
  });
});

test('only a single action has a verdict', () => {
  expect(() => evaluate({ levels: [], request: { action: 's3:*' } })).toThrow('must be one action: "s3:*". Write service:Action');
  expect(() => evaluate({ levels: [], request: { action: 's3:GetObject', resource: 'bucket' } })).toThrow('must be an ARN: "bucket"');
  const resource = `arn:aws:s3:::${'a:'.repeat(1_100)}`;
  expect(() => evaluate({ levels: [], request: { action: 's3:GetObject', resource } })).toThrow('longer than an ARN can be (given: 2213 characters');
});
