import { diff, idsIn, overlay } from '../../model';
import { changeText } from '../../report';
import { synthesizedCode } from '../app/synthesized-code';
import { colors } from '../output/colors';
import { printable } from '../output/printable';
import type { OrganizationSource } from '../sources/organization-source';

/**
 * Synthesizes the app, and compares what it says about new rows with the organization.
 * @param ids of the resources that have new rows
 * @returns a text for the terminal
 * @throws Error if a deployment would change them
 */
export async function checkAdopted(folder: string, source: OrganizationSource, ids: readonly string[]): Promise<string> {
  const { code, live } = await synthesizedCode(folder, source, 'the new rows are not checked');
  const all = diff(live, overlay(live, code)).filter(({ kind }) => kind !== 'takenOver');
  const isNew = (change: unknown) => [...idsIn(change)].some((id) => ids.includes(id));
  const differences = all.filter(isNew).map((change) => changeText(change).headline);
  if (differences.length > 0) {
    throw new Error(`The rows are written, and a deployment would change what they describe: ${differences.join('; ')}. Correct the rows, or revert the files.`);
  }
  const others = all.length === 0 ? '' : ` It has ${all.length} ${all.length === 1 ? 'other difference' : 'other differences'}; "cdk-org diff --live" lists them.`;
  return `${colors.bold('Compared')}  ${colors.green(`A deployment only writes owner tags to the new rows.${printable(others)}`)}\n`;
}
