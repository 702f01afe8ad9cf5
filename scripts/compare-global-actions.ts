/**
 * Compares the actions that `UsageGuardrails.denyOtherRegions` exempts everywhere with the lists that AWS publishes, and prints which
 * entries only one of them has. Exit code 1 if a published list has an entry that is neither exempt nor left out with a reason.
 */
import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { compareLists, exemptActionsOf, type ListComparison } from './global-actions/compare';
import { GLOBAL_ACTION_GROUPS, GLOBAL_ACTIONS, GLOBAL_ACTIONS_DATE, LEFT_OUT_GLOBAL_ACTIONS } from '../src/constructs/guardrails/accounts/global-actions';

const PUBLISHED = join(__dirname, '..', 'test', 'policy', 'published', 'scp');
const DEFAULT_FILES = [
  'Deny-access-to-AWS-based-on-the-requested-AWS-region.json', 'Deny-access-to-AWS-based-on-the-requested-AWS-region-with-Bedrock-CRIS.json',
].map((file) => join(PUBLISHED, file));

const HELP = `Usage: npx tsx scripts/compare-global-actions.ts [policy.json ...]

Compares the actions that UsageGuardrails.denyOtherRegions exempts everywhere (src/constructs/guardrails/accounts/global-actions.ts) with service
control policies that deny Regions, and prints the entries that only one of the two has.

  policy.json  newer versions of the published policies
               (default: ${DEFAULT_FILES.map((file) => relative(join(__dirname, '..'), file)).join(',\n               ')})

Exit code 1: a policy exempts an action that is neither exempt here nor left out with a reason, or it cannot be read.`;

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) {
  console.log(HELP);
} else {
  console.log(`${GLOBAL_ACTIONS.length} entries here, last compared on ${GLOBAL_ACTIONS_DATE}`);
  for (const file of args.length === 0 ? DEFAULT_FILES : args) compareWith(file);
}

function compareWith(file: string): void {
  try {
    const published = exemptActionsOf(readFileSync(file, 'utf8'), file);
    const comparison = compareLists(published, GLOBAL_ACTION_GROUPS, LEFT_OUT_GLOBAL_ACTIONS);
    console.log(`\n${basename(file)}: ${published.length} entries`);
    print(comparison);
    if (comparison.onlyThere.length > 0) process.exitCode = 1;
  } catch (error) {
    console.error(`The policy cannot be compared (given: ${file}). ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

function print({ onlyThere, leftOut, onlyHere }: ListComparison): void {
  console.log(`only there: ${onlyThere.length === 0 ? 'none' : onlyThere.join(', ')}`);
  for (const { action, reason } of leftOut) console.log(`left out: ${action} (${reason})`);
  console.log(`only here: ${onlyHere.length === 0 ? 'none' : ''}`.trimEnd());
  for (const { source, actions } of onlyHere) console.log(`  ${source}:\n    ${actions.join(', ')}`);
}
