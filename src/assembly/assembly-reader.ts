import { existsSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { type AssemblyStack, type CloudAssembly, templatesOf } from './cloud-assembly';
import { containedPath, innerFolder } from './contained-path';
import { publicationsOfStacks } from './deployment/deployable';
import { type Environment, parseEnvironment } from './deployment/environment';
import { isKnownArtifactType } from './deployment/known-properties';
import { type Publication, publicationDigest, publicationsOf } from './deployment/publications';
import { type Refusal, refusal } from './deployment/refusal';
import { publicationsAt, type StackDeployment, stackDeployment } from './deployment/stack-deployment';
import { stackMetadata } from './deployment/stack-metadata';
import { addressInTemplate } from './deployment/template-address';
import {
  type Artifact, ASSETS_ARTIFACT, type Manifest, NESTED_ASSEMBLY_ARTIFACT, notAnAssembly, parseManifest, STACK_ARTIFACT,
} from './manifest';
import { assertNestingEnds, nestedTemplateName } from './nested-stacks';
import { exemptionsOf } from './notes/exemptions';
import { rolloutsOf } from './notes/rollouts';
import { unreadNotes } from './notes/unread-notes';
import { asText } from './record';
import { rowsOf } from './rows';
import { stacksInOrder } from './stack-order';
import { parseJson, parseTemplate, type ResourceDefinition, type Template, isRecord } from './template/template';

/**
 * Reads the cloud assembly in a folder, with the assemblies of stages inside it. No file outside of it is read. What its deployment would
 * do without anybody being able to know it is not read either, and is among the refusals (`assertDeployable`).
 * @throws AssemblyError if the folder holds none, or one that cannot be read or that names files outside of it.
 */
export function readCloudAssembly(directory: string): CloudAssembly {
  const root = resolve(directory);
  const { stacks: found, others, refusals } = new AssemblyReader(root).readFolder(root, '');
  const stacks = stacksInOrder(found);
  const publications = publicationsOfStacks(stacks);
  const assetDirectories = new Map([...others, ...publications].flatMap(({ kind, key, path, outside = path }) => (
    kind === 'folder' && outside !== undefined ? [[key, outside] as const] : [])));
  return { directory: root, stacks, assetDirectories, codeDigests: codeDigests(stacks, publications), refusals };
}

interface Found {
  readonly stacks: AssemblyStack[];
  /** Assets that no stack depends on, so that they are not published: of stacks that are deployed and not in the assembly. */
  readonly others: Publication[];
  readonly refusals: Refusal[];
}

/** The manifest of a folder, and where it is. */
interface Folder {
  readonly directory: string;
  /** The address of the assembly of a stage, with a slash at the end. */
  readonly prefix: string;
  readonly manifest: Manifest;
}

class AssemblyReader {
  /** @param root the assembly around those of stages */
  constructor(private readonly root: string) {}

  readFolder(directory: string, prefix: string): Found {
    const file = join(directory, 'manifest.json');
    if (!existsSync(file)) {
      throw notAnAssembly(directory);
    }
    const manifest = parseManifest(this.read(file), file);
    const folder = { directory, prefix, manifest };
    const stacks: AssemblyStack[] = [];
    const refusals = refusalsOf(folder);
    const used = new Set(
      Object.values(manifest.artifacts).flatMap(({ type, dependencies = [] }) => (type === STACK_ARTIFACT ? dependencies : [])),
    );
    const unused = Object.keys(manifest.artifacts).filter((id) => !used.has(id));
    const others = this.publications(folder, { dependencies: unused }, []);
    for (const [id, artifact] of Object.entries(manifest.artifacts)) {
      if (artifact.type === STACK_ARTIFACT) {
        stacks.push(this.readStack(folder, id, artifact));
      } else if (artifact.type === NESTED_ASSEMBLY_ARTIFACT) {
        const inner = this.readFolder(innerFolder(directory, asText(artifact.properties?.directoryName), file), `${prefix}${id}/`);
        stacks.push(...inner.stacks);
        others.push(...inner.others);
        refusals.push(...inner.refusals);
      }
    }
    return { stacks, others, refusals };
  }

  private readStack(folder: Folder, id: string, artifact: Artifact): AssemblyStack {
    const { directory, prefix } = folder;
    const { properties = {}, dependencies = [] } = artifact;
    const refusals: Refusal[] = [];
    const publications = this.publications(folder, artifact, refusals);
    const read = (file: string) => this.read(file);
    const metadata = stackMetadata(artifact, { directory, read });
    const deployment = stackDeployment({ artifact, directory, metadata, publications, refusals, read });
    const nestedTemplates = new Map<string, Template>();
    const template = this.readTemplate(deployment.templateFile, deployment.publications, deployment.environment, nestedTemplates);
    assertNestingEnds(template, nestedTemplates, prefix + id);
    const [exemptions, rollouts, unread] = [exemptionsOf(metadata), rolloutsOf(metadata), unreadNotes(metadata)];
    return {
      id: prefix + id,
      name: typeof properties.stackName === 'string' && properties.stackName !== '' ? properties.stackName : id,
      displayName: artifact.displayName ?? prefix + id,
      ...(properties.terminationProtection === true ? { terminationProtection: true } : {}),
      ...deployment.environment,
      template,
      ...parametersOf(deployment),
      dependencies: dependencies.map((dependency) => prefix + dependency),
      nestedTemplates,
      rows: () => rowsOf(metadata),
      ...(exemptions.length === 0 ? {} : { exemptions }),
      ...(rollouts.length === 0 ? {} : { rollouts }),
      ...(unread.length === 0 ? {} : { unreadNotes: unread }),
      deployment,
    };
  }

  /** The CDK publishes the assets of the manifests that a stack depends on, and no others. */
  private publications(
    { directory, manifest }: Folder, { dependencies = [], environment }: Pick<Artifact, 'dependencies' | 'environment'>, refusals: Refusal[],
  ): Publication[] {
    const manifests = dependencies.flatMap((id) => (Object.hasOwn(manifest.artifacts, id) ? [manifest.artifacts[id]] : []))
      .filter(({ type }) => type === ASSETS_ARTIFACT);
    return manifests.flatMap(({ properties }) => {
      const file = resolve(directory, asText(properties?.file));
      return publicationsOf(parseJson(this.read(file), file), file, this.root, parseEnvironment(environment) ?? {}, refusals);
    });
  }

  /** Reads a template and those nested in it, as far as their addresses lead to files that the stack publishes. */
  private readTemplate(
    file: string, publications: readonly Publication[], environment: Environment, nestedTemplates: Map<string, Template>,
  ): Template {
    const template = parseTemplate(this.read(file), file);
    for (const resource of Object.values(template.Resources)) {
      const name = nestedTemplateName(resource);
      if (name === undefined || nestedTemplates.has(name)) continue;
      const nested = this.publishedFile(resource, publications, environment);
      if (nested === undefined) continue;
      // Known before it is read: it may name itself.
      nestedTemplates.set(name, template);
      nestedTemplates.set(name, this.readTemplate(nested, publications, environment, nestedTemplates));
    }
    return template;
  }

  /** The file that is at the address of a nested template after publishing. Undefined if there may be another one. */
  private publishedFile(
    { Properties: properties }: ResourceDefinition, publications: readonly Publication[], environment: Environment,
  ): string | undefined {
    const address = addressInTemplate(properties?.TemplateURL, environment);
    const published = address === undefined ? [] : publicationsAt(publications, address.bucket, address.key);
    const [first, ...others] = published.map(({ kind, path }) => (kind === 'file' ? path : undefined));
    return first !== undefined && others.every(
      (path) => path !== undefined && (path === first || this.read(path) === this.read(first)),
    ) ? first : undefined;
  }

  private read(file: string): string {
    containedPath(this.root, file);
    if (!existsSync(file)) {
      throw notAnAssembly(`${file} (missing)`);
    }
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      throw notAnAssembly(`${file} (${(error as Error).message})`);
    }
  }
}

