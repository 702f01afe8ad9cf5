import { existsSync } from 'node:fs';
import { assertAssembly, warnIfOutdated } from './assembly-path';
import { readJsonFile } from './json-file';
import { pathStats } from './path-stats';
import { warnOfUnreadNotes } from './unread-notes';
import { type CloudAssembly, type GivenParameters, organizationAccounts, partOf, readCloudAssembly, withParameters } from '../../assembly';
import {
  type Deployed, idsOfStacks, isSnapshot, type Organization, organizationFromAssembly, parseSnapshot, REDACTED_ADDRESS, type StackIds,
  targets,
} from '../../model';
import type * as Rehearsal from '../../rehearsal';

/** An organization, and where it was found. */
export interface OrganizationSource {
  readonly organization: Organization;
  /** The kind of source. A live organization is complete: no account is outside of it. */
  readonly kind: 'code' | 'live';
  /** The source in words. */
  readonly origin: string;
  /** The time at which a snapshot was taken. */
  readonly takenAt?: string;
  /** The folder of the cloud assembly, for code. */
  readonly assemblyDirectory?: string;
  /** The cloud assembly, for code. */
  readonly assembly?: CloudAssembly;
  /** The IDs that the stacks of a live organization know, if these are available. */
  readonly stackIds?: StackIds;
  /** The organization with its deployed stacks, for the saved state of a rehearsal that has stacks. */
  readonly state?: Rehearsal.RehearsalState;
  /** Reads the contacts and Regions that code names, from a live organization. Absent for a snapshot. */
  readonly readSettings?: (codes: readonly Organization[]) => Promise<Organization>;
}

/** A live organization with the contacts and Regions that code names, as far as they can be read. */
export async function withSettingsOf(source: OrganizationSource, ...codes: readonly Organization[]): Promise<OrganizationSource> {
  return source.readSettings === undefined ? source : { ...source, organization: await source.readSettings(codes) };
}

/** The part of code that is read, and values for it. */
export interface CodePart {
  /** Values of template parameters, as far as the stacks have them. */
  readonly parameters?: GivenParameters;
  /**
   * Names of stacks. Those that they depend on belong to them.
   * @default - all
   */
  readonly stacks?: readonly string[];
  /** Whether it is the base of a comparison, which need not have all the stacks. */
  readonly former?: boolean;
  /** The code that was deployed before it. */
  readonly after?: CloudAssembly;
}

/** A folder is a cloud assembly; a file is a snapshot, or the state of a rehearsal or a simulator. */
export async function readSource(path: string, part: CodePart = {}): Promise<OrganizationSource> {
  return isFile(path) ? readSourceFile(path, await import('../../rehearsal/index.js')) : readCode(path, undefined, part);
}

/** @param rehearsal reads saved states. Its code is loaded for files alone */
export function readSourceFile(path: string, rehearsal: typeof Rehearsal): OrganizationSource {
  const source = readJsonFile(path, 'file', (value) => (isSnapshot(value) ? fromSnapshot(value) : fromState(path, value, rehearsal)));
  if (source === null) {
    throw new Error(`There is no organization in it: ${path}. Give a state that was saved after a deployment, a snapshot, or a cdk.out.`);
  }
  return source;
}

/** @throws Error if it is not a file that tells of a live organization. */
export async function readSnapshot(path: string): Promise<OrganizationSource> {
  if (!existsSync(path)) throw new Error(`This file does not exist. Give a snapshot or a saved state. Given: ${path}.`);
  const source = isFile(path) ? await readSource(path) : undefined;
  if (source?.kind === 'live') return source;
  throw new Error(`This is no snapshot: a file that "cdk-org snapshot" wrote is expected, or a saved state. Given: ${path}.`);
}

/**
 * @param deployed what is known of its stacks
 */
export function readCode(path: string, deployed?: Deployed, { parameters, stacks, former, after }: CodePart = {}): OrganizationSource {
  assertAssembly(path);
  warnIfOutdated(path);
  const part = partOf(withParameters(readCloudAssembly(path), parameters), stacks, { former });
  warnOfUnreadNotes(path, part);
  const assembly = after === undefined ? part : { ...part, formerAccounts: organizationAccounts(after) };
  return { organization: organizationFromAssembly(assembly, deployed), kind: 'code', origin: `the code in ${path}`, assemblyDirectory: path, assembly };
}

/** Reads code with the account of a live organization, and with the IDs that its stacks know, if available. */
export function readCodeOn(path: string, { organization, stackIds }: OrganizationSource, part: CodePart = {}): OrganizationSource {
  return readCode(path, idsOfStacks(organization, stackIds ?? {}), part);
}

/** Whether code has resources of this library. */
export function hasContents({ kind, organization: { code } }: OrganizationSource): boolean {
  return kind === 'live' || (code !== undefined && code.owners.length > 0);
}

/** @throws Error for code without resources of this library, because any answer about it would be meaningless. */
export function withContents(source: OrganizationSource): OrganizationSource {
  if (hasContents(source)) return source;
  throw new Error(`This code has no resources of cdk-aws-organizations. Given: ${source.assemblyDirectory}. Give the folder that cdk synth wrote for the app with the organization.`);
}

/** @throws Error for a snapshot without addresses. Code finds its accounts by them, so all accounts would look new. */
export function withAddresses(source: OrganizationSource): OrganizationSource {
  const isRedacted = [...targets(source.organization)].some(({ target }) => 'email' in target && target.email.endsWith(REDACTED_ADDRESS));
  if (!isRedacted) return source;
  throw new Error(`This snapshot has no email addresses, by which code finds its accounts. Given: ${source.origin}. Take one without --redact-addresses.`);
}

function fromSnapshot(value: unknown): OrganizationSource {
  const { organization, takenAt, stacks } = parseSnapshot(value);
  return { organization, kind: 'live', origin: `the live organization as of ${takenAt}`, takenAt, ...(stacks === undefined ? {} : { stackIds: stacks }) };
}

function fromState(
  path: string, value: unknown, { organizationOfState, parseRehearsalState, stackIdsOf }: typeof Rehearsal,
): OrganizationSource | null {
  const state = parseRehearsalState(value);
  const { simulator, stacks } = state;
  const organization = simulator === undefined ? null : organizationOfState(simulator);
  return organization && {
    organization,
    kind: 'live',
    origin: `the simulated organization in ${path}`,
    stackIds: stackIdsOf(stacks),
    ...(Object.keys(stacks).length === 0 ? {} : { state }),
    readSettings: async (codes) => organizationOfState(simulator!, ...codes)!,
  };
}

function isFile(path: string): boolean {
  return pathStats(path)?.isFile() === true;
}
