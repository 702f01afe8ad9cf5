import type { Guardrail } from '../guardrail';
import { INSTANCES, LAUNCH_LIMITS, LAUNCHES_WITHOUT_KEYS } from './instance-launches';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { IMAGE_OWNER_RULES, INSTANCE_TYPE_RULES, listProblems } from '../shared/parameter-rules';

/** Properties of `ComputeGuardrails.denyOtherInstanceTypes`. */
export interface DenyOtherInstanceTypesProps extends ExemptPrincipalsProps {
  /** Instance types, with `*` where any text may stand: `m7g.large`, `t4g.*`. */
  readonly allowedInstanceTypes: string[];
}

/** Properties of `ComputeGuardrails.denyInstanceTypes`. */
export interface DenyInstanceTypesProps extends ExemptPrincipalsProps {
  /** Instance types, with `*` where any text may stand: `p5.48xlarge`, `*.metal`. */
  readonly instanceTypes: string[];
}

/** Properties of `ComputeGuardrails.denyOtherImageOwners`. */
export interface DenyOtherImageOwnersProps extends ExemptPrincipalsProps {
  /** Accounts whose images may be launched: twelve digits, `amazon`, `aws-marketplace` or `aws-backup-vault`. */
  readonly allowedImageOwners: string[];
}

