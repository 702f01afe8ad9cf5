import { createHash } from 'crypto';
import { existsSync, realpathSync } from 'fs';
import { dirname, resolve } from 'path';
import { isInside } from '../contained-path';
import { contentDigest } from '../content-digest';
import { asText, isRecord } from '../record';
import { type Environment, withEnvironment } from './environment';
import { unknownProperties } from './known-properties';
import { type Refusal, refusal } from './refusal';
import { type AssumedRole, assumedRole } from './role';
import { canonicalJson } from '../template/intrinsics';

/** A file, the zip of a folder, or an image that the CDK publishes before it deploys a stack. */
export interface Publication {
  readonly kind: 'file' | 'folder' | 'image';
  /** Of a folder: the path of the zip that the CDK makes of it, or takes if there is one. */
  readonly zip?: string;
  /** The bucket or repository. Placeholders are replaced as far as their values are known. */
  readonly place: string;
  /** The object key, or the tag of the image. */
  readonly key: string;
  /** Undefined: the Region of the stack. */
  readonly region?: string;
  /** Undefined: the credentials that deploy. */
  readonly role?: AssumedRole;
  /** The absolute path of the file or folder. Undefined for what a command writes, and for one outside of the assembly. */
  readonly path?: string;
  /** The absolute path of a file or folder outside of the assembly, which is not read. */
  readonly outside?: string;
}

const KINDS: Readonly<Record<string, Publication['kind']>> = { file: 'file', zip: 'folder' };

/**
 * Reads the files and images of an asset manifest.
 * @param manifest the parsed manifest, which lies at `file`
 * @param root the folder of the cloud assembly
 */
export function publicationsOf(
  manifest: unknown, file: string, root: string, environment: Environment, refusals: Refusal[],
): Publication[] {
  if (!isRecord(manifest)) return [];
  const { version: _version, files = {}, dockerImages = {}, ...others } = manifest;
  if (Object.keys(others).length > 0) refusals.push(refusal('An asset manifest has a part that is not known', Object.keys(others).join(', ')));
  // For assets alone, the CDK replaces the placeholder by the account of the credentials, also where the stack has another one.
  const place = { region: environment.region };
  return [
    ...entriesOf(files, refusals).flatMap((asset) => filePublications(asset, file, root, place, refusals)),
    ...entriesOf(dockerImages, refusals).flatMap((asset) => imagePublications(asset, file, root, place, refusals)),
  ];
}

interface Asset {
  readonly id: string;
  readonly source: Readonly<Record<string, unknown>>;
  readonly destinations: readonly Readonly<Record<string, unknown>>[];
}

function entriesOf(assets: unknown, refusals: Refusal[]): Asset[] {
  if (!isRecord(assets)) return [];
  return Object.entries(assets).flatMap(([id, asset]) => {
    if (
      !isRecord(asset) || !isRecord(asset.source) || !isRecord(asset.destinations) || !Object.values(asset.destinations).every(isRecord)
    ) {
      refusals.push(refusal('An asset of an asset manifest has no source or no destinations', id));
      return [];
    }
    checkProperties('asset', asset, id, refusals);
    // The name of the zip that the CDK makes, or takes if there is one.
    if (!/^[\w-][\w.-]*$/.test(id)) refusals.push(refusal('The name of an asset leads out of the folder of zips', id));
    return [{ id, source: asset.source, destinations: Object.values(asset.destinations) as Asset['destinations'] }];
  });
}

