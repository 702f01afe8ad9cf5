import { ComputeGuardrails } from '../../../../../src';
import type { Forbidden, GuardrailCase, Request } from '../guardrail-case';

const INSTANCE = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0a1b2c3d';
const IMAGE = 'arn:aws:ec2:eu-west-1::image/ami-0a1b2c3d';
const FLEET = 'arn:aws:ec2:eu-west-1:111122223333:fleet/fleet-0a1b2c3d';
const SPOT_FLEET = 'arn:aws:ec2:eu-west-1:111122223333:spot-fleet-request/sfr-0a1b2c3d';
const AUTO_SCALING = 'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling';

const LAUNCHES_BY_SERVICES = 'Auto Scaling groups, fleets and other AWS services launch instances with service-linked roles, which service control policies do not restrict';
const FLEETS_THAT_EXIST = 'Existing fleets and Spot Fleets keep running and can be changed to other launch templates and overrides';
const COPIES_OF_IMAGES = 'An image that was copied or imported into the account, or registered there, belongs to the account';

/** Launches whose requests lack the condition keys of an instance. */
const LAUNCHES_WITHOUT_KEYS: readonly Request[] = [
  { action: 'ec2:RequestSpotInstances', resource: 'arn:aws:ec2:eu-west-1:111122223333:spot-instances-request/*' },
  { action: 'ec2:RequestSpotInstances', resource: IMAGE, context: { 'ec2:Owner': 'amazon' } },
  { action: 'ec2:RequestSpotFleet', resource: SPOT_FLEET },
  { action: 'ec2:ImportInstance', resource: INSTANCE },
  { action: 'ec2:RunScheduledInstances' },
];

const launchConfiguration = (type: string) => ({ action: 'autoscaling:CreateLaunchConfiguration', context: { 'autoscaling:InstanceType': type } });
const autoScalingGroup = (action: string, ...types: string[]) => ({ action: `autoscaling:${action}`, context: { 'autoscaling:InstanceTypes': types } });

const AUTO_SCALING_LAUNCHES: readonly Request[] = [
  launchConfiguration('p5.48xlarge'), autoScalingGroup('CreateAutoScalingGroup', 't3.micro', 'p5.48xlarge'), autoScalingGroup('UpdateAutoScalingGroup', 'p5.48xlarge'),
];
const SMALL_AUTO_SCALING_LAUNCHES: readonly Request[] = [
  launchConfiguration('t3.micro'), autoScalingGroup('CreateAutoScalingGroup', 't3.micro', 't3.large'), { action: 'autoscaling:CreateAutoScalingGroup' },
];

const modifyFleet = (limit: string) => ({ request: { action: 'ec2:ModifyFleet', resource: FLEET }, limit });
const launchByService = (context: Record<string, string>) => (
  { request: { action: 'ec2:RunInstances', resource: INSTANCE, principal: AUTO_SCALING, context }, limit: LAUNCHES_BY_SERVICES });

const infrastructure = (verb: string, tokens: string) => (
  { action: `imagebuilder:${verb}InfrastructureConfiguration`, context: { 'imagebuilder:Ec2MetadataHttpTokens': tokens } });

const INSTANCES = 'arn:*:ec2:*:*:instance/*';
const onInstances = (when: Forbidden['when'], ...names: string[]): Forbidden => (
  { actions: names.map((name) => `ec2:${name}`), resources: [INSTANCES], when });
/** The key has another value. A request without it keeps the setting, or leaves the choice to a launch template. */
const otherThan = (key: string, ...values: string[]) => ({ StringNotLike: { [key]: values }, Null: { [key]: 'false' } });
const ALLOWED_TYPES = ['t2.micro', 't3.*'];
const DENIED_TYPES = ['*.metal', 'p5.*'];
const AUTO_SCALING_GROUPS = ['autoscaling:CreateAutoScalingGroup', 'autoscaling:UpdateAutoScalingGroup'];
const IMAGE_ACTIONS = [
  'ec2:RunInstances', 'ec2:CreateFleet', 'ec2:CreateReplaceRootVolumeTask', 'ec2:ModifyFleet', 'ec2:RequestSpotFleet',
  'ec2:RequestSpotInstances',
];

