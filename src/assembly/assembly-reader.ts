import { existsSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { AssemblyError } from './assembly-error';
import type { AssemblyStack, CloudAssembly } from './cloud-assembly';
import { codeDigests, type PublishedFile } from './code-digests';
import {
  type Artifact, ASSETS_ARTIFACT, NESTED_ASSEMBLY_ARTIFACT, notAnAssembly, parseAssetManifest, parseEnvironment, parseManifest,
  STACK_ARTIFACT,
} from './manifest';
import { nestedTemplateFile, nestedTemplateKey } from './nested-stacks';
import { stacksInOrder } from './stack-order';
import { parseTemplate, type ResourceDefinition, type Template } from './template';

/**
 * Reads the cloud assembly in a folder, with the assemblies of stages inside it.
 * @throws AssemblyError if the folder holds none, or one that cannot be read.
 */
export function readCloudAssembly(directory: string): CloudAssembly {
  const stacks: AssemblyStack[] = [];
  const assetDirectories = new Map<string, string>();
  const published: PublishedFile[] = [];
  readDirectory(resolve(directory), '', stacks, assetDirectories, published);
  return { directory: resolve(directory), stacks: stacksInOrder(stacks), assetDirectories, codeDigests: codeDigests(stacks, published, resolve(directory)) };
}

function readDirectory(
  directory: string, prefix: string, stacks: AssemblyStack[], assetDirectories: Map<string, string>, published: PublishedFile[],
): void {
  const file = join(directory, 'manifest.json');
  if (!existsSync(file)) {
    throw notAnAssembly(directory);
  }
  const artifacts = Object.entries(parseManifest(readText(file), file));
  const files = new Map<string, string>();
  for (const [, artifact] of artifacts.filter(([, { type }]) => type === ASSETS_ARTIFACT)) {
    const manifest = join(directory, String(artifact.properties?.file));
    for (const { path, packaging, objectKeys } of parseAssetManifest(readText(manifest), manifest)) {
      objectKeys.forEach((objectKey) => published.push({ objectKey, path: path === undefined ? undefined : resolve(directory, path) }));
      if (path === undefined) continue;
      objectKeys.forEach((key) => (packaging === 'zip' ? assetDirectories.set(key, resolve(directory, path)) : files.set(key, path)));
    }
  }
  for (const [id, artifact] of artifacts) {
    if (artifact.type === STACK_ARTIFACT) {
      stacks.push(readStack(directory, files, prefix, id, artifact));
    } else if (artifact.type === NESTED_ASSEMBLY_ARTIFACT) {
      readDirectory(join(directory, String(artifact.properties?.directoryName)), `${prefix}${id}/`, stacks, assetDirectories, published);
    }
  }
}

/** `files`: paths of file assets by object key. */
function readStack(
  directory: string, files: ReadonlyMap<string, string>, prefix: string, id: string, artifact: Artifact,
): AssemblyStack {
  const properties = artifact.properties ?? {};
  const nestedTemplates = new Map<string, Template>();
  const template = readTemplate(directory, files, String(properties.templateFile), nestedTemplates);
  return {
    id: prefix + id,
    name: typeof properties.stackName === 'string' ? properties.stackName : id,
    displayName: artifact.displayName ?? prefix + id,
    ...parseEnvironment(artifact.environment),
    template,
    dependencies: (artifact.dependencies ?? []).map((dependency) => prefix + dependency),
    nestedTemplates,
  };
}

function readTemplate(
  directory: string, files: ReadonlyMap<string, string>, name: string, nestedTemplates: Map<string, Template>,
): Template {
  const file = join(directory, files.get(name) ?? name);
  const template = parseTemplate(readText(file), file);
  for (const resource of Object.values(template.Resources)) {
    const nested = nestedTemplateFile(resource);
    if (nested !== undefined) assertTemplateIsPublished(resource, nested, files, file);
    if (nested !== undefined && !nestedTemplates.has(nested)) {
      nestedTemplates.set(nested, readTemplate(directory, files, nested, nestedTemplates));
    }
  }
  return template;
}

/** Metadata names the file of a nested template, its address decides which one is deployed: what is read must be what is deployed. */
function assertTemplateIsPublished(resource: ResourceDefinition, nested: string, files: ReadonlyMap<string, string>, file: string): void {
  const key = nestedTemplateKey(resource);
  if (key === undefined || nested === key || files.get(key) === nested) return;
  throw new AssemblyError('The address of a nested stack leads to another template than its metadata says',
    `${file}: ${key} instead of ${nested}`, 'Synthesize the app again, and leave TemplateURL to the CDK.');
}

function readText(file: string): string {
  if (!existsSync(file)) {
    throw notAnAssembly(`${file} (missing)`);
  }
  return readFileSync(file, 'utf8');
}
