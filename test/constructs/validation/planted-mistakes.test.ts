import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  Account, IPolicyTarget, Organization, OrganizationalUnit, PolicyContent, Policy, PolicyType, ResourceControlPolicy, ServiceControlPolicy,
} from '../../../src';
import { synthesisProblems, testStack } from '../test-app';

const page = (rule: string) => `(${rule}: https://github.com/cdk-aws-organizations/cdk-aws-organizations/blob/main/docs/rules/${rule}.md)`;
const MANAGEMENT_ACCOUNT = '999988887777';

interface Place {
  readonly stack: Stack;
  readonly unit: OrganizationalUnit;
}

/** A mistake in its own OU, with the beginning of each message of synthesis. */
interface Mistake {
  readonly what: string;
  readonly make: (place: Place) => void;
  readonly error?: string;
  readonly warning?: string | string[];
}

const deny = (props: iam.PolicyStatementProps) => new iam.PolicyStatement({ effect: iam.Effect.DENY, resources: ['*'], ...props });
const attach = (target: IPolicyTarget, policy: Policy) => policy.attachTo(target);
/** The mistakes have the same IDs in one app, each in a unit of its own. */
const nameOf = (scope: OrganizationalUnit, id: string) => `${scope.node.id}-${id}`;
const scp = (scope: OrganizationalUnit, id: string, ...statements: iam.PolicyStatement[]) =>
  new ServiceControlPolicy(scope, id, { policyName: nameOf(scope, id), statements });
const json = (scope: OrganizationalUnit, id: string, policyType: PolicyType, content: object) =>
  new Policy(scope, id, { policyName: nameOf(scope, id), policyType, content: PolicyContent.fromJson(content) });