/** The value of a parameter that the CDK fills depends on the deployment. */
function parametersOf({ filledParameters }: StackDeployment): Pick<AssemblyStack, 'parameters'> {
  if (filledParameters.length === 0) return {};
  return { parameters: Object.fromEntries(filledParameters.map((name) => [name, `(${name}||which the CDK fills)`])) };
}

/** Refusals of parts of a manifest other than its stacks. */
function refusalsOf({ prefix, manifest: { artifacts, missing, unknownProperties } }: Folder): Refusal[] {
  const place = prefix === '' ? '' : `, in ${prefix.slice(0, -1)}`;
  const unknownTypes = Object.values(artifacts).map(({ type }) => type).filter((type) => !isKnownArtifactType(type));
  return [
    ...(missing.length === 0 ? [] : [refusal(
      'The app lacks values from accounts (context), so that another synthesis leads to other templates', `${missing.join(', ')}${place}`,
      'Run "cdk synth" with credentials once, and commit cdk.context.json.')]),
    ...[...new Set([...unknownTypes, ...unknownProperties])].map((unknown) => refusal(
      'The manifest of the cloud assembly has a part that is not known', `${unknown}${place}`, 'Update cdk-aws-organizations, or take the part away.')),
  ];
}

/**
 * Digests of the code that Lambda resources of the stacks name, by `bucket/key`. An object for which there are different contents has
 * none: which of them is there in the end depends on the order. Nor has one of which the contents are outside the assembly.
 */
function codeDigests(stacks: readonly AssemblyStack[], publications: readonly Publication[]): Map<string, string> {
  const keys = new Set(stacks.flatMap(templatesOf)
    .flatMap(({ Resources }) => Object.values(Resources))
    .filter(({ Type }) => Type.startsWith('AWS::Lambda::'))
    .flatMap(({ Properties }) => [Properties?.Code, Properties?.Content])
    .flatMap((code) => (isRecord(code) && typeof code.S3Key === 'string' ? [code.S3Key] : [])));
  const digests = new Map<string, Set<string>>();
  for (const publication of publications.filter(({ key }) => keys.has(key))) {
    const { place, key } = publication;
    const digest = publicationDigest(publication) ?? '';
    const object = `${place}/${key}`;
    digests.set(object, (digests.get(object) ?? new Set()).add(digest));
  }
  return new Map([...digests].flatMap(([object, [digest, ...others]]) => (digest === '' || others.length > 0 ? [] : [[object, digest] as const])));
}
