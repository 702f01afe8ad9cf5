import { RESERVED_TAG_PREFIX, type Tag } from '../../contract';
import { type Change, diff, idsOfStacks, leavingResources, type Organization, overlay } from '../../model';
import { type CallResult, deployedCode, rehearse, type RehearsalResult, stateOfOrganization } from '../../rehearsal';
import { changeText } from '../../report';
import { firstParagraph } from '../output/printable';
import { type OrganizationSource, readCodeOn } from '../sources/organization-source';

/** The comparison of a written app with its organization, and the rehearsal of its first deployment. */
export interface Proof {
  /** The number of accounts, OUs and policies that get an owner tag, and change in nothing else. */
  readonly takenOver: number;
  /** Changes that a deployment would make according to the code, besides owner tags. One sentence each. */
  readonly differences: readonly string[];
  /** Writing calls of the rehearsed first deployment that do more than write owner tags, failures, and changes that it made. */
  readonly deviations: readonly string[];
  /** The writing calls of the rehearsal, which only mark what the app manages. */
  readonly ownerTagCalls: number;
  readonly virtualSeconds: number;
}

export function isProven({ differences, deviations }: Proof): boolean {
  return differences.length + deviations.length === 0;
}

/** The organization that an app was written from, with its stacks if they are known. */
export type ProofSource = Pick<OrganizationSource, 'organization' | 'stackIds' | 'state'>;

/**
 * Compares the code of a cloud assembly with the organization that it was written from, and rehearses its first deployment there. If that
 * updates a stack, it counts what leaves the stack.
 * @throws Error if the folder is not a cloud assembly, or cannot be rehearsed
 */
export async function proofOf(source: ProofSource, assemblyDirectory: string): Promise<Proof> {
  const { organization, state } = source;
  const { organization: code, assembly } = readCodeOn(assemblyDirectory, { ...source, kind: 'live', origin: 'the organization' });
  const former = state && deployedCode(state, assembly!, idsOfStacks(organization, source.stackIds ?? {}));
  const result = await rehearse({ assemblyDirectory, state: state ?? stateOfOrganization(organization) });
  const planned = overlay(organization, code, { former });
  const changes = diff(organization, planned);
  const leaving = former === undefined ? [] : leavingResources(organization, planned, code, former);
  const isTakenOver = ({ kind }: Change) => kind === 'takenOver';
  const writes = result.calls.filter(({ writing, error }) => writing && error === null);
  return {
    takenOver: changes.filter(isTakenOver).length,
    differences: sentencesOf([...changes.filter((change) => !isTakenOver(change)), ...leaving]),
    // What the code says of parts that it leaves alone, such as FullAWSAccess, is compared above.
    deviations: [
      ...failuresOf(result), ...writes.filter((call) => !isOwnerTag(call)).map(callText), ...effectOf(organization, result),
    ],
    ownerTagCalls: writes.filter(isOwnerTag).length,
    virtualSeconds: result.virtualSeconds,
  };
}

function sentencesOf(changes: readonly Change[]): string[] {
  return changes.map((change) => changeText(change).headline);
}

function failuresOf({ succeeded, resources, stacks }: RehearsalResult): string[] {
  if (succeeded) return [];
  const reasons = resources.flatMap(({ reason }) => (reason === undefined ? [] : [firstParagraph(reason)]));
  return reasons.length > 0 ? reasons : stacks.map(({ name, status, reason = '' }) => `The stack ${name} is ${status}. ${firstParagraph(reason)}`);
}

/** The organization before and after. A comparison leaves out owner tags. AWS goes on to close accounts meanwhile. */
function effectOf(before: Organization, { succeeded, organization }: RehearsalResult): string[] {
  if (!succeeded || organization === null) return [];
  const changes = diff(before, { ...organization, accountSettings: before.accountSettings });
  return sentencesOf(changes.filter(({ kind }) => kind !== 'accountStateChanged'));
}

function isOwnerTag({ operation, request }: CallResult): boolean {
  const { Tags: tags = [] } = Object(request) as { readonly Tags?: readonly Tag[] };
  return operation === 'TagResource' && tags.every(({ Key }) => Key.startsWith(RESERVED_TAG_PREFIX));
}

function callText({ operation, request }: CallResult): string {
  return `The first deployment calls ${operation} ${JSON.stringify(request)}`;
}
