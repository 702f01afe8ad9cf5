import { existsSync, readFileSync } from 'fs';
import { join, resolve, relative } from 'path';
import { AssemblyError } from './assembly-error';
import type { AssemblyStack, CloudAssembly } from './cloud-assembly';
import { containedPath, innerFolder } from './contained-path';
import { contentDigest } from './content-digest';
import {
  type Artifact, ASSETS_ARTIFACT, NESTED_ASSEMBLY_ARTIFACT, notAnAssembly, parseAssetManifest, parseEnvironment, parseManifest,
  STACK_ARTIFACT,
} from './manifest';
import { assertNestingEnds, nestedTemplateFile, nestedTemplateKey } from './nested-stacks';
import { asText } from './record';
import { stacksInOrder } from './stack-order';
import { parseTemplate, type ResourceDefinition, type Template, isRecord } from './template/template';

/** Paths of files by the object key under which they are published; undefined for what a command writes when it is published. */
type PublishedTemplates = ReadonlyMap<string, readonly (string | undefined)[]>;

/**
 * Reads the cloud assembly in a folder, with the assemblies of stages inside it. No file outside of it is read.
 * @throws AssemblyError if the folder holds none, or one that cannot be read or that names files outside of it.
 */
export function readCloudAssembly(directory: string): CloudAssembly {
  const stacks: AssemblyStack[] = [];
  const assetDirectories = new Map<string, string>();
  const published: PublishedFile[] = [];
  const root = resolve(directory);
  readDirectory(root, root, '', stacks, assetDirectories, published);
  return { directory: root, stacks: stacksInOrder(stacks), assetDirectories, codeDigests: codeDigests(stacks, published, root) };
}

/** `root`: the assembly around those of stages. */
function readDirectory(
  root: string, directory: string, prefix: string, stacks: AssemblyStack[], assetDirectories: Map<string, string>,
  published: PublishedFile[],
): void {
  const file = join(directory, 'manifest.json');
  if (!existsSync(file)) {
    throw notAnAssembly(directory);
  }
  const artifacts = Object.entries(parseManifest(readText(root, file), file));
  const files = new Map<string, (string | undefined)[]>();
  for (const [, artifact] of artifacts.filter(([, { type }]) => type === ASSETS_ARTIFACT)) {
    const manifest = join(directory, asText(artifact.properties?.file));
    for (const { path, packaging, objectKeys } of parseAssetManifest(readText(root, manifest), manifest)) {
      objectKeys.forEach((objectKey) => published.push({ objectKey, path: path === undefined ? undefined : resolve(directory, path) }));
      for (const key of objectKeys) {
        if (packaging === 'zip' && path !== undefined) assetDirectories.set(key, resolve(directory, path));
        else files.set(key, [...files.get(key) ?? [], path]);
      }
    }
  }
  for (const [id, artifact] of artifacts) {
    if (artifact.type === STACK_ARTIFACT) {
      stacks.push(readStack(root, directory, files, prefix, id, artifact));
    } else if (artifact.type === NESTED_ASSEMBLY_ARTIFACT) {
      const inner = innerFolder(directory, asText(artifact.properties?.directoryName), file);
      readDirectory(root, inner, `${prefix}${id}/`, stacks, assetDirectories, published);
    }
  }
}

function readStack(
  root: string, directory: string, files: PublishedTemplates, prefix: string, id: string, artifact: Artifact,
): AssemblyStack {
  const properties = artifact.properties ?? {};
  assertStackIsPublished(root, directory, properties, files, prefix + id);
  const nestedTemplates = new Map<string, Template>();
  const template = readTemplate(root, directory, files, asText(properties.templateFile), nestedTemplates);
  assertNestingEnds(template, nestedTemplates, prefix + id);
  return {
    id: prefix + id,
    name: typeof properties.stackName === 'string' ? properties.stackName : id,
    displayName: artifact.displayName ?? prefix + id,
    ...(artifact.properties?.terminationProtection === true ? { terminationProtection: true } : {}),
    ...parseEnvironment(artifact.environment),
    template,
    dependencies: (artifact.dependencies ?? []).map((dependency) => prefix + dependency),
    nestedTemplates,
  };
}

