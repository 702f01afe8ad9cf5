import type { Guardrail } from '../guardrail';
import { INSTANCES, LAUNCH_LIMITS, LAUNCHES_WITHOUT_KEYS } from './instance-launches';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { IMAGE_OWNER_RULES, INSTANCE_TYPE_RULES, listProblems } from '../shared/parameter-rules';

/** Properties of `ComputeGuardrails.denyOtherInstanceTypes`. */
export interface DenyOtherInstanceTypesProps extends ExemptPrincipalsProps {
  /**
   * The instance types to allow, with `*` as a wildcard, such as `m7g.large` or `t4g.*`.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_ec2.html
   */
  readonly allowedInstanceTypes: string[];
}

/** Properties of `ComputeGuardrails.denyInstanceTypes`. */
export interface DenyInstanceTypesProps extends ExemptPrincipalsProps {
  /**
   * The instance types to deny, with `*` as a wildcard, such as `p5.48xlarge` or `*.metal`.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_ec2.html
   */
  readonly instanceTypes: string[];
}

/** Properties of `ComputeGuardrails.denyOtherImageOwners`. */
export interface DenyOtherImageOwnersProps extends ExemptPrincipalsProps {
  /**
   * The owners whose images can be launched: account IDs, `amazon`, `aws-marketplace` or `aws-backup-vault`.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_ec2.html
   */
  readonly allowedImageOwners: string[];
}

/**
 * Guardrails for Amazon EC2 instances, images and disks.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const workloads: OrganizationalUnit;
 * workloads.attachPolicy(new ServiceControlPolicy(this, 'Instances', {
 *   guardrails: [
 *     ComputeGuardrails.requireImdsV2(),
 *     ComputeGuardrails.denyInstanceTypes({ instanceTypes: ['p5.*', '*.metal'] }),
 *     ComputeGuardrails.denyOtherImageOwners({ allowedImageOwners: ['amazon', '111122223333'] }),
 *   ],
 * }));
 */
