/**
 * Writes the state of a simulator that holds an organization built by hand: that of the example `brownfield`.
 *
 * Usage: npx tsx scripts/brownfield/organization.ts FILE
 */
import { writeFileSync } from 'node:fs';
import { EXAMPLE, organizationByHand } from './by-hand';

const MOST_SECONDS = 5;

function main(file: string): void {
  const state = organizationByHand(EXAMPLE);
  writeFileSync(file, JSON.stringify(state));
  // Of the processor, since other work on the machine takes time too.
  const seconds = process.cpuUsage().user / 1_000_000;
  const [unitCount, memberCount] = [state.organizationalUnits.length, state.accounts.filter((account) => account.state === 'ACTIVE').length - 1];
  console.log(`${unitCount} units, ${memberCount} accounts, ${state.policies.length} policies in ${seconds.toFixed(1)} s`);
  if (unitCount !== 15 || memberCount !== 40) throw new Error(`The organization is another one: ${unitCount} units, ${memberCount} accounts. Correct EXAMPLE.`);
  if (seconds > MOST_SECONDS) throw new Error(`The organization took too long: ${seconds.toFixed(1)} s. It has to be made in ${MOST_SECONDS} s.`);
}

main(process.argv[2]);
