import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { PRINCIPAL_CASES, QUIET_PRINCIPAL_CASES } from './cases/principal-cases';
import { QUIET_RESOURCE_CASES, RESOURCE_CASES } from './cases/resource-cases';
import { allow, deny, type QuietCase, type RuleCase, V, when } from './cases/rule-case';
import { APP_RULES } from '../../../src/constructs/validation';
import type { PolicyTypeName } from '../../../src/contract';
import { type JsonValue, problemText, RULES, unknownText, validatePolicy } from '../../../src/policy';
import { NOT_JSON, PUBLISHED_POLICIES, VALID_POLICIES } from '../published-policies';

const PAGES = join(__dirname, '../../../docs/rules');

const CASES: readonly RuleCase[] = [
  ...PRINCIPAL_CASES,
  ...RESOURCE_CASES,
  { rule: 'policy-syntax', policy: '{"Version": }', says: 'The policy is not JSON (line 1, column 13:' },
  { rule: 'policy-syntax', policy: deny({ Effect: 'deny' }), says: 'Statement[0].Effect is not an effect that a service control policy may have' },
  { rule: 'policy-syntax', type: 'RESOURCE_CONTROL_POLICY', policy: allow({ Principal: '*' }), says: 'is not an effect that a resource control policy may have: "Allow"' },
  { rule: 'policy-syntax', policy: '['.repeat(200_000), says: 'The policy is not JSON (line 1, column 501: objects and lists are nested in more than 500 levels)' },
  {
    rule: 'policy-size',
    policy: deny({ Resource: Array.from({ length: 400 }, (_, index) => `arn:aws:s3:::bucket-number-${index}`) }),
    says: 'is longer than the 10240 characters',
  },
  { rule: 'resource-arn', policy: deny({ Resource: 'bucket' }), says: 'names a resource that is not an ARN: "bucket"' },
  {
    rule: 'resource-parts',
    policy: deny({ Resource: ['arn:aws:s3:::b', 'arn:aws:s3::b/*'] }),
    says: 'Statement[0].Resource has "b/" before the part of the resource: "arn:aws:s3::b/*". Write the colon that is missing',
  },
  {
    rule: 'resource-parts',
    policy: { Version: V, Statement: { Effect: 'Deny', Action: '*', NotResource: 'arn:aws:iam::12345:role/x' } },
    says: 'Statement[0].NotResource has an account that is not twelve digits: "arn:aws:iam::12345:role/x".',
  },
  { rule: 'condition-value', policy: when('IpAddress', 'aws:SourceIp', '10.0.0.0/40'), says: 'compares aws:SourceIp by IpAddress with something else' },
  { rule: 'condition-value', policy: when('Bool', 'aws:SecureTransport', 'yes'), says: 'Write "true" or "false".' },
  { rule: 'condition-value', policy: when('NumericLessThan', 's3:max-keys', 'ten'), says: 'Write a number such as "3600".' },
  { rule: 'condition-value', policy: when('DateLessThan', 'aws:CurrentTime', 'tomorrow'), says: 'Write a date such as' },
  { rule: 'condition-value', policy: when('Null', 'aws:TagKeys', 'absent'), says: 'compares aws:TagKeys by Null' },
  {
    rule: 'condition-value',
    policy: when('ArnNotEquals', 'aws:PrincipalArn', ['arn:aws:iam::111122223333:role/Admin', 'Admin']),
    says: 'compares aws:PrincipalArn by ArnNotEquals with something else: "Admin". Write an ARN such as',
  },
  { rule: 'condition-value', policy: when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::role/Admin'), says: 'something else: "arn:aws:iam::role/Admin"' },
  {
    rule: 'condition-value',
    policy: when('NumericLessThan', 's3:max-keys', '${aws:PrincipalTag/most}'),
    says: 'compares s3:max-keys by NumericLessThan with a variable, which only operators for strings and ARNs fill: "${aws:PrincipalTag/most}"',
  },
  { rule: 'condition-value', policy: when('Bool', 'aws:SecureTransport', '${aws:PrincipalTag/secure}'), says: 'Write "true" or "false".' },
  { rule: 'condition-value', policy: when('NotIpAddress', 'aws:SourceIp', '${aws:PrincipalTag/office}'), says: 'Write an address or a block' },
  { rule: 'variable-syntax', policy: deny({ Resource: 'arn:aws:s3:::b/${aws:username/*' }), says: 'Statement[0].Resource has a variable that is not written as one' },
  { rule: 'variable-syntax', policy: when('StringEquals', 'aws:PrincipalTag/a', '${}'), says: 'Statement[0].Condition.StringEquals has a variable' },
  { rule: 'variable-syntax', policy: when('StringNotLike', 'aws:PrincipalTag/a', '${aws:username, nobody}'), says: 'and ${$} for the character itself.' },
  {
    rule: 'unknown-condition-key',
    policy: deny({ Resource: 'arn:aws:s3:::b/${aws:usrname}/*' }),
    says: 'Statement[0].Resource names a key that is not known as a variable: "aws:usrname". Did you mean "aws:username"?',
  },
  {
    rule: 'unknown-condition-key',
    policy: when('StringNotEquals', 'aws:PrincipalTag/a', '${aws:PrincipleTag/a}'),
    says: 'Statement[0].Condition.StringNotEquals names a key that is not known as a variable',
  },
  {
    rule: 'principal-arn',
    policy: when('ArnNotLike', 'aws:PrincipalArn', ['arn:aws:iam::*:role/Admin', 'arn:aws:sts::*:assumed-role/Admin/*']),
    says: 'Statement[0].Condition.ArnNotLike compares aws:PrincipalArn with the ARN of a session, which it never is: "arn:aws:sts::*:assumed-role/Admin/*".',
  },
  {
    rule: 'principal-arn',
    policy: when('StringNotLike', 'aws:principalarn', 'arn:*:assumed-role/Admin/*'),
    says: 'Statement[0].Condition.StringNotLike compares aws:principalarn with the ARN of a session',
  },
  { rule: 'set-operator', policy: when('StringEquals', 'aws:TagKeys', 'team'), says: 'Write ForAnyValue:StringEquals or ForAllValues:StringEquals.' },
  { rule: 'set-operator', policy: when('ForAnyValue:StringEquals', 'aws:RequestedRegion', 'eu-west-1'), says: 'Take "ForAnyValue:" away.' },
  { rule: 'never-matches', policy: deny({ Action: [] }), says: 'can never match: it names no action' },
  { rule: 'never-matches', policy: { Version: V, Statement: { Effect: 'Deny', NotAction: '*', Resource: '*' } }, says: 'NotAction excludes every action' },
  { rule: 'never-matches', policy: { Version: V, Statement: { Effect: 'Deny', Action: '*', NotResource: '*' } }, says: 'NotResource excludes every resource' },
  {
    rule: 'never-matches',
    policy: deny({ Condition: { Null: { 'a:k': 'true' }, StringEquals: { 'a:k': 'x' } } }),
    says: 'StringEquals needs a:k, which Null says is absent',
  },
  {
    rule: 'never-matches',
    policy: deny({ Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' }, StringNotEquals: { 'aws:requestedregion': ['eu-west-1', 'eu-west-2'] } } }),
    says: 'can never match: StringEquals needs values of aws:requestedregion that StringNotEquals rules out',
  },
  {
    rule: 'never-matches',
    policy: deny({ Action: ['s3:DeleteBucket', 's3:Put*'], Resource: ['arn:aws:ec2:*:*:instance/*', 'arn:aws:iam::*:role/x'] }),
    says: 'can never match: none of its actions is about such resources as arn:aws:ec2:*:*:instance/*',
  },
  { rule: 'never-matches', policy: deny({ Action: 's3:ListAllMyBuckets', Resource: 'arn:aws:s3:::b' }), says: 'none of its actions is about such resources as arn:aws:s3:::b' },
  {
    rule: 'never-matters',
    policy: { Version: V, Statement: [{ Sid: 'All', Effect: 'Deny', Action: 's3:*', Resource: '*' }, { Effect: 'Deny', Action: 's3:Put*', Resource: 'arn:aws:s3:::a' }] },
    says: 'Statement[1] changes nothing, since another statement says as much or more: "All"',
  },
  { rule: 'variable-version', policy: { Statement: { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::${aws:username}' } }, says: 'plain text without' },
  {
    rule: 'region-deny',
    policy: deny({ Action: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
    says: 'Name them in NotAction: iam:*, sts:*, organizations:*, cloudfront:*, route53:*, support:*.',
  },
  {
    rule: 'region-deny',
    policy: deny({ Action: '*:*', Condition: { StringNotLike: { 'aws:RequestedRegion': 'eu-*' }, BoolIfExists: { 'aws:ViaAWSService': 'false' } } }),
    says: 'Name them in NotAction: iam:*, sts:*, organizations:*, cloudfront:*, route53:*, support:*.',
  },
  {
    rule: 'region-deny',
    policy: {
      Version: V,
      Statement: {
        Effect: 'Deny',
        NotAction: ['iam:GetRole', 'STS:*', 'organizations:*', 'cloudfront:*', 'route53:*', 'support:*'],
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
      },
    },
    says: 'denies regions for services that are called in one region only: ["iam"]. Name them in NotAction: iam:*.',
  },
  {
    rule: 'region-deny',
    policy: deny({ Action: '*', Condition: { StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'us-east-2'] } } }),
    says: 'denies regions for services that are called in one region only: ["iam","sts",',
  },
  {
    rule: 'region-deny',
    policy: {
      Version: V,
      Statement: {
        Effect: 'Deny',
        NotAction: ['sts:*', 'organizations:*', 'cloudfront:*', 'route53:*', 'support:*'],
        Resource: '*',
        Condition: { StringLike: { 'aws:RequestedRegion': 'us-*' }, ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/Admin' } },
      },
    },
    says: 'Name them in NotAction: iam:*.',
  },
  {
    rule: 'region-deny',
    policy: {
      Version: V,
      Statement: { Effect: 'Deny', Action: '*', NotResource: 'arn:aws:s3:::bucket/*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } },
    },
    says: 'Name them in NotAction: iam:*, sts:*, organizations:*, cloudfront:*, route53:*, support:*.',
  },
  { rule: 'allow-list-sts', policy: allow({ Action: ['s3:*', 'ec2:*'] }), says: 'allows a list of actions without sts:AssumeRole: ["s3:*","ec2:*"]. Add sts:*' },
  { rule: 'allow-list-sts', policy: allow({ Action: ['s3:*', 'sts:GetCallerIdentity'] }), says: 'without sts:AssumeRole: ["s3:*","sts:GetCallerIdentity"]' },
  {
    rule: 'allow-list-sts',
    policy: { Version: V, Statement: { Effect: 'Allow', NotAction: ['ec2:*', 'STS:Assume*'], Resource: '*' } },
    says: 'allows a list of actions without sts:AssumeRole: ["STS:Assume*"]. Take it out of NotAction, unless another policy',
  },
  {
    rule: 'for-all-values-allow',
    policy: allow({ Action: '*', Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' } } }),
    says: 'Add {"Null": {"aws:TagKeys": "false"}}.',
  },
  { rule: 'rcp-service', type: 'RESOURCE_CONTROL_POLICY', policy: deny({ Principal: '*', Action: 'ec2:*' }), says: 'not known to support resource control policies: "ec2"' },
  {
    rule: 'rcp-service',
    type: 'RESOURCE_CONTROL_POLICY',
    policy: deny({ Principal: '*', Action: ['kms:retire*', 'kms:*'] }),
    says: 'names an action that resource control policies do not reach: "kms:retire*". Deny it by a service control policy.',
  },
  { rule: 'unknown-service', policy: deny({ Action: 'organisations:LeaveOrganization' }), says: 'Did you mean "organizations:LeaveOrganization"?' },
  { rule: 'unknown-service', policy: deny({ Action: ['s3:*', 'opensaerch:*'] }), says: 'Statement[0].Action names a service that AWS does not have: "opensaerch:*"' },
  { rule: 'unknown-action', policy: deny({ Action: 's3:GetObjcet' }), says: 'Statement[0].Action names an action that s3 does not have: "s3:GetObjcet". Did you mean "s3:GetObject"?' },
  {
    rule: 'unknown-action',
    policy: { Version: V, Statement: { Effect: 'Deny', NotAction: 'iam:Frobnicate', Resource: '*' } },
    says: 'Statement[0].NotAction names an action that iam does not have: "iam:Frobnicate". Look it up in the Service Authorization Reference.',
  },
  { rule: 'pattern-without-action', policy: deny({ Action: 'cloudtrail:Stopp*' }), says: 'is a pattern that no action matches: "cloudtrail:Stopp*".' },
  {
    rule: 'unknown-condition-key',
    policy: when('StringNotEquals', 'aws:RequestRegion', 'eu-west-1'),
    says: 'Statement[0].Condition.StringNotEquals names a condition key that is not known: "aws:RequestRegion". Did you mean "aws:RequestedRegion"?',
  },
  { rule: 'management-keys', type: 'TAG_POLICY', policy: { tag: { team: { tag_key: { '@@assign': 'Team' } } } }, says: 'Write "tags".' },
  { rule: 'management-operators', type: 'TAG_POLICY', policy: { tags: { team: { tag_key: 'Team' } } }, says: 'tags.team.tag_key is a value without an operator: "Team"' },
  {
    rule: 'management-operators',
    type: 'AISERVICES_OPT_OUT_POLICY',
    policy: { services: { default: { opt_out_policy: { '@@append': ['optOut'] } } } },
    says: 'cannot be used with @@append in this policy type',
  },
  { rule: 'management-syntax', type: 'TAG_POLICY', policy: { tags: { team: { tag_value: { '@@assign': 'a' } } } }, says: 'tags.team.tag_value takes a list: "a"' },
  { rule: 'unknown-setting', type: 'TAG_POLICY', policy: { tags: { team: { tagkey: { '@@assign': 'Team' } } } }, says: 'Did you mean "tag_key"?' },
  {
    rule: 'unknown-setting-value',
    type: 'S3_POLICY',
    policy: { s3_attributes: { public_access_block_configuration: { '@@assign': 'yes' } } },
    says: 's3_attributes.public_access_block_configuration has a value that is not known there: "yes". Write one of "all", "none".',
  },
  { rule: 'empty-management-policy', type: 'TAG_POLICY', policy: { tags: {} }, says: 'tags says nothing: {}. Write settings below "tags", or take the policy out.' },
];

const textOf = (policy: JsonValue | string) => (typeof policy === 'string' ? policy : JSON.stringify(policy));

test.each(CASES)('$rule finds: $says', ({ rule, type = 'SERVICE_CONTROL_POLICY', policy, says }) => {
  const found = validatePolicy(type, textOf(policy)).filter((finding) => finding.rule === rule);
  expect(found.map(problemText).join('\n')).toContain(says);
});

test.each<[PolicyTypeName, string]>([
  ['TAG_POLICY', 'tags'],
  ['BACKUP_POLICY', 'plans'],
  ['AISERVICES_OPT_OUT_POLICY', 'services'],
  ['CHATBOT_POLICY', 'chatbot'],
  ['DECLARATIVE_POLICY_EC2', 'ec2_attributes'],
  ['SECURITYHUB_POLICY', 'securityhub'],
  ['INSPECTOR_POLICY', 'inspector'],
  ['GUARDDUTY_POLICY', 'guardduty'],
  ['UPGRADE_ROLLOUT_POLICY', 'upgrade_rollout'],
  ['BEDROCK_POLICY', 'bedrock'],
  ['S3_POLICY', 's3_attributes'],
  ['NETWORK_SECURITY_DIRECTOR_POLICY', 'network_security_director'],
])('a %s begins with %s and nothing else', (type, key) => {
  // Other rules judge the contents below the key.
  const keyed = (name: string) => validatePolicy(type, JSON.stringify({ [name]: { a: { '@@assign': 'b' } } }))
    .filter(({ rule }) => rule === 'management-keys').map(problemText);
  expect(keyed(key)).toEqual([]);
  expect(keyed('other')).toEqual([`other is not a key that a policy of this type begins with: "other". Write "${key}".`]);
});

test('the key of a Security Hub CSPM policy is unknown, and not judged', () => {
  expect(validatePolicy('SECURITYHUB_CSPM_POLICY', '{"any":{"a":{"@@assign":"b"}}}')).toEqual([]);
});

test('each rule has a case, a unique ID and a page with its title', () => {
  expect(new Set(CASES.map(({ rule }) => rule))).toEqual(new Set(RULES.map(({ id }) => id)));
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  const all = [...RULES, ...APP_RULES];
  expect(existsSync(PAGES) && readdirSync(PAGES).sort()).toEqual(all.map(({ id }) => `${id}.md`).sort());
  const table = readFileSync(join(PAGES, '..', 'policies.md'), 'utf8');
  for (const { id, title, severity } of all) {
    expect(table).toContain(`| [${id}](rules/${id}.md) | ${severity} | ${title} |`);
    const page = readFileSync(join(PAGES, `${id}.md`), 'utf8');
    expect(page).toContain(title);
    expect(page).toContain(`Severity: ${severity}`);
  }
});

const clean: readonly QuietCase[] = [
  ...QUIET_PRINCIPAL_CASES,
  ...QUIET_RESOURCE_CASES,
  ['an ordinary deny', 'SERVICE_CONTROL_POLICY', deny({ Action: 'organizations:LeaveOrganization' })],
  ['regions denied with an exception for the global services', 'SERVICE_CONTROL_POLICY', {
    Version: V,
    Statement: {
      Effect: 'Deny',
      NotAction: ['iam:*', 'sts:*', 'organizations:*', 'cloudfront:*', 'route53:*', 'support:*'],
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
    },
  }],
  ['regions denied except the one of the global services', 'SERVICE_CONTROL_POLICY', deny({ Action: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } } })],
  ['regions denied except those of a pattern that includes the one of the global services', 'SERVICE_CONTROL_POLICY', deny({ Action: '*', Condition: { StringNotLike: { 'aws:RequestedRegion': ['eu-*', 'us-*'] } } })],
  ['other regions denied to a network', 'SERVICE_CONTROL_POLICY', deny({
    Action: '*', Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' }, StringNotEqualsIfExists: { 'aws:RequestedRegion': 'eu-west-1' } },
  })],
  ['listed regions denied without the one of the global services', 'SERVICE_CONTROL_POLICY', deny({ Action: '*', Condition: { StringLike: { 'aws:RequestedRegion': ['us-east-2', 'us-west-*'] } } })],
  ['a listed region denied for a regional service', 'SERVICE_CONTROL_POLICY', deny({ Action: 'ec2:*', Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } })],
  ['the region of the global services denied to a network', 'SERVICE_CONTROL_POLICY', deny({
    Action: '*', Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1', 'aws:SourceVpc': 'vpc-1' } },
  })],
  ['a region that only the deployment knows', 'SERVICE_CONTROL_POLICY', deny({ Action: '*', Condition: { StringEquals: { 'aws:RequestedRegion': unknownText(0) } } })],
  ['ARNs whose wildcards may match colons, and accounts that are not numbers', 'SERVICE_CONTROL_POLICY', deny({
    Action: '*',
    Resource: [
      'arn:aws:s3:::b/c', 'arn:*:role/x', 'arn:aws:s3*:b/c', 'arn:aws:iam::*role/x', 'arn:aws:iam::aws:policy/x', 'arn:aws:iam::123*:role/x',
      'arn:aws:iam::${aws:PrincipalAccount}:role/x', 'arn:aws:iam::111122223333:role/x', 'arn:aws:ec2:us-east-1::image/ami-1', 'arn:aws:sns:eu-west-1:1234?:x',
    ],
  })],
  ...([
    ['s3:*', 'arn:aws:s3:::b'], ['sts:AssumeRole', 'arn:aws:iam::*:role/x'], ['ssm:StartSession', 'arn:aws:ec2:*:*:instance/*'],
    ['s3:ListAllMyBuckets', 'arn:aws:s3:::*'], ['backup:StartBackupJob', 'arn:aws:dynamodb:*:*:table/x'], ['s3:DeleteBucket', 'arn:aws:*:::b'],
    ['s3:DeleteBucket', 'arn:aws:s?:::b'], ['*', 'arn:aws:ec2:*:*:instance/*'], ['s3:DeleteBucket', 'arn:aws:${aws:PrincipalTag/service}:::b'],
    ['s3:Get*', unknownText(0)],
  ] as const).map(([Action, Resource]): [string, PolicyTypeName, JsonValue] => (
    [`${Action} on ${Resource}`, 'SERVICE_CONTROL_POLICY', deny({ Action, Resource })])),
  ['actions of which one applies to the resource', 'SERVICE_CONTROL_POLICY', deny({ Action: ['s3:ListAllMyBuckets', 'ec2:TerminateInstances'], Resource: 'arn:aws:ec2:*:*:instance/*' })],
  ['values of which some are ruled out', 'SERVICE_CONTROL_POLICY', deny({
    Condition: {
      StringLike: { 'aws:PrincipalTag/a': ['x*', 'y*'] },
      StringNotLike: { 'aws:PrincipalTag/a': 'x*' },
      StringEqualsIfExists: { 'aws:RequestedRegion': 'eu-west-1' },
      StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' },
    },
  })],
  ['regions denied for one resource', 'SERVICE_CONTROL_POLICY', deny({
    Action: '*', Resource: 'arn:aws:s3:::bucket/*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
  })],
  ['a block of IPv4 addresses written as IPv6', 'SERVICE_CONTROL_POLICY', when('NotIpAddress', 'aws:SourceIp', '::ffff:192.0.2.0/120')],
  ['a month as a date', 'SERVICE_CONTROL_POLICY', when('DateLessThan', 'aws:CurrentTime', '2026-01')],
  ['ARNs of any partition, with many parts, and texts that may be one', 'SERVICE_CONTROL_POLICY', when('ArnNotLike', 'aws:PrincipalArn', [
    '*', '*:role/Admin', 'arn:*', 'arn:aws:iam::*', 'arn:*:iam::*:role/*', 'arn:aws:iam::111122223333:role/a/b', 'arn:aws:sts::*:federated-user/a',
    '${aws:PrincipalTag/role}', 'arn:aws:iam::${aws:PrincipalAccount}:role/${aws:PrincipalTag/team}',
  ])],
  ['variables of many kinds, and their special characters', 'SERVICE_CONTROL_POLICY', deny({
    Resource: ['arn:aws:s3:::${aws:username}/${*}/${$}{x}', "arn:aws:s3:::b/${ aws:PrincipalTag/cost center , 'none' }/$", 'arn:aws:s3:::${www.amazon.com:user_id}'],
    Condition: { StringNotEquals: { 's3:prefix': ['${aws:userid}', '${s3:prefix}', '${aws:SourceIp}', '${saml:sub}', '${ec2:SourceInstanceARN}', '${aws:principaltype}'] } },
  })],
  ['a session where the key may have one', 'SERVICE_CONTROL_POLICY', when('ArnLike', 'aws:SourceArn', 'arn:aws:sts::*:assumed-role/Admin/*')],
  ['tags of objects and secrets', 'SERVICE_CONTROL_POLICY', deny({
    Action: ['s3:*', 'secretsmanager:*'],
    Condition: { StringEquals: { 's3:ExistingObjectTag/class': 'a', 's3:RequestObjectTag/x': 'b', 'secretsmanager:ResourceTag/x': 'c' } },
  })],
  ['an allow-list with sts', 'SERVICE_CONTROL_POLICY', allow({ Action: ['s3:*', 'sts:*'] })],
  ['an allow-list with only the assumption of roles', 'SERVICE_CONTROL_POLICY', allow({ Action: ['s3:*', 'sts:assume*'] })],
  ['an allow-list without another action of sts', 'SERVICE_CONTROL_POLICY', {
    Version: V, Statement: { Effect: 'Allow', NotAction: ['sts:DecodeAuthorizationMessage'], Resource: '*' },
  }],
  ['an allow-list that is partly unknown', 'SERVICE_CONTROL_POLICY', allow({ Action: ['a4b:*', 'acm:*', 'athena:*', 'aps:*', 'ec2:*', unknownText(0)] })],
  ['actions of which one is exempt from resource control policies', 'RESOURCE_CONTROL_POLICY', deny({ Principal: '*', Action: ['kms:*Grant', 'kms:*'] })],
  ['a resource control policy', 'RESOURCE_CONTROL_POLICY', deny({ Principal: '*' })],
  ['actions and keys in any case', 'SERVICE_CONTROL_POLICY', deny({ Action: ['S3:getobject', '*:Delete*', 'iam:*'], Condition: { Bool: { 'AWS:viaawsservice': 'false' } } })],
  ['a tag policy', 'TAG_POLICY', { tags: { team: { tag_key: { '@@assign': 'Team' } } } }],
];

test.each(clean)('%s gives no finding', (_, type, policy) => {
  expect(validatePolicy(type, textOf(policy))).toEqual([]);
});

test.each(VALID_POLICIES)('$file, as AWS publishes it, has no errors except placeholders for ARNs and values', ({ language, text }) => {
  const errors = validatePolicy(language as PolicyTypeName, text).filter(({ severity }) => severity === 'error');
  expect(errors.filter(({ value }) => !/[<>\[\]${}]/.test(String(value))).map(problemText)).toEqual([]);
});

test('no policy that AWS publishes has a finding about denied global services', () => {
  const found = VALID_POLICIES.filter(({ language, text }) => validatePolicy(language as PolicyTypeName, text).some(({ rule }) => rule === 'region-deny'));
  expect(found.map(({ file }) => file)).toEqual([]);
});

test('the published file that is not JSON is one error with its place', () => {
  const { text } = PUBLISHED_POLICIES.find(({ file }) => file === NOT_JSON)!;
  expect(validatePolicy('SERVICE_CONTROL_POLICY', text).map(problemText)).toEqual([
    'The policy is not JSON (line 15, column 13: a comma or "]" is expected, found "/"). Correct the text at that place.',
  ]);
});
