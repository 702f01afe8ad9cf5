import { Aws, Duration, Fn, Token } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import {
  AccountGuardrails, BedrockGuardrails, ComputeGuardrails, DataPerimeterEgressGuardrails, DataPerimeterGuardrails,
  DataPerimeterRequestGuardrails, DataProtectionGuardrails, type Guardrail, IdentityGuardrails, MonitoringGuardrails, Organization,
  PlatformGuardrails, ResourceControlPolicy, SecurityServiceGuardrails, ServiceControlPolicy, SignInGuardrails, TableStorageGuardrails,
  TagGuardrails, UsageGuardrails,
} from '../../../src';
import { synthesisProblems, testStack } from '../test-app';

const organizationId = 'o-exampleorgid';
const principals = ['arn:*:iam::*:user/*'];

test.each<[Guardrail, string]>([
  [UsageGuardrails.denyOtherRegions({ allowedRegions: ['Frankfurt'] }), 'This is not the code of a Region (given: "Frankfurt"). Write it as in eu-central-1.'],
  [UsageGuardrails.denyOtherRegions({ allowedRegions: [] }), 'The guardrail has no allowed Regions (given: "an empty list"). Give at least one.'],
  [UsageGuardrails.denyOtherRegions({ allowedRegions: ['eu-west-1'], exemptActions: ['s3 GetObject'] }),
    'This is not an action (given: "s3 GetObject"). Write it as in s3:DeleteBucket, or with * for the rest of its name.'],
  [UsageGuardrails.denyOtherRegions({ allowedRegions: ['eu-west-1'], bedrockInferenceProfiles: ['arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.*'] }),
    'This is not the ID of an inference profile (given: "arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.*"). '
    + 'Give IDs such as eu.amazon.nova-pro-v1:0, or a pattern such as eu.*.'],
  [BedrockGuardrails.denyOtherModels({ allowedModels: ['Claude'] }), 'This is not the ID of a foundation model (given: "Claude").'],
  [BedrockGuardrails.denyOtherModels({ allowedModels: [] }), 'The guardrail has no allowed models (given: "an empty list").'],
  [SignInGuardrails.denyOutboundFederation({ allowedAudiences: ['a b'] }), 'This is not the audience of a token (given: "a b").'],
  [PlatformGuardrails.protectStacks({ stackNames: ['arn:aws:cloudformation:*:*:stack/a/*'] }),
    'This is not the name of a stack (given: "arn:aws:cloudformation:*:*:stack/a/*"). Give names, with * as a wildcard.'],
  [PlatformGuardrails.protectStacks({ stackNames: [] }), 'The guardrail has no stack names (given: "an empty list").'],
  [PlatformGuardrails.protectFunctions({ functionNames: ['a/b'] }), 'This is not the name of a function (given: "a/b").'],
  [PlatformGuardrails.protectTopics({ topicNames: ['a:b'] }), 'This is not the name of a topic (given: "a:b").'],
  [TableStorageGuardrails.protectTableBuckets({ tableBucketNames: ['arn:aws:s3tables:eu-west-1:111122223333:bucket/a'] }),
    'This is not the name of a table or vector bucket (given: "arn:aws:s3tables:eu-west-1:111122223333:bucket/a"). Give names, with * as a wildcard.'],
  [TableStorageGuardrails.protectVectorBuckets({ vectorBucketNames: [] }), 'The guardrail has no vector bucket names (given: "an empty list").'],
  [MonitoringGuardrails.protectAlarms({ alarmNames: [] }), 'The guardrail has no alarm names (given: "an empty list").'],
  [MonitoringGuardrails.protectAlarms({ alarmNames: ['a\nb'] }), 'This is not the name of an alarm'],
  [BedrockGuardrails.requireModelGuardrails({ modelGuardrails: ['abcdef123456'] }),
    'This is not the ARN of a guardrail of Amazon Bedrock (given: "abcdef123456"). Give ARNs with a version'],
  [SignInGuardrails.denyChatActions({ exemptActions: ['Describe'] }), 'This is not an action (given: "Describe").'],
  [PlatformGuardrails.protectManagedPolicies({ policies: ['Deploy'] }), 'This is not the ARN of an IAM policy (given: "Deploy").'],
  [UsageGuardrails.denyOtherServices({ allowedServices: [] }), 'The guardrail has no allowed services (given: "an empty list"). Give at least one.'],
  [UsageGuardrails.denyServices({ services: ['s3:*'] }), 'This is not the prefix of a service (given: "s3:*").'],
  [AccountGuardrails.denyRootUser({ exemptActions: ['PutBucketPolicy'] }), 'This is not an action (given: "PutBucketPolicy").'],
  [SecurityServiceGuardrails.protectCloudTrail({ resources: ['organization'] }), 'This is not the ARN of resources (given: "organization").'],
  [IdentityGuardrails.protectRoles({ roles: ['platform'] }), 'This is not the ARN of a role (given: "platform").'],
  [IdentityGuardrails.protectRoles({ roles: ['arn:aws:iam::1:role/a'], exemptPrincipals: ['platform'] }),
    'An exempt principal is not the ARN of a role, a user or a root user (given: "platform").'],
  [AccountGuardrails.denyLeavingOrganization({ exemptPrincipals: ['arn:*:iam::*:role/AWSReservedSSO_Admin_*'] }),
    'An exempt principal is a role of IAM Identity Center without its path, which never matches (given: "arn:*:iam::*:role/AWSReservedSSO_Admin_*"). '
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
    'The guardrail has only one of createActions and resources, so that it would deny nothing (given: "only createActions"). '
    + 'Give resources too: the actions and the ARNs of the resources that they create.'],
  [TagGuardrails.requireTags({ tagKeys: ['a'], resources: ['arn:*:kms:*:*:key/*'] }),
    'The guardrail has only one of createActions and resources, so that it would deny nothing (given: "only resources").'],
  [TagGuardrails.requireTags({ tagKeys: ['a', Fn.ref('Key')] }), 'The tag key is known only at deployment'],
  [TagGuardrails.denyOtherTagValues({ tagKey: Fn.ref('Key'), allowedValues: ['a'] }), 'The tag key is known only at deployment'],
  [TagGuardrails.denyOtherTagValues({ tagKey: 'a', allowedValues: ['a;b'] }), 'This is not a tag value (given: "a;b").'],
  [TagGuardrails.protectTags({ tagKeys: ['a;*'] }), 'This is not a tag key (given: "a;*").'],
  [DataPerimeterGuardrails.denyUntrustedResources({ organizationId: 'mine' }), 'This is not the ID of an organization (given: "mine").'],
  [DataPerimeterGuardrails.limitNetworksOfPrincipals({ principals }), 'The guardrail has no expected network, so that it would deny everything (given: "neither addresses nor VPCs").'],
  [DataPerimeterGuardrails.limitNetworksOfPrincipals({ sourceAddresses: ['203.0.113.0/24'] }),
    'The guardrail does not select principals. For all principals, it would deny service roles and sign-in, which use networks of AWS '
    + '(given: "none of principals, principalTag, credentialSources"). Give principals or principalTag or credentialSources.'],
  [DataPerimeterGuardrails.limitNetworksOfPrincipals({ sourceAddresses: ['203.0.113.0/24'], principalTag: 'a;b' }), 'This is not a tag key (given: "a;b").'],
  [DataPerimeterGuardrails.limitNetworksOfPrincipals({ sourceAddresses: ['203.0.113.0/24'], principalTag: Fn.ref('Key') }),
    'The tag key is known only at deployment'],
  [DataPerimeterGuardrails.limitNetworksOfPrincipals({ principals, sourceAddresses: ['10.0.0.0/40'] }), 'This is not an IP address or a CIDR block (given: "10.0.0.0/40").'],
  [DataPerimeterGuardrails.limitNetworksOfPrincipals({ principals, sourceOrganizationId: 'mine' }), 'This is not the ID of an organization (given: "mine").'],
  [DataPerimeterEgressGuardrails.denyResourcePolicies({ actions: [] }), 'The guardrail has no actions (given: "an empty list").'],
  [DataPerimeterEgressGuardrails.denyServicePresignedUrls({ actions: ['GetFunction'] }), 'This is not an action (given: "GetFunction").'],
  [DataPerimeterEgressGuardrails.denyUntrustedEndpoints({ trustedEmailDomains: [] }), 'The guardrail has no trusted email domains'],
  [DataPerimeterEgressGuardrails.denyUntrustedEndpoints({ trustedEmailDomains: ['*example.com'] }),
    'This is not a domain of email addresses (given: "*example.com"). Write it as in example.com, or *.example.com for its subdomains.'],
  [DataPerimeterEgressGuardrails.denyUntrustedEndpoints({ trustedEmailDomains: ['example.com'], trustedHttpEndpoints: ['https://hooks.example.com*'] }),
    'This is not a URL with a complete host name (given: "https://hooks.example.com*"). Write it as in https://hooks.example.com/*.'],
  [DataPerimeterEgressGuardrails.denyForeignConnections({ trustedAccounts: ['1234'] }), 'This is not the ID of an account (given: "1234").'],
  [ComputeGuardrails.denyInstanceTypes({ instanceTypes: [] }), 'The guardrail has no instance types (given: "an empty list").'],
  [DataPerimeterGuardrails.limitNetworksOfPrincipals({ principals, sourceVpcs: ['main'] }), 'This is not the ID of a VPC (given: "main").'],
  [DataPerimeterGuardrails.limitNetworksOfPrincipals({ sourceAddresses: ['10.0.0.1'], principals: ['jo'] }),
    'A principal of the guardrail is not the ARN of a role, a user or a root user (given: "jo").'],
])('case %# for a service control policy reports: %s', (guardrail, message) => {
  const stack = testStack();
  new Organization(stack, 'Organization').root.attachPolicy(new ServiceControlPolicy(stack, 'Policy', { guardrails: [guardrail] }));
  expect(synthesisProblems(stack)).toEqual([expect.stringContaining(`[Test/Policy] ${message}`)]);
});

