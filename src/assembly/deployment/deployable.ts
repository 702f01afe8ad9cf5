import { isOurResourceType } from '../../contract';
import { type AssemblyStack, type CloudAssembly, templatesOf } from '../cloud-assembly';
import { selectStacks } from '../stack-order';
import { mayBeSame } from './environment';
import { type Publication, publicationDigest } from './publications';
import { errorOf, type Refusal, refusal, SYNTHESIZE_AGAIN } from './refusal';

export interface DeployableOptions {
  /**
   * Names of the stacks that are deployed, with those that they depend on.
   * @default - all
   */
  readonly stacks?: readonly string[];
  /**
   * The assembly that was deployed before.
   * @default - nothing is deployed
   */
  readonly base?: CloudAssembly;
  /** Digests of commands and image sources that a person has read. */
  readonly acknowledged?: readonly string[];
}

/** More refusals are counted, not listed. */
const LISTED = 5;

/**
 * Checks that it can be known what a deployment of the assembly does, and that it runs no code where it is deployed.
 * @throws AssemblyError for the first refusal, with the others below it
 */
export function assertDeployable(assembly: CloudAssembly, options: DeployableOptions = {}): void {
  const [first, ...others] = refusalsOf(assembly, options);
  if (first === undefined) return;
  const error = errorOf(first);
  if (others.length === 0) throw error;
  error.message = [error.message, ...others.slice(0, LISTED).map((each) => errorOf(each).message), ...others.length > LISTED ? [`And ${others.length - LISTED} more.`] : []].join(' ');
  throw error;
}

/** Everything that stands against deploying the selected stacks. */
export function refusalsOf(assembly: CloudAssembly, { stacks: names, base, acknowledged = [] }: DeployableOptions = {}): Refusal[] {
  const selected = selectStacks(assembly.stacks, names);
  const privileged = new Set(privilegedStacks(assembly));
  const ofStacks = selected.flatMap((stack) => (stack.deployment?.refusals ?? [])
    .filter(({ onlyPrivileged }) => onlyPrivileged === undefined || privileged.has(stack))
    .map((each) => ({ ...each, stack: stack.id })));
  return [
    ...assembly.refusals ?? [], ...ofStacks, ...sharedNames(selected), ...sharedObjects(selected), ...sharedZips(selected),
    ...changedObjects(base?.stacks ?? [], selected),
  ]
    .filter(({ digest }) => digest === undefined || !acknowledged.includes(digest));
}

/** The accounts of the stacks with resources of this library. */
export function organizationAccounts({ stacks }: Pick<CloudAssembly, 'stacks'>): AssemblyStack['accountId'][] {
  const ours = stacks.filter((stack) => templatesOf(stack)
    .some(({ Resources }) => Object.values(Resources).some(({ Type }) => isOurResourceType(Type))));
  return [...new Set(ours.map(({ accountId }) => accountId))];
}

/** The stacks with resources of this library, and all that may go to an account of theirs, or of those that were deployed before. */
export function privilegedStacks(assembly: Pick<CloudAssembly, 'stacks' | 'formerAccounts'>): AssemblyStack[] {
  const { stacks, formerAccounts = [] } = assembly;
  const accounts = new Set([...organizationAccounts(assembly), ...formerAccounts]);
  if (accounts.size === 0) return [];
  return stacks.filter(({ accountId }) => accountId === undefined || accounts.has(undefined) || accounts.has(accountId));
}

/** Of two stacks with one name in one place, the last that is deployed is left. */
function sharedNames(stacks: readonly AssemblyStack[]): Refusal[] {
  return stacks.flatMap((stack, index) => stacks.slice(index + 1)
    .filter((other) => other.name === stack.name && mayBeSame(other, stack))
    .map((other) => refusal('Two stacks have one name in one account and Region', `${stack.name}: ${stack.id} and ${other.id}`, 'Give one of them another name.')));
}

/** Two contents for one object: the last that is published is left. */
function sharedObjects(stacks: readonly AssemblyStack[]): Refusal[] {
  return contested(stacks, objectName)
    .map((object) => refusal('Two assets are published as one object', object, SYNTHESIZE_AGAIN));
}

/** The CDK zips a folder only if there is no zip with the name of the asset: the second folder of a name is not published. */
function sharedZips(stacks: readonly AssemblyStack[]): Refusal[] {
  return contested(stacks, ({ zip }) => zip)
    .map((name) => refusal('Two assets have one name, and the CDK publishes the zip of one of them for both', name, SYNTHESIZE_AGAIN));
}

/** The CDK does not publish what is there already: a former content would stay, although the head has another one under the same key. */
function changedObjects(base: readonly AssemblyStack[], head: readonly AssemblyStack[]): Refusal[] {
  const objects = (stacks: readonly AssemblyStack[]) => publicationsOfStacks(stacks).filter(({ kind }) => kind !== 'image');
  const former = new Map(objects(base).map((each) => [objectName(each), each]));
  const changed = objects(head).filter((each) => {
    const before = former.get(objectName(each));
    return before !== undefined && !isEqual(before, each);
  });
  return [...new Set(changed.map(objectName))].map((object) => refusal(
    'An asset has another content than the base under the same name', object, 'Give the asset a hash of its content (the default of the CDK), so that each content has its own name.'));
}

function objectName({ kind, place, key }: Publication): string {
  return `${kind === 'image' ? 'image' : 'object'} ${place}/${key}`;
}

/** Everything that the CDK publishes for some stacks. */
export function publicationsOfStacks(stacks: readonly AssemblyStack[]): Publication[] {
  return stacks.flatMap(({ deployment }) => deployment?.publications ?? []);
}

/** Keys for which there are assets with different contents. */
function contested(stacks: readonly AssemblyStack[], keyOf: (publication: Publication) => string | undefined): string[] {
  const byKey = new Map<string, Publication[]>();
  for (const publication of publicationsOfStacks(stacks)) {
    const key = keyOf(publication);
    if (key !== undefined) byKey.set(key, [...byKey.get(key) ?? [], publication]);
  }
  return [...byKey].filter(([, publications]) => !haveOneContent(publications)).map(([key]) => key);
}

function haveOneContent(publications: readonly Publication[]): boolean {
  const [first, ...others] = publications;
  return others.every((other) => other.kind === first.kind && (other.path === first.path ? other.path !== undefined || other.kind === 'image' : isEqual(first, other)));
}

function isEqual(one: Publication, other: Publication): boolean {
  const [first, second] = [one, other].map(publicationDigest);
  return one.kind === other.kind && first !== undefined && first === second;
}
