import { createHash } from 'crypto';
import { readdirSync, realpathSync, statSync } from 'fs';
import { join } from 'path';
import { AssemblyError } from '../assembly-error';
import type { AssemblyStack, CloudAssembly } from '../cloud-assembly';
import { containedPath, isInside } from '../contained-path';
import { contentDigest } from '../content-digest';
import { partOf } from '../stack-order';
import type { Publication } from './publications';
import { canonicalJson } from '../template/intrinsics';
import type { GivenParameters } from '../template/parameters';

/** The part of a cloud assembly that a deployment takes, as its command names it. */
export interface DeploymentSelection {
  /**
   * Names of stacks. Those that they depend on are deployed with them.
   * @default - all
   */
  readonly stacks?: readonly string[];
  /** Values that the command gives for parameters of templates. */
  readonly parameters?: GivenParameters;
}

/**
 * The SHA-256 of a deployment: of everything that the CDK sends for the selected stacks, in their order, and of the same of the assembly
 * that was deployed before. Two assemblies with one digest are deployed alike. The names of their folders, the order of files, zips in
 * `.cache`, metadata and the construct tree are no part of it.
 * @param base undefined if nothing was deployed before; it need not have all the stacks
 * @throws AssemblyError for a stack that the assembly does not have, and for a link that leads out of the content it belongs to
 */
export function deploymentDigest(
  assembly: CloudAssembly, { stacks, parameters = {} }: DeploymentSelection = {}, base?: CloudAssembly,
): string {
  const value = {
    format: 1,
    stacks: sentStacks(partOf(assembly, stacks), { refusesLinks: true }),
    parameters,
    base: base === undefined ? null : sentStacks(partOf(base, stacks, { former: true }), { refusesLinks: false }),
  };
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

interface ContentOptions {
  /** Whether a link that leads out of its asset is an error. A base with one must not keep a head without it from its review. */
  readonly refusesLinks: boolean;
}

/** The digest of a file or folder, or null if there is none. */
type ContentAt = (path: string) => string | null;

function sentStacks({ directory, stacks }: CloudAssembly, options: ContentOptions): unknown[] {
  const digests = new Map<string, string | null>();
  return stacks.map((stack) => sentStack(stack, (path) => {
    if (!digests.has(path)) digests.set(path, digestOf(path, directory, options));
    return digests.get(path)!;
  }));
}

/** The template counts as text: its parsed form lacks repeated keys. */
function sentStack({ name, terminationProtection = false, deployment }: AssemblyStack, contentAt: ContentAt): unknown {
  if (deployment === undefined) throw new Error(`The deployment of stack ${name} is not known. Read it with readCloudAssembly.`);
  const { publications, refusals, templateFile, ...settings } = deployment;
  return {
    name,
    terminationProtection,
    ...settings,
    template: contentAt(templateFile),
    publications: publications.map((each) => canonicalJson(sentPublication(each, contentAt))).sort(),
    // Commands and image sources that a person has acknowledged.
    commands: refusals.flatMap(({ digest }) => digest ?? []).sort(),
  };
}

function sentPublication({ zip: _zip, path, ...destination }: Publication, contentAt: ContentAt): unknown {
  return { ...destination, content: path === undefined ? null : contentAt(path) };
}

function digestOf(path: string, root: string, { refusesLinks }: ContentOptions): string | null {
  if (statSync(containedPath(root, path), { throwIfNoEntry: false }) === undefined) return null;
  const real = realpathSync(path);
  if (refusesLinks) assertLinksStay(real, real);
  return contentDigest(real) ?? null;
}

/** The CDK publishes the contents behind a link. The digest has the link, so these contents must be in the digest as well. */
function assertLinksStay(folder: string, content: string): void {
  if (!statSync(folder).isDirectory()) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) assertLinksStay(path, content);
    if (!entry.isSymbolicLink()) continue;
    if (statSync(path, { throwIfNoEntry: false }) === undefined || !isInside(content, realpathSync(path))) {
      throw new AssemblyError(
        'A link in an asset leads out of the asset, so that its content may change', path, 'Write a regular file in its place.');
    }
  }
}
