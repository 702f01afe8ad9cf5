import { DEVELOPER, GUARDRAIL_CASES, type Request, ROOT_USER } from './cases';
import { FULL_SETS } from '../../../scripts/guardrail-pages/full-sets';
import type { Guardrail, GuardrailSetEntry } from '../../../src';
import { CompiledPolicy, evaluate, FULL_AWS_ACCESS, parsePolicyDocument, RCP_FULL_AWS_ACCESS } from '../../../src/policy';
import { VALID_POLICIES } from '../../policy/published-policies';

/** The notes of a set say which part of a control its guardrails do not implement. These tests compare them with requests. */

type Language = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
type Statement = Readonly<Record<'Action' | 'NotAction', string | string[] | undefined>>;

const entriesOf = (name: string) => FULL_SETS.find(({ factory }) => factory === name)!.set.entries;
const CIS = entriesOf('cisFoundations7');
const SRA = entriesOf('securityReferenceArchitecture');
const PERIMETER = entriesOf('dataPerimeter');
const CONTROL_TOWER = entriesOf('controlTowerStronglyRecommended');
const ALL = [...CIS, ...SRA, ...PERIMETER, ...CONTROL_TOWER];
const entry = (id: string): GuardrailSetEntry => ALL.find(({ controlId }) => controlId === id)!;

const statementsOf = ({ statements }: Guardrail) => statements.map((statement) => statement.toStatementJson() as unknown as Statement);

/** The decision of the guardrails of one control, without the other guardrails of its set. */
function decisionUnder({ guardrails }: GuardrailSetEntry, request: Request) {
  const compiled = (language: Language) => {
    const Statement = guardrails.filter(({ policyType }) => policyType.policyTypeName === language).flatMap(statementsOf);
    return Statement.length === 0 ? [] : [new CompiledPolicy(language, parsePolicyDocument({ Version: '2012-10-17', Statement } as never, language))];
  };
  return evaluate({
    levels: [{
      name: 'root',
      serviceControlPolicies: [new CompiledPolicy('full', FULL_AWS_ACCESS), ...compiled('SERVICE_CONTROL_POLICY')],
      resourceControlPolicies: [new CompiledPolicy('full', RCP_FULL_AWS_ACCESS), ...compiled('RESOURCE_CONTROL_POLICY')],
    }],
    request: { resource: '*', principal: DEVELOPER, contextIsComplete: true, ...request },
  }).decision;
}

const benchmarks = [['CIS', CIS], ['SRA', SRA]] as const;

test.each(benchmarks)('each control of the %s set has a note, since these controls concern resources and policies decide requests', (_, entries) => {
  expect(entries.filter(({ note }) => !note).map(({ controlId }) => controlId)).toEqual([]);
});

test('the guardrails that the notes of the sets name are those of the catalogue', () => {
  const ids = new Set(GUARDRAIL_CASES.map(({ build }) => build().guardrailId));
  const named = FULL_SETS.flatMap(({ set }) => set.entries).flatMap(({ note = '' }) => note.match(/\b(?:deny|limit|protect|require)-[a-z0-9-]+/g) ?? []);
  expect(named).toEqual(expect.arrayContaining(['limit-sign-in-networks', 'deny-federation-changes']));
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});

const DATABASE = 'arn:aws:rds:eu-central-1:111122223333:db:orders';
const INSTANCE = 'arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0';

