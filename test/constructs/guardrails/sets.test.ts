import { readFileSync } from 'fs';
import { join } from 'path';
import { Template } from 'aws-cdk-lib/assertions';
import { ACCOUNT, DEVELOPER, GUARDRAIL_CASES, ORGANIZATION, type Request, ROOT_USER, STRANGER } from './cases';
import { ALL_OF_THE_PERIMETER, FULL_SETS } from '../../../scripts/guardrail-pages/full-sets';
import * as library from '../../../src';
import { Guardrail, GuardrailSet, GuardrailSets, Organization, PolicySet, PolicyType } from '../../../src';
import { CompiledPolicy, evaluate, FULL_AWS_ACCESS, parsePolicyDocument, RCP_FULL_AWS_ACCESS } from '../../../src/policy';
import { VALID_POLICIES } from '../../policy/published-policies';
import { synthesisProblems, testStack } from '../test-app';

const TYPES = { service: PolicyType.SERVICE_CONTROL_POLICY, resource: PolicyType.RESOURCE_CONTROL_POLICY };

/** Attaches the set to the root, in as many policies as necessary. */
function deployed({ serviceControlGuardrails, resourceControlGuardrails }: GuardrailSet) {
  const stack = testStack();
  const { root } = new Organization(stack, 'Organization');
  const policySets = Object.entries({ service: serviceControlGuardrails, resource: resourceControlGuardrails })
    .filter(([, guardrails]) => guardrails.length > 0)
    .map(([name, guardrails]) => new PolicySet(stack, name, { guardrails, policyType: TYPES[name as keyof typeof TYPES] }));
  policySets.forEach((policySet) => root.attachPolicySet(policySet));
  return { stack, policySets };
}

const withoutProblems = (guardrail: Guardrail) => new Guardrail(guardrail);

function statementsOf(guardrails: readonly Guardrail[]) {
  return guardrails.flatMap(({ statements }) => statements.map((statement) => statement.toStatementJson() as Record<string, unknown>));
}

function decisionUnder(set: GuardrailSet, request: Request) {
  const compiled = (guardrails: Guardrail[], language: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY') => (
    new CompiledPolicy('set', parsePolicyDocument({ Version: '2012-10-17', Statement: statementsOf(guardrails) } as never, language)));
  return evaluate({
    levels: [{
      name: 'root',
      serviceControlPolicies: [new CompiledPolicy('full', FULL_AWS_ACCESS), compiled(set.serviceControlGuardrails, 'SERVICE_CONTROL_POLICY')],
      resourceControlPolicies: [new CompiledPolicy('full', RCP_FULL_AWS_ACCESS), compiled(set.resourceControlGuardrails, 'RESOURCE_CONTROL_POLICY')],
    }],
    request: { resource: '*', principal: DEVELOPER, contextIsComplete: true, ...request },
  }).decision;
}

describe.each(FULL_SETS)('the set $factory', ({ factory, set }) => {
  test('lists each control once, with guardrails or a reason for having none', () => {
    const ids = set.entries.map(({ controlId }) => controlId);
    expect(ids).toEqual([...new Set(ids)]);
    expect(set.entries.filter(({ guardrails, note }) => guardrails.length === 0 && note === undefined)).toEqual([]);
    const counts = { cisFoundations7: 70, securityReferenceArchitecture: 182, controlTowerStronglyRecommended: 51, dataPerimeter: 44 };
    expect(ids).toHaveLength(counts[factory as keyof typeof counts]);
  });

  test('synthesizes and fits into the policies that a target accepts', () => {
    // Removes the errors of elective controls that no guardrail implements.
    const entries = set.entries.map((entry) => ({ ...entry, guardrails: entry.guardrails.map(withoutProblems) }));
    const { stack, policySets } = deployed(new GuardrailSet({ entries }));
    expect(synthesisProblems(stack)).toEqual([]);
    // A target accepts five policies of a type, and has FullAWSAccess and policies of its own.
    expect(Math.max(...policySets.map(({ maxDocuments }) => maxDocuments))).toBeLessThanOrEqual(3);
  });

  test('has guardrails for each of its controls that a guardrail of the catalogue names', () => {
    const open = set.entries.filter(({ guardrails }) => guardrails.length === 0).map(({ controlId }) => controlId);
    const named = GUARDRAIL_CASES.map(({ build }) => build())
      .flatMap(({ guardrailId, controls }) => controls.map((control) => ({ guardrailId, control })));
    expect(named.filter(({ control }) => open.includes(control))).toEqual([]);
  });
});

