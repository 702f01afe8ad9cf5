import type { GuardrailCase } from './guardrail-case';
import { ComputeGuardrails } from '../../../../src';

const INSTANCE = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0a1b2c3d';
const IMAGE = 'arn:aws:ec2:eu-west-1::image/ami-0a1b2c3d';

export const COMPUTE_CASES: readonly GuardrailCase[] = [
  {
    build: ComputeGuardrails.requireImdsV2,
    denied: [
      { action: 'ec2:RunInstances', resource: INSTANCE, context: { 'ec2:MetadataHttpTokens': 'optional' } },
      { action: 'ec2:RunInstances', resource: INSTANCE },
      { action: 'ec2:ModifyInstanceMetadataOptions', resource: INSTANCE, context: { 'ec2:Attribute/HttpTokens': 'optional' } },
      { action: 's3:GetObject', context: { 'ec2:RoleDelivery': '1.0' } },
    ],
    allowed: [
      { action: 'ec2:RunInstances', resource: INSTANCE, context: { 'ec2:MetadataHttpTokens': 'required' } },
      { action: 'ec2:RunInstances', resource: IMAGE },
      { action: 'ec2:ModifyInstanceMetadataOptions', resource: INSTANCE },
      { action: 'ec2:ModifyInstanceMetadataOptions', resource: INSTANCE, context: { 'ec2:Attribute/HttpTokens': 'required' } },
      { action: 's3:GetObject', context: { 'ec2:RoleDelivery': '2.0' } },
    ],
  },
  {
    build: (exempt) => ComputeGuardrails.denyOtherInstanceTypes({ ...exempt, allowedInstanceTypes: ['t2.micro', 't3.*'] }),
    denied: [
      { action: 'ec2:RunInstances', resource: INSTANCE, context: { 'ec2:InstanceType': 'p5.48xlarge' } },
      { action: 'ec2:CreateFleet', resource: INSTANCE, context: { 'ec2:InstanceType': 'p5.48xlarge' } },
      { action: 'ec2:ModifyInstanceAttribute', resource: INSTANCE, context: { 'ec2:InstanceType': 't3.micro', 'ec2:Attribute/InstanceType': 'p5.48xlarge' } },
    ],
    allowed: [
      { action: 'ec2:RunInstances', resource: INSTANCE, context: { 'ec2:InstanceType': 't3.micro' } },
      { action: 'ec2:CreateFleet', resource: INSTANCE, context: { 'ec2:InstanceType': 't3.micro' } },
      { action: 'ec2:CreateFleet', resource: INSTANCE },
      { action: 'ec2:RunInstances', resource: IMAGE },
      { action: 'ec2:ModifyInstanceAttribute', resource: INSTANCE, context: { 'ec2:Attribute/UserData': 'x' } },
    ],
    published: 'Require-Amazon-EC2-instances-to-use-a-specific-type.json',
  },
  {
    build: (exempt) => ComputeGuardrails.denyInstanceTypes({ ...exempt, instanceTypes: ['*.metal', 'p5.*'] }),
    denied: [
      { action: 'ec2:RunInstances', resource: INSTANCE, context: { 'ec2:InstanceType': 'p5.48xlarge' } },
      { action: 'ec2:RunInstances', resource: INSTANCE, context: { 'ec2:InstanceType': 'm7i.metal' } },
      { action: 'ec2:CreateFleet', resource: INSTANCE, context: { 'ec2:InstanceType': 'p5.48xlarge' } },
      { action: 'ec2:ModifyInstanceAttribute', resource: INSTANCE, context: { 'ec2:InstanceType': 't3.micro', 'ec2:Attribute/InstanceType': 'p5.48xlarge' } },
    ],
    allowed: [
      { action: 'ec2:RunInstances', resource: INSTANCE, context: { 'ec2:InstanceType': 'm7i.large' } },
      { action: 'ec2:RunInstances', resource: IMAGE },
      { action: 'ec2:ModifyInstanceAttribute', resource: INSTANCE, context: { 'ec2:Attribute/UserData': 'x' } },
    ],
  },
  {
    build: (exempt) => ComputeGuardrails.denyOtherImageOwners({ ...exempt, allowedImageOwners: ['amazon', '444455556666'] }),
    denied: [
      'ec2:RunInstances', 'ec2:CreateFleet', 'ec2:CreateReplaceRootVolumeTask', 'ec2:RequestSpotFleet', 'ec2:RequestSpotInstances',
    ].map((action) => ({ action, resource: IMAGE, context: { 'ec2:Owner': '999988887777' } })),
    allowed: [
      { action: 'ec2:RunInstances', resource: IMAGE, context: { 'ec2:Owner': 'amazon' } }, { action: 'ec2:RunInstances', resource: INSTANCE },
    ],
  },
];