export class ComputeGuardrails {
  /**
   * Requires version 2 of the instance metadata service (IMDSv2). Denies launching instances without it, and allowing version 1 again for
   * an instance or as the default of the account. Also denies requests with credentials that were retrieved through version 1.
   *
   * A launch must set `HttpTokens: required` itself: a launch that leaves the choice to the image or the account is denied. Legacy Spot
   * requests cannot set it and are denied. For launches by service-linked roles, use a launch template and an EC2 policy with
   * `http_tokens_enforced`. EC2 Image Builder launches with such a role, so its infrastructure configurations must set it.
   *
   * Source: Amazon EC2 User Guide, "Example policies to control access the Amazon EC2 API" (work with instance metadata); Amazon EC2 API
   * Reference, "ModifyInstanceMetadataDefaults"; Service Authorization Reference, "Actions, resources, and condition keys for Amazon EC2"
   * and "… for Amazon EC2 Auto Scaling" and "… for Amazon EC2 Image Builder".
   */
  public static requireImdsV2(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-imds-v2',
      description: 'Requires version 2 of the instance metadata service (IMDSv2)',
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
        {
          sid: 'BuildImagesWithImdsV2',
          actions: ['imagebuilder:CreateInfrastructureConfiguration', 'imagebuilder:UpdateInfrastructureConfiguration'],
          conditions: { StringNotEquals: { 'imagebuilder:Ec2MetadataHttpTokens': 'required' } },
        },
      ],
      limits: [
        LAUNCH_LIMITS.services, LAUNCH_LIMITS.existingFleets,
        'Notebook instances of Amazon SageMaker AI have a condition key of their own for it: sagemaker:CreateNotebookInstance',
      ],
    }, props);
  }

  /**
   * Denies launching instances of other types, and changing an instance to another type. Legacy Spot requests and imports of instances are
   * denied, since their requests do not contain the instance type.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon EC2"; Service Authorization Reference, "Actions, resources, and
   * condition keys for Amazon EC2" and "… for Amazon EC2 Auto Scaling".
   */
  public static denyOtherInstanceTypes(props: DenyOtherInstanceTypesProps): Guardrail {
    const types = props.allowedInstanceTypes;
    return serviceControlGuardrail({
      guardrailId: 'deny-other-instance-types',
      description: 'Denies all instance types except the allowed ones',
      denials: [
        {
          sid: 'LaunchAllowedInstanceTypes',
          actions: ['ec2:RunInstances'],
          resources: INSTANCES,
          conditions: { StringNotLike: { 'ec2:InstanceType': types } },
        },
        {
          // The request has no instance type if a fleet selects its types by attributes or in a launch template.
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
   * Denies launching instances of these types, and changing an instance to one of them, for the types that cost most. All other types,
   * including new ones, are allowed; `denyOtherInstanceTypes` works the other way round. Legacy Spot requests and imports of instances are
   * denied, since their requests do not contain the instance type.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon EC2"; Service Authorization Reference, "Actions, resources, and
   * condition keys for Amazon EC2" and "… for Amazon EC2 Auto Scaling".
   */
  public static denyInstanceTypes(props: DenyInstanceTypesProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-instance-types',
      description: 'Denies the listed instance types',
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
          // A configuration that is made from an instance names no type.
          conditions: { StringLikeIfExists: { 'autoscaling:InstanceType': props.instanceTypes } },
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
   * Denies launching instances from images of other owners, alone or in fleets, and replacing the root volume of a running instance with
   * such an image.
   *
   * Source: Amazon EC2 User Guide, "Example policies to control access the Amazon EC2 API" (launch instances); Service Authorization
   * Reference, "Actions, resources, and condition keys for Amazon EC2".
   */
  public static denyOtherImageOwners(props: DenyOtherImageOwnersProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-other-image-owners',
      description: 'Denies launching images of all owners except the allowed ones',
      denials: [{
        sid: 'DenyOtherImageOwners',
        actions: [
          'ec2:CreateFleet', 'ec2:CreateReplaceRootVolumeTask', 'ec2:ModifyFleet', 'ec2:RequestSpotFleet', 'ec2:RequestSpotInstances',
          'ec2:RunInstances',
        ],
        resources: ['arn:*:ec2:*::image/*'],
        conditions: { StringNotEquals: { 'ec2:Owner': props.allowedImageOwners } },
      }],
      limits: [LAUNCH_LIMITS.services, 'An image that was copied or imported into the account, or registered there, belongs to the account'],
      problems: listProblems('allowed owners', props.allowedImageOwners, IMAGE_OWNER_RULES),
    }, props);
  }

  /**
   * Denies requesting Spot Instances with the two legacy operations, whose requests contain neither the instance type nor the metadata
   * options. `RunInstances`, Auto Scaling groups and fleets can still launch Spot Instances.
   *
   * Source: AWS Control Tower Controls Reference Guide, "[CT.EC2.PV.6] Disallow the use of deprecated Amazon EC2 RequestSpotFleet and
   * RequestSpotInstances API actions".
   */
  public static denyLegacySpot(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-legacy-spot',
      description: 'Denies Spot requests through the legacy operations',
      denials: [{ sid: 'DenyLegacySpot', actions: ['ec2:RequestSpotFleet', 'ec2:RequestSpotInstances'] }],
      controls: ['CT.EC2.PV.6'],
      limits: ['Existing Spot requests and Spot Fleets keep running and can be changed'],
    }, props);
  }

  /**
   * Denies importing and exporting virtual machines, their images and disks. Also denies storing images in buckets and restoring them from
   * there. Running tasks can be canceled. EC2 Image Builder exports images with a service-linked role, as its distribution configurations
   * define. No condition key contains the destination, so creating and changing these configurations is denied: exempt the role that does
   * so.
   *
   * Source: AWS Control Tower Controls Reference Guide, "[CT.EC2.PV.5] Disallow the use of Amazon EC2 VM import and export", which leaves
   * stored images out; Amazon EC2 User Guide, "Store and restore an AMI using S3"; EC2 Image Builder User Guide, "Export VM images".
   */
  public static denyVmImportExport(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-vm-import-export',
      description: 'Denies importing and exporting virtual machines, images and disks',
      denials: [{
        sid: 'DenyVmImportExport',
        actions: [
          'ec2:CreateInstanceExportTask', 'ec2:CreateRestoreImageTask', 'ec2:CreateStoreImageTask', 'ec2:ExportImage', 'ec2:ImportImage',
          'ec2:ImportInstance', 'ec2:ImportSnapshot', 'ec2:ImportVolume', 'imagebuilder:CreateDistributionConfiguration',
          'imagebuilder:ImportDiskImage', 'imagebuilder:ImportVmImage', 'imagebuilder:UpdateDistributionConfiguration',
        ],
      }],
      controls: ['CT.EC2.PV.5'],
      limits: [
        'The EBS direct APIs can still read and write snapshots: add deny-ebs-direct-apis',
        'Existing distribution configurations of EC2 Image Builder continue to export images',
      ],
    }, props);
  }

  private constructor() {}
}