export const COMPUTE_CASES: readonly GuardrailCase[] = [
  {
    build: ComputeGuardrails.requireImdsV2,
    denied: [
      { action: 'ec2:RunInstances', resource: INSTANCE, context: { 'ec2:MetadataHttpTokens': 'optional' } },
      { action: 'ec2:RunInstances', resource: INSTANCE },
      { action: 'ec2:ModifyInstanceMetadataOptions', resource: INSTANCE, context: { 'ec2:Attribute/HttpTokens': 'optional' } },
      { action: 's3:GetObject', context: { 'ec2:RoleDelivery': '1.0' } },
      ...LAUNCHES_WITHOUT_KEYS,
      { action: 'ec2:ModifyInstanceMetadataDefaults', context: { 'ec2:Attribute/HttpTokens': 'optional' } },
      { action: 'ec2:ModifyInstanceMetadataDefaults', context: { 'ec2:Attribute/HttpTokensEnforced': 'disabled' } },
      { action: 'autoscaling:CreateLaunchConfiguration', context: { 'autoscaling:MetadataHttpTokens': 'optional' } },
      ...['Create', 'Update'].map((verb) => infrastructure(verb, 'optional')),
    ],
    allowed: [
      { action: 'ec2:RunInstances', resource: INSTANCE, context: { 'ec2:MetadataHttpTokens': 'required' } },
      { action: 'ec2:RunInstances', resource: IMAGE },
      { action: 'ec2:ModifyInstanceMetadataOptions', resource: INSTANCE },
      { action: 'ec2:ModifyInstanceMetadataOptions', resource: INSTANCE, context: { 'ec2:Attribute/HttpTokens': 'required' } },
      { action: 's3:GetObject', context: { 'ec2:RoleDelivery': '2.0' } },
      { action: 'ec2:ModifyInstanceMetadataDefaults', context: { 'ec2:Attribute/HttpTokens': 'required' } },
      { action: 'ec2:ModifyInstanceMetadataDefaults', context: { 'ec2:Attribute/HttpTokensEnforced': 'enabled' } },
      { action: 'ec2:ModifyInstanceMetadataDefaults', context: { 'ec2:Attribute/HttpPutResponseHopLimit': '2' } },
      { action: 'autoscaling:CreateLaunchConfiguration', context: { 'autoscaling:MetadataHttpTokens': 'required' } },
      ...['Create', 'Update'].map((verb) => infrastructure(verb, 'required')), { action: 'imagebuilder:DeleteInfrastructureConfiguration' },
    ],
    forbids: [
      onInstances({ StringNotEquals: { 'ec2:MetadataHttpTokens': 'required' } }, 'RunInstances'),
      onInstances(otherThan('ec2:Attribute/HttpTokens', 'required'), 'ModifyInstanceMetadataOptions'),
      { actions: ['*'], when: { NumericLessThan: { 'ec2:RoleDelivery': '2' } } },
      { actions: ['ec2:ModifyInstanceMetadataDefaults'], when: otherThan('ec2:Attribute/HttpTokens', 'required') },
      { actions: ['ec2:ModifyInstanceMetadataDefaults'], when: otherThan('ec2:Attribute/HttpTokensEnforced', 'enabled') },
      { actions: ['autoscaling:CreateLaunchConfiguration'], when: { StringNotEquals: { 'autoscaling:MetadataHttpTokens': 'required' } } },
      {
        actions: ['Create', 'Update'].map((verb) => `imagebuilder:${verb}InfrastructureConfiguration`),
        when: { StringNotEquals: { 'imagebuilder:Ec2MetadataHttpTokens': 'required' } },
      },
    ],
    waysAround: [
      { request: { action: 'imagebuilder:CreateInfrastructureConfiguration' } },
      ...LAUNCHES_WITHOUT_KEYS.map((request) => ({ request })),
      { request: { action: 'ec2:ModifyInstanceMetadataDefaults', context: { 'ec2:Attribute/HttpTokens': 'no-preference' } } },
      { request: { action: 'autoscaling:CreateLaunchConfiguration' } },
      { request: { action: 'ec2:CreateFleet', resource: FLEET }, limit: LAUNCHES_BY_SERVICES },
      launchByService({ 'ec2:MetadataHttpTokens': 'optional' }),
      modifyFleet(FLEETS_THAT_EXIST),
      {
        request: { action: 'sagemaker:CreateNotebookInstance', context: { 'sagemaker:MinimumInstanceMetadataServiceVersion': '1' } },
        limit: 'Notebook instances of Amazon SageMaker AI have a condition key of their own for it: sagemaker:CreateNotebookInstance',
      },
    ],
  },
  {
    build: (exempt) => ComputeGuardrails.denyOtherInstanceTypes({ ...exempt, allowedInstanceTypes: ALLOWED_TYPES }),
    denied: [
      { action: 'ec2:RunInstances', resource: INSTANCE, context: { 'ec2:InstanceType': 'p5.48xlarge' } },
      { action: 'ec2:CreateFleet', resource: INSTANCE, context: { 'ec2:InstanceType': 'p5.48xlarge' } },
      { action: 'ec2:ModifyInstanceAttribute', resource: INSTANCE, context: { 'ec2:InstanceType': 't3.micro', 'ec2:Attribute/InstanceType': 'p5.48xlarge' } },
      ...LAUNCHES_WITHOUT_KEYS,
      ...AUTO_SCALING_LAUNCHES,
    ],
    allowed: [
      { action: 'ec2:RunInstances', resource: INSTANCE, context: { 'ec2:InstanceType': 't3.micro' } },
      ...SMALL_AUTO_SCALING_LAUNCHES,
      { action: 'ec2:CreateFleet', resource: INSTANCE, context: { 'ec2:InstanceType': 't3.micro' } },
      { action: 'ec2:CreateFleet', resource: INSTANCE },
      { action: 'ec2:RunInstances', resource: IMAGE },
      { action: 'ec2:ModifyInstanceAttribute', resource: INSTANCE, context: { 'ec2:Attribute/UserData': 'x' } },
    ],
    forbids: [
      onInstances({ StringNotLike: { 'ec2:InstanceType': ALLOWED_TYPES } }, 'RunInstances'),
      onInstances(otherThan('ec2:InstanceType', ...ALLOWED_TYPES), 'CreateFleet'),
      onInstances(otherThan('ec2:Attribute/InstanceType', ...ALLOWED_TYPES), 'ModifyInstanceAttribute'),
      { actions: ['autoscaling:CreateLaunchConfiguration'], when: { StringNotLike: { 'autoscaling:InstanceType': ALLOWED_TYPES } } },
      { actions: AUTO_SCALING_GROUPS, when: { 'ForAnyValue:StringNotLike': { 'autoscaling:InstanceTypes': ALLOWED_TYPES } } },
    ],
    waysAround: [
      ...LAUNCHES_WITHOUT_KEYS.map((request) => ({ request })),
      { request: { action: 'autoscaling:CreateLaunchConfiguration' } },
      { request: { action: 'ec2:CreateFleet', resource: FLEET }, limit: LAUNCHES_BY_SERVICES },
      launchByService({ 'ec2:InstanceType': 'p5.48xlarge' }),
      modifyFleet(FLEETS_THAT_EXIST),
    ],
    published: 'Require-Amazon-EC2-instances-to-use-a-specific-type.json',
    differences: [
      { difference: 'Also denies changes to other types, fleets, Spot requests and launch configurations', reason: 'They can launch other types too' },
    ],
  },
  {
    build: (exempt) => ComputeGuardrails.denyInstanceTypes({ ...exempt, instanceTypes: DENIED_TYPES }),
    denied: [
      { action: 'ec2:RunInstances', resource: INSTANCE, context: { 'ec2:InstanceType': 'p5.48xlarge' } },
      { action: 'ec2:RunInstances', resource: INSTANCE, context: { 'ec2:InstanceType': 'm7i.metal' } },
      { action: 'ec2:CreateFleet', resource: INSTANCE, context: { 'ec2:InstanceType': 'p5.48xlarge' } },
      { action: 'ec2:ModifyInstanceAttribute', resource: INSTANCE, context: { 'ec2:InstanceType': 't3.micro', 'ec2:Attribute/InstanceType': 'p5.48xlarge' } },
      ...LAUNCHES_WITHOUT_KEYS,
      ...AUTO_SCALING_LAUNCHES,
      { action: 'autoscaling:CreateLaunchConfiguration' },
    ],
    allowed: [
      { action: 'ec2:RunInstances', resource: INSTANCE, context: { 'ec2:InstanceType': 'm7i.large' } },
      { action: 'ec2:RunInstances', resource: IMAGE },
      { action: 'ec2:ModifyInstanceAttribute', resource: INSTANCE, context: { 'ec2:Attribute/UserData': 'x' } },
      ...SMALL_AUTO_SCALING_LAUNCHES,
    ],
    forbids: [
      onInstances({ StringLike: { 'ec2:InstanceType': DENIED_TYPES } }, 'RunInstances', 'CreateFleet'),
      onInstances({ StringLike: { 'ec2:Attribute/InstanceType': DENIED_TYPES } }, 'ModifyInstanceAttribute'),
      { actions: ['autoscaling:CreateLaunchConfiguration'], when: { StringLikeIfExists: { 'autoscaling:InstanceType': DENIED_TYPES } } },
      { actions: AUTO_SCALING_GROUPS, when: { 'ForAnyValue:StringLike': { 'autoscaling:InstanceTypes': DENIED_TYPES } } },
    ],
    waysAround: [
      ...LAUNCHES_WITHOUT_KEYS.map((request) => ({ request })),
      { request: { action: 'ec2:CreateFleet', resource: FLEET }, limit: LAUNCHES_BY_SERVICES },
      launchByService({ 'ec2:InstanceType': 'p5.48xlarge' }),
      modifyFleet(FLEETS_THAT_EXIST),
    ],
  },
  {
    build: (exempt) => ComputeGuardrails.denyOtherImageOwners({ ...exempt, allowedImageOwners: ['amazon', '444455556666'] }),
    denied: IMAGE_ACTIONS.map((action) => ({ action, resource: IMAGE, context: { 'ec2:Owner': '999988887777' } })),
    allowed: [
      { action: 'ec2:RunInstances', resource: IMAGE, context: { 'ec2:Owner': 'amazon' } }, { action: 'ec2:RunInstances', resource: INSTANCE },
      { action: 'ec2:RequestSpotInstances', resource: IMAGE, context: { 'ec2:Owner': '444455556666' } },
    ],
    forbids: [{
      actions: IMAGE_ACTIONS,
      resources: ['arn:*:ec2:*::image/*'],
      when: { StringNotEquals: { 'ec2:Owner': ['amazon', '444455556666'] } },
    }],
    waysAround: [
      { request: { action: 'ec2:ModifyFleet', resource: IMAGE, context: { 'ec2:Owner': '999988887777' } } },
      ...['CopyImage', 'RegisterImage'].map((name) => ({ request: { action: `ec2:${name}`, resource: IMAGE }, limit: COPIES_OF_IMAGES })),
      { request: { action: 'ec2:RunInstances', resource: IMAGE, principal: AUTO_SCALING, context: { 'ec2:Owner': '999988887777' } }, limit: LAUNCHES_BY_SERVICES },
    ],
  },
  {
    build: ComputeGuardrails.denyLegacySpot,
    denied: [{ action: 'ec2:RequestSpotFleet', resource: SPOT_FLEET }, { action: 'ec2:RequestSpotInstances' }],
    allowed: [
      { action: 'ec2:RunInstances', resource: INSTANCE, context: { 'ec2:InstanceMarketType': 'spot' } },
      { action: 'ec2:CancelSpotInstanceRequests' }, { action: 'ec2:CreateFleet', resource: FLEET },
    ],
    waysAround: [
      {
        request: { action: 'ec2:ModifySpotFleetRequest', resource: SPOT_FLEET },
        limit: 'Existing Spot requests and Spot Fleets keep running and can be changed',
      },
    ],
  },
  {
    build: ComputeGuardrails.denyVmImportExport,
    denied: [
      'CreateInstanceExportTask', 'CreateRestoreImageTask', 'CreateStoreImageTask', 'ExportImage', 'ImportImage', 'ImportInstance', 'ImportSnapshot',
      'ImportVolume',
    ].map((name) => `ec2:${name}`).concat([
      'CreateDistributionConfiguration', 'ImportDiskImage', 'ImportVmImage', 'UpdateDistributionConfiguration',
    ].map((name) => `imagebuilder:${name}`)).map((action) => ({ action })),
    allowed: [{ action: 'imagebuilder:CreateImage' }, { action: 'imagebuilder:ImportComponent' }, { action: 'ec2:CancelExportTask' }, { action: 'ec2:ImportKeyPair' }, { action: 'ec2:CreateImage' }],
    waysAround: [
      { request: { action: 'ec2:CreateStoreImageTask', resource: IMAGE } },
      { request: { action: 'imagebuilder:UpdateDistributionConfiguration' } },
      { request: { action: 'imagebuilder:StartImagePipelineExecution' }, limit: 'Existing distribution configurations of EC2 Image Builder continue to export images' },
      { request: { action: 'ebs:GetSnapshotBlock' }, limit: 'The EBS direct APIs can still read and write snapshots: add deny-ebs-direct-apis' },
    ],
  },
];
