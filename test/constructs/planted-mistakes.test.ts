import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { synthesisProblems, testStack } from './test-app';
import {
  Account, IPolicyTarget, Organization, OrganizationalUnit, PolicyContent, Policy, PolicyType, ResourceControlPolicy, ServiceControlPolicy,
} from '../../src';

const page = (rule: string) => `(${rule}: https://github.com/cdk-aws-organizations/cdk-aws-organizations/blob/main/docs/rules/${rule}.md)`;
const MANAGEMENT_ACCOUNT = '999988887777';

interface Place {
  readonly stack: Stack;
  readonly unit: OrganizationalUnit;
}

/** A mistake in a unit of its own, and what synthesis says, or the beginning of it. */
interface Mistake {
  readonly what: string;
  readonly make: (place: Place) => void;
  readonly error?: string;
  readonly warning?: string;
}

const deny = (props: iam.PolicyStatementProps) => new iam.PolicyStatement({ effect: iam.Effect.DENY, resources: ['*'], ...props });
const attach = (target: IPolicyTarget, policy: Policy) => policy.attachTo(target);
const scp = (scope: OrganizationalUnit, id: string, ...statements: iam.PolicyStatement[]) =>
  new ServiceControlPolicy(scope, id, { statements });
const json = (scope: OrganizationalUnit, id: string, policyType: PolicyType, content: object) =>
  new Policy(scope, id, { policyType, content: PolicyContent.fromJson(content) });

const MISTAKES: Mistake[] = [
  {
    what: 'a typo in an action',
    make: ({ unit }) => attach(unit, scp(unit, 'Policy', deny({ actions: ['cloudtrail:StopLoging'] }))),
    warning: '/Test/1/Policy: Statement[0].Action names an action that cloudtrail does not have: "cloudtrail:StopLoging". '
      + `Did you mean "cloudtrail:StopLogging"? If AWS added the action lately, acknowledge the warning. ${page('unknown-action')}`,
  },
  {
    what: 'Regions denied without exceptions for global services',
    make: ({ unit }) => attach(unit, scp(unit, 'Policy', deny({
      notActions: ['s3:ListAllMyBuckets'], conditions: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1'] } },
    }))),
    warning: '/Test/2/Policy: Statement[0] denies regions for services that are called in one region only: '
      + '["iam","sts","organizations","cloudfront","route53","support"]. Name them in NotAction: iam:*, sts:*, organizations:*, cloudfront:*, '
      + `route53:*, support:*. ${page('region-deny')}`,
  },
  {
    what: 'a resource control policy that allows',
    make: ({ unit }) => attach(unit, new ResourceControlPolicy(unit, 'Policy', {
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
      + 'OrganizationAccountAccessRole: nothing in Test/6/Policy allows it (given: "sts:AssumeRole"). Allow these actions in one of the policies, or keep FullAWSAccess attached, or call ',
  },
  {
    what: 'everything denied to the role that deploys',
    make: ({ unit }) => attach(unit, scp(unit, 'Policy', deny({
      sid: 'OnlyAdmins', actions: ['*'], conditions: { ArnNotLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/OrganizationAccountAccessRole'] } },
    }))),
    error: '[Test/7/PolicyAttachments] The service control policies of Test/7 lock out cdk-hnb659fds-deploy-role-*, cdk-hnb659fds-cfn-exec-role-*, '
      + 'cdk-hnb659fds-file-publishing-role-*, cdk-hnb659fds-image-publishing-role-*, cdk-hnb659fds-lookup-role-*: the statement OnlyAdmins of Test/7/Policy denies (given: "cloudformation:CreateChangeSet, ',
  },
  {
    what: 'an operator that opt-out policies for AI services do not know',
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
];

/** Each mistake in a unit that is called by its number. */
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
  // Of an app that is refused, the constructs tell the warnings.
  const warnings = errors.length === 0
    ? Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ id, entry }) => `${id}: ${entry.data}`)
    : stack.node.findAll().flatMap(({ node: { path, metadata } }) => (
      metadata.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => `/${path}: ${data}`)));
  return { errors, warnings };
}

const startingWith = (texts: (string | undefined)[]) =>
  texts.flatMap((text) => (text === undefined ? [] : [expect.stringContaining(text)]));

test.each(MISTAKES)('$what is found, and nothing else', (mistake) => {
  const { errors, warnings } = synthesized([mistake]);
  expect(errors).toEqual(startingWith([mistake.error]));
  expect(warnings).toEqual(startingWith([mistake.warning]));
});

test('all ten are found in one synthesis', () => {
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
