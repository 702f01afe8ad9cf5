import { statSync } from 'node:fs';
import { readCloudAssembly } from '../assembly';
import { isSnapshot, type Organization, organizationFromAssembly, parseSnapshot } from '../model';
import { organizationOfState, parseRehearsalState } from '../rehearsal';
import { readJsonFile } from './json-file';

/**
 * The organization that a cloud assembly asks for, the one in a saved state, or a live one in a snapshot.
 * @throws Error if the path holds none of them.
 */
export function readOrganization(path: string): Organization {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return organizationFromAssembly(readCloudAssembly(path));
  const organization = readJsonFile(path, 'file', (value) => (isSnapshot(value) ? parseSnapshot(value).organization : organizationIn(value)));
  if (organization === null) throw new Error(`There is no organization in it: ${path}. Give a state that was saved after a deployment, a snapshot, or a cdk.out.`);
  return organization;
}

function organizationIn(state: unknown): Organization | null {
  const { simulator } = parseRehearsalState(state);
  return simulator === undefined ? null : organizationOfState(simulator);
}
