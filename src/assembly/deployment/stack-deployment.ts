import { resolve } from 'path';
import type { Artifact } from '../manifest';
import { asText, isRecord } from '../record';
import { type Environment, parseEnvironment, withEnvironment } from './environment';
import { unknownProperties } from './known-properties';
import type { Publication } from './publications';
import { type Refusal, refusal } from './refusal';
import { type AssumedRole, assumedRole, checkAccountOfRole } from './role';
import type { StackMetadata } from './stack-metadata';
import { type ObjectAddress, objectAddress } from './template-address';

/** The values that the CDK sends to deploy a stack, besides its template, and the roles with which it does. */
export interface StackDeployment {
  readonly environment: Environment;
  /** Undefined: the credentials that deploy. */
  readonly deployRole?: AssumedRole;
  /** The role with which CloudFormation acts. Undefined: the deploy role, or the role of an earlier deployment. */
  readonly executionRole?: string;
  readonly lookupRole?: AssumedRole;
  /** The absolute path of the template. */
  readonly templateFile: string;
  /**
   * The object from which CloudFormation reads the template. Undefined: it is in the call, or goes into the bucket of the bootstrap
   * stack.
   */
  readonly templateObject?: ObjectAddress;
  /** Values that the manifest gives for parameters of the template. The CDK CLI does not send them. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Names of the parameters that the CDK fills when it deploys the stack. */
  readonly filledParameters: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly notificationArns: readonly string[];
  readonly publications: readonly Publication[];
  readonly refusals: readonly Refusal[];
}

/** Source: AWS CloudFormation API Reference, CreateStack. */
const STACK_NAME = /^[A-Za-z][A-Za-z0-9-]{0,127}$/;

/** The type of metadata of an asset whose place becomes the value of a parameter (`LegacyStackSynthesizer`). */
const ASSET_METADATA = 'aws:cdk:asset';

export interface StackSource {
  readonly artifact: Artifact;
  /** The metadata of its constructs. */
  readonly metadata: StackMetadata;
  readonly publications: readonly Publication[];
  /** Refusals of the manifests of its assets. */
  readonly refusals: readonly Refusal[];
  /** The folder of the manifest. */
  readonly directory: string;
  /** Reads a file inside the assembly by its absolute path. */
  readonly read: (path: string) => string;
}

/** Reads what the manifest of an assembly says of the deployment of a stack. What nobody can know becomes a refusal. */
export function stackDeployment(source: StackSource): StackDeployment {
  const { artifact, publications, refusals: ofAssets } = source;
  const { properties = {}, environment: given } = artifact;
  const refusals: Refusal[] = [...ofAssets];
  const refuse = (...args: Parameters<typeof refusal>) => refusals.push(refusal(...args));
  const environment = parseEnvironment(given);
  if (environment === undefined) refuse('The environment of a stack is not aws://ACCOUNT/REGION', given ?? '(none)');
  const place = environment ?? {};
  const unknown = [
    ...unknownProperties('artifact', artifact as unknown as Record<string, unknown>), ...unknownProperties('stack', properties),
    ...isRecord(properties.lookupRole) ? unknownProperties('lookup role', properties.lookupRole) : [],
  ];
  if (unknown.length > 0) refuse('A stack has properties that are not known', unknown.join(', '), 'Update cdk-aws-organizations, or take the properties away.');

  // For a name that counts as none, the CDK takes the ID of the artifact.
  const { stackName: name } = properties as { readonly stackName?: unknown };
  if (name && !(typeof name === 'string' && STACK_NAME.test(name))) refuse('CloudFormation accepts no stack of this name', name, 'Give the stack a name of letters, digits and hyphens.');

  const deployRole = assumedRole('deploy', properties.assumeRoleArn, properties.assumeRoleExternalId, properties.assumeRoleAdditionalOptions, place, refusals);
  const executionRole = assumedRole('execution', properties.cloudFormationExecutionRoleArn, undefined, undefined, place, refusals);
  const lookup = isRecord(properties.lookupRole) ? properties.lookupRole : {};
  const lookupRole = assumedRole('lookup', lookup.arn, lookup.assumeRoleExternalId, lookup.assumeRoleAdditionalOptions, place, refusals);
  checkAccountOfRole('deploy', deployRole, place, refusals);
  checkAccountOfRole('execution', executionRole, place, refusals);
  checkAccountOfRole('lookup', lookupRole, place, refusals);

  const url = properties.stackTemplateAssetObjectUrl;
  const templateObject = url === undefined ? undefined : publishedTemplate(asText(url), asText(properties.templateFile), source, place);
  if (url !== undefined && templateObject === undefined) refuse('The stack is deployed from another template than the one in the cloud assembly', url);
  const legacy = legacyAssets(source);
  if (legacy.length > 0) {
    refusals.push({
      ...refusal('The CDK fills parameters of the stack when it deploys it', legacy.join(', '), 'Use the DefaultStackSynthesizer of the CDK for this stack.'), onlyPrivileged: true,
    });
  }
  return {
    environment: place,
    ...(deployRole === undefined ? {} : { deployRole }),
    ...(executionRole === undefined ? {} : { executionRole: executionRole.arn }),
    ...(lookupRole === undefined ? {} : { lookupRole }),
    templateFile: resolve(source.directory, asText(properties.templateFile)),
    ...(templateObject === undefined ? {} : { templateObject }),
    parameters: texts(properties.parameters),
    filledParameters: legacy,
    tags: texts(properties.tags),
    notificationArns: (
      Array.isArray(properties.notificationArns) ? properties.notificationArns : []
    ).map((arn) => withEnvironment(asText(arn), place)),
    publications,
    refusals,
  };
}

/** The object that is published with the contents of the file in the assembly, and with no others. */
function publishedTemplate(
  url: string, templateFile: string, { publications, directory, read }: StackSource, environment: Environment,
): ObjectAddress | undefined {
  const address = objectAddress(url, environment);
  if (address === undefined) return undefined;
  const file = resolve(directory, templateFile);
  const published = publicationsAt(publications, address.bucket, address.key);
  const isThis = ({ kind, path }: Publication) => kind === 'file' && path !== undefined && (path === file || read(path) === read(file));
  return published.length > 0 && published.every(isThis) ? address : undefined;
}

/** Everything that is published as one object. */
export function publicationsAt(publications: readonly Publication[], bucket: string, key: string): Publication[] {
  return publications.filter((each) => each.kind !== 'image' && each.place === bucket && each.key === key);
}

/** Names of the parameters that assets in the metadata of a stack set, or the IDs of the assets. */
function legacyAssets({ metadata }: StackSource): string[] {
  return metadata(ASSET_METADATA).flatMap((asset) => {
    const data = isRecord(asset) ? asset : {};
    const parameters = [data.s3BucketParameter, data.s3KeyParameter, data.artifactHashParameter, data.imageNameParameter].filter((name) => typeof name === 'string');
    return parameters.length > 0 ? parameters : [asText(data.id)];
  });
}

function texts(record: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(isRecord(record) ? record : {}).map(([name, value]) => [name, asText(value)]));
}
