import type { ExemptPrincipalsProps } from './exempt-principals';
import type { Guardrail } from './guardrail';
import { serviceControlGuardrail } from './guardrail-builders';
import { IMAGE_OWNER_RULES, INSTANCE_TYPE_RULES, listProblems } from './parameter-rules';

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

const INSTANCES = ['arn:*:ec2:*:*:instance/*'];

/** Guardrails about Amazon EC2 instances. */
export class ComputeGuardrails {
  /**
   * Instances answer version 2 of the instance metadata service only: launches without it are denied, so is allowing version 1 again,
   * and so is everything that is done with credentials that came by version 1.
   *
   * A launch is denied too where it leaves the choice to the image or the account; say `HttpTokens: required` in it.
   *
   * Source: Amazon EC2 User Guide, "Example policies to control access the Amazon EC2 API" (work with instance metadata).
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
      ],
    }, props);
  }

  /**
   * Nobody launches instances of other types, or changes an instance to one.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon EC2".
   */
  public static denyOtherInstanceTypes(props: DenyOtherInstanceTypesProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-other-instance-types',
      description: 'Nobody runs instances of other types than those allowed',
      denials: [
        {
          sid: 'LaunchAllowedInstanceTypes',
          actions: ['ec2:RunInstances'],
          resources: INSTANCES,
          conditions: { StringNotLike: { 'ec2:InstanceType': props.allowedInstanceTypes } },
        },
        {
          // A fleet that names its types by their attributes, or in a launch template, has no type here: its launches have.
          sid: 'FleetsOfAllowedInstanceTypes',
          actions: ['ec2:CreateFleet'],
          resources: INSTANCES,
          conditions: { StringNotLike: { 'ec2:InstanceType': props.allowedInstanceTypes }, Null: { 'ec2:InstanceType': 'false' } },
        },
        {
          sid: 'KeepAllowedInstanceTypes',
          actions: ['ec2:ModifyInstanceAttribute'],
          resources: INSTANCES,
          conditions: { StringNotLike: { 'ec2:Attribute/InstanceType': props.allowedInstanceTypes }, Null: { 'ec2:Attribute/InstanceType': 'false' } },
        },
      ],
      problems: listProblems('allowed instance types', props.allowedInstanceTypes, INSTANCE_TYPE_RULES),
    }, props);
  }

  /**
   * Nobody launches instances of these types, or changes an instance to one: for those that cost most. Others, new ones too, are allowed;
   * `denyOtherInstanceTypes` says it the other way round.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon EC2".
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
      ],
      problems: listProblems('instance types', props.instanceTypes, INSTANCE_TYPE_RULES),
    }, props);
  }

  /**
   * Nobody launches instances from images of other owners, alone or in fleets, or puts such an image under one that runs.
   *
   * Source: Amazon EC2 User Guide, "Example policies to control access the Amazon EC2 API" (launch instances).
   */
  public static denyOtherImageOwners(props: DenyOtherImageOwnersProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-other-image-owners',
      description: 'Nobody launches images of other owners than those allowed',
      denials: [{
        sid: 'DenyOtherImageOwners',
        actions: [
          'ec2:CreateFleet', 'ec2:CreateReplaceRootVolumeTask', 'ec2:RequestSpotFleet', 'ec2:RequestSpotInstances', 'ec2:RunInstances',
        ],
        resources: ['arn:*:ec2:*::image/*'],
        conditions: { StringNotEquals: { 'ec2:Owner': props.allowedImageOwners } },
      }],
      problems: listProblems('allowed owners', props.allowedImageOwners, IMAGE_OWNER_RULES),
    }, props);
  }

  private constructor() {}
}
