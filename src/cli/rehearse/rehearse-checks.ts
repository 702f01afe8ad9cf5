import { assertParametersExist, type GivenParameters, readCloudAssembly } from '../../assembly';
import type { RehearsalState } from '../../rehearsal';
import { readCode, withContents } from '../sources/organization-source';

export interface ToRehearse {
  readonly assemblyDirectory: string;
  readonly state?: RehearsalState;
  /** The code that was deployed last. */
  readonly base?: string;
  readonly parameters?: GivenParameters;
}

/** Code with nothing of this library may be what becomes of stacks that had some. @throws Error if there is nothing to deploy. */
export function checkDeployment({ assemblyDirectory, state, base, parameters }: ToRehearse): void {
  const assembly = readCloudAssembly(assemblyDirectory);
  assertParametersExist([assembly, ...(base === undefined ? [] : [readCloudAssembly(base)])], parameters);
  if (base !== undefined) withContents(readCode(base, undefined, parameters));
  const isUpdate = base !== undefined || hasStacks(state);
  if (!isUpdate || assembly.stacks.length === 0) withContents(readCode(assemblyDirectory, undefined, parameters));
}

/** @throws Error if there is nothing to delete. */
export function checkDeletion(state: RehearsalState | undefined, file: string | undefined): void {
  if (hasStacks(state)) return;
  throw new Error(`There is no stack to be deleted. Given: ${file ?? 'no --state'}. Give with --state what a rehearsal saved after a deployment.`);
}

function hasStacks(state: RehearsalState | undefined): boolean {
  return Object.keys(state?.stacks ?? {}).length > 0;
}