/** Guardrails about Amazon EC2 instances, images and disks. */
export class ComputeGuardrails {
  /**
   * Instances answer version 2 of the instance metadata service only. Launches without it are denied, and so is allowing version 1 again,
   * for an instance or as the default of the account. Requests with credentials that came by version 1 are denied too.
   *
   * A launch is denied too where it leaves the choice to the image or the account; say `HttpTokens: required` in it. Legacy Spot requests
   * cannot say it and are denied. Launches by service-linked roles are a matter of the launch template, and of an EC2 policy with
   * `http_tokens_enforced`.
   *
   * Source: Amazon EC2 User Guide, "Example policies to control access the Amazon EC2 API" (work with instance metadata); Amazon EC2 API
   * Reference, "ModifyInstanceMetadataDefaults"; Service Authorization Reference, "Actions, resources, and condition keys for Amazon EC2"
   * and "… for Amazon EC2 Auto Scaling".
   */
  public static requireImdsV2(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-imds-v2',
      description: 'Instances answer version 2 of the metadata service only',
      denials: [
        {
          sid: 'LaunchWithImdsV2',
          actions: ['ec2:RunInstances'],
          resources: INSTANCES,
          conditions: { StringNotEquals: { 'ec2:MetadataHttpTokens': 'required' } },
        },
        {
          sid: 'KeepImdsV2',
          actions: ['ec2:ModifyInstanceMetadataOptions'],
          resources: INSTANCES,
          conditions: { StringNotEquals: { 'ec2:Attribute/HttpTokens': 'required' }, Null: { 'ec2:Attribute/HttpTokens': 'false' } },
        },
        { sid: 'CredentialsByImdsV2', actions: ['*'], conditions: { NumericLessThan: { 'ec2:RoleDelivery': '2.0' } } },
        { sid: 'DenyLaunchesWithoutImdsOptions', actions: LAUNCHES_WITHOUT_KEYS },
        {
          sid: 'KeepImdsV2ByDefault',
          actions: ['ec2:ModifyInstanceMetadataDefaults'],
          conditions: { StringNotEquals: { 'ec2:Attribute/HttpTokens': 'required' }, Null: { 'ec2:Attribute/HttpTokens': 'false' } },
        },
        {
          sid: 'KeepImdsV2Enforced',
          actions: ['ec2:ModifyInstanceMetadataDefaults'],
          conditions: { StringNotEquals: { 'ec2:Attribute/HttpTokensEnforced': 'enabled' }, Null: { 'ec2:Attribute/HttpTokensEnforced': 'false' } },
        },
        {
          sid: 'ConfigureLaunchesWithImdsV2',
          actions: ['autoscaling:CreateLaunchConfiguration'],
          conditions: { StringNotEquals: { 'autoscaling:MetadataHttpTokens': 'required' } },
        },
      ],
      limits: [LAUNCH_LIMITS.services, LAUNCH_LIMITS.existingFleets],
    }, props);
  }

  /**
   * Nobody launches instances of other types, or changes an instance to one. Legacy Spot requests and imports of instances are denied, as
   * their requests do not tell the type.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon EC2"; Service Authorization Reference, "Actions, resources, and
   * condition keys for Amazon EC2" and "… for Amazon EC2 Auto Scaling".
   */
  public static denyOtherInstanceTypes(props: DenyOtherInstanceTypesProps): Guardrail {
    const types = props.allowedInstanceTypes;
    return serviceControlGuardrail({
      guardrailId: 'deny-other-instance-types',
      description: 'Nobody runs instances of other types than those allowed',
      denials: [
        {
          sid: 'LaunchAllowedInstanceTypes',
          actions: ['ec2:RunInstances'],
          resources: INSTANCES,
          conditions: { StringNotLike: { 'ec2:InstanceType': types } },
        },
        {
          // A fleet that names its types by their attributes, or in a launch template, has no type here.
          sid: 'LaunchAllowedInstanceTypesInFleets',
          actions: ['ec2:CreateFleet'],
          resources: INSTANCES,
          conditions: { StringNotLike: { 'ec2:InstanceType': types }, Null: { 'ec2:InstanceType': 'false' } },
        },
        {
          sid: 'KeepAllowedInstanceTypes',
          actions: ['ec2:ModifyInstanceAttribute'],
          resources: INSTANCES,
          conditions: { StringNotLike: { 'ec2:Attribute/InstanceType': types }, Null: { 'ec2:Attribute/InstanceType': 'false' } },
        },
        { sid: 'DenyLaunchesWithoutAllowedType', actions: LAUNCHES_WITHOUT_KEYS },
        {
          sid: 'ConfigureAllowedInstanceTypes',
          actions: ['autoscaling:CreateLaunchConfiguration'],
          conditions: { StringNotLike: { 'autoscaling:InstanceType': types } },
        },
        {
          sid: 'ScaleAllowedInstanceTypes',
          actions: ['autoscaling:CreateAutoScalingGroup', 'autoscaling:UpdateAutoScalingGroup'],
          conditions: { 'ForAnyValue:StringNotLike': { 'autoscaling:InstanceTypes': types } },
        },
      ],
      limits: [LAUNCH_LIMITS.services, LAUNCH_LIMITS.existingFleets],
      problems: listProblems('allowed instance types', types, INSTANCE_TYPE_RULES),
    }, props);
  }

  /**
   * Nobody launches instances of these types, or changes an instance to one: for those that cost most. Others, new ones too, are allowed;
   * `denyOtherInstanceTypes` says it the other way round. Legacy Spot requests and imports of instances are denied, as their requests do
   * not tell the type.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon EC2"; Service Authorization Reference, "Actions, resources, and
   * condition keys for Amazon EC2" and "… for Amazon EC2 Auto Scaling".
   */
  public static denyInstanceTypes(props: DenyInstanceTypesProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-instance-types',
      description: 'Nobody runs instances of the types listed',
      denials: [
        {
          sid: 'DenyInstanceTypes',
          actions: ['ec2:CreateFleet', 'ec2:RunInstances'],
          resources: INSTANCES,
          conditions: { StringLike: { 'ec2:InstanceType': props.instanceTypes } },
        },
        {
          sid: 'DenyChangesToInstanceTypes',
          actions: ['ec2:ModifyInstanceAttribute'],
          resources: INSTANCES,
          conditions: { StringLike: { 'ec2:Attribute/InstanceType': props.instanceTypes } },
        },
        { sid: 'DenyLaunchesWithoutType', actions: LAUNCHES_WITHOUT_KEYS },
        {
          sid: 'DenyConfiguredInstanceTypes',
          actions: ['autoscaling:CreateLaunchConfiguration'],
          conditions: { StringLike: { 'autoscaling:InstanceType': props.instanceTypes } },
        },
        {
          sid: 'DenyScaledInstanceTypes',
          actions: ['autoscaling:CreateAutoScalingGroup', 'autoscaling:UpdateAutoScalingGroup'],
          conditions: { 'ForAnyValue:StringLike': { 'autoscaling:InstanceTypes': props.instanceTypes } },
        },
      ],
      limits: [LAUNCH_LIMITS.services, LAUNCH_LIMITS.existingFleets],
      problems: listProblems('instance types', props.instanceTypes, INSTANCE_TYPE_RULES),
    }, props);
  }

  /**
   * Nobody launches instances from images of other owners, alone or in fleets, or puts such an image under one that runs.
   *
   * Source: Amazon EC2 User Guide, "Example policies to control access the Amazon EC2 API" (launch instances); Service Authorization
   * Reference, "Actions, resources, and condition keys for Amazon EC2".
   */
  public static denyOtherImageOwners(props: DenyOtherImageOwnersProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-other-image-owners',
      description: 'Nobody launches images of other owners than those allowed',
      denials: [{
        sid: 'DenyOtherImageOwners',
        actions: [
          'ec2:CreateFleet', 'ec2:CreateReplaceRootVolumeTask', 'ec2:ModifyFleet', 'ec2:RequestSpotFleet', 'ec2:RequestSpotInstances',
          'ec2:RunInstances',
        ],
        resources: ['arn:*:ec2:*::image/*'],
        conditions: { StringNotEquals: { 'ec2:Owner': props.allowedImageOwners } },
      }],
      limits: [LAUNCH_LIMITS.services, 'An image that was copied or imported into the account belongs to the account'],
      problems: listProblems('allowed owners', props.allowedImageOwners, IMAGE_OWNER_RULES),
    }, props);
  }

  /**
   * Nobody requests Spot Instances by the two legacy operations, whose requests tell neither the type of instances nor their metadata
   * options. `RunInstances`, Auto Scaling groups and fleets still launch Spot Instances.
   *
   * Source: AWS Control Tower Controls Reference Guide, "[CT.EC2.PV.6] Disallow the use of deprecated Amazon EC2 RequestSpotFleet and
   * RequestSpotInstances API actions".
   */
  public static denyLegacySpot(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-legacy-spot',
      description: 'Nobody requests Spot Instances by the legacy operations',
      denials: [{ sid: 'DenyLegacySpot', actions: ['ec2:RequestSpotFleet', 'ec2:RequestSpotInstances'] }],
      controls: ['CT.EC2.PV.6'],
      limits: ['Spot requests and Spot Fleets that exist go on, and can be changed'],
    }, props);
  }

  /**
   * Nobody imports or exports virtual machines, their images and disks, or stores images in buckets and restores them from there. Tasks
   * that run can be cancelled.
   *
   * Source: AWS Control Tower Controls Reference Guide, "[CT.EC2.PV.5] Disallow the use of Amazon EC2 VM import and export", which leaves
   * stored images out; Amazon EC2 User Guide, "Store and restore an AMI using S3".
   */
  public static denyVmImportExport(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-vm-import-export',
      description: 'Nobody imports or exports virtual machines, images and disks',
      denials: [{
        sid: 'DenyVmImportExport',
        actions: [
          'ec2:CreateInstanceExportTask', 'ec2:CreateRestoreImageTask', 'ec2:CreateStoreImageTask', 'ec2:ExportImage', 'ec2:ImportImage',
          'ec2:ImportInstance', 'ec2:ImportSnapshot', 'ec2:ImportVolume',
        ],
      }],
      controls: ['CT.EC2.PV.5'],
      limits: ['The EBS direct APIs read and write snapshots: add deny-ebs-direct-apis'],
    }, props);
  }

  private constructor() {}
}
