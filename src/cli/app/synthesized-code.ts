import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Organization } from '../../model';
import { NOT_CHECKED } from '../init/init-command';
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
  const language = existsSync(join(folder, 'app.py')) ? 'python' : 'typescript';
  const synthesized = synthesizeApp(folder, language);
  if (synthesized === undefined) {
    const [reason, advice] = NOT_CHECKED[language];
    throw new Error(`The app cannot be synthesized, so ${purpose}: ${reason}. Given: ${folder}. ${advice}.`);
  }
  try {
    const { organization: code } = readCodeOn(synthesized.assembly, found);
    return { code, live: (await withSettingsOf(found, code)).organization };
  } finally {
    synthesized.remove();
  }
}
