import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dependencyGraph, readCloudAssembly } from '../../../src/assembly';
import { organizationTree } from '../../../src/cli/output/tree';
import { type Organization, organizationFromAssembly } from '../../../src/model';
import type { FuzzTarget } from '../fuzz';
import { jsonText } from '../mutations';
import { assertVisible, showEverything } from '../shown';

/** Templates with every intrinsic function. The example does not use all of them. */
const FUNCTIONS = {
  Parameters: { Size: { Type: 'String', Default: '4' }, Names: { Type: 'CommaDelimitedList', Default: 'a,b' }, Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/x' } },
  Mappings: { Names: { first: { second: 'Workloads' } } },
  Conditions: {
    A: { 'Fn::Equals': [{ Ref: 'Size' }, '4'] },
    B: { 'Fn::And': [{ Condition: 'A' }, { 'Fn::Not': [{ 'Fn::Equals': ['x', 'y'] }] }] },
    C: { 'Fn::Or': [{ Condition: 'B' }, { Condition: 'A' }] },
  },
  Resources: {
    Organization: { Type: 'Custom::OrganizationsOrganization', Properties: { FeatureSet: 'ALL', RootTags: [{ Key: 'team', Value: 'platform' }] }, DeletionPolicy: 'RetainExceptOnCreate' },
    Unit: {
      Type: 'Custom::OrganizationsOrganizationalUnit',
      Condition: 'C',
      Properties: { ParentId: { 'Fn::GetAtt': ['Organization', 'RootId'] }, Name: { 'Fn::FindInMap': ['Names', 'first', 'second'] }, Tags: [{ Key: 'a', Value: 'b' }] },
    },
    Inner: {
      Type: 'Custom::OrganizationsOrganizationalUnit',
      DependsOn: ['Unit'],
      Properties: { ParentId: { Ref: 'Unit' }, Name: { 'Fn::Select': [0, { 'Fn::Split': ['-', 'a-b'] }] } },
    },
    Account: {
      Type: 'Custom::OrganizationsAccount',
      Properties: {
        ParentId: { 'Fn::If': ['A', { Ref: 'Inner' }, { Ref: 'AWS::NoValue' }] },
        AccountName: { 'Fn::Join': ['-', [{ Ref: 'AWS::Region' }, { Ref: 'Size' }]] },
        Email: { 'Fn::Sub': ['a+${Size}@${Domain}', { Domain: 'example.com' }] },
        Removal: { Action: 'MoveAccount', ParentId: { Ref: 'Unit' } },
      },
    },
    Policy: {
      Type: 'Custom::OrganizationsPolicy',
      Properties: {
        Type: 'SERVICE_CONTROL_POLICY', Name: 'deny', Description: '', Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}',
      },
    },
    Set: {
      Type: 'Custom::OrganizationsPolicySet',
      Properties: {
        Type: 'SERVICE_CONTROL_POLICY',
        Name: 'set',
        Description: '',
        MaxDocuments: 2,
        Statements: [{ Effect: 'Deny', Action: ['ec2:*', 's3:Put*'], Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] } } }],
      },
    },
    Attachments: {
      Type: 'Custom::OrganizationsPolicyAttachments',
      Properties: {
        TargetId: { Ref: 'Unit' },
        TargetLogicalId: 'Unit',
        Policies: { SERVICE_CONTROL_POLICY: [{ Ref: 'Policy' }] },
        PolicySets: { SERVICE_CONTROL_POLICY: [{ 'Fn::GetAtt': ['Set', 'PolicyIds'] }] },
        DetachFullAwsAccess: false,
      },
    },
    Type: { Type: 'Custom::OrganizationsPolicyType', Properties: { RootId: { 'Fn::GetAtt': 'Organization.RootId' }, PolicyType: 'SERVICE_CONTROL_POLICY' } },
    Service: { Type: 'Custom::OrganizationsTrustedService', Properties: { ServicePrincipal: 'sso.amazonaws.com' } },
    Delegate: { Type: 'Custom::OrganizationsDelegatedAdministrator', Properties: { AccountId: { Ref: 'Account' }, ServicePrincipal: 'sso.amazonaws.com' } },
    Nested: {
      Type: 'AWS::CloudFormation::Stack',
      Metadata: { 'aws:asset:path': 'nested.template.json' },
      Properties: { TemplateURL: 'https://example.com/x.json', Parameters: { Parent: { Ref: 'Unit' } } },
    },
  },
  Outputs: { Unit: { Value: { Ref: 'Unit' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}-unit' } } }, Below: { Value: { 'Fn::GetAtt': ['Nested', 'Outputs.Id'] } } },
};

const NESTED = {
  Parameters: { Parent: { Type: 'String' } },
  Resources: {
    Unit: { Type: 'Custom::OrganizationsOrganizationalUnit', Properties: { ParentId: { Ref: 'Parent' }, Name: 'nested', Other: { 'Fn::ImportValue': 'App-unit' } } },
  },
  Outputs: { Id: { Value: { Ref: 'Unit' } } },
};

const ASSETS = { files: { code: { source: { path: 'asset.code', packaging: 'zip' }, destinations: { current: { objectKey: 'code.zip' } } } } };

function manifest(stack: string): object {
  return {
    version: '48.0.0',
    artifacts: {
      'App.assets': { type: 'cdk:asset-manifest', properties: { file: 'App.assets.json' } },
      'App': {
        type: 'aws:cloudformation:stack',
        environment: 'aws://111111111111/us-east-1',
        displayName: 'App',
        dependencies: ['App.assets'],
        properties: { templateFile: stack, stackName: 'App' },
      },
      'Stage': { type: 'cdk:cloud-assembly', properties: { directoryName: 'stage' } },
    },
  };
}

interface AssemblyFiles {
  readonly manifest: unknown;
  readonly template: unknown;
  readonly nested: unknown;
  readonly assets: unknown;
}

const FILES = { manifest: 'manifest.json', template: 'App.template.json', nested: 'nested.template.json', assets: 'App.assets.json' };

/** The target for cloud assemblies, of which one file or all files are changed. @param example a folder with an assembly */
export function assemblyTarget(example: string): FuzzTarget {
  const template = JSON.parse(readFileSync(join(example, 'LandingZone.template.json'), 'utf8')) as object;
  const valid = { manifest: manifest('App.template.json'), nested: NESTED, assets: ASSETS };
  let base: Organization | undefined;
  return {
    name: 'cloud assemblies',
    share: 0.15,
    valid: [
      { ...valid, template: FUNCTIONS }, { ...valid, template: FUNCTIONS }, { ...valid, template: FUNCTIONS },
      { template: FUNCTIONS }, { nested: NESTED }, { manifest: manifest('App.template.json') }, { assets: ASSETS }, { ...valid, template },
    ],
    run(text, folder) {
      mkdirSync(join(folder, 'stage'), { recursive: true });
      writeFileSync(join(folder, 'stage', 'manifest.json'), '{"version":"48.0.0"}');
      const changed = parsed(text);
      for (const [name, file] of Object.entries(FILES)) {
        const content = changed === undefined ? undefined : changed[name as keyof AssemblyFiles];
        const fallback = { ...valid, template: FUNCTIONS }[name as keyof AssemblyFiles];
        const isTorn = changed === undefined && name === 'template';
        writeFileSync(join(folder, file), isTorn ? text : jsonText(content ?? fallback));
      }
      const assembly = readCloudAssembly(folder);
      const organization = organizationFromAssembly(assembly);
      assertVisible('tree', organizationTree(organization));
      // The first organization is valid.
      showEverything(base ??= organization, organization);
      for (const stack of assembly.stacks) dependencyGraph(stack.template, stack.name);
    },
  };
}

/** The files of an assembly, or `undefined` for text that is not JSON. Such text becomes the template. */
function parsed(text: string): Partial<AssemblyFiles> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
