import { account, attached, denies, FULL, organization, policy, RCP_FULL, unit } from './small-organization';
import { OrganizationAccess, type AccessQuestion } from '../../../src/model';
import { CompiledPolicy, FULL_AWS_ACCESS, type JsonValue, reasonText } from '../../../src/policy';

const SHOP = '111111111111';
const TOOLS = '222222222222';
const STRANGER = '888888888888';
const SESSION = `arn:aws:sts::${SHOP}:assumed-role/Admin/anna`;

type Statement = { [key: string]: JsonValue };

/** An organization with one policy at the root, besides the AWS managed ones. */
function withPolicy(
  statement: Statement, type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY' = 'SERVICE_CONTROL_POLICY',
): OrganizationAccess {
  const only = policy('only', denies(statement, type === 'RESOURCE_CONTROL_POLICY' ? '*' : undefined), type);
  return new OrganizationAccess(organization({
    attachedPolicies: [FULL, RCP_FULL, attached(only)],
    accounts: [account('tools', TOOLS, [FULL, RCP_FULL])],
    organizationalUnits: [unit('Workloads', 'ou-ab12-11111111', { attachedPolicies: [FULL, RCP_FULL], accounts: [account('shop', SHOP, [FULL, RCP_FULL])] })],
  }, { policies: [only], policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] }), true);
}

type Row = [what: string, statement: Statement, question: AccessQuestion, decision: string, missingInformation?: string[]];

const ask = (access: OrganizationAccess, question: AccessQuestion) => access.ask(access.find('shop'), question);
const scp = (...[_what, statement, question, decision, missingInformation = []]: Row) => {
  expect(ask(withPolicy(statement), question)).toMatchObject({ decision, missingInformation });
};
const rcp = (...[_what, statement, question, decision, missingInformation = []]: Row) => {
  expect(ask(withPolicy(statement, 'RESOURCE_CONTROL_POLICY'), question)).toMatchObject({ decision, missingInformation });
};

const foreignResources = (Action: string): Statement => ({ Action, Condition: { StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } } });
const foreignOrganizations = (Action: string): Statement => ({ Action, Condition: { StringNotEqualsIfExists: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } } });
const ec2 = (type: string) => `arn:aws:ec2:eu-west-1:${SHOP}:${type}`;

describe('the owner of the resource', () => {
  test.each<Row>([
    ['by an ordinary action is known', foreignResources('ec2:*'), { action: 'ec2:StopInstances', resource: ec2('instance/i-1') }, 'allowed'],
    ['is not known where a peering is made', foreignResources('ec2:*'),
      { action: 'ec2:CreateVpcPeeringConnection', resource: ec2('vpc/vpc-1') }, 'depends', ['aws:ResourceAccount']],
    ['is not known where an endpoint is made', foreignOrganizations('ec2:*'), { action: 'ec2:CreateVpcEndpoint', resource: ec2('vpc/vpc-1') }, 'depends', ['aws:ResourceOrgID']],
    ['is not known where a peering is accepted', foreignResources('ec2:*'),
      { action: 'ec2:AcceptVpcPeeringConnection', resource: ec2('vpc-peering-connection/pcx-1') }, 'depends', ['aws:ResourceAccount']],
    ['is not known by the direct APIs of EBS', foreignResources('ebs:*'), { action: 'ebs:GetSnapshotBlock', resource: 'arn:aws:ec2:eu-west-1::snapshot/snap-1' }, 'depends', ['aws:ResourceAccount']],
    ['is not known where a hosted zone gets a VPC', foreignOrganizations('route53:*'),
      { action: 'route53:AssociateVPCWithHostedZone', resource: 'arn:aws:route53:::hostedzone/Z1' }, 'depends', ['aws:ResourceOrgID']],
    ['can be given for such an action, too', foreignResources('ec2:*'),
      { action: 'ec2:CreateVpcPeeringConnection', resource: ec2('vpc/vpc-1'), context: { 'aws:ResourceAccount': SHOP } }, 'allowed'],
    ['is AWS for its managed policies', foreignOrganizations('iam:*'), { action: 'iam:AttachRolePolicy', resource: 'arn:aws:iam::aws:policy/AdministratorAccess' }, 'denied'],
    ['is in no known organization for managed policies of AWS', { Action: 'iam:*', Condition: { Null: { 'aws:ResourceOrgID': 'false' } } },
      { action: 'iam:GetPolicy', resource: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }, 'depends', ['aws:ResourceOrgID']],
    ['is none of the accounts of the organization for managed policies of AWS', { Action: 'iam:*', Condition: { StringNotEquals: { 'aws:ResourceAccount': SHOP } } },
      { action: 'iam:GetPolicy', resource: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }, 'denied'],
    ['is AWS for its public parameters', { Action: 'ssm:*', Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } } },
      { action: 'ssm:GetParameter', resource: 'arn:aws:ssm:eu-west-1::parameter/aws/service/ami' }, 'allowed'],
  ])('%s', scp);

  test('AWS lets no resource control policy of the organization count for its managed policies', () => {
    const { matchedStatements } = ask(withPolicy({ Action: 's3:*' }, 'RESOURCE_CONTROL_POLICY'), { action: 'iam:GetPolicy', principal: 'role/Dev', resource: 'arn:aws:iam::aws:policy/ReadOnlyAccess' });
    expect(matchedStatements.map(reasonText)).toContain('Resource control policies of this organization do not reach resources of AWS.');
  });
});

