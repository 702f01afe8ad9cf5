/** Inputs of foreign formats for tests. Each has two of everything, and the hard cases of its format. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ForeignOrganization, readForeign } from '../../../src/init';

export const FIXTURES = join(__dirname, 'fixtures');

export function fixture(name: string): string {
  return readFileSync(join(FIXTURES, name), 'utf8');
}

/** Reads texts by their paths. */
export function read(files: Readonly<Record<string, string>>): ForeignOrganization {
  return readForeign(new Map(Object.entries(files)), 'input');
}

export function readFixture(name: string): ForeignOrganization {
  return read({ [name]: fixture(name) });
}

/** The reasons of all that was not read, with the places. */
export function reasons({ notRead }: ForeignOrganization): string[] {
  return notRead.map(({ origin, reason }) => `${origin.address}: ${reason}`);
}

export const DENY_LEAVING = { Version: '2012-10-17', Statement: [{ Sid: 'Stay', Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }] };

/** Two OUs of one name, a moved management account, anchors, a single value for a list, references to nothing. */
export const ORG_FORMATION = `AWSTemplateFormatVersion: '2010-09-09-OC'
Definitions:
  - &tags
    team: platform
    cost: 100
Organization:
  MasterAccount:
    Type: OC::ORG::MasterAccount
    Properties:
      AccountName: Management
      AccountId: '111111111111'
      Alias: example
  OrganizationRoot:
    Type: OC::ORG::OrganizationRoot
    Properties:
      ServiceControlPolicies: !Ref StayPolicy
  Prod:
    Type: OC::ORG::OrganizationalUnit
    Properties:
      OrganizationalUnitName: Workloads
      OrganizationalUnits: !Ref ProdShop
  ProdShop:
    Type: OC::ORG::OrganizationalUnit
    Properties:
      OrganizationalUnitName: Shop
      Accounts: !Ref ShopAccount
      ServiceControlPolicies:
        - !Ref StayPolicy
        - !GetAtt RegionsPolicy.PolicyId
  Dev:
    Type: OC::ORG::OrganizationalUnit
    Properties:
      OrganizationalUnitName: "Dev \\"R&D\\" 🚀"
      OrganizationalUnits: [!Ref DevShop]
      Accounts: [!Ref MasterAccount, !Ref Missing]
  DevShop:
    Type: OC::ORG::OrganizationalUnit
    Properties:
      OrganizationalUnitName: Shop
      Accounts: [!Ref ShopDevAccount, !Ref ShopAccount]
  ShopAccount:
    Type: OC::ORG::Account
    Properties:
      AccountName: shop
      RootEmail: aws+shop@example.com
      Tags:
        <<: *tags
        team: shop
  ShopDevAccount:
    Type: OC::ORG::Account
    Properties:
      AccountName: shop-dev
      RootEmail: aws+shop-dev@example.com
      AccountId: 020000000002
      Tags: *tags
  StayPolicy:
    Type: OC::ORG::ServiceControlPolicy
    Properties:
      PolicyName: stay
      Description: Stay in the organization
      PolicyDocument: ${JSON.stringify(DENY_LEAVING)}
  RegionsPolicy:
    Type: OC::ORG::ServiceControlPolicy
    Properties:
      PolicyName: regions
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Deny
            NotAction: 'iam:*'
            Resource: !Sub 'arn:aws:iam::\${MasterAccount}:role/x'
  PasswordPolicy:
    Type: OC::ORG::PasswordPolicy
    Properties: { MinimumPasswordLength: 20 }
`;

/** OUs in any order with stray spaces, one that is ignored, an OU and an account of one name, variables in a list, open placeholders. */
export const LANDING_ZONE: Readonly<Record<string, string>> = {
  'organization-config.yaml': `enable: true
organizationalUnits:
  - name: Level1/Level2/Shop
  - name: Security
  - name: Network
  - name: Level1/Level2
  - name: 'Level1 '
  - name: Shop
  - name: Suspended
    ignore: true
  - name: Alone/Below
quarantineNewAccounts:
  enable: true
  scpPolicyName: "{{ AcceleratorPrefix }}-Quarantine"
serviceControlPolicies:
  - name: "{{ AcceleratorPrefix }}-Stay"
    description: Stay in the organization
    policy: service-control-policies/stay.json
    type: customerManaged
    deploymentTargets:
      organizationalUnits: [{{ CoreOUs }}]
      accounts: [Network]
  - name: Roles
    description: Protect roles
    policy: service-control-policies/roles.json
    type: customerManaged
    deploymentTargets:
      organizationalUnits: [Root]
      excludedAccounts: [Audit]
  - name: FullAWSAccess
    type: awsManaged
    deploymentTargets: { organizationalUnits: [Root] }
taggingPolicies:
  - name: Tags
    description: Tags
    policy: tagging-policies/tags.json
    deploymentTargets: { organizationalUnits: [Level1/Level2/Shop] }
backupPolicies:
  - name: Backup
    description: Backups
    policy: backup-policies/backup.json
    deploymentTargets: { organizationalUnits: [Shop] }
`,
  'accounts-config.yaml': `mandatoryAccounts:
  - name: Management
    description: The management account
    email: Management@example.com
    organizationalUnit: Root
  - name: Audit
    description: The account of the auditors
    email: aws+audit@example.com
    organizationalUnit: Security
workloadAccounts:
  - name: Network
    description: The account of the network
    email: aws+network@example.com
    organizationalUnit: Network
  - name: Shop
    email: aws+shop@example.com
    organizationalUnit: Level1/Level2/Shop
accountIds:
  - email: aws+network@example.com
    accountId: '020000000002'
`,
  'replacements-config.yaml': `globalReplacements:
  - key: AcceleratorPrefix
    type: String
    value: Example
  - key: CoreOUs
    type: StringList
    value: [Security, Network]
  - key: Roles
    type: StringList
    value: ['arn:aws:iam::*:role/A', 'arn:aws:iam::*:role/B']
  - key: Later
    type: SSM
    path: /example
`,
  'service-control-policies/stay.json': JSON.stringify(DENY_LEAVING),
  'service-control-policies/roles.json': `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:*","Resource":"arn:\${PARTITION}:iam::*:role/\${ACCELERATOR_PREFIX}-*",
    "Condition":{"ArnNotLike":{"aws:PrincipalArn":\${ACCEL_LOOKUP::CUSTOM:Roles}},"StringEquals":{"aws:PrincipalTag/team":"\${aws:ResourceTag/team}"}}}]}`,
  'tagging-policies/tags.json': '{"tags":{"team":{"tag_key":{"@@assign":"team"}}}}',
  'backup-policies/backup.json': '{"plans":{"daily":{"regions":{"@@append":${ACCEL_LOOKUP::CUSTOM:Later}}}}}',
};

