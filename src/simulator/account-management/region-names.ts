interface PartitionRegions {
  readonly enabledByDefault: readonly string[];
  readonly optIn: readonly string[];
}

/**
 * Regions whose use an account decides on, and those that every account has: the ones that were launched before March 20, 2019.
 * Sources: AWS Account Management Reference Guide, "Enable or disable AWS Regions in your account"; `endpoints.json` of the AWS SDKs.
 */
const REGIONS: Readonly<Record<string, PartitionRegions>> = {
  'aws': {
    enabledByDefault: [
      'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ca-central-1', 'eu-central-1',
      'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2',
    ],
    optIn: [
      'af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6',
      'ap-southeast-7', 'ca-west-1', 'eu-central-2', 'eu-south-1', 'eu-south-2', 'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1',
    ],
  },
  'aws-cn': { enabledByDefault: ['cn-north-1', 'cn-northwest-1'], optIn: [] },
  'aws-us-gov': { enabledByDefault: ['us-gov-east-1', 'us-gov-west-1'], optIn: [] },
  'aws-iso': { enabledByDefault: ['us-iso-east-1', 'us-iso-west-1'], optIn: [] },
  'aws-iso-b': { enabledByDefault: ['us-isob-east-1', 'us-isob-west-1'], optIn: [] },
  'aws-iso-e': { enabledByDefault: ['eu-isoe-west-1'], optIn: [] },
  'aws-iso-f': { enabledByDefault: ['us-isof-east-1', 'us-isof-south-1'], optIn: [] },
  'aws-eusc': { enabledByDefault: ['eusc-de-east-1'], optIn: [] },
};

export function regionsOf(partition: string): PartitionRegions {
  return REGIONS[partition] ?? REGIONS.aws;
}
