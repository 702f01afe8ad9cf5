/**
 * Reads what local clones have of other tools, and reports for each input what was read, what was left out, and what the app of such an
 * organization would be: `tsx scripts/foreign-inputs.ts CLONE...`. Nothing of a clone is copied.
 *
 * The organization itself is invented (`organizationLike`), so that a comparison with it has to find no difference.
 */
import { inputsIn } from './foreign-inputs/inputs';
import { organizationLike } from './foreign-inputs/organization-like';
import { appFiles, appRows, compareForeign, FORMAT_NAMES, originText, readForeign, withHandOver } from '../src/init';

const counts = { tried: 0, read: 0, refused: 0, differing: 0 };

for (const clone of process.argv.slice(2)) {
  for (const { path, files } of inputsIn(clone)) {
    counts.tried++;
    try {
      report(path, readForeign(files(), path));
      counts.read++;
    } catch (error) {
      counts.refused++;
      console.log(`refused  ${path}\n  ${(error as Error).message}`);
    }
  }
}
console.log(counts.tried === 0 ? 'Skipped: 0 inputs. Give the paths of local clones.' : `${counts.tried} inputs: ${counts.read} read, ${counts.refused} refused, ${counts.differing} with differences`);

function report(path: string, foreign: ReturnType<typeof readForeign>): void {
  const { format, units, accounts, policies, attachments, delegations, notRead } = foreign;
  const organization = organizationLike(foreign);
  const comparison = compareForeign(foreign, organization);
  const rows = appRows(organization, undefined, comparison.policies);
  const app = withHandOver(appFiles(rows, { 'cdk-aws-organizations': '*' }), comparison);
  if (comparison.differences.length > 0) counts.differing++;
  console.log([
    `read     ${path}: ${FORMAT_NAMES[format]}`,
    `  ${accounts.length} accounts, ${units.length} organizational units, ${policies.length} policies, ${attachments.length} attachments, ${delegations.length} delegations; an app of ${app.size} files`,
    ...notRead.map(({ origin, reason }) => `  not carried over: ${originText(origin)}: ${reason}`),
    ...rows.leftOut.map(({ kind, subject, reason }) => `  left out: ${kind} ${subject}: ${reason}`),
    ...comparison.differences.map((difference) => `  difference: ${difference}`),
  ].join('\n'));
}
