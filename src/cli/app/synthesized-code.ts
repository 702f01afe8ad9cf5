import type { Organization } from '../../model';
import { synthesizeApp } from '../init/synthesize-app';
import { type OrganizationSource, readCodeOn, withSettingsOf } from '../sources/organization-source';

/** The code of an app, and the live organization with the contacts and Regions that the code names. */
export interface CodeAndLive {
  readonly code: Organization;
  readonly live: Organization;
}

/**
 * Synthesizes an app, and reads its code with the IDs of a live organization.
 * @param purpose completes "The app cannot be synthesized, so …"
 * @throws Error if a package is not installed, or if the app does not synthesize
 */
export async function synthesizedCode(folder: string, found: OrganizationSource, purpose: string): Promise<CodeAndLive> {
  const synthesized = synthesizeApp(folder);
  if (synthesized === undefined) {
    throw new Error(`The app cannot be synthesized, so ${purpose}: aws-cdk-lib, constructs or tsx is not installed. Given: ${folder}. Run "npm install" there.`);
  }
  try {
    const { organization: code } = readCodeOn(synthesized.assembly, found);
    return { code, live: (await withSettingsOf(found, code)).organization };
  } finally {
    synthesized.remove();
  }
}
