import type {
  ArtifactManifest, ArtifactType, AssemblyManifest, AwsCloudFormationStackProperties, AwsDestination, BootstrapRole, DockerImageAsset,
  DockerImageDestination, DockerImageSource, FileAsset, FileDestination, FileSource,
} from 'aws-cdk-lib/cloud-assembly-schema';

/**
 * The use that a deployment makes of a part of a cloud assembly. `sent` and `used` parts belong to the comparison, `checked` ones can
 * only stop a deployment, and `ignored` ones are for people and tools.
 */
type Effect = 'sent' | 'used' | 'checked' | 'ignored';

/** Every property that the schema of a kind of object has. A new one fails to compile until somebody has decided on it. */
type Known<Shape> = Readonly<Record<keyof Required<Shape>, Effect>>;

/** By the value of `ArtifactType`. */
export const ARTIFACT_TYPES = {
  'none': 'ignored',
  'aws:cloudformation:stack': 'sent',
  'cdk:tree': 'ignored',
  'cdk:asset-manifest': 'sent',
  'cdk:cloud-assembly': 'used',
  'cdk:feature-flag-report': 'ignored',
} as const satisfies Readonly<Record<`${ArtifactType}`, Effect>>;

const MANIFEST = {
  version: 'checked', minimumCliVersion: 'checked', artifacts: 'used', missing: 'used', runtime: 'ignored',
} satisfies Known<AssemblyManifest>;

const ARTIFACT = {
  type: 'used', environment: 'sent', metadata: 'used', additionalMetadataFile: 'used', dependencies: 'used', properties: 'sent', displayName: 'ignored',
} satisfies Known<ArtifactManifest>;

const STACK = {
  templateFile: 'sent',
  // The CDK CLI does not send them. They are named, in case another tool does.
  parameters: 'used',
  tags: 'sent',
  notificationArns: 'sent',
  stackName: 'sent',
  terminationProtection: 'sent',
  assumeRoleArn: 'used',
  assumeRoleExternalId: 'used',
  assumeRoleAdditionalOptions: 'used',
  cloudFormationExecutionRoleArn: 'sent',
  lookupRole: 'used',
  stackTemplateAssetObjectUrl: 'sent',
  requiresBootstrapStackVersion: 'checked',
  bootstrapStackVersionSsmParameter: 'checked',
  validateOnSynth: 'ignored',
  // The CDK writes it beside the properties of its schema. The dependencies of the artifact have it as well.
  additionalDependencies: 'ignored',
} satisfies Known<AwsCloudFormationStackProperties> & { readonly additionalDependencies: Effect };

const LOOKUP_ROLE = {
  arn: 'used', assumeRoleExternalId: 'used', assumeRoleAdditionalOptions: 'used', requiresBootstrapStackVersion: 'checked', bootstrapStackVersionSsmParameter: 'checked',
} satisfies Known<BootstrapRole>;

const ASSET = { displayName: 'ignored', source: 'sent', destinations: 'sent' } satisfies Known<FileAsset> & Known<DockerImageAsset>;
const FILE_SOURCE = { executable: 'used', path: 'sent', packaging: 'sent' } satisfies Known<FileSource>;
const IMAGE_SOURCE = {
  directory: 'used',
  executable: 'used',
  dockerFile: 'used',
  dockerBuildTarget: 'used',
  dockerBuildArgs: 'used',
  dockerBuildContexts: 'used',
  dockerBuildSsh: 'used',
  dockerBuildSecrets: 'used',
  networkMode: 'used',
  platform: 'used',
  dockerOutputs: 'used',
  cacheFrom: 'used',
  cacheTo: 'used',
  cacheDisabled: 'used',
} satisfies Known<DockerImageSource>;
const DESTINATION = { region: 'used', assumeRoleArn: 'used', assumeRoleExternalId: 'used', assumeRoleAdditionalOptions: 'used' } satisfies Known<AwsDestination>;
const FILE_DESTINATION = { ...DESTINATION, bucketName: 'sent', objectKey: 'sent' } satisfies Known<FileDestination>;
const IMAGE_DESTINATION = { ...DESTINATION, repositoryName: 'sent', imageTag: 'sent' } satisfies Known<DockerImageDestination>;

const SHAPES = {
  'manifest': MANIFEST,
  'artifact': ARTIFACT,
  'stack': STACK,
  'lookup role': LOOKUP_ROLE,
  'asset': ASSET,
  'file source': FILE_SOURCE,
  'image source': IMAGE_SOURCE,
  'file destination': FILE_DESTINATION,
  'image destination': IMAGE_DESTINATION,
} as const;

/** The properties of an object in a manifest that nobody has decided on; sorted. */
export function unknownProperties(shape: keyof typeof SHAPES, of: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(of).filter((name) => !Object.hasOwn(SHAPES[shape], name)).sort();
}

export function isKnownArtifactType(type: string): boolean {
  return Object.hasOwn(ARTIFACT_TYPES, type);
}