test('the data perimeter set lists each statement that AWS publishes', () => {
  const { set } = FULL_SETS.find(({ factory }) => factory === 'dataPerimeter')!;
  const named = set.entries.map(({ controlId }) => controlId.replace(/ \((?:SCP|RCP)\)$/, ''));
  const published = VALID_POLICIES.filter(({ file }) => /_[rs]cp\.json$/.test(file))
    .flatMap(({ text }) => (JSON.parse(text) as { Statement: { Sid: string }[] }).Statement.map(({ Sid }) => Sid));
  expect(published.length).toBeGreaterThan(40);
  expect(published.filter((sid) => !named.includes(sid))).toEqual([]);
});

test('each statement of a set excludes the exempt principals and accounts', () => {
  const stack = testStack();
  const account = library.Account.fromAccountId(stack, 'Exempt', '444455556666');
  const exempt = { exemptPrincipals: ['arn:*:iam::*:role/security'], exemptAccounts: [account] };
  const organizationId = ORGANIZATION;
  const networks = { sourceAddresses: ['203.0.113.0/24'], principals: ['arn:*:iam::*:user/*'] };
  const set = GuardrailSet.combine(
    GuardrailSets.cisFoundations7({ ...exempt, organizationId, logBucketNames: ['logs'] }),
    GuardrailSets.securityReferenceArchitecture({ ...exempt, organizationId, logBucketNames: ['logs'] }),
    GuardrailSets.controlTowerStronglyRecommended({ ...exempt, organizationId, electiveControls: ['CT.EC2.PV.3', 'CT.EC2.PV.4', 'CT.S3.PV.6'] }),
    GuardrailSets.dataPerimeter({
      ...exempt, ...ALL_OF_THE_PERIMETER, organizationId, networksOfPrincipals: networks, networksOfResources: networks,
    }),
  );
  const statements = statementsOf([...set.serviceControlGuardrails, ...set.resourceControlGuardrails]);
  const without = (text: string) => statements.filter((statement) => !JSON.stringify(statement).includes(text)).map(({ Sid }) => Sid);
  // Principals cannot be exempt from these, since they deny only requests of services and of web identities.
  expect(without('arn:*:iam::*:role/security')).toEqual(['TrustedServiceRequests', 'TrustedWebIdentityProviders']);
  expect(without('444455556666')).toEqual([]);
  expect(synthesisProblems(deployed(set).stack)).toEqual([]);
});

test('a combined set contains a guardrail of several sets once, and guardrails for both policy types', () => {
  const set = GuardrailSet.combine(
    GuardrailSets.cisFoundations7(), GuardrailSets.securityReferenceArchitecture(), GuardrailSets.controlTowerStronglyRecommended(),
  );
  const ids = [...set.serviceControlGuardrails, ...set.resourceControlGuardrails].map(({ guardrailId }) => guardrailId);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids).toEqual(expect.arrayContaining(['deny-root-user', 'protect-guard-duty', 'require-secure-transport']));
  expect(synthesisProblems(deployed(set).stack)).toEqual([]);
});

test('combining two sets with different exemptions is an error, since they have the same Sids', () => {
  const set = GuardrailSet.combine(GuardrailSets.cisFoundations7(), GuardrailSets.cisFoundations7({ exemptPrincipals: ['arn:*:iam::*:role/security'] }));
  expect(synthesisProblems(deployed(set).stack).join('\n')).toContain('Two guardrails of the policy have a statement of the same Sid (given: "DenyRootUser")');
});

