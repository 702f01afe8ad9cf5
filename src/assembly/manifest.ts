import { AssemblyError } from './assembly-error';
import { unknownProperties } from './deployment/known-properties';
import { asText } from './record';
import { isRecord, parseJson } from './template/template';

/** The parts of `manifest.json` that matter here (aws-cdk-lib, "cloud-assembly-schema"). */
export interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly dependencies?: readonly string[];
  readonly displayName?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly metadata?: unknown;
  readonly additionalMetadataFile?: string;
}

/** A manifest of a cloud assembly. */
export interface Manifest {
  readonly artifacts: Readonly<Record<string, Artifact>>;
  /** Keys of context that the app asked for and did not get. */
  readonly missing: readonly string[];
  readonly unknownProperties: readonly string[];
}

export const STACK_ARTIFACT = 'aws:cloudformation:stack';
export const ASSETS_ARTIFACT = 'cdk:asset-manifest';
export const NESTED_ASSEMBLY_ARTIFACT = 'cdk:cloud-assembly';

/** @throws AssemblyError if the text is no manifest of a cloud assembly. */
export function parseManifest(text: string, file: string): Manifest {
  const manifest = parseJson(text, file);
  if (!isRecord(manifest) || typeof manifest.version !== 'string') {
    throw notAnAssembly(file);
  }
  const artifacts = manifest.artifacts ?? {};
  if (!isRecord(artifacts) || !Object.values(artifacts).every(isArtifact)) {
    throw notAnAssembly(file);
  }
  const missing = Array.isArray(manifest.missing) ? manifest.missing.map((each: unknown) => asText(isRecord(each) ? each.key : each)) : [];
  return { artifacts: artifacts as unknown as Record<string, Artifact>, missing, unknownProperties: unknownProperties('manifest', manifest) };
}

function isArtifact(artifact: unknown): boolean {
  if (!isRecord(artifact) || typeof artifact.type !== 'string') return false;
  const { environment, displayName, dependencies, properties, additionalMetadataFile } = artifact;
  return [environment, displayName, additionalMetadataFile].every((text) => text === undefined || typeof text === 'string')
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