function readTemplate(
  root: string, directory: string, files: PublishedTemplates, name: string, nestedTemplates: Map<string, Template>,
): Template {
  const file = join(directory, files.get(name)?.[0] ?? name);
  const template = parseTemplate(readText(root, file), file);
  for (const resource of Object.values(template.Resources)) {
    const nested = nestedTemplateFile(resource);
    if (nested !== undefined) assertTemplateIsPublished(root, directory, resource, nested, files);
    if (nested !== undefined && !nestedTemplates.has(nested)) {
      // Known before it is read: it may name itself.
      nestedTemplates.set(nested, template);
      nestedTemplates.set(nested, readTemplate(root, directory, files, nested, nestedTemplates));
    }
  }
  return template;
}

/** A deployment takes the template that was uploaded, where the manifest names one. */
function assertStackIsPublished(
  root: string, directory: string, { templateFile, stackTemplateAssetObjectUrl: url }: NonNullable<Artifact['properties']>,
  files: PublishedTemplates, id: string,
): void {
  const key = [...files.keys()].find((each) => asText(url).endsWith(`/${each}`));
  if (url === undefined || isPublishedAs(root, directory, asText(templateFile), key, files)) return;
  throw new AssemblyError('The stack is deployed from another template than the one in the cloud assembly', `${id}: ${asText(url)}`,
    'Synthesize the app again with a stack synthesizer of the CDK.');
}

/** Metadata names the file of a nested template, its address decides which one is deployed: what is read must be what is deployed. */
function assertTemplateIsPublished(
  root: string, directory: string, resource: ResourceDefinition, nested: string, files: PublishedTemplates,
): void {
  const key = nestedTemplateKey(resource);
  if (key === undefined || isPublishedAs(root, directory, files.get(nested)?.[0] ?? nested, key, files)) return;
  throw new AssemblyError('The address of a nested stack leads to another template than its metadata says',
    `${key} instead of ${nested}`, 'Synthesize the app again, and leave TemplateURL to the CDK.');
}

/** Templates with the same content have one key. The names of their files do not matter. */
function isPublishedAs(root: string, directory: string, file: string, key: string | undefined, files: PublishedTemplates): boolean {
  const published = key === undefined ? [] : files.get(key) ?? [];
  return published.length > 0 && published.every((path) => path !== undefined
    && (path === file || readText(root, join(directory, path)) === readText(root, join(directory, file))));
}

function readText(root: string, file: string): string {
  containedPath(root, file);
  if (!existsSync(file)) {
    throw notAnAssembly(`${file} (missing)`);
  }
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw notAnAssembly(`${file} (${(error as Error).message})`);
  }
}

/** A file or folder of the assembly, with a key under which an asset manifest publishes it. */
interface PublishedFile {
  readonly objectKey: string;
  /** Undefined for what a command writes when it is published. */
  readonly path?: string;
}

/**
 * Digests of the code that Lambda resources of the stacks name, by object key. A key under which different contents are published has
 * none: which of them is there in the end depends on the order. Nor has one of which the contents are outside the assembly.
 */
function codeDigests(stacks: readonly AssemblyStack[], published: readonly PublishedFile[], root: string): Map<string, string> {
  const keys = new Set(stacks.flatMap(({ template, nestedTemplates }) => [template, ...nestedTemplates.values()])
    .flatMap(({ Resources }) => Object.values(Resources))
    .filter(({ Type }) => Type.startsWith('AWS::Lambda::'))
    .flatMap(({ Properties }) => [Properties?.Code, Properties?.Content])
    .flatMap((code) => (isRecord(code) && typeof code.S3Key === 'string' ? [code.S3Key] : [])));
  const digests = new Map<string, Set<string>>();
  for (const { objectKey, path } of published.filter((file) => keys.has(file.objectKey))) {
    const isInside = path !== undefined && !relative(root, path).startsWith('..') && relative(root, path) !== '';
    const digest = (isInside ? contentDigest(path) : undefined) ?? '';
    digests.set(objectKey, (digests.get(objectKey) ?? new Set()).add(digest));
  }
  return new Map([...digests].flatMap(([key, [digest, ...others]]) => (digest === '' || others.length > 0 ? [] : [[key, digest] as const])));
}