const MISTAKES: Mistake[] = [
  {
    what: 'a typo in an action',
    make: ({ unit }) => attach(unit, scp(unit, 'Policy', deny({ actions: ['cloudtrail:StopLoging'] }))),
    warning: '/Test/1/Policy: Statement[0].Action names an action that cloudtrail does not have: "cloudtrail:StopLoging". '
      + `Did you mean "cloudtrail:StopLogging"? If AWS added the action lately, acknowledge the warning. ${page('unknown-action')}`,
  },
  {
    what: 'a denial of Regions without exceptions for global services',
    make: ({ unit }) => attach(unit, scp(unit, 'Policy', deny({
      notActions: ['s3:ListAllMyBuckets'], conditions: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1'] } },
    }))),
    warning: '/Test/2/Policy: Statement[0] denies regions for services that are called in one region only: '
      + '["iam","sts","organizations","cloudfront","route53","support"]. Name them in NotAction: iam:*, sts:*, organizations:*, cloudfront:*, '
      + `route53:*, support:*. ${page('region-deny')}`,
  },
  {
    what: 'an Allow in a resource control policy',
    make: ({ unit }) => attach(unit, new ResourceControlPolicy(unit, 'Policy', {
      policyName: nameOf(unit, 'Policy'),
      statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'], principals: [new iam.StarPrincipal()] })],
    })),
    error: '[Test/3/Policy] Statement[0].Effect is not an effect that a resource control policy may have: "Allow". '
      + `Write "Deny". ${page('policy-syntax')}`,
  },
  {
    what: 'a policy of 10,241 characters',
    make: ({ unit }) => {
      const rest = JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::' } }).length;
      const Resource = `arn:aws:s3:::${'x'.repeat(10_241 - rest)}`;
      attach(unit, json(unit, 'Policy', PolicyType.SERVICE_CONTROL_POLICY, {
        Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', Resource },
      }));
    },
    error: '[Test/4/Policy] The policy is longer than the 10240 characters that its type may have, white space not counted: 10241. '
      + `Shorten it, or divide its statements among several policies. ${page('policy-size')}`,
  },
  {
    what: 'an eleventh service control policy',
    make: ({ unit }) => Array.from({ length: 10 }, (_, place) => attach(unit, scp(unit, `Policy${place}`, deny({ actions: ['s3:DeleteBucket'] })))),
    error: '[Test/5/PolicyAttachments] Too many policies of the type SERVICE_CONTROL_POLICY are attached to one target (given: "11 policies, '
      + 'p-FullAWSAccess of AWS included"). Attach at most 10: merge some of them, or attach them to an organizational unit above. '
      + page('attachment-quota'),
  },
  {
    what: 'an allow-list without sts',
    make: ({ unit }) => {
      attach(unit, scp(unit, 'Policy', new iam.PolicyStatement({ actions: ['s3:*', 'iam:*', 'cloudformation:*'], resources: ['*'] })));
      unit.detachFullAwsAccess();
    },
    warning: '/Test/6/Policy: Statement allows a list of actions without sts:AssumeRole: ["s3:*","iam:*","cloudformation:*"]. '
      + `Add sts:*, unless another policy at the same level allows it. ${page('allow-list-sts')}`,
    error: '[Test/6/PolicyAttachments] The service control policies of Test/6 lock out cdk-hnb659fds-deploy-role-*, cdk-hnb659fds-cfn-exec-role-*, '
      + 'OrganizationAccountAccessRole: nothing in Test/6/Policy allows it (given: "sts:AssumeRole"). If that is intended, call acknowledgeLockOut on the target with your reason. '
      + 'Otherwise allow these actions in one of the policies, or keep FullAWSAccess attached. ',
  },
  {
    what: 'a denial of everything to the role that deploys',
    make: ({ unit }) => attach(unit, scp(unit, 'Policy', deny({
      sid: 'OnlyAdmins', actions: ['*'], conditions: { ArnNotLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/OrganizationAccountAccessRole'] } },
    }))),
    error: '[Test/7/PolicyAttachments] The service control policies of Test/7 lock out cdk-hnb659fds-deploy-role-*, cdk-hnb659fds-cfn-exec-role-*, '
      + 'cdk-hnb659fds-file-publishing-role-*, cdk-hnb659fds-image-publishing-role-*, cdk-hnb659fds-lookup-role-*: the statement OnlyAdmins of Test/7/Policy denies (given: "cloudformation:CreateChangeSet, ',
  },
  {
    what: 'an operator that opt-out policies for AI services do not support',
    make: ({ unit }) => attach(unit, json(unit, 'Policy', PolicyType.AISERVICES_OPT_OUT_POLICY, {
      services: { default: { opt_out_policy: { '@@append': ['optOut'] } } },
    })),
    error: '[Test/8/Policy] services.default.opt_out_policy cannot be used with @@append in this policy type: ["optOut"]. '
      + `Use @@assign, @@operators_allowed_for_child_policies. ${page('management-operators')}`,
  },
  {
    what: 'a tag policy with another key',
    make: ({ unit }) => attach(unit, json(unit, 'Policy', PolicyType.TAG_POLICY, { tag: { team: { tag_key: { '@@assign': 'Team' } } } })),
    error: `[Test/9/Policy] tag is not a key that a policy of this type begins with: "tag". Write "tags". ${page('management-keys')}`,
  },
  {
    what: 'a service control policy on the management account',
    make: ({ unit }) => attach(Account.fromAccountId(unit, 'Management', MANAGEMENT_ACCOUNT), scp(unit, 'Policy', deny({ actions: ['iam:CreateUser'] }))),
    warning: '/Test/10/Management: A SERVICE_CONTROL_POLICY has no effect on the management account (given: "Test/10/Policy"). '
      + 'Attach it to the root, to an organizational unit or to another account; work as little as possible in the management account. '
      + page('management-account'),
  },
  {
    what: 'the placeholder of an example as the account of an exempt role',
    make: ({ unit }) => attach(unit, scp(unit, 'Policy', deny({
      actions: ['cloudtrail:StopLogging'], conditions: { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::${Account}:role/Admin'] } },
    }))),
    warning: '/Test/11/Policy: Statement[0].Condition.ArnNotLike has the variable ${Account}, which is no condition key and so matches nothing: '
      + `"arn:aws:iam::\${Account}:role/Admin". Write \${aws:PrincipalAccount} or the text itself. ${page('variable-syntax')}`,
  },
  {
    what: 'a condition on the organization of the caller that denies AWS services',
    make: ({ unit }) => attach(unit, new ResourceControlPolicy(unit, 'Policy', {
      policyName: nameOf(unit, 'Policy'),
      statements: [deny({
        actions: ['s3:*'], principals: [new iam.StarPrincipal()], conditions: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
      })],
    })),
    warning: '/Test/12/Policy: Statement[0].Condition.StringNotEqualsIfExists also holds for AWS services, whose requests do not have the key, and denies '
      + `them the resources: "aws:PrincipalOrgID". Add {"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}. ${page('rcp-aws-services')}`,
  },
  {
    what: 'a wildcard that an operator compares as a character',
    make: ({ unit }) => attach(unit, scp(unit, 'Policy', deny({
      actions: ['s3:DeleteBucket'], conditions: { StringNotEquals: { 'aws:PrincipalTag/team': ['data-*'] } },
    }))),
    warning: '/Test/13/Policy: Statement[0].Condition.StringNotEquals compares aws:PrincipalTag/team with a text that has a wildcard, which the operator '
      + `takes as a character: "data-*". Write StringNotLike, or \${*} where the character itself is meant. ${page('wildcard-value')}`,
  },
  {
    what: 'a role of IAM Identity Center without its path',
    make: ({ unit }) => attach(unit, scp(unit, 'Policy', deny({
      actions: ['s3:DeleteBucket'], conditions: { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/AWSReservedSSO_Admin_*'] } },
    }))),
    warning: '/Test/14/Policy: Statement[0].Condition.ArnNotLike compares aws:PrincipalArn with an ARN that names a role of IAM Identity Center without its '
      + 'path, and so matches none: "arn:aws:iam::*:role/AWSReservedSSO_Admin_*". Write the path, with * for the Region in it, as in '
      + `arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_*. ${page('principal-arn')}`,
  },
  {
    what: 'a denial of launches by a condition key that images do not have',
    make: ({ unit }) => attach(unit, scp(unit, 'Policy', deny({
      actions: ['ec2:RunInstances'], conditions: { StringNotEquals: { 'ec2:InstanceType': ['t3.micro'] } },
    }))),
    warning: '/Test/15/Policy: Statement[0].Condition.StringNotEquals denies every ec2:RunInstances, since its resources image/*, network-interface/*, '
      + 'security-group/*, subnet/* do not have the key: "ec2:InstanceType". Name in Resource those that have it: arn:*:ec2:*:*:instance/*. '
      + page('key-of-some-resources'),
  },
  {
    what: 'a condition key that the action does not have',
    make: ({ unit }) => attach(unit, scp(unit, 'Policy', deny({
      actions: ['s3:DeleteBucket'], conditions: { StringEquals: { 's3:x-amz-acl': ['public-read'] } },
    }))),
    warning: '/Test/16/Policy: Statement[0].Condition.StringEquals names a key that none of the actions has, so that the condition never holds: '
      + '"s3:x-amz-acl". Name actions that have the key, or another key. If AWS added it to the actions lately, acknowledge the warning. '
      + page('key-of-other-actions'),
  },
  {
    what: 'the ARN of functions with a slash',
    make: ({ unit }) => attach(unit, scp(unit, 'Policy', deny({ actions: ['lambda:DeleteFunction'], resources: ['arn:aws:lambda:*:*:function/*'] }))),
    warning: '/Test/17/Policy: Statement[0].Resource has "function/" where resources of lambda have "function:": "arn:aws:lambda:*:*:function/*". Write it as in ',
  },
  {
    what: 'the ARN of a bucket for an action on objects',
    make: ({ unit }) => attach(unit, scp(unit, 'Policy', deny({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::logs'] }))),
    warning: '/Test/18/Policy: Statement[0].Resource names resources that none of the actions is about: "arn:aws:s3:::logs". '
      + `Write it as in arn:*:s3:::*/*. ${page('resource-shape')}`,
  },
  {
    what: 'a Region in the ARN of a role',
    make: ({ unit }) => attach(unit, scp(unit, 'Policy', deny({ actions: ['iam:DeleteRole'], resources: ['arn:aws:iam:us-east-1:111122223333:role/x'] }))),
    warning: '/Test/19/Policy: Statement[0].Resource has a Region ("us-east-1"), which such resources do not have: "arn:aws:iam:us-east-1:111122223333:role/x". '
      + `Write it as in arn:*:iam::*:role/*. ${page('resource-shape')}`,
  },
  {
    what: 'a private network as the source of requests',
    make: ({ unit }) => attach(unit, scp(unit, 'Policy', deny({
      actions: ['s3:GetObject'], conditions: { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } },
    }))),
    warning: '/Test/20/Policy: Statement[0].Condition.NotIpAddress compares aws:SourceIp with private addresses, which it never has: "10.0.0.0/8". Write the '
      + 'public addresses of the network, or compare aws:VpcSourceIp together with aws:SourceVpc for requests through VPC endpoints. '
      + page('private-address'),
  },
  {
    what: 'a second factor that is required of roles',
    make: ({ unit }) => {
      attach(unit, scp(unit, 'Policy', deny({
        actions: ['*'],
        conditions: {
          BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
          ArnNotLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/cdk-*', 'arn:*:iam::*:role/OrganizationAccountAccessRole'] },
        },
      })));
    },
    warning: '/Test/21/Policy: Statement[0].Condition.BoolIfExists also holds for the roles that services and pipelines assume, and denies them everything: '
      + `"aws:MultiFactorAuthPresent". Add {"StringEquals": {"aws:PrincipalType": "User"}} for users alone, or name the actions that need it. ${page('mfa-of-roles')}`,
  },
  {
    what: 'a denial of all Regions except those of several partitions',
    make: ({ unit }) => attach(unit, scp(unit, 'Policy', deny({
      notActions: ['sts:*', 'organizations:*', 'cloudfront:*', 'route53:*', 'support:*'],
      conditions: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'us-gov-west-1', 'cn-north-1'] } },
    }))),
    warning: '/Test/22/Policy: Statement[0] denies regions for services that are called in one region only: ["iam"]. Name them in NotAction: iam:*. '
      + page('region-deny'),
  },
  {
    what: 'a condition operator in the wrong case',
    make: ({ unit }) => attach(unit, json(unit, 'Policy', PolicyType.SERVICE_CONTROL_POLICY, {
      Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*', Condition: { stringEquals: { 'aws:PrincipalTag/team': 'web' } } }],
    })),
    error: '[Test/23/Policy] Statement[0].Condition.stringEquals is not a condition operator: "stringEquals". Use an operator of IAM, such as StringEquals, ',
  },
];

/** Synthesizes the mistakes, each in an OU that is named by its number. */
function synthesized(mistakes: readonly Mistake[]) {
  const stack = testStack();
  const { root } = Organization.fromOrganizationAttributes(stack, 'Organization', {
    organizationId: 'o-exampleorgid', rootId: 'r-a1b2', managementAccountId: MANAGEMENT_ACCOUNT,
  });
  for (const mistake of mistakes) {
    const id = `${MISTAKES.indexOf(mistake) + 1}`;
    mistake.make({ stack, unit: new OrganizationalUnit(stack, id, { parent: root, organizationalUnitName: id }) });
  }
  const errors = synthesisProblems(stack);
  // If synthesis refuses the app, the warnings are in the metadata of the constructs.
  const warnings = errors.length === 0
    ? Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ id, entry }) => `${id}: ${entry.data}`)
    : stack.node.findAll().flatMap(({ node: { path, metadata } }) => (
      metadata.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => `/${path}: ${data}`)));
  return { errors, warnings };
}

