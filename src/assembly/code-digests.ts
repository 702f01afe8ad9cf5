import { relative } from 'path';
import type { AssemblyStack } from './cloud-assembly';
import { contentDigest } from './content-digest';
import { isRecord } from './template/template';

/** A file or folder of the assembly, with a key under which an asset manifest publishes it. */
export interface PublishedFile {
  readonly objectKey: string;
  /** Undefined for what a command writes when it is published. */
  readonly path?: string;
}

/**
 * Digests of the code that Lambda resources of the stacks name, by object key. A key under which different contents are published has
 * none: which of them is there in the end depends on the order. Nor has one of which the contents are outside the assembly.
 */
export function codeDigests(stacks: readonly AssemblyStack[], published: readonly PublishedFile[], root: string): Map<string, string> {
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
