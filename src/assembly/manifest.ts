import { AssemblyError } from './assembly-error';
import { asText } from './record';
import { isRecord, parseJson } from './template/template';

/** The parts of `manifest.json` that matter here (aws-cdk-lib, "cloud-assembly-schema"). */
export interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly dependencies?: readonly string[];
  readonly displayName?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export const STACK_ARTIFACT = 'aws:cloudformation:stack';
export const ASSETS_ARTIFACT = 'cdk:asset-manifest';
export const NESTED_ASSEMBLY_ARTIFACT = 'cdk:cloud-assembly';

/** @throws AssemblyError if the text is no manifest of a cloud assembly. */
export function parseManifest(text: string, file: string): Record<string, Artifact> {
  const manifest = parseJson(text, file);
  if (!isRecord(manifest) || typeof manifest.version !== 'string') {
    throw notAnAssembly(file);
  }
  const artifacts = manifest.artifacts ?? {};
  if (!isRecord(artifacts) || !Object.values(artifacts).every(isArtifact)) {
    throw notAnAssembly(file);
  }
  return artifacts as unknown as Record<string, Artifact>;
}

function isArtifact(artifact: unknown): boolean {
  if (!isRecord(artifact) || typeof artifact.type !== 'string') return false;
  const { environment, displayName, dependencies, properties } = artifact;
  return [environment, displayName].every((text) => text === undefined || typeof text === 'string')
    && (dependencies === undefined || (Array.isArray(dependencies) && dependencies.every((each) => typeof each === 'string')))
    && (properties === undefined || isRecord(properties));
}

export function notAnAssembly(given: string): AssemblyError {
  return new AssemblyError(
    'This is not a cloud assembly: a folder with a manifest.json that the CDK wrote is expected',
    given,
    'Run "cdk synth" and give its output folder, usually cdk.out.',
  );
}

export interface FileAsset {
  /** Undefined for an asset that a command writes when it is published. */
  readonly path?: string;
  readonly packaging: string;
  readonly objectKeys: readonly string[];
}

/** The files of an asset manifest (`*.assets.json`). */
export function parseAssetManifest(text: string, file: string): FileAsset[] {
  const manifest = parseJson(text, file);
  const files = isRecord(manifest) && isRecord(manifest.files) ? Object.values(manifest.files) : [];
  return files.flatMap((asset) => {
    if (!isRecord(asset) || !isRecord(asset.source)) {
      return [];
    }
    const destinations = isRecord(asset.destinations) ? Object.values(asset.destinations) : [];
    return [{
      ...(typeof asset.source.path === 'string' ? { path: asset.source.path } : {}),
      packaging: asText(asset.source.packaging ?? 'file'),
      objectKeys: destinations.flatMap((destination) => (isRecord(destination) ? [asText(destination.objectKey)] : [])),
    }];
  });
}

/** `aws://account/region`, where either may be unknown. */
export function parseEnvironment(environment: string | undefined): { accountId?: string; region?: string } {
  const [, accountId, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(environment ?? '') ?? [];
  return {
    ...(accountId && accountId !== 'unknown-account' ? { accountId } : {}),
    ...(region && region !== 'unknown-region' ? { region } : {}),
  };
}