test.each([
  ['CIS', GuardrailSets.cisFoundations7({ organizationId: ORGANIZATION })],
  ['Control Tower', GuardrailSets.controlTowerStronglyRecommended({ organizationId: ORGANIZATION, electiveControls: ['CT.S3.PV.4', 'CT.EC2.PV.4'] })],
])('the %s set denies requests against its controls and allows ordinary requests', (name, set) => {
  const bucket = { resource: 'arn:aws:s3:::shop/order', context: { 'aws:SecureTransport': true, 'aws:PrincipalOrgID': ORGANIZATION, 'aws:ResourceAccount': ACCOUNT } };
  expect(decisionUnder(set, { action: 'ec2:DescribeInstances', principal: ROOT_USER })).toBe('denied');
  expect(decisionUnder(set, { action: 's3:GetObject', ...bucket, principal: STRANGER, context: { ...bucket.context, 'aws:PrincipalOrgID': 'o-strangers00' } })).toBe('denied');
  expect(decisionUnder(set, { action: 's3:GetObject', ...bucket })).toBe('allowed');
  expect(decisionUnder(set, { action: 'ec2:DescribeInstances' })).toBe('allowed');
  expect(decisionUnder(set, { action: 'ebs:GetSnapshotBlock' })).toBe(name === 'CIS' ? 'allowed' : 'denied');
  expect(decisionUnder(set, { action: 'guardduty:DeleteDetector' })).toBe('allowed');
  expect(decisionUnder(set, { action: 'cloudtrail:StopLogging' })).toBe(name === 'CIS' ? 'denied' : 'allowed');
});

test('a control without its option has no guardrails, and its entry names the option', () => {
  const { entries } = GuardrailSets.cisFoundations7();
  const open = entries.filter(({ option, guardrails }) => option !== undefined && guardrails.length === 0);
  expect(open.map(({ controlId, option }) => [controlId, option])).toEqual([
    ['CIS v7.0.0/2.20', 'denyCloudShell'], ['CIS v7.0.0/2.21', 'organizationId'], ['CIS v7.0.0/4.4', 'logBucketNames'],
    ...Array.from({ length: 15 }, (_, index) => [`CIS v7.0.0/5.${index + 1}`, 'alarmNames']),
  ]);
});

test.each<[keyof typeof ALL_OF_THE_PERIMETER, Request]>([
  ['webIdentityProviders', { action: 'sts:AssumeRoleWithWebIdentity', principal: undefined, context: { 'accounts.example.com:sub': 'jo', 'aws:ResourceAccount': ACCOUNT } }],
  ['protectedTagKeys', { action: 'iam:TagRole', context: { 'aws:TagKeys': ['dp:exclude:network'] } }],
  ['protectedTagKeys', { action: 'sts:TagSession', principal: STRANGER, context: { 'aws:TagKeys': ['dp:exclude:network'], 'aws:PrincipalOrgID': 'o-strangers00' } }],
  ['denyOtherSharing', { action: 'ec2:ModifyImageAttribute' }],
  ['denyOtherSharing', { action: 'kms:CreateGrant', context: { 'kms:GrantIsForAWSResource': false } }],
  ['denyOtherSharing', { action: 'es:AcceptInboundConnection' }],
  ['denyResourcePolicies', { action: 'lambda:PutResourcePolicy' }],
  ['denyServicePresignedUrls', { action: 'lambda:GetFunction' }],
  ['trustedEmailDomains', { action: 'sns:Subscribe', context: { 'sns:Protocol': 'email', 'sns:Endpoint': 'jo@example.net' } }],
  ['requireVpcs', { action: 'lambda:CreateFunction' }],
])('the data perimeter set with %s denies %j, and without it allows the request', (option, request) => {
  const organizationId = ORGANIZATION;
  const own = { 'aws:ResourceOrgID': ORGANIZATION, 'aws:PrincipalOrgID': ORGANIZATION };
  const asked = { ...request, context: { ...own, ...request.context } };
  expect(decisionUnder(GuardrailSets.dataPerimeter({ organizationId, [option]: ALL_OF_THE_PERIMETER[option] }), asked)).toBe('denied');
  expect(decisionUnder(GuardrailSets.dataPerimeter({ organizationId }), asked)).toBe('allowed');
  const { entries } = GuardrailSets.dataPerimeter({ organizationId });
  expect(entries.filter(({ option: needed, guardrails }) => needed === option && guardrails.length > 0)).toEqual([]);
});

