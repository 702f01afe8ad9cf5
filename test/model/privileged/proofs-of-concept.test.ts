import { CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { type Edit, foreignBundle, organizationOf, removeFolders, resourceBelow, writeJson } from './privileged-app';
import { OrganizationalUnit } from '../../../src';
import { exceeded } from '../../../src/cli/diff/threshold-options';
import { reviewOf } from '../../../src/model';
import { reviewHeadline, textReview } from '../../../src/report';

afterAll(removeFolders);

/** The result of a pipeline with `--fail-on loosens`, and the report, for a pull request with an edit. */
function review(edit: Edit, base?: Edit) {
  const found = reviewOf(organizationOf(base), organizationOf(edit));
  return {
    headline: reviewHeadline(found),
    stoppedAt: exceeded(found, { failOn: { risk: 'loosens', further: [] } }).map(({ reason }) => reason),
    levels: [...new Set(found.risks.map(({ level }) => level))],
    text: textReview(found, { documents: true }),
  };
}

const LOOSENED = [expect.stringMatching(/^\d+ changes? of the level "loosens" \(--fail-on loosens\):$/)];
const DESTROYED = [expect.stringMatching(/^1 change of the level "destroys" \(--fail-on loosens\):$/)];
const ADMIN = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

test('the same code twice has no change of privileged resources', () => {
  expect(review(() => undefined)).toEqual({ headline: 'Nothing changes in the organization', stoppedAt: [], levels: [], text: 'Nothing changes in the organization\n' });
});

test('a statement that allows every action in the handlers\' role loosens', () => {
  const { headline, stoppedAt, text } = review(({ provider }) => {
    resourceBelow(provider.role, 'AWS::IAM::Role').addPropertyOverride('Policies.0.PolicyDocument.Statement.9', { Effect: 'Allow', Action: '*', Resource: '*' });
  });
  expect(stoppedAt).toEqual(LOOSENED);
  expect(headline).toMatch(/^1 privileged resource changes, 4 removal settings change/);
  expect(text).toMatch(/loosens {3}IAM role OrganizationsProviderRole\w+ of stack Org, inline policy Rights: statement Statement\[\d\] added/);
  expect(text).toMatch(/\+ {3}"Action": "\*"/);
});

test('another account in the trust policy of the handlers\' role loosens', () => {
  const { stoppedAt, text } = review(({ provider }) => {
    provider.role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new iam.AccountPrincipal('999999999999')] }));
  });
  expect(stoppedAt).toEqual(LOOSENED);
  expect(text).toMatch(/loosens {3}IAM role OrganizationsProviderRole\w+ of stack Org, trust policy: statement Statement\[1\] added/);
  expect(text).toMatch(/\+ .*arn:aws:iam::999999999999:root/);
});