test.each<[Guardrail, string]>([
  [SignInGuardrails.limitSignInNetworks({}), 'The guardrail has no expected network, so that nobody could sign in (given: "neither addresses nor VPCs").'],
  [SignInGuardrails.limitSignInNetworks({ sourceAddresses: ['home'] }), 'This is not an IP address or a CIDR block (given: "home").'],
  [DataPerimeterGuardrails.denyUntrustedIdentities({ organizationId, trustedAccounts: ['1234'] }), 'This is not the ID of an account (given: "1234").'],
  ...['sts:*', 'sts:AssumeRole*', 'sts:AssumeRoleWithSAML', 'STS:assumerolewithwebidentity', 'sts:TagSession', 'sts:SetSource*'].map((action): [Guardrail, string] => [
    DataPerimeterGuardrails.denyUntrustedIdentities({ organizationId, actions: ['s3:*', 'sts:AssumeRole', action] }),
    'The action includes sign-in with SAML or OpenID Connect, whose requests have no organization, so that every sign-in would be denied '
    + `(given: "${action}"). Give sts:AssumeRole and sts:SetContext instead.`,
  ]),
  [DataPerimeterGuardrails.denyUntrustedServiceRequests({ organizationId, actions: [] }), 'The guardrail has no actions (given: "an empty list").'],
  [DataPerimeterGuardrails.denyUntrustedWebIdentities({ provider: 'https://example.com', trustedSubjects: ['a'] }),
    'This is not the URL of an identity provider without https:// (given: "https://example.com").'],
  [DataPerimeterGuardrails.denyUntrustedWebIdentities({ provider: 'example.com', trustedSubjects: [] }), 'The guardrail has no trusted subjects'],
  [DataPerimeterGuardrails.requireSecureTransport({ actions: ['s3'] }), 'This is not an action (given: "s3").'],
  [DataPerimeterRequestGuardrails.requireTlsVersion({ minimumVersion: 'TLSv1.2' }),
    'This is not a TLS version that Amazon S3 supports (given: "TLSv1.2"). Give 1.2 or 1.3.'],
  [DataPerimeterRequestGuardrails.limitPresignedRequests({ maximumAge: Duration.days(8) }),
    'A presigned request cannot have this maximum age (given: "8 days"). Give 1 second to 7 days.'],
  [DataPerimeterRequestGuardrails.limitPresignedRequests({ maximumAge: Duration.millis(900) }), 'A presigned request cannot have this maximum age'],
  [DataPerimeterRequestGuardrails.limitPresignedRequests({ maximumAge: Duration.seconds(Token.asNumber({ Ref: 'Age' })) }),
    'The maximum age is known only at deployment'],
  [DataPerimeterRequestGuardrails.denyUntrustedWebIdentityProviders({ providers: [] }), 'The guardrail has no providers (given: "an empty list").'],
  [DataPerimeterRequestGuardrails.denyUntrustedWebIdentityProviders({ providers: ['https://example.com'] }), 'This is not the URL of an identity provider'],
  [DataPerimeterRequestGuardrails.denyUntrustedWebIdentityProviders({ providers: [Fn.ref('Provider')] }), 'The provider is known only at deployment'],
  [DataPerimeterRequestGuardrails.protectSessionTags({ organizationId, tagKeys: [] }), 'The guardrail has no tag keys'],
  [DataPerimeterRequestGuardrails.protectSessionTags({ organizationId: 'mine', tagKeys: ['team'] }), 'This is not the ID of an organization (given: "mine").'],
  [DataPerimeterGuardrails.limitNetworksOfResources({ sourceOrganizationId: organizationId }),
    'The guardrail does not select principals. For all principals, it would deny service roles and sign-in, which use networks of AWS '
    + '(given: "none of principals, principalTag"). Give principals or principalTag.'],
])('case %# for a resource control policy reports: %s', (guardrail, message) => {
  const stack = testStack();
  new Organization(stack, 'Organization').root.attachPolicy(new ResourceControlPolicy(stack, 'Policy', { guardrails: [guardrail] }));
  expect(synthesisProblems(stack)).toEqual([expect.stringContaining(`[Test/Policy] ${message}`)]);
});

