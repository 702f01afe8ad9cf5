import { Aws, Fn, Token } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import {
  AccountGuardrails, ComputeGuardrails, DataPerimeterGuardrails, DataProtectionGuardrails, type Guardrail, IdentityGuardrails, Organization,
  ResourceControlPolicy, SecurityServiceGuardrails, ServiceControlPolicy, TagGuardrails, UsageGuardrails,
} from '../../../src';
import { synthesisProblems, testStack } from '../test-app';

const organizationId = 'o-exampleorgid';

test.each<[Guardrail, string]>([
  [UsageGuardrails.denyOtherRegions({ allowedRegions: ['Frankfurt'] }), 'This is not the code of a Region (given: "Frankfurt"). Write it as in eu-central-1.'],
  [UsageGuardrails.denyOtherRegions({ allowedRegions: [] }), 'The guardrail has no allowed Regions (given: "an empty list"). Give at least one.'],
  [UsageGuardrails.denyOtherRegions({ allowedRegions: ['eu-west-1'], exemptActions: ['s3 GetObject'] }),
    'This is not an action (given: "s3 GetObject"). Write it as in s3:DeleteBucket, or with * for the rest of its name.'],
  [UsageGuardrails.denyOtherServices({ services: [] }), 'The guardrail has no services (given: "an empty list"). Give at least one.'],
  [UsageGuardrails.denyServices({ services: ['s3:*'] }), 'This is not the prefix of a service (given: "s3:*").'],
  [AccountGuardrails.denyRootUser({ exemptActions: ['PutBucketPolicy'] }), 'This is not an action (given: "PutBucketPolicy").'],
  [SecurityServiceGuardrails.protectCloudTrail({ resources: ['organization'] }), 'This is not the ARN of resources (given: "organization").'],
  [IdentityGuardrails.protectRoles({ roles: ['platform'] }), 'This is not the ARN of a role (given: "platform").'],
  [IdentityGuardrails.protectRoles({ roles: ['arn:aws:iam::1:role/a'], exemptPrincipals: ['platform'] }),
    'An exempt principal is not the ARN of a role, a user or a root user (given: "platform").'],
  [AccountGuardrails.denyLeavingOrganization({ exemptPrincipals: ['arn:*:iam::*:role/AWSReservedSSO_Admin_*'] }),
    'An exempt principal is a role of IAM Identity Center without its path, and so never matches (given: "arn:*:iam::*:role/AWSReservedSSO_Admin_*"). '
    + 'Give the path, as in arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_*.'],
  [IdentityGuardrails.requirePermissionsBoundary({ permissionsBoundaries: ['boundary'] }), 'This is not the ARN of an IAM policy (given: "boundary").'],
  [ComputeGuardrails.denyOtherInstanceTypes({ allowedInstanceTypes: ['small'] }), 'This is not an instance type (given: "small").'],
  [ComputeGuardrails.denyOtherImageOwners({ allowedImageOwners: ['self'] }), 'This is not an owner of machine images (given: "self").'],
  [DataProtectionGuardrails.requireObjectEncryption({ allowedEncryptions: ['kms'] }), 'This is not a server-side encryption of Amazon S3 (given: "kms").'],
  [DataProtectionGuardrails.protectBuckets({ bucketNames: ['arn:aws:s3:::logs'] }), 'This is not the name of a bucket (given: "arn:aws:s3:::logs").'],
  [DataProtectionGuardrails.protectLogGroups({ logGroupNames: ['a b'] }), 'This is not the name of a log group (given: "a b").'],
  [TagGuardrails.requireTags({ tagKeys: [''] }), 'This is not a tag key (given: "").'],
  [TagGuardrails.requireTags({ tagKeys: ['a'], createActions: ['create'], resources: ['arn:*:s3:::*'] }), 'This is not an action (given: "create").'],
  [TagGuardrails.requireTags({ tagKeys: ['a'], createActions: ['kms:CreateKey'] }),
    'The guardrail has one of createActions and resources, and would say nothing about what the actions create (given: "only createActions"). '
    + 'Give resources too: the actions, and the ARNs of what they create.'],
  [TagGuardrails.requireTags({ tagKeys: ['a'], resources: ['arn:*:kms:*:*:key/*'] }),
    'The guardrail has one of createActions and resources, and would say nothing about what the actions create (given: "only resources").'],
  [TagGuardrails.requireTags({ tagKeys: ['a', Fn.ref('Key')] }), 'The tag key is known only at deployment'],
  [TagGuardrails.denyOtherTagValues({ tagKey: Fn.ref('Key'), allowedValues: ['a'] }), 'The tag key is known only at deployment'],
  [TagGuardrails.denyOtherTagValues({ tagKey: 'a', allowedValues: ['a;b'] }), 'This is not a tag value (given: "a;b").'],
  [TagGuardrails.protectTags({ tagKeys: ['a;*'] }), 'This is not a tag key (given: "a;*").'],
  [DataPerimeterGuardrails.trustedResources({ organizationId: 'mine' }), 'This is not the id of an organization (given: "mine").'],
  [DataPerimeterGuardrails.networksOfPrincipals({}), 'The guardrail expects no network, and would deny everything (given: "neither addresses nor VPCs").'],
  [DataPerimeterGuardrails.networksOfPrincipals({ sourceAddresses: ['10.0.0.0/40'] }), 'This is not an IP address or a block of them (given: "10.0.0.0/40").'],
  [DataPerimeterGuardrails.networksOfPrincipals({ sourceOrganizationId: 'mine' }), 'This is not the id of an organization (given: "mine").'],
  [ComputeGuardrails.denyInstanceTypes({ instanceTypes: [] }), 'The guardrail has no instance types (given: "an empty list").'],
  [DataPerimeterGuardrails.networksOfPrincipals({ sourceVpcs: ['main'] }), 'This is not the id of a VPC (given: "main").'],
  [DataPerimeterGuardrails.networksOfPrincipals({ sourceAddresses: ['10.0.0.1'], principals: ['jo'] }),
    'A principal of the guardrail is not the ARN of a role, a user or a root user (given: "jo").'],
])('%#: %s', (guardrail, message) => {
  const stack = testStack();
  new Organization(stack, 'Organization').root.attachPolicy(new ServiceControlPolicy(stack, 'Policy', { guardrails: [guardrail] }));
  expect(synthesisProblems(stack)).toEqual([expect.stringContaining(`[Test/Policy] ${message}`)]);
});