test.each<[id: string, note: RegExp, request: Request]>([
  ['CIS v7.0.0/2.7', /privileged sessions/, { action: 'iam:DeleteLoginProfile', principal: ROOT_USER, context: { 'aws:AssumedRoot': 'true' } }],
  ['CIS v7.0.0/2.7', /sign-in/, { action: 'signin:Authenticate', principal: undefined }],
  ['CIS v7.0.0/2.19', /deny-federation-changes/, { action: 'iam:CreateSAMLProvider' }],
  ['CIS v7.0.0/2.19', /Existing users/, { action: 'iam:AddUserToGroup' }],
  ['CIS v7.0.0/3.1.1', /bucket policies/, { action: 's3:DeleteBucketPolicy', context: { 'aws:SecureTransport': true } }],
  ['CIS v7.0.0/3.2.1', /restored/, { action: 'rds:RestoreDBInstanceFromDBSnapshot', resource: DATABASE, context: { 'rds:StorageEncrypted': false } }],
  ['CIS v7.0.0/3.2.1', /existing ones stay/, { action: 'rds:StartDBInstance', resource: DATABASE, context: { 'rds:StorageEncrypted': false } }],
  ['CIS v7.0.0/3.2.3', /changed/, { action: 'rds:ModifyDBInstance', resource: DATABASE, context: { 'rds:PubliclyAccessible': true } }],
  ['CIS v7.0.0/3.2.3', /Multi-AZ DB clusters/, { action: 'rds:CreateDBCluster', resource: 'arn:aws:rds:eu-central-1:111122223333:cluster:orders', context: { 'rds:DatabaseEngine': 'mysql' } }],
  ['CIS v7.0.0/3.3.1', /existing ones stay/, { action: 'elasticfilesystem:CreateMountTarget', context: { 'elasticfilesystem:Encrypted': false } }],
  ['CIS v7.0.0/4.6', /each key/, { action: 'kms:CreateKey' }],
  ['CIS v7.0.0/6.1.1', /existing ones stay/, { action: 'ec2:AttachVolume', resource: 'arn:aws:ec2:eu-central-1:111122223333:volume/vol-0123456789abcdef0', context: { 'ec2:Encrypted': false } }],
  ['AWS-GR_RDS_INSTANCE_PUBLIC_ACCESS_CHECK', /changed/, { action: 'rds:ModifyDBInstance', resource: DATABASE, context: { 'rds:PubliclyAccessible': true } }],
  ['AWS-GR_RDS_STORAGE_ENCRYPTED', /restored/, { action: 'rds:RestoreDBInstanceFromDBSnapshot', resource: DATABASE, context: { 'rds:StorageEncrypted': false } }],
  ['CIS v7.0.0/6.7', /existing instances/, { action: 'ec2:StartInstances', resource: INSTANCE, context: { 'ec2:MetadataHttpTokens': 'optional' } }],
  ['PreventIdPTrustModifications', /deny-identity-center-instances/, { action: 'sso:CreateInstance' }],
  ['PreventIdPTrustModifications', /[Tt]ags/, { action: 'iam:TagSAMLProvider' }],
  ['SRA-IAM-01', /existing users stay/i, { action: 'iam:UpdateUser' }],
  ['SRA-IAM-05', /certificates and MFA devices/, { action: 'iam:UploadSigningCertificate', principal: ROOT_USER }],
])('the note of %s, %s, names a part that its guardrails allow: %j', (id, note, request) => {
  expect(entry(id).guardrails.length).toBeGreaterThan(0);
  expect(entry(id).note).toMatch(note);
  expect(decisionUnder(entry(id), request)).toBe('allowed');
});

const everyMonitor = Array.from({ length: 15 }, (_, index) => `CIS v7.0.0/5.${index + 1}`);