test('a data perimeter set with HTTP endpoints but without email domains is an error at synthesis', () => {
  const set = GuardrailSets.dataPerimeter({ organizationId: ORGANIZATION, trustedHttpEndpoints: ['https://hooks.example.com/*'] });
  expect(synthesisProblems(deployed(set).stack)).toEqual([
    expect.stringContaining('The guardrail has no trusted email domains (given: "an empty list"). Give at least one.'),
  ]);
});

test.each([
  ['AWS-GR_DISALLOW_VPN_CONNECTION', 'This is not an elective preventive control of AWS Control Tower (given: "AWS-GR_DISALLOW_VPN_CONNECTION"). Did you mean AWS-GR_DISALLOW_VPN_CONNECTIONS? docs/guardrails/sets.md lists them.'],
  ['AWS-GR_RESTRICT_ROOT_USER', 'This is not an elective preventive control of AWS Control Tower (given: "AWS-GR_RESTRICT_ROOT_USER").'],
  ['CT.STS.PV.1', 'The elective control needs organizationId (given: "CT.STS.PV.1"). Give organizationId too, or leave the control out.'],
  ['AWS-GR_RESTRICT_S3_DELETE_WITHOUT_MFA', 'No guardrail implements the elective control: It would deny all workloads: role sessions have no MFA (given: "AWS-GR_RESTRICT_S3_DELETE_WITHOUT_MFA"). Leave it out.'],
])('the elective control %s is an error at synthesis', (control, message) => {
  const set = GuardrailSets.controlTowerStronglyRecommended({ electiveControls: [control] });
  const [problem, ...others] = synthesisProblems(deployed(set).stack);
  expect(others).toEqual([]);
  expect(problem).toContain('[Test/service] ');
  expect(problem).toContain(message);
});

test('synthesis reports a wrong parameter of a set once', () => {
  const set = GuardrailSets.cisFoundations7({ exemptPrincipals: ['arn:aws:sts::111122223333:assumed-role/Security/jo'] });
  const problems = synthesisProblems(deployed(set).stack).filter((message) => message.startsWith('[Test/service] '));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain('An exempt principal is a session, which never matches (given: "arn:aws:sts::111122223333:assumed-role/Security/jo").');
});

test('the snippet of docs/guardrails/sets.md runs', () => {
  const [, snippet] = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'guardrails', 'sets.md'), 'utf8'))!;
  const body = snippet.replace(/^import .*$/gm, '').replaceAll('this', 'stack');
  const printed: string[] = [];
  const stack = testStack();
  new Function('stack', 'console', ...Object.keys(library), body)(stack, { log: (line: string) => printed.push(line) }, ...Object.values(library));
  expect(synthesisProblems(stack)).toEqual([]);
  const types = Object.values(Template.fromStack(stack).findResources('Custom::OrganizationsPolicySet')).map(({ Properties }) => Properties.Type);
  expect(types.sort()).toEqual(['RESOURCE_CONTROL_POLICY', 'SERVICE_CONTROL_POLICY']);
  expect(printed).toContain('CIS v7.0.0/2.1.3 is not implemented: No policy applies to the management account');
});
