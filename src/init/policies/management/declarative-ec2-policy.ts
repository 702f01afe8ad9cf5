import { type Expression, given, type Member } from '../expression';
import { needed, refuseIf, type SettingsBlock } from './settings-block';

const IMAGE_STATES = ['unblocked', 'block_new_sharing'];
const SNAPSHOT_STATES = ['unblocked', 'block_new_sharing', 'block_all_sharing'];
const GATEWAY_MODES = ['off', 'block_ingress', 'block_bidirectional'];
const TOKENS = ['no_preference', 'required', 'optional'];
const TOGGLES = ['no_preference', 'enabled', 'disabled'];
const IMAGES_STATES = ['enabled', 'disabled', 'audit_mode'];
const ENCRYPTION_MODES = ['unmanaged', 'attempt_monitor', 'attempt_enforce'];
const ENCRYPTION_EXCLUSIONS = [
  'internet_gateway', 'nat_gateway', 'vpc_lattice', 'vpc_peering', 'lambda', 'egress_only_internet_gateway', 'elastic_file_system',
  'virtual_private_gateway',
];
const PROVIDER = /^(?:\d{12}|amazon|aws_marketplace|aws_backup_vault)$/;
const IMAGE_NAME = /^[^?]{1,128}$|^.{3,128}$/u;
const PRODUCT_CODE = /^[A-Za-z0-9]{1,25}$/;
const WATERMARK = /^\d{12}:[A-Za-z0-9 ()[\]./'@_*?-]{3,128}$/;
const MESSAGE = /^[\x20-\x7e]{1,100}$/;

/** `DeclarativeEc2Policy`. */
export function declarativeEc2Policy(attributes: SettingsBlock): Member[] {
  const stateOf = (enumeration: string, states: readonly string[]) => (block: SettingsBlock) => needed(block.constant('state', enumeration, states));
  return given({
    serialConsoleAccess: attributes.block('serial_console_access', (block) => needed(block.toggle('status'))),
    imageBlockPublicAccess: attributes.block('image_block_public_access', stateOf('ImageBlockPublicAccess', IMAGE_STATES)),
    snapshotBlockPublicAccess: attributes.block('snapshot_block_public_access', stateOf('SnapshotBlockPublicAccess', SNAPSHOT_STATES)),
    vpcBlockPublicAccess: attributes.block('vpc_block_public_access', (block) => needed(block.block('internet_gateway_block', gateways))),
    instanceMetadataDefaults: attributes.block('instance_metadata_defaults', metadata),
    allowedImages: attributes.block('allowed_images_settings', allowedImages),
    vpcEncryptionControl: attributes.block('vpc_encryption_control', (block): Expression => ({
      struct: 'VpcEncryptionControl',
      members: given({
        mode: needed(block.constant('mode', 'VpcEncryptionMode', ENCRYPTION_MODES)),
        exclusions: block.constants('exclusions', 'VpcEncryptionExclusion', ENCRYPTION_EXCLUSIONS),
      }),
    })),
    exceptionMessage: attributes.text('exception_message', MESSAGE)?.expression,
  });
}

function gateways(block: SettingsBlock): Expression {
  const mode = needed(block.constant('mode', 'VpcBlockPublicAccessMode', GATEWAY_MODES));
  // Its default is true, which the library writes.
  const exclusionsAllowed = needed(block.toggle('exclusions_allowed'));
  return { struct: 'VpcBlockPublicAccess', members: given({ mode, exclusionsAllowed: exclusionsAllowed ? undefined : false }) };
}

function metadata(block: SettingsBlock): Expression {
  const limit = block.numberText('http_put_response_hop_limit');
  refuseIf(limit !== undefined && (limit < -1 || limit > 64));
  const toggle = (name: string) => block.constant(name, 'Ec2Toggle', TOGGLES);
  return {
    struct: 'InstanceMetadataDefaults',
    members: given({
      httpTokens: block.constant('http_tokens', 'HttpTokens', TOKENS),
      httpPutResponseHopLimit: limit,
      httpEndpoint: toggle('http_endpoint'),
      instanceMetadataTags: toggle('instance_metadata_tags'),
      httpTokensEnforced: toggle('http_tokens_enforced'),
    }),
  };
}

function allowedImages(block: SettingsBlock): Expression {
  const criteria = block.block('image_criteria', (all) => numbered('criteria', all, criterion));
  refuseIf(criteria !== undefined && criteria.length > 10);
  const state = needed(block.constant('state', 'AllowedImagesState', IMAGES_STATES));
  return { struct: 'AllowedImages', members: given({ state, criteria: criteria && { list: criteria } }) };
}

/** Blocks whose names have the numbers from 1. */
function numbered(name: string, blocks: SettingsBlock, read: (block: SettingsBlock) => Expression): Expression[] {
  const found = new Map(blocks.blocks((each, block) => [each, read(block)]));
  return [...Array(found.size).keys()].map((index) => needed(found.get(`${name}_${index + 1}`)));
}

function criterion(block: SettingsBlock): Expression {
  const watermarks = block.block('image_watermarks', (all) => numbered('image_watermark', all, watermark));
  refuseIf(watermarks !== undefined && watermarks.length > 50);
  return {
    struct: 'AllowedImageCriterion',
    members: given({
      imageProviders: block.list('allowed_image_providers', PROVIDER, { least: 1, most: 200 }),
      imageNames: block.list('image_names', IMAGE_NAME, { least: 1, most: 50 }),
      marketplaceProductCodes: block.list('marketplace_product_codes', PRODUCT_CODE, { least: 1, most: 50 }),
      maximumDaysSinceCreated: block.block('creation_date_condition', (age) => needed(age.number('maximum_days_since_created'))),
      maximumDaysSinceDeprecated: block.block('deprecation_time_condition', (age) => needed(age.number('maximum_days_since_deprecated'))),
      imageWatermarks: watermarks && { list: watermarks },
    }),
  };
}

function watermark(block: SettingsBlock): Expression {
  return {
    struct: 'ImageWatermark',
    members: given({
      watermarkKey: needed(block.plain('watermark_key', WATERMARK)),
      sourceImageRegion: block.plain('source_image_region', /^[a-z0-9*?-]+$/),
      maximumDaysSinceSourceImageCreated: block.number('maximum_days_since_source_image_created'),
      maximumDaysSinceWatermarkCreated: block.number('maximum_days_since_watermark_created'),
    }),
  };
}
