import { like, list, named, numbered, oneOf, settings, text, TOGGLE, type Value } from './schema';

const EC2_TOGGLE = text(oneOf('no_preference', 'enabled', 'disabled'));
const NUMBER: Value = { ...text(like(/^-?\d+$/, 'a whole number')), numbers: true };

const IMAGE_CRITERIA = numbered('criteria', 10, settings({
  allowed_image_providers: list(),
  image_names: list(),
  marketplace_product_codes: list(),
  creation_date_condition: settings({ maximum_days_since_created: NUMBER }),
  deprecation_time_condition: settings({ maximum_days_since_deprecated: NUMBER }),
  image_watermarks: numbered('image_watermark', 50, settings({
    watermark_key: text(),
    source_image_region: text(),
    maximum_days_since_source_image_created: NUMBER,
    maximum_days_since_watermark_created: NUMBER,
  })),
}));

/** Source: AWS Organizations User Guide, "EC2 policy syntax and examples". */
export const DECLARATIVE_EC2_SCHEMA = settings({
  serial_console_access: settings({ status: TOGGLE }),
  image_block_public_access: settings({ state: text(oneOf('unblocked', 'block_new_sharing')) }),
  snapshot_block_public_access: settings({ state: text(oneOf('unblocked', 'block_new_sharing', 'block_all_sharing')) }),
  vpc_block_public_access: settings({
    internet_gateway_block: settings({ mode: text(oneOf('off', 'block_ingress', 'block_bidirectional')), exclusions_allowed: TOGGLE }),
  }),
  instance_metadata_defaults: settings({
    http_tokens: text(oneOf('no_preference', 'required', 'optional')),
    http_put_response_hop_limit: NUMBER,
    http_endpoint: EC2_TOGGLE,
    instance_metadata_tags: EC2_TOGGLE,
    http_tokens_enforced: EC2_TOGGLE,
  }),
  allowed_images_settings: settings({ state: text(oneOf('enabled', 'disabled', 'audit_mode')), image_criteria: IMAGE_CRITERIA }),
  vpc_encryption_control: settings({
    mode: text(oneOf('unmanaged', 'attempt_monitor', 'attempt_enforce')),
    exclusions: list(oneOf('internet_gateway', 'nat_gateway', 'vpc_lattice', 'vpc_peering', 'lambda', 'egress_only_internet_gateway',
      'elastic_file_system', 'virtual_private_gateway')),
  }),
  exception_message: text(),
});

const PATCH_ORDER = settings({ patch_order: text(oneOf('first', 'second', 'last')) });

/** Source: AWS Organizations User Guide, "Upgrade rollout policy syntax and examples". */
export const UPGRADE_ROLLOUT_SCHEMA = settings({
  default: PATCH_ORDER,
  tags: named(settings({ tag_values: named(PATCH_ORDER) })),
});

/** Source: AWS Organizations User Guide, "Amazon S3 policy syntax and examples". */
export const S3_SCHEMA = settings({ public_access_block_configuration: text(oneOf('all', 'none')) });
