import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Organization } from '../../src';

/** Accepted findings with their reasons. docs/security.md documents them for users. */
const ACKNOWLEDGED: Record<string, string> = {
  'AwsSolutions-IAM5[Resource::*]': 'Most actions of AWS Organizations know no resource type, and what is created has no ID before.',
  'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:organizations::<AWS::AccountId>:handshake/o-*/enable_all_features/h-*]':
    'The IDs of the organization and its handshakes are not known before.',
  'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudformation:<AWS::Region>:<AWS::AccountId>:stack/<AWS::StackName>-*/*]':
    'Nested stacks get their IDs from CloudFormation; the actions only read.',
  'AwsSolutions-IAM5[Resource::<OrganizationsProviderFrameworkframeworkisComplete391701B8.Arn>:*]': 'The role of the CDK\'s own state machine.',
  'AwsSolutions-IAM5[Resource::<OrganizationsProviderFrameworkframeworkonTimeout607ADFE5.Arn>:*]': 'The role of the CDK\'s own state machine.',
  'AwsSolutions-SF1': 'The state machine only repeats a call; each call is logged by the function.',
  'AwsSolutions-SF2': 'The state machine only repeats a call; X-Ray would show the same call again and again.',
};

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'cdk-nag-'));
});
afterEach(() => rmSync(outdir, { recursive: true, force: true }));

function findings(acknowledge: boolean): string[] {
  const app = new App({ outdir });
  const stack = new Stack(app, 'Stack');
  new Organization(stack, 'Organization');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  if (acknowledge) Validations.of(stack).acknowledge(...Object.entries(ACKNOWLEDGED).map(([id, reason]) => ({ id: `AwsSolutions::${id}`, reason })));
  try {
    app.synth();
  } catch {
    // Synthesis fails on findings. The report names them.
  }
  const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
  return report.pluginReports.flatMap(({ violations }: any) => violations.map(({ ruleName }: any) => ruleName));
}

test('cdk-nag finds in the provider exactly the findings that are acknowledged with a reason', () => {
  expect([...new Set(findings(false))].sort()).toEqual(Object.keys(ACKNOWLEDGED).sort());
});

test('cdk-nag reports no other finding once these are acknowledged', () => {
  expect(findings(true)).toEqual([]);
});
