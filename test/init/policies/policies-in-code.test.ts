import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TYPED_DOCUMENTS } from './typed-documents';
import { AccountGuardrails, type Guardrail, NetworkGuardrails, UsageGuardrails } from '../../../src';
import { proofOf } from '../../../src/cli/init/proof';
import type { PolicyTypeName } from '../../../src/contract';
import { appFiles, appRows } from '../../../src/init';
import { attachment, DENY_LEAVING, liveOrganization, policyWith, unitWith } from '../live-organization';
import { removeWrittenApps, synthesized, VERSIONS, writtenApp } from '../written-app';

jest.setTimeout(120_000);
afterAll(removeWrittenApps);

const statementsOf = (...guardrails: readonly Guardrail[]) => (
  guardrails.flatMap(({ statements }) => statements.map((each) => each.toStatementJson() as object)));
const OWN = { Sid: 'Own', Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*', Condition: { StringNotEquals: { 'aws:PrincipalTag/team': ['red', 'blue'] } } };

const baseline = policyWith(1, 'Baseline', [
  ...statementsOf(
    AccountGuardrails.denyLeavingOrganization({ exemptPrincipals: ['arn:*:iam::*:role/platform/*'] }),
    UsageGuardrails.denyOtherRegions({ allowedRegions: ['eu-central-1', 'eu-west-1'] }),
  ), OWN,
]);
const vpn = policyWith(2, '__proto__', statementsOf(NetworkGuardrails.denyVpn()));
const nearly = policyWith(3, 'Nearly', statementsOf(AccountGuardrails.denyRegionChanges()).map((each) => ({ ...each, Resource: ['*'] })));
const own = policyWith(4, 'Own', [DENY_LEAVING]);
const typed = TYPED_DOCUMENTS.slice(0, 2).map(({ type, document }, index) => (
  policyWith(5 + index, `Tags ${index}`, [], { type: type as PolicyTypeName, content: JSON.stringify(document) })));
const POLICIES = [baseline, vpn, nearly, own, ...typed];

const ORGANIZATION = liveOrganization({
  organizationalUnits: [
    unitWith(1, 'One', { attachedPolicies: [...unitWith(1, '').attachedPolicies, ...[vpn, nearly, own, ...typed].map(attachment)] }),
    unitWith(2, 'Two', { attachedPolicies: [...unitWith(2, '').attachedPolicies, attachment(baseline)] }),
  ],
}, { policies: POLICIES, policyTypes: ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'] });

const fileOf = (path: string, language: 'typescript' | 'python' = 'typescript') => appFiles(appRows(ORGANIZATION), VERSIONS, language).get(path);

test('policies that guardrails and typed policies give exactly are code, the others are documents, and nothing but tags is written', async () => {
  const { folder, files } = writtenApp(ORGANIZATION);
  expect([...files.keys()].filter((path) => path.startsWith('policies/'))).toEqual(['policies/nearly.json', 'policies/own.json']);
  const proof = await proofOf({ organization: ORGANIZATION }, synthesized(folder, ORGANIZATION));
  expect(proof).toMatchObject({ takenOver: 8, differences: [], deviations: [] });
});

test('a document that is written later takes precedence over the code', async () => {
  const { folder } = writtenApp(ORGANIZATION);
  writeFileSync(join(folder, 'policies', 'baseline.json'), own.content);
  expect((await proofOf({ organization: ORGANIZATION }, synthesized(folder, ORGANIZATION))).differences).toEqual([expect.stringContaining('Baseline')]);
});

test('an app with documents only has no code of policies', () => {
  const files = appFiles(appRows(ORGANIZATION), VERSIONS, 'typescript', { documentsOnly: true });
  expect([...files.keys()].filter((path) => path.startsWith('policies/'))).toHaveLength(POLICIES.length);
  expect(files.has('lib/policies.ts')).toBe(false);
  expect(existsSync(join(writtenApp(ORGANIZATION).folder, 'lib', 'policies.ts'))).toBe(true);
  expect(readdirSync(join(writtenApp(ORGANIZATION).folder, 'policies'))).toHaveLength(2);
});

test('the code of policies is short and readable in TypeScript', () => {
  const text = fileOf('lib/policies.ts')!;
  for (const part of TYPESCRIPT) expect(text).toContain(part);
  expect(fileOf('README.md')).toContain('| `lib/policies.ts` | policies of guardrails, and typed policies; a document `policies/KEY.json` takes precedence |');
});

test('the code of policies has the names of jsii in Python', () => {
  const text = fileOf('organization/policies.py', 'python')!;
  for (const part of PYTHON) expect(text).toContain(part);
});

test('a text of a policy is data in both languages, and one with a hidden character or a long text keeps its document', () => {
  const hostile = '\'"; process.exit() #\\`${x}';
  const withText = (text: string) => liveOrganization({}, {
    policies: [policyWith(1, 'Baseline', [...statementsOf(NetworkGuardrails.denyVpn()), { ...OWN, Condition: { StringEquals: { 'aws:PrincipalTag/team': text } } }])],
  });
  const filesOf = (text: string) => appFiles(appRows(withText(text)), VERSIONS);
  expect(filesOf(hostile).get('lib/policies.ts')).toContain('\'\\\'"; process.exit() #\\\\`${x}\'');
  expect(appFiles(appRows(withText(hostile)), VERSIONS, 'python').get('organization/policies.py')).toContain('"\'\\"; process.exit() #\\\\`${x}"');
  for (const files of [filesOf('a\u2028b'), filesOf('a\nb'), filesOf('x'.repeat(91))]) {
    expect([files.has('lib/policies.ts'), files.has('policies/baseline.json')]).toEqual([false, true]);
  }
});

const TYPESCRIPT = [
  `  ['baseline', (scope, id, options) => new ServiceControlPolicy(scope, id, {
    ...options,
    guardrails: [
      AccountGuardrails.denyLeavingOrganization({ exemptPrincipals: ['arn:*:iam::*:role/platform/*'] }),
      UsageGuardrails.denyOtherRegions({ allowedRegions: ['eu-central-1', 'eu-west-1'] }),
    ],
    statements: [
      iam.PolicyStatement.fromJson({
        Sid: 'Own',
        Effect: 'Deny',
        Action: 's3:DeleteBucket',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:PrincipalTag/team': ['red', 'blue'] } },
      }),
    ],
  })],
  ['proto', (scope, id, options) => new ServiceControlPolicy(scope, id, {
    ...options,
    guardrails: [NetworkGuardrails.denyVpn()],
  })],
`,
  `        tagKey: 'team',
        enforceCapitalization: false,
        values: ['red', 'blue'],
        reportRequiredTagFor: PolicyValue.remove(['ec2:ALL_SUPPORTED']),
`,
];

const PYTHON = [
  `    "baseline": lambda scope, id, **options: ServiceControlPolicy(
        scope,
        id,
        guardrails=[
            AccountGuardrails.deny_leaving_organization(exempt_principals=["arn:*:iam::*:role/platform/*"]),
            UsageGuardrails.deny_other_regions(allowed_regions=["eu-central-1", "eu-west-1"]),
        ],
        statements=[
            iam.PolicyStatement.from_json(
`,
  `    "tags-1": lambda scope, id, **options: TagPolicy(
        scope,
        id,
        tags=[TagPolicyTag(tag_key="owner"), TagPolicyTag(tag_key="cost", values=[])],
        child_control=ChildControl.NONE,
        **options,
    ),
`,
];