function filePublications(
  { id, source, destinations }: Asset, file: string, root: string, environment: Environment, refusals: Refusal[],
): Publication[] {
  checkProperties('file source', source, file, refusals);
  const { path, packaging = 'file', executable } = source;
  const kind = Object.hasOwn(KINDS, asText(packaging)) ? KINDS[asText(packaging)] : undefined;
  if (kind === undefined) refusals.push(refusal('A file asset has a packaging that is not known', packaging));
  if (executable !== undefined) refusals.push(commandRefusal('A file asset is made by a command where the stack is deployed', executable, source));
  else if (typeof path !== 'string') refusals.push(refusal('A file asset has no path', source));
  const absolute = executable === undefined && typeof path === 'string' ? resolve(dirname(file), path) : undefined;
  const place = absolute === undefined ? {} : isRealInside(root, absolute) ? { path: absolute } : { outside: absolute };
  return destinations.map((destination) => {
    checkProperties('file destination', destination, file, refusals);
    return { ...placeOf(destination, 'bucketName', 'objectKey', environment, refusals), kind: kind ?? 'file', ...(kind === 'folder' ? { zip: resolve(dirname(file), '.cache', `${id}.zip`) } : {}), ...place };
  });
}

/** Whether a path, and what it links to, lies below a folder. */
function isRealInside(root: string, path: string): boolean {
  return path !== root && isInside(root, path) && (!existsSync(path) || isInside(realpathSync(root), realpathSync(path)));
}

function imagePublications(
  { source, destinations }: Asset, file: string, root: string, environment: Environment, refusals: Refusal[],
): Publication[] {
  checkProperties('image source', source, file, refusals);
  const { directory } = source;
  const folder = typeof directory === 'string' ? resolve(dirname(file), directory) : undefined;
  const content = folder !== undefined && isRealInside(root, folder) && existsSync(folder) ? contentDigest(folder) : undefined;
  refusals.push(commandRefusal('A Docker image is built where the stack is deployed', source.executable ?? directory, { ...source, content: content ?? null }));
  return destinations.map((destination) => {
    checkProperties('image destination', destination, file, refusals);
    return { ...placeOf(destination, 'repositoryName', 'imageTag', environment, refusals), kind: 'image' as const };
  });
}

/** Everything that the source says decides what runs, and the files that it names inside the assembly. */
function commandRefusal(problem: string, given: unknown, source: unknown): Refusal {
  const digest = createHash('sha256').update(canonicalJson(source)).digest('hex');
  return {
    ...refusal(problem, given, `Build it before the deployment, leave the stack out with --stacks, or read it and acknowledge it with --acknowledge-bundle ${digest}.`),
    digest,
  };
}

function placeOf(
  destination: Readonly<Record<string, unknown>>, place: string, key: string, environment: Environment, refusals: Refusal[],
): Omit<Publication, 'kind'> {
  const keyText = asText(destination[key]);
  // The CDK replaces placeholders in a key as well, so that two keys of manifests could be one object.
  if (keyText.includes('${') || typeof destination[key] !== 'string' || typeof destination[place] !== 'string') {
    refusals.push(refusal('The destination of an asset has no fixed name', `${asText(destination[place])}/${keyText}`));
  }
  const role = assumedRole('publishing', destination.assumeRoleArn, destination.assumeRoleExternalId, destination.assumeRoleAdditionalOptions, environment, refusals);
  return {
    place: withEnvironment(asText(destination[place]), environment),
    key: keyText,
    ...(destination.region === undefined ? {} : { region: withEnvironment(asText(destination.region), environment) }),
    ...(role === undefined ? {} : { role }),
  };
}

function checkProperties(
  shape: Parameters<typeof unknownProperties>[0], of: Readonly<Record<string, unknown>>, place: string, refusals: Refusal[],
): void {
  const unknown = unknownProperties(shape, of);
  if (unknown.length > 0) refusals.push(refusal(`The ${shape} has a property that is not known`, `${unknown.join(', ')} in ${place}`, 'Update cdk-aws-organizations, or take the property away.'));
}

/** Several checks compare the same content. A publication belongs to one reading of an assembly. */
const digests = new WeakMap<Publication, string | undefined>();

/** The digest of the content of a file or folder. Undefined for an image, and for one that is not in the assembly. */
export function publicationDigest(publication: Publication): string | undefined {
  const { kind, path } = publication;
  if (kind === 'image' || path === undefined) return undefined;
  if (!digests.has(publication)) digests.set(publication, contentDigest(path));
  return digests.get(publication);
}
