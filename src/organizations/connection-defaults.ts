type Environment = Readonly<Record<string, string | undefined>>;

/** Where AWS Organizations is in each partition. Source: AWS General Reference, "AWS Organizations endpoints and quotas". */
const HOME_REGIONS: Readonly<Record<string, string>> = {
  'aws': 'us-east-1',
  'aws-cn': 'cn-northwest-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-south-1',
  'aws-eusc': 'eusc-de-east-1',
};

/**
 * The Region that an option or a variable names, as the AWS CLI reads them. The SDK for JavaScript knows AWS_REGION only.
 * Undefined: the configuration of the profile may have one.
 */
export function namedRegion(region: string | undefined, environment: Environment): string | undefined {
  return region ?? (environment.AWS_REGION || environment.AWS_DEFAULT_REGION || undefined);
}

/** The Region where AWS Organizations is, as far as the partition is known: from the role, or since an endpoint is given. */
export function homeRegion(roleArn: string | undefined, endpointUrl: string | undefined, environment: Environment): string | undefined {
  const [, partition] = /^arn:([^:]+):/.exec(roleArn ?? environment.AWS_ROLE_ARN ?? '') ?? [];
  if (partition !== undefined && Object.hasOwn(HOME_REGIONS, partition)) return HOME_REGIONS[partition];
  return endpointUrl === undefined ? undefined : HOME_REGIONS.aws;
}

/** As with the AWS CLI, keys in the environment count more than AWS_PROFILE. The SDK for JavaScript takes the profile, with a warning. */
export function hasKeys(profile: string | undefined, environment: Environment): boolean {
  return profile === undefined && Boolean(environment.AWS_ACCESS_KEY_ID) && Boolean(environment.AWS_SECRET_ACCESS_KEY);
}