test('guardrails do not validate parameters that are known only at deployment', () => {
  const stack = testStack();
  const organization = new Organization(stack, 'Organization');
  new ResourceControlPolicy(stack, 'Perimeter', {
    guardrails: [DataPerimeterGuardrails.denyUntrustedIdentities({ organizationId: organization.organizationId, trustedAccounts: Token.asList({ Ref: 'Accounts' }) })],
  });
  new ServiceControlPolicy(stack, 'Regions', {
    guardrails: [UsageGuardrails.denyOtherRegions({
      allowedRegions: Fn.split(',', Fn.ref('Regions')), exemptPrincipals: [`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/Deployer`],
    })],
  });
  new ServiceControlPolicy(stack, 'More', {
    guardrails: [
      UsageGuardrails.denyOtherRegions({ allowedRegions: Fn.split(',', Fn.ref('Regions')), bedrockInferenceProfiles: ['eu.*'] }),
      TagGuardrails.protectTags({ tagKeys: Fn.split(',', Fn.ref('Keys')) }),
      SignInGuardrails.denyOutboundFederation({ allowedAudiences: Fn.split(',', Fn.ref('Audiences')) }),
    ],
  });
  expect(synthesisProblems(stack)).toEqual([]);
});

test('an unknown Region code of valid form gives a warning that suggests a known one', () => {
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

test('protected tag keys that differ in case or punctuation have different Sids', () => {
  const sids = (...tagKeys: string[]) => TagGuardrails.protectTags({ tagKeys }).statements.map(({ sid }) => sid!);
  expect(sids('team')).toEqual(['ProtectTags', 'ProtectObjectTags', 'KeepObjectTagTeam']);
  expect(sids('team', 'team', 'dp:*')).toEqual(['ProtectTags', 'ProtectObjectTags', 'ProtectTagPatterns', 'ProtectObjectTagPatterns', 'KeepObjectTagTeam']);
  expect(new Set(sids('team', 'Team', 'te-am', 'te_am')).size).toBe(6);
});

test('a network perimeter for all roles gives a warning that names the affected roles', () => {
  const stack = testStack();
  const networks = { sourceAddresses: ['203.0.113.0/24'] };
  const root = new Organization(stack, 'Organization').root;
  root.attachPolicy(new ServiceControlPolicy(stack, 'Principals', {
    guardrails: [DataPerimeterGuardrails.limitNetworksOfPrincipals({ ...networks, principals: ['arn:*:iam::*:role/*', 'arn:*:iam::*:user/*'] })],
  }));
  root.attachPolicy(new ResourceControlPolicy(stack, 'Resources', {
    guardrails: [DataPerimeterGuardrails.limitNetworksOfResources({ ...networks, principals: ['arn:aws:iam::111122223333:role/**'] })],
  }));
  root.attachPolicy(new ServiceControlPolicy(stack, 'Narrow', {
    guardrails: [DataPerimeterGuardrails.limitNetworksOfPrincipals({ ...networks, principals: ['arn:*:iam::*:role/people/*'], principalTag: 'dp:include:network' })],
  }));
  expect(synthesisProblems(stack)).toEqual([]);
  const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('broad-network-perimeter'));
  expect(warnings.map(({ id, entry }) => [id, String(entry.data).match(/roles of CloudFormation.*\(given: "(.*?)"\)/)?.[1]])).toEqual([
    ['/Test/Principals', 'arn:*:iam::*:role/*'], ['/Test/Resources', 'arn:aws:iam::111122223333:role/**'],
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

test('required tag keys that differ in punctuation or in letters of other scripts have different Sids', () => {
  const sids = (...tagKeys: string[]) => TagGuardrails.requireTags({ tagKeys }).statements.map(({ sid }) => sid!);
  expect(sids('cost-center', 'Owner')).toEqual(['RequireTagCostCenter', 'RequireTagOwner']);
  for (const keys of [['cost-center', 'cost_center', 'CostCenter'], ['日本', '中国'], ['a b', 'a.b']]) {
    expect(new Set(sids(...keys)).size).toBe(keys.length);
    expect(sids(...keys).filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
  }
  expect(sids('cost_center')).not.toEqual(sids('cost-center'));
  expect(sids('a', 'a')).toEqual(['RequireTagA']);
});
