import { statSync } from 'node:fs';
import { readCloudAssembly } from '../assembly';
import { type Organization, organizationFromAssembly } from '../model';
import { organizationOfState, parseRehearsalState } from '../rehearsal';
import { readJsonFile } from './json-file';

/**
 * The organization that a cloud assembly asks for, or the one in a saved state.
 * @throws Error if the path holds neither.
 */
export function readOrganization(path: string): Organization {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return organizationFromAssembly(readCloudAssembly(path));
  const { simulator } = readJsonFile(path, 'state file', parseRehearsalState);
  const organization = simulator === undefined ? null : organizationOfState(simulator);
  if (organization === null) throw new Error(`The state holds no organization: ${path}. Give a state that was saved after a deployment, or a cdk.out.`);
  return organization;
}
