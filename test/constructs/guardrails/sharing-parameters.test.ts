import { Fn, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Account, DnsGuardrails, ExternalSharingGuardrails, type Guardrail, Organization, ServiceControlPolicy } from '../../../src';
import { synthesisProblems, testStack } from '../test-app';

const ACCOUNTS = Token.asList({ Ref: 'Accounts' });

test.each<[Guardrail, string]>([
  [ExternalSharingGuardrails.denySnapshotSharing({ trustedAccounts: ['1234'] }), 'This is not the ID of an account (given: "1234").'],
  [ExternalSharingGuardrails.denySnapshotSharing({ trustedAccounts: [] }), 'The guardrail has no trusted accounts (given: "an empty list"). Give at least one.'],
  [ExternalSharingGuardrails.denyWarehouseSharing({ trustedAccounts: ['ADX'] }), 'This is not the ID of an account (given: "ADX").'],
  [ExternalSharingGuardrails.denyFunctionSharing({ trustedAccounts: ['*'] }), 'This is not the ID of an account (given: "*").'],
  [ExternalSharingGuardrails.denyFunctionSharing({ trustedAccounts: ACCOUNTS }), 'The list of trusted accounts is known only at deployment'],
  [DnsGuardrails.denyZoneSharing({ trustedVpcs: ['main'] }), 'This is not the ID of a VPC (given: "main").'],
  [DnsGuardrails.denyZoneSharing({ trustedVpcs: [] }), 'The guardrail has no trusted VPCs (given: "an empty list"). Give at least one.'],
  [DnsGuardrails.denyZoneSharing({ trustedVpcs: Token.asList({ Ref: 'Vpcs' }) }), 'The list of trusted VPCs is known only at deployment'],
])('case %# reports: %s', (guardrail, message) => {
  const stack = testStack();
  new Organization(stack, 'Organization').root.attachPolicy(new ServiceControlPolicy(stack, 'Policy', { guardrails: [guardrail] }));
  expect(synthesisProblems(stack)).toEqual([expect.stringContaining(`[Test/Policy] ${message}`)]);
});

test('trusted accounts and VPCs can be references, and a whole list of accounts can be known only at deployment', () => {
  const stack = testStack();
  const { root } = new Organization(stack, 'Organization');
  const { accountId } = new Account(stack, 'Consumer', { parent: root, accountName: 'consumer', email: 'consumer@example.com' });
  new ServiceControlPolicy(stack, 'Policy', {
    guardrails: [
      ExternalSharingGuardrails.denySnapshotSharing({ trustedAccounts: ACCOUNTS }),
      ExternalSharingGuardrails.denyWarehouseSharing({ trustedAccounts: ACCOUNTS }),
      ExternalSharingGuardrails.denyFunctionSharing({ trustedAccounts: [accountId] }),
      DnsGuardrails.denyZoneSharing({ trustedVpcs: [Fn.importValue('Vpc')] }),
    ],
  });
  expect(synthesisProblems(stack)).toEqual([]);
  const [{ Properties: { Content } }] = Object.values(Template.fromStack(stack).findResources('Custom::OrganizationsPolicy'));
  const parts = Content['Fn::Join'][1].map((part: unknown) => (typeof part === 'string' ? part : `<${JSON.stringify(part)}>`)).join('');
  expect(parts).toMatch(/"lambda:Principal":\[[^\]]*"arn:\*:iam::<\{"Ref":"Consumer[^>]*>:\*"/);
  expect(parts).toMatch(/"route53:VPCs":\["?VPCId=<\{"Fn::ImportValue":"Vpc"\}>,VPCRegion=\*"|"route53:VPCs":"VPCId=<\{"Fn::ImportValue":"Vpc"\}>,VPCRegion=\*"/);
});