test.each<[Guardrail, string]>([
  [DataPerimeterGuardrails.trustedIdentities({ organizationId, trustedAccounts: ['1234'] }), 'This is not the id of an account (given: "1234").'],
  [DataPerimeterGuardrails.trustedServiceRequests({ organizationId, actions: [] }), 'The guardrail has no actions (given: "an empty list").'],
  [DataPerimeterGuardrails.trustedWebIdentities({ provider: 'https://example.com', trustedSubjects: ['a'] }),
    'This is not the URL of an identity provider without https:// (given: "https://example.com").'],
  [DataPerimeterGuardrails.trustedWebIdentities({ provider: 'example.com', trustedSubjects: [] }), 'The guardrail has no trusted subjects'],
  [DataPerimeterGuardrails.requireSecureTransport({ actions: ['s3'] }), 'This is not an action (given: "s3").'],
])('of a resource control policy, %#: %s', (guardrail, message) => {
  const stack = testStack();
  new Organization(stack, 'Organization').root.attachPolicy(new ResourceControlPolicy(stack, 'Policy', { guardrails: [guardrail] }));
  expect(synthesisProblems(stack)).toEqual([expect.stringContaining(`[Test/Policy] ${message}`)]);
});

test('what is known only at deployment is not judged', () => {
  const stack = testStack();
  const organization = new Organization(stack, 'Organization');
  new ResourceControlPolicy(stack, 'Perimeter', {
    guardrails: [DataPerimeterGuardrails.trustedIdentities({ organizationId: organization.organizationId, trustedAccounts: Token.asList({ Ref: 'Accounts' }) })],
  });
  new ServiceControlPolicy(stack, 'Regions', {
    guardrails: [UsageGuardrails.denyOtherRegions({
      allowedRegions: Fn.split(',', Fn.ref('Regions')), exemptPrincipals: [`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/Deployer`],
    })],
  });
  expect(synthesisProblems(stack)).toEqual([]);
});

test('a Region that looks like one and is none is a warning with what was probably meant', () => {
  const stack = testStack();
  const allowedRegions = ['eu-centrall-1', 'mars-north-1', 'eu-west-1', 'unspecified', Fn.ref('Region')];
  const policy = new ServiceControlPolicy(stack, 'Policy', { guardrails: [UsageGuardrails.denyOtherRegions({ allowedRegions })] });
  new Organization(stack, 'Organization').root.attachPolicy(policy);
  expect(synthesisProblems(stack)).toEqual([]);
  const warnings = Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data));
  expect(warnings).toEqual([
    expect.stringContaining('No such Region is known (given: "eu-centrall-1"). Did you mean eu-central-1? If AWS added it lately, acknowledge the warning.'),
    expect.stringContaining('No such Region is known (given: "mars-north-1").'),
  ]);
});

test('all guardrails of the security services fit into one policy', () => {
  const stack = testStack();
  const exempt = { exemptPrincipals: ['arn:*:iam::*:role/platform/*'] };
  new ServiceControlPolicy(stack, 'Policy', {
    guardrails: [
      SecurityServiceGuardrails.protectAccessAnalyzer(exempt),
      SecurityServiceGuardrails.protectCloudTrail(exempt),
      SecurityServiceGuardrails.protectConfig(exempt),
      SecurityServiceGuardrails.protectDetective(exempt),
      SecurityServiceGuardrails.protectGuardDuty(exempt),
      SecurityServiceGuardrails.protectInspector(exempt),
      SecurityServiceGuardrails.protectMacie(exempt),
      SecurityServiceGuardrails.protectSecurityHub(exempt),
    ],
  });
  expect(synthesisProblems(stack)).toEqual([]);
});

test('tag keys that differ in signs or letters of other scripts have Sids of their own', () => {
  const sids = (...tagKeys: string[]) => TagGuardrails.requireTags({ tagKeys }).statements.map(({ sid }) => sid!);
  expect(sids('cost-center', 'Owner')).toEqual(['RequireTagCostCenter', 'RequireTagOwner']);
  for (const keys of [['cost-center', 'cost_center', 'CostCenter'], ['日本', '中国'], ['a b', 'a.b']]) {
    expect(new Set(sids(...keys)).size).toBe(keys.length);
    expect(sids(...keys).filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
  }
  expect(sids('cost_center')).not.toEqual(sids('cost-center'));
  expect(sids('a', 'a')).toEqual(['RequireTagA']);
});