/** Templates of CloudFormation's own resource types. */
export const TEMPLATE = `Resources:
  Organization: { Type: 'AWS::Organizations::Organization', DeletionPolicy: Retain }
  Shop:
    Type: AWS::Organizations::OrganizationalUnit
    DeletionPolicy: Retain
    Properties: { Name: Shop, ParentId: !GetAtt Organization.RootId, Tags: [{ Key: team, Value: shop }] }
  ShopDev:
    Type: AWS::Organizations::OrganizationalUnit
    Properties: { Name: Dev, ParentId: !Ref Shop }
  ShopAccount:
    Type: AWS::Organizations::Account
    Properties: { AccountName: shop, Email: aws+shop@example.com, ParentIds: [!Ref Shop] }
  SpareAccount:
    Type: AWS::Organizations::Account
    Properties: { AccountName: spare, Email: aws+spare@example.com, ParentIds: [!ImportValue SpareUnit] }
  Stay:
    Type: AWS::Organizations::Policy
    Properties:
      Name: stay
      Type: SERVICE_CONTROL_POLICY
      Content: ${JSON.stringify(DENY_LEAVING)}
      TargetIds: [!Ref Shop, !Ref ShopAccount, !ImportValue Elsewhere]
  Tags:
    Type: AWS::Organizations::Policy
    Properties: { Name: tags, Type: TAG_POLICY, Content: !Sub '{"tags":{"\${Key}":{}}}' }
  Bucket: { Type: 'AWS::S3::Bucket' }
`;

/** A call of the SDK as the CDK writes it, with references glued into its text. */
function sdkCall(...parts: readonly (string | object)[]): object {
  return { 'Fn::Join': ['', parts] };
}

/** A template of the custom resources of the older library. */
export const OLDER_TEMPLATE = JSON.stringify({
  Resources: {
    Root: { Type: 'Custom::Organizations_Root' },
    Unit: { Type: 'Custom::Organizations_OrganizationalUnitProvider', Properties: { Name: 'Shop', ParentId: { 'Fn::GetAtt': ['Root', 'Roots.0.Id'] } } },
    UnitTags: { Type: 'Custom::Organizations_TagResource', Properties: { ResourceId: { 'Fn::GetAtt': ['Unit', 'Id'] }, Tags: [{ Key: 'team', Value: 'shop' }] } },
    One: { Type: 'Custom::Organizations_Account', Properties: { AccountName: 'one', Email: 'aws+one@example.com', ParentId: { 'Fn::GetAtt': ['Unit', 'Id'] } } },
    Two: { Type: 'Custom::Organizations_Account', Properties: { AccountName: 'two', Email: 'aws+two@example.com', ParentId: { 'Fn::GetAtt': ['Root', 'Roots.0.Id'] } } },
    Stay1A2B3C4D: {
      Type: 'Custom::Organizations_Policy',
      Metadata: { 'aws:cdk:path': 'Stack/Stay/PolicyCustomResource/Resource/Default' },
      Properties: {
        Create: JSON.stringify({
          service: 'Organizations', action: 'createPolicy', parameters: { Name: 'stay', Type: 'SERVICE_CONTROL_POLICY', Description: '', Content: JSON.stringify(DENY_LEAVING) },
        }),
      },
    },
    Attachment: {
      Type: 'Custom::Organizations_PolicyAttachment',
      Properties: {
        Create: sdkCall('{"action":"attachPolicy","parameters":{"PolicyId":"', { 'Fn::GetAtt': ['Stay1A2B3C4D', 'Policy.PolicySummary.Id'] }, '","TargetId":"', { 'Fn::GetAtt': ['Unit', 'Id'] }, '"}}'),
      },
    },
    Service: { Type: 'Custom::Organizations_EnableAwsServiceAccess', Properties: { Create: '{"parameters":{"ServicePrincipal":"config.amazonaws.com"}}' } },
    Administrator: {
      Type: 'Custom::Organizations_DelegatedAdministrator',
      Properties: { Create: sdkCall('{"parameters":{"AccountId":"', { 'Fn::GetAtt': ['One', 'AccountId'] }, '","ServicePrincipal":"config.amazonaws.com"}}') },
    },
  },
});