const ROLE = `arn:aws:iam::${SHOP}:role/Deployer`;
const LINKED = `arn:aws:iam::${SHOP}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
const ASSUME = { Action: 'sts:AssumeRole*' };
const OUTSIDERS: Statement = { Action: 'sts:*', Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } };

describe('the caller', () => {
  test.each<Row>([
    ['an AWS service assumes a service-linked role freely', ASSUME, { action: 'sts:AssumeRole', principal: 'config.amazonaws.com', resource: LINKED }, 'allowed'],
    ['an AWS service does not assume another role freely', ASSUME, { action: 'sts:AssumeRole', principal: 'config.amazonaws.com', resource: ROLE }, 'denied'],
    ['a verdict on an AWS service depends on whether it assumes a service-linked role', ASSUME, { action: 'sts:AssumeRole', principal: 'config.amazonaws.com' }, 'depends', ['the resource']],
    ['a role that assumes a service-linked role is not exempt', ASSUME, { action: 'sts:AssumeRole', principal: 'role/Dev', resource: LINKED }, 'denied'],
    ['resource control policies reach web identities', OUTSIDERS, { action: 'sts:AssumeRoleWithWebIdentity', principal: 'cognito-identity.amazonaws.com', resource: ROLE }, 'denied'],
    ['no web identity is an AWS service', { Action: 'sts:*', Condition: { Bool: { 'aws:PrincipalIsAWSService': 'true' } } },
      { action: 'sts:AssumeRoleWithWebIdentity', principal: 'accounts.google.com', resource: ROLE }, 'allowed'],
    ['resource control policies reach anonymous callers', { Action: 's3:*', Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } },
      { action: 's3:GetObject', principal: '*', resource: 'arn:aws:s3:::b/k' }, 'denied'],
    ['an anonymous caller has no tags', { Action: 's3:*', Condition: { Null: { 'aws:PrincipalTag/team': 'true' } } }, { action: 's3:GetObject', principal: '*', resource: 'arn:aws:s3:::b/k' }, 'denied'],
    ['the account of an anonymous caller has the value anonymous', { Action: 's3:*', Condition: { StringEquals: { 'aws:PrincipalAccount': 'anonymous' } } },
      { action: 's3:GetObject', principal: '*', resource: 'arn:aws:s3:::b/k' }, 'denied'],
    ['an alias of an AWS managed key is exempt', { Action: 'kms:*' }, { action: 'kms:DescribeKey', principal: 'role/Dev', resource: `arn:aws:kms:eu-west-1:${SHOP}:alias/aws/s3` }, 'allowed'],
  ])('%s', rcp);

  test.each<Row>([
    ['service control policies do not reach a Cognito identity', { Action: '*' }, { action: 'sts:AssumeRoleWithWebIdentity', principal: 'cognito-identity.amazonaws.com', resource: ROLE }, 'allowed'],
    ['service control policies do not reach a Google identity', { Action: '*' }, { action: 'sts:AssumeRoleWithWebIdentity', principal: 'accounts.google.com', resource: ROLE }, 'allowed'],
    ['service control policies do not reach an OIDC identity', { Action: '*' },
      { action: 'sts:AssumeRoleWithWebIdentity', principal: `arn:aws:iam::${SHOP}:oidc-provider/token.actions.githubusercontent.com`, resource: ROLE }, 'allowed'],
    ['service control policies do not reach a SAML identity', { Action: '*' }, { action: 'sts:AssumeRoleWithSAML', principal: `arn:aws:iam::${SHOP}:saml-provider/Okta`, resource: ROLE }, 'allowed'],
    ['service control policies do not reach an anonymous caller', { Action: '*' }, { action: 's3:GetObject', principal: '*', resource: 'arn:aws:s3:::b/k' }, 'allowed'],
    ['service control policies do not restrict Mechanical Turk', { Action: '*' }, { action: 'mechanicalturk:CreateHIT', principal: 'role/Dev' }, 'allowed'],
    ['service control policies reach a federated session', { Action: '*' }, { action: 's3:GetObject', principal: `arn:aws:sts::${SHOP}:federated-user/anna` }, 'denied'],
  ])('%s', scp);

  test.each([
    ['root', /^The root user has no identity-based policies \(given: arn:aws:iam::111111111111:root\)\. Leave/],
    ['config.amazonaws.com', /no user or role has no identity-based policies \(given: config\.amazonaws\.com\)/],
    ['*', /given: \*\)/],
  ])('%s has no identity-based policies', (principal, message) => {
    const identityPolicies = [new CompiledPolicy('own', FULL_AWS_ACCESS)];
    expect(() => ask(withPolicy({ Action: 'iam:*' }), { action: 's3:GetObject', principal, identityPolicies })).toThrow(message);
  });
});

const unlessArn = (...arns: string[]): Statement => ({ Action: 's3:*', Condition: { ArnNotLike: { 'aws:PrincipalArn': arns } } });
const onlyArn = (...arns: string[]): Statement => ({ Action: 's3:*', Condition: { ArnLike: { 'aws:PrincipalArn': arns } } });
const GET = { action: 's3:GetObject' };
const PATH = ['the path of the role Admin'];

describe('a session in the form of CloudTrail', () => {
  test.each<Row>([
    ['is never the root user', onlyArn('arn:*:iam::*:root'), { ...GET, principal: SESSION }, 'allowed'],
    ['is never a role of another name', unlessArn('arn:*:iam::*:role/platform/Deploy', 'arn:*:iam::*:role/Other'), { ...GET, principal: SESSION }, 'denied'],
    ['is of a role whose name the pattern covers', unlessArn('arn:*:iam::*:role/*Admin'), { ...GET, principal: SESSION }, 'allowed'],
    ['may be of a role on a path', unlessArn('arn:*:iam::*:role/platform/*'), { ...GET, principal: SESSION }, 'depends', PATH],
    ['may be of a role on a path that a pattern does not cover', unlessArn('arn:*:iam::*:role/Admin'), { ...GET, principal: SESSION }, 'depends', PATH],
    ['is the same as the value of aws:PrincipalArn', unlessArn('arn:*:iam::*:role/Other'), { ...GET, context: { 'aws:PrincipalArn': SESSION } }, 'denied'],
  ])('%s', scp);

  test.each([
    ['arn:*:iam::*:role/platform/*', 'DENIED unless the role Admin has a path.'],
    ['arn:*:iam::*:role/Admin', 'ALLOWED unless the role Admin has a path.'],
  ])('leaves the verdict open where only a path decides: %s', (arn, remark) => {
    expect(ask(withPolicy(unlessArn(arn)), { ...GET, principal: SESSION }).remarks).toEqual([remark]);
  });

  test('is shown with its role beside the condition', () => {
    const { matchedStatements } = ask(withPolicy(unlessArn('arn:*:iam::*:role/Other')), { ...GET, principal: SESSION });
    expect(matchedStatements.map(reasonText).join()).toContain(`(the request: arn:aws:iam::${SHOP}:role/[path/]Admin)`);
  });
});

const DEPUTY = { action: 's3:PutObject', principal: 'cloudtrail.amazonaws.com', resource: 'arn:aws:s3:::b/k' };
const GUEST = { ...GET, principal: `arn:aws:iam::${STRANGER}:role/Guest`, resource: 'arn:aws:s3:::b/k' };
const unlessPath = (operator: string, path: string): Statement => ({ Action: 's3:*', Condition: { [operator]: { 'aws:PrincipalOrgPaths': path } } });

describe('known facts about a request', () => {
  test.each<Row>([
    ['a member on whose behalf a service calls belongs to the organization', { Action: 's3:*', Condition: { StringNotEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } } },
      { ...DEPUTY, context: { 'aws:SourceAccount': TOOLS } }, 'allowed'],
    ['a member on whose behalf a service calls has a path', { Action: 's3:*', Condition: { 'ForAllValues:StringNotLike': { 'aws:SourceOrgPaths': 'o-a1b2c3d4e5/*' } } },
      { ...DEPUTY, context: { 'aws:SourceAccount': TOOLS } }, 'allowed'],
    ['an outsider on whose behalf a service calls does not belong to the organization', { Action: 's3:*', Condition: { StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } } },
      { ...DEPUTY, context: { 'aws:SourceAccount': STRANGER } }, 'denied'],
    ['the organization is unknown if the account on whose behalf a service calls is unknown', { Action: 's3:*', Condition: { StringNotEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } } }, DEPUTY, 'depends', ['aws:SourceOrgID']],
    ['an outsider has no path in the organization', unlessPath('ForAllValues:StringNotLike', 'o-a1b2c3d4e5/*'), GUEST, 'denied'],
    ['an outsider is in no unit of the organization', unlessPath('ForAnyValue:StringLike', 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*'), GUEST, 'allowed'],
    ['an outsider may have another path', unlessPath('ForAnyValue:StringLike', 'o-*'), GUEST, 'depends', ['aws:PrincipalOrgPaths']],
    ['an outsider does not call on behalf of another account', { Action: 's3:*', Condition: { Null: { 'aws:SourceAccount': 'false' } } }, GUEST, 'allowed'],
    ['a caller without an organization has no path', unlessPath('ForAnyValue:StringLike', 'o-*'), { ...GUEST, context: { 'aws:PrincipalOrgID': null } }, 'allowed'],
  ])('%s', rcp);

  test.each<Row>([
    ['a user or role is not a service, even if the principal is omitted', { Action: 's3:*', Condition: { StringLike: { 'aws:PrincipalServiceName': '*' } } }, GET, 'allowed'],
    ['text around a variable excludes', { Action: 's3:*', Resource: 'arn:aws:s3:::home-${aws:username}/*' }, { ...GET, resource: 'arn:aws:s3:::logs/k' }, 'allowed'],
    ['text around a variable does not include', { Action: 's3:*', Resource: 'arn:aws:s3:::home-${aws:username}/*' }, { ...GET, resource: 'arn:aws:s3:::home-jo/k' }, 'depends', ['aws:username']],
    ['text around a variable of a condition excludes', { Action: 's3:*', Condition: { StringLike: { 's3:prefix': 'home/${aws:PrincipalTag/team}/*' } } }, { ...GET, context: { 's3:prefix': 'logs/1' } }, 'allowed'],
    ['a condition and its opposite never hold together', {
      Action: 's3:*',
      Condition: {
        StringEquals: { 'aws:RequestedRegion': 'eu-west-1' }, StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-west-2'] },
      },
    }, GET, 'allowed'],
    ['a value that another pattern excludes never holds', {
      Action: 's3:*',
      Condition: {
        StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-west-2'] }, StringNotLike: { 'aws:RequestedRegion': 'eu-*' },
      },
    }, GET, 'allowed'],
    ['two values of a key that has one never hold together', {
      Action: 's3:*',
      Condition: {
        StringEquals: { 'aws:RequestedRegion': 'eu-west-1' }, StringLike: { 'aws:RequestedRegion': 'us-*' },
      },
    }, GET, 'allowed'],
    ['a condition on a value of an absent key never holds', { Action: 's3:*', Condition: { StringLike: { 'aws:SourceVpc': 'vpc-*' }, Null: { 'aws:SourceVpc': 'true' } } }, GET, 'allowed'],
    ['two values of a key that may have several can hold together', {
      Action: 's3:*',
      Condition: {
        StringEquals: { 'aws:TagKeys': 'a' }, StringLike: { 'aws:TagKeys': 'b*' },
      },
    }, GET, 'depends', ['aws:TagKeys']],
    ['a key that may be absent can satisfy opposites', {
      Action: 's3:*',
      Condition: {
        StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' }, StringNotEquals: { 'aws:SourceVpc': 'vpc-1' },
      },
    }, GET, 'depends', ['aws:SourceVpc']],
    ['a variable without a value matches nothing', { Action: 's3:*', Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } },
      { ...GET, context: { 'aws:PrincipalTag/team': null } }, 'allowed'],
  ])('%s', scp);

  test.each<Row>([
    ['a key and its variable', { Action: 's3:*', Condition: { StringNotEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } }, GET, 'depends', ['aws:ResourceTag/team', 'aws:PrincipalTag/team']],
    ['an unknown key and a known variable, which is not named', { Action: 's3:*', Condition: { StringNotEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } },
      { ...GET, context: { 'aws:PrincipalTag/team': 'a' } }, 'depends', ['aws:ResourceTag/team']],
    ['a resource and its variable', { Action: 's3:*', Resource: 'arn:aws:s3:::home-${aws:username}/*' }, GET, 'depends', ['the resource', 'aws:username']],
    ['several variables of one value', { Action: 's3:*', Condition: { StringLike: { 's3:prefix': '${aws:username}/${aws:PrincipalTag/team}/*' } } }, GET, 'depends',
      ['s3:prefix', 'aws:username', 'aws:PrincipalTag/team']],
  ])('an open statement depends on %s', scp);

  test('a key can be present and empty', () => {
    const access = withPolicy({ Action: 's3:*', Condition: { StringEquals: { 'aws:PrincipalTag/team': '' } } });
    const decisions = ['', 'a', null].map((value) => ask(access, { ...GET, context: { 'aws:PrincipalTag/team': value } }).decision);
    expect(decisions).toEqual(['denied', 'allowed', 'allowed']);
  });
});
