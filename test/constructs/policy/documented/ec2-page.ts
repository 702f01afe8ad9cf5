import { adds, type DocumentedPage, is } from './example';
import {
  AllowedImagesState, DeclarativeEc2Policy, type DeclarativeEc2PolicyProps, Ec2Toggle, HttpTokens, ImageBlockPublicAccess, PolicyValue,
  SnapshotBlockPublicAccess, VpcBlockPublicAccessMode, VpcEncryptionExclusion, VpcEncryptionMode,
} from '../../../../src';

const ec2 = (props: DeclarativeEc2PolicyProps): DocumentedPage['examples'][number]['build'] =>
  (stack) => new DeclarativeEc2Policy(stack, 'Policy', props);

export const EC2_PAGE: DocumentedPage = {
  page: 'orgs_manage_policies_ec2_syntax',
  type: 'DECLARATIVE_POLICY_EC2',
  shows: 8,
  examples: [{
    name: 'basic syntax',
    document: { ec2_attributes: { exception_message: is('Set for all accounts. Questions: https://cloud.example.com') } },
    build: ec2({ exceptionMessage: 'Set for all accounts. Questions: https://cloud.example.com' }),
  }, {
    name: 'VPC Block Public Access',
    document: {
      ec2_attributes: { vpc_block_public_access: { internet_gateway_block: { mode: is('block_bidirectional'), exclusions_allowed: is('enabled') } } },
    },
    build: ec2({ vpcBlockPublicAccess: { mode: VpcBlockPublicAccessMode.BLOCK_BIDIRECTIONAL } }),
  }, {
    name: 'Serial Console Access',
    document: { ec2_attributes: { serial_console_access: { status: is('disabled') } } },
    build: ec2({ serialConsoleAccess: false }),
  }, {
    name: 'Image Block Public Access',
    document: { ec2_attributes: { image_block_public_access: { state: is('unblocked') } } },
    build: ec2({ imageBlockPublicAccess: ImageBlockPublicAccess.UNBLOCKED }),
  }, {
    name: 'Allowed Images Settings',
    document: {
      ec2_attributes: {
        allowed_images_settings: {
          state: is('audit_mode'),
          image_criteria: {
            criteria_1: { marketplace_product_codes: adds('ledger9876543210x') },
            criteria_2: {
              allowed_image_providers: adds('111122223333', '444455556666'),
              creation_date_condition: { maximum_days_since_created: is(200) },
            },
            criteria_3: { allowed_image_providers: is(['777788889999']), image_names: is(['ledger-base-*']) },
            criteria_4: {
              allowed_image_providers: is(['aws_backup_vault']), deprecation_time_condition: { maximum_days_since_deprecated: is(0) },
            },
            criteria_5: {
              image_watermarks: {
                image_watermark_1: {
                  watermark_key: is('111122223333:reviewed-*'),
                  source_image_region: is('eu-*'),
                  maximum_days_since_source_image_created: is(180),
                  maximum_days_since_watermark_created: is(30),
                },
                image_watermark_2: { watermark_key: is('44445555????:patched (monthly)') },
              },
            },
          },
        },
      },
    },
    build: ec2({
      allowedImages: {
        state: AllowedImagesState.AUDIT_MODE,
        criteria: [
          { marketplaceProductCodes: PolicyValue.append(['ledger9876543210x']) },
          { imageProviders: PolicyValue.append(['111122223333', '444455556666']), maximumDaysSinceCreated: 200 },
          { imageProviders: ['777788889999'], imageNames: ['ledger-base-*'] },
          { imageProviders: ['aws_backup_vault'], maximumDaysSinceDeprecated: 0 },
          {
            imageWatermarks: [
              {
                watermarkKey: '111122223333:reviewed-*',
                sourceImageRegion: 'eu-*',
                maximumDaysSinceSourceImageCreated: 180,
                maximumDaysSinceWatermarkCreated: 30,
              },
              { watermarkKey: '44445555????:patched (monthly)' },
            ],
          },
        ],
      },
    }),
  }, {
    name: 'Instance Metadata',
    document: {
      ec2_attributes: {
        instance_metadata_defaults: {
          http_tokens: is('required'),
          http_put_response_hop_limit: is('2'),
          http_endpoint: is('enabled'),
          instance_metadata_tags: is('disabled'),
          http_tokens_enforced: is('enabled'),
        },
      },
    },
    build: ec2({
      instanceMetadataDefaults: {
        httpTokens: HttpTokens.REQUIRED,
        httpPutResponseHopLimit: 2,
        httpEndpoint: Ec2Toggle.ENABLED,
        instanceMetadataTags: Ec2Toggle.DISABLED,
        httpTokensEnforced: Ec2Toggle.ENABLED,
      },
    }),
  }, {
    name: 'Snapshot Block Public Access',
    document: { ec2_attributes: { snapshot_block_public_access: { state: is('block_all_sharing') } } },
    build: ec2({ snapshotBlockPublicAccess: SnapshotBlockPublicAccess.BLOCK_ALL_SHARING }),
  }, {
    name: 'VPC Encryption Controls',
    document: {
      ec2_attributes: { vpc_encryption_control: { mode: is('attempt_monitor'), exclusions: is(['lambda', 'vpc_peering', 'elastic_file_system']) } },
    },
    build: ec2({
      vpcEncryptionControl: {
        mode: VpcEncryptionMode.ATTEMPT_MONITOR,
        exclusions: [VpcEncryptionExclusion.LAMBDA, VpcEncryptionExclusion.VPC_PEERING, VpcEncryptionExclusion.ELASTIC_FILE_SYSTEM],
      },
    }),
  }],
};