test.each(everyMonitor)('%s preserves the alarm and the metric filter, and its note says that they must exist', (id) => {
  expect(decisionUnder(entry(id), { action: 'cloudwatch:DeleteAlarms', resource: 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:security-root' })).toBe('denied');
  expect(decisionUnder(entry(id), { action: 'cloudwatch:DeleteAlarms', resource: 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:queue' })).toBe('allowed');
  expect(decisionUnder(entry(id), { action: 'logs:DeleteMetricFilter', resource: 'arn:aws:logs:eu-central-1:111122223333:log-group:trail' })).toBe('denied');
  expect(entry(id)).toMatchObject({ option: 'alarmNames', note: expect.stringMatching(/create both before/) });
  expect(entry(id).note).toContain('`logGroupNames`');
});

test.each(['CIS v7.0.0/2.5', 'CIS v7.0.0/2.6', 'AWS-GR_ROOT_ACCOUNT_MFA_ENABLED'])('the note of %s names the guardrail that evaluates the sign-in, and what it leaves open', (id) => {
  expect(entry(id).note).toMatch(/limit-sign-in-networks.*not the device/);
});

test.each<[id: string, request: Request]>([
  ['CIS v7.0.0/2.1.1', { action: 'iam:DisableOrganizationsRootSessions' }],
  ['SRA-ACCESSANALYZER-05', { action: 'access-analyzer:DeleteAnalyzer' }],
  ['SRA-ACCESSANALYZER-06', { action: 'access-analyzer:UpdateAnalyzer' }],
  ['SRA-ACCESSANALYZER-07', { action: 'access-analyzer:DeleteServiceLinkedAnalyzer' }],
  ['SRA-ACCESSANALYZER-08', { action: 'access-analyzer:DeleteAnalyzer' }],
  ['SRA-CLOUDTRAIL-14', { action: 'cloudtrail:PutEventSelectors' }],
  ['SRA-CONFIG-10', { action: 'config:PutConfigurationRecorder' }],
  ['SRA-GUARDDUTY-26', { action: 'guardduty:UpdateOrganizationConfiguration' }],
  ['SRA-IAM-01', { action: 'iam:CreateUser' }],
  ['SRA-IAM-02', { action: 'iam:DisableOrganizationsRootCredentialsManagement' }],
  ['SRA-IAM-03', { action: 'iam:DisableOrganizationsRootSessions' }],
  ['SRA-IAM-05', { action: 'iam:CreateAccessKey', principal: ROOT_USER }],
  ['SRA-IAM-05', { action: 'iam:CreateLoginProfile', principal: ROOT_USER, context: { 'aws:AssumedRoot': 'true' } }],
  ['SRA-IAM-06', { action: 'iam:DeleteAccountPasswordPolicy' }],
  ['SRA-SECURITYHUB-12', { action: 'securityhub:BatchDisableStandards' }],
  ['SRA-SECURITYHUB-13', { action: 'securityhub:UpdateConfigurationPolicy' }],
  ['SRA-SECURITYHUB-14', { action: 'securityhub:DisableSecurityHubV2' }],
  ['SRA-SECURITYHUB-18', { action: 'securityhub:DeleteAggregatorV2' }],
  ['SRA-SECURITYHUB-19', { action: 'inspector2:Disable' }],
  ['SRA-SECURITYHUB-19', { action: 'macie2:DisableMacie' }],
])('the guardrails of %s deny the request against it: %j', (id, request) => {
  expect(decisionUnder(entry(id), request)).toBe('denied');
});

/** The number of the last check of each service in SRA Verify (commit 737512c3); the numbers have no gaps. */
const LAST_CHECKS: readonly (readonly [string, number])[] = [
  ['ACCESSANALYZER', 8], ['ACCOUNT', 3], ['AUDITMANAGER', 2], ['CLOUDTRAIL', 14], ['CONFIG', 10], ['EC2', 1], ['FIREWALLMANAGER', 10],
  ['GUARDDUTY', 26], ['IAM', 6], ['INSPECTOR', 11], ['MACIE', 10], ['ORGANIZATIONS', 12], ['S3', 4], ['SECURITYHUB', 20],
  ['SECURITYINCIDENTRESPONSE', 5], ['SECURITYLAKE', 17], ['SHIELD', 14], ['WAF', 9],
];

test('the SRA set has an entry for each of the 182 checks of SRA Verify', () => {
  const checks = LAST_CHECKS.flatMap(([service, last]) => (
    Array.from({ length: last }, (_, index) => `SRA-${service}-${String(index + 1).padStart(2, '0')}`)));
  expect(checks).toHaveLength(182);
  expect(SRA.map(({ controlId }) => controlId).sort()).toEqual(checks.sort());
});

test('no note advises a service control policy for a delegation, which the management account makes', () => {
  const delegations = SRA.filter(({ title }) => /account administers/.test(title));
  expect(delegations.map(({ controlId }) => controlId)).toEqual(expect.arrayContaining(['SRA-SECURITYINCIDENTRESPONSE-01', 'SRA-IAM-04', 'SRA-SECURITYHUB-15']));
  expect(delegations.filter(({ note, guardrails }) => guardrails.length > 0 || !/management account, to which no policy applies/.test(note ?? '')).map(({ controlId }) => controlId)).toEqual([]);
});

const asList = (value: string | string[] | undefined) => [value ?? []].flat();
const pattern = (text: string) => new RegExp(`^${text.replaceAll('*', '.*')}$`, 'i');

/** Whether a statement names the action. Its conditions do not count. */
function concerns({ Action, NotAction }: Statement, action: string): boolean {
  if (NotAction !== undefined) return !asList(NotAction).some((text) => pattern(text).test(action));
  return asList(Action).some((text) => pattern(text).test(action));
}

test('an action that AWS denies for the data perimeter and the set leaves out belongs to a control with a note', () => {
  const published = VALID_POLICIES.filter(({ file }) => /_[rs]cp\.json$/.test(file)).flatMap(({ file, text }) => (
    (JSON.parse(text) as { Statement: (Statement & { Sid: string })[] }).Statement
      .map((statement) => ({ ...statement, type: file.endsWith('_rcp.json') ? 'RCP' : 'SCP' }))));
  const open = published.flatMap(({ Sid, type, Action }) => {
    const { guardrails, note } = entry(Sid) ?? entry(`${Sid} (${type})`);
    const statements = guardrails.flatMap(statementsOf);
    return asList(Action).filter((action) => !statements.some((statement) => concerns(statement, action)))
      .map((action) => ({ Sid, action, note }));
  });
  expect(open.map(({ Sid }) => Sid)).toContain('PreventIdPTrustModifications');
  expect(open.filter(({ note }) => note === undefined)).toEqual([]);
});