const startingWith = (texts: (string | string[] | undefined)[]) =>
  texts.flat().flatMap((text) => (text === undefined ? [] : [expect.stringContaining(text)]));

test.each(MISTAKES)('synthesis finds $what, and no other mistake', (mistake) => {
  const { errors, warnings } = synthesized([mistake]);
  expect(errors).toEqual(startingWith([mistake.error]));
  expect(warnings).toEqual(startingWith([mistake.warning].flat()));
});

test('one synthesis finds all mistakes', () => {
  const { errors, warnings } = synthesized(MISTAKES);
  expect(errors).toHaveLength(MISTAKES.filter(({ error }) => error !== undefined).length);
  expect(errors).toEqual(expect.arrayContaining(startingWith(MISTAKES.map(({ error }) => error))));
  expect(warnings).toEqual(expect.arrayContaining(startingWith(MISTAKES.map(({ warning }) => warning))));
});

test('the account that an organization is deployed to is its management account', () => {
  const warnings = (account?: string) => {
    const stack = new Stack(new App(), 'Test', { env: { account, region: 'us-east-1' } });
    new Organization(stack, 'Organization');
    attach(Account.fromAccountId(stack, 'Account', MANAGEMENT_ACCOUNT), new ServiceControlPolicy(stack, 'Policy', {
      statements: [deny({ actions: ['iam:CreateUser'] })],
    }));
    return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('has no effect on the management account')).length;
  };
  expect([MANAGEMENT_ACCOUNT, '111122223333', undefined].map(warnings)).toEqual([1, 0, 0]);
});
