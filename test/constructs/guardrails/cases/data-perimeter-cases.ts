import { DEVELOPER, type GuardrailCase, ORGANIZATION, STRANGER } from './guardrail-case';
import { NETWORK_PERIMETER_CASES } from './network-perimeter-cases';
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
  ...NETWORK_PERIMETER_CASES,
  {
    build: DataPerimeterGuardrails.requireSecureTransport,
    denied: [{ ...get, context: { 'aws:SecureTransport': false } }],
    allowed: [{ ...get, context: { 'aws:SecureTransport': true } }],
  },
];
