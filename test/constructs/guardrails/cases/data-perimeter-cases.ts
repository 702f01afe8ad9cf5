import { DEVELOPER, type GuardrailCase, ORGANIZATION, STRANGER } from './guardrail-case';
import { DataPerimeterGuardrails } from '../../../../src';

const OBJECT = 'arn:aws:s3:::shop/orders.csv';
const organizationId = ORGANIZATION;
const member = { principal: DEVELOPER, context: { 'aws:PrincipalOrgID': ORGANIZATION } };
const get = { action: 's3:GetObject', resource: OBJECT };
const SERVICE = { principal: 'cloudtrail.amazonaws.com' };
const github = (subject: string) => ({
  action: 'sts:AssumeRoleWithWebIdentity',
  resource: 'arn:aws:iam::111122223333:role/Deploy',
  principal: undefined,
  context: { 'token.actions.githubusercontent.com:sub': subject },
});

export const DATA_PERIMETER_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => DataPerimeterGuardrails.trustedIdentities({ ...exempt, organizationId, trustedAccounts: ['444455556666'] }),
    denied: [
      { ...get, principal: STRANGER, context: { 'aws:PrincipalOrgID': 'o-strangersorg' } }, { ...get, principal: undefined },
      { action: 'sts:AssumeRole', principal: STRANGER, context: { 'aws:PrincipalOrgID': 'o-strangersorg' } },
    ],
    allowed: [
      { ...get, ...member }, { ...get, ...SERVICE }, { ...get, principal: 'arn:aws:iam::444455556666:role/Partner' },
      { action: 'sts:AssumeRoleWithSAML', principal: undefined }, { action: 'sts:GetCallerIdentity', principal: STRANGER },
    ],
    exempt: STRANGER,
    published: 'identity_perimeter_rcp.json',
  },
  {
    build: (exempt) => DataPerimeterGuardrails.trustedServiceRequests({ ...exempt, organizationId, trustedAccounts: ['444455556666'] }),
    denied: [{ ...get, ...SERVICE, context: { 'aws:SourceOrgID': 'o-strangersorg', 'aws:SourceAccount': '999988887777' } }],
    allowed: [
      { ...get, ...SERVICE, context: { 'aws:SourceOrgID': ORGANIZATION, 'aws:SourceAccount': '111122223333' } }, { ...get, ...SERVICE }, { ...get, ...member },
      { ...get, ...SERVICE, context: { 'aws:SourceAccount': '444455556666' } },
    ],
    exempt: null,
    published: 'identity_perimeter_rcp.json',
  },
  {
    build: (exempt) => DataPerimeterGuardrails.trustedWebIdentities({ ...exempt, provider: 'token.actions.githubusercontent.com', trustedSubjects: ['repo:example-org/*'] }),
    denied: [github('repo:somebody/fork:ref:refs/heads/main')],
    allowed: [github('repo:example-org/shop:ref:refs/heads/main'), { action: 'sts:AssumeRoleWithWebIdentity', principal: undefined, context: { 'accounts.example.com:sub': '1' } }],
    exempt: null,
  },
  {
    build: (exempt) => DataPerimeterGuardrails.trustedResources({ ...exempt, organizationId, trustedResources: ['arn:*:s3:::partner/*'] }),
    denied: [{ ...get, context: { 'aws:ResourceOrgID': 'o-strangersorg' } }, get],
    allowed: [
      { ...get, context: { 'aws:ResourceOrgID': ORGANIZATION } }, { action: 's3:GetObject', resource: 'arn:aws:s3:::partner/in.csv' },
      { action: 'iam:GetPolicy', resource: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      { action: 'ec2:RunInstances', resource: 'arn:aws:ec2:eu-west-1::image/ami-1', context: { 'ec2:Owner': 'amazon' } },
    ],
    published: 'resource_perimeter_scp.json',
  },
  {
    build: (exempt) => DataPerimeterGuardrails.networksOfPrincipals({
      ...exempt, sourceAddresses: ['203.0.113.0/24'], sourceVpcs: ['vpc-0a1b2c3d4e5f67890'], principals: ['arn:*:iam::*:role/*'],
    }),
    denied: [{ ...get, context: { 'aws:SourceIp': '198.51.100.7' } }, { ...get, context: { 'aws:SourceVpc': 'vpc-00000000000000000' } }],
    allowed: [
      { ...get, context: { 'aws:SourceIp': '203.0.113.7' } }, { ...get, context: { 'aws:SourceVpc': 'vpc-0a1b2c3d4e5f67890' } },
      { ...get, context: { 'aws:SourceIp': '198.51.100.7', 'aws:ViaAWSService': true } }, { action: 'rds-db:connect', context: { 'aws:SourceIp': '198.51.100.7' } },
      { ...get, principal: 'arn:aws:iam::111122223333:user/jo', context: { 'aws:SourceIp': '198.51.100.7' } },
      { action: 'kms:Decrypt', principal: 'arn:aws:iam::111122223333:role/aws:ec2-infrastructure', context: { 'aws:SourceIp': '198.51.100.7' } },
    ],
  },
  {
    build: (exempt) => DataPerimeterGuardrails.networksOfPrincipals({ ...exempt, sourceAddresses: ['203.0.113.0/24'], principals: ['arn:*:iam::*:user/*'] }),
    denied: [{ ...get, principal: 'arn:aws:iam::111122223333:user/jo', context: { 'aws:SourceIp': '198.51.100.7' } }],
    allowed: [{ ...get, principal: 'arn:aws:iam::111122223333:user/jo', context: { 'aws:SourceIp': '203.0.113.7' } }],
    exempt: 'arn:aws:iam::111122223333:user/jo',
    published: 'network_perimeter_iam_users_scp.json',
  },
  {
    build: (exempt) => DataPerimeterGuardrails.networksOfPrincipals({
      ...exempt, sourceAddresses: ['203.0.113.0/24'], sourceVpcs: ['vpc-0a1b2c3d4e5f67890'], sourceOrganizationId: ORGANIZATION,
    }),
    denied: [
      { ...get, context: { 'aws:SourceIp': '198.51.100.7' } },
      { ...get, context: { 'aws:SourceVpc': 'vpc-00000000000000000', 'aws:VpceOrgID': 'o-strangersorg' } },
      { ...get, context: { 'aws:SourceVpc': 'vpc-00000000000000000' } },
    ],
    allowed: [
      { ...get, context: { 'aws:SourceVpc': 'vpc-00000000000000000', 'aws:VpceOrgID': ORGANIZATION } },
      { ...get, context: { 'aws:SourceVpc': 'vpc-0a1b2c3d4e5f67890' } }, { ...get, context: { 'aws:SourceIp': '203.0.113.7' } },
    ],
  },
  {
    build: (exempt) => DataPerimeterGuardrails.networksOfResources({ ...exempt, sourceAddresses: ['203.0.113.0/24'] }),
    denied: [{ ...get, context: { 'aws:SourceIp': '198.51.100.7' } }, { ...get, context: { 'aws:SourceVpc': 'vpc-00000000000000000' } }],
    allowed: [
      { ...get, context: { 'aws:SourceIp': '203.0.113.7' } }, { ...get, ...SERVICE },
      { ...get, context: { 'aws:SourceIp': '198.51.100.7', 'aws:ViaAWSService': true } },
    ],
  },
  {
    build: DataPerimeterGuardrails.requireSecureTransport,
    denied: [{ ...get, context: { 'aws:SecureTransport': false } }],
    allowed: [{ ...get, context: { 'aws:SecureTransport': true } }],
  },
];