test('an administrator among the users loosens', () => {
  const { stoppedAt, text } = review(({ stack }) => {
    new iam.User(stack, 'Backdoor', { managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')] });
  });
  expect(stoppedAt).toEqual(LOOSENED);
  expect(text).toMatch(/loosens {3}IAM user Backdoor\w+ of stack Org is new/);
});

test('another bundle of the handlers has the level destroys until it is acknowledged', () => {
  const folder = foreignBundle();
  const { stoppedAt, text, headline } = review(({ provider }) => {
    const code = lambda.Code.fromAsset(folder).bind(provider).s3Location!;
    for (const name of ['OnEvent', 'IsComplete']) {
      resourceBelow(provider.node.findChild(name), 'AWS::Lambda::Function').addPropertyOverride('Code', { S3Bucket: code.bucketName, S3Key: code.objectKey });
    }
  });
  // The former bundle is published as well, and nothing names it any more.
  expect(stoppedAt).toEqual([...DESTROYED, expect.stringContaining('loosens')]);
  expect(headline).toMatch(/^2 functions run unknown code/);
  expect(text).toMatch(/destroys {2}2 Lambda functions of the provider run unknown code: OrganizationsProviderIsComplete\w+ of stack Org, OrganizationsProviderOnEvent\w+ of stack Org/);
  expect(text).toMatch(/--acknowledge-bundle [0-9a-f]{64}/);
});

test('a resource whose service token leads to another function loosens', () => {
  const { stoppedAt, text } = review(({ account }) => {
    resourceBelow(account, 'Custom::OrganizationsAccount').addPropertyOverride('ServiceToken', 'arn:aws:lambda:us-east-1:999999999999:function:mine');
  });
  expect(stoppedAt).toEqual(LOOSENED);
  expect(text).toMatch(/loosens {3}1 resource calls another function: arn:aws:lambda:us-east-1:999999999999:function:mine instead of/);
});

test('a new resource whose service token leads to a function that has handled no resource loosens', () => {
  const { stoppedAt, text } = review(({ stack, organization }) => {
    const unit = new OrganizationalUnit(stack, 'Unit', { parent: organization.root, organizationalUnitName: 'Unit' });
    resourceBelow(unit, 'Custom::OrganizationsOrganizationalUnit').addPropertyOverride('ServiceToken', 'arn:aws:lambda:us-east-1:999999999999:function:mine');
  });
  expect(stoppedAt).toEqual(LOOSENED);
  expect(text).toMatch(/loosens {3}1 new resource calls a function that has served none until now: arn:aws:lambda/);
});

test('a permission for another account to invoke the handlers loosens', () => {
  const { stoppedAt, text } = review(({ stack, provider }) => {
    new lambda.CfnPermission(stack, 'Foreign', { action: 'lambda:InvokeFunction', functionName: provider.serviceToken, principal: '999999999999' });
  });
  expect(stoppedAt).toEqual(LOOSENED);
  expect(text).toMatch(/loosens {3}Lambda permission Foreign of stack Org is new/);
});

test('an inline policy from an included template loosens', () => {
  const { stoppedAt, text } = review(({ stack, provider }) => {
    const templateFile = writeJson('included.json', { Resources: { Included: { Type: 'AWS::IAM::RolePolicy', Properties: { PolicyName: 'More', RoleName: 'x', PolicyDocument: ADMIN } } } });
    const included = new CfnInclude(stack, 'Include', { templateFile });
    included.getResource('Included').addPropertyOverride('RoleName', provider.role.roleName);
  });
  expect(stoppedAt).toEqual(LOOSENED);
  expect(text).toMatch(/loosens {3}IAM policy Included of stack Org is new/);
});

test('overrides that remove a permissions boundary and add a managed policy loosen', () => {
  const boundary = (arn?: string): Edit => ({ provider }) => {
    resourceBelow(provider.role, 'AWS::IAM::Role').addPropertyOverride('PermissionsBoundary', arn);
  };
  const without = review(boundary(undefined), boundary('arn:aws:iam::111122223333:policy/boundary'));
  expect(without.stoppedAt).toEqual(LOOSENED);
  expect(without.text).toMatch(/of stack Org: setting PermissionsBoundary removed/);
  const managed = review(({ provider }) => {
    resourceBelow(provider.role, 'AWS::IAM::Role').addPropertyOverride('ManagedPolicyArns', ['arn:aws:iam::aws:policy/AdministratorAccess']);
  });
  expect(managed.stoppedAt).toEqual(LOOSENED);
  expect(managed.text).toMatch(/of stack Org: setting ManagedPolicyArns added/);
});

test('a new nested stack with a role loosens, and so does one whose template is not in the assembly', () => {
  const nested = review(({ stack }) => {
    new iam.Role(new NestedStack(stack, 'Tools'), 'Role', { assumedBy: new iam.AccountPrincipal('999999999999') });
  });
  expect(nested.stoppedAt).toEqual(LOOSENED);
  expect(nested.text).toMatch(/loosens {3}IAM role Role\w+ of stack Org\/Tools\w+ is new/);
  const elsewhere = review(({ stack }) => {
    new CfnResource(stack, 'Elsewhere', { type: 'AWS::CloudFormation::Stack', properties: { TemplateURL: 'https://s3.amazonaws.com/mine/template.json' } });
  });
  expect(elsewhere.stoppedAt).toEqual(LOOSENED);
  expect(elsewhere.text).toMatch(/loosens {3}Nested stack Elsewhere of stack Org is new/);
});

test('a role in another stack of the app loosens, unless that stack is deployed to another account', () => {
  const role = (account?: string): Edit => ({ app }) => {
    new iam.Role(new Stack(app, 'Tools', { env: { account, region: 'eu-west-1' } }), 'Role', { assumedBy: new iam.AccountPrincipal('999999999999') });
  };
  expect(review(role()).stoppedAt).toEqual(LOOSENED);
  expect(review(role('111122223333')).stoppedAt).toEqual(LOOSENED);
});

test('a macro that rewrites the template at deployment loosens', () => {
  const { stoppedAt, text } = review(({ stack }) => stack.addTransform('Mine'));
  expect(stoppedAt).toEqual(LOOSENED);
  expect(text).toMatch(/loosens {3}Template macro Transform of stack Org is new/);
});

test.each([
  'organizations:CloseAccount', 'organizations:*', 'organizations:Close*', 'Organizations:cLOSEaCCOUNT', '*', 'organizations:?loseAccount',
])('the right to close accounts is recognized where a role allows %s', (action) => {
  const policy: Edit = ({ provider }) => {
    resourceBelow(provider.role, 'AWS::IAM::Role').addPropertyOverride('Policies.0.PolicyDocument.Statement.0.Action', [action]);
  };
  expect(review(policy).text).toMatch(/loosens {3}From now on, a deployment may close accounts that are removed from the app/);
});

test('the right to close accounts is recognized where it is missing in the NotAction of a role', () => {
  const policy: Edit = ({ provider }) => {
    const role = resourceBelow(provider.role, 'AWS::IAM::Role');
    role.addPropertyOverride('Policies.0.PolicyDocument.Statement.0.Action', undefined);
    role.addPropertyOverride('Policies.0.PolicyDocument.Statement.0.NotAction', ['organizations:RemoveAccountFromOrganization']);
  };
  const { text } = review(policy);
  expect(text).toMatch(/From now on, a deployment may close accounts that are removed from the app/);
  expect(text).not.toMatch(/a deployment may remove accounts/);
});
