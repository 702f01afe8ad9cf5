/**
 * Writes the configuration of an organization, and the state of a simulator with it: the organization that a state of Terraform describes,
 * or `odd`, whose texts are hard to write.
 *
 * Usage: npx tsx scripts/terraform/write-export.ts (STATE | odd) DIRECTORY SIMULATOR_STATE
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ODD_ORGANIZATION } from './odd-organization';
import { objectsIn, organizationOfObjects } from './organization-of-state';
import { terraformExport, terraformFiles } from '../../src/export';
import { stateOfOrganization } from '../../src/rehearsal';

const [given, directory, simulatorState] = process.argv.slice(2);
const organization = given === 'odd' ? ODD_ORGANIZATION : organizationOfObjects(objectsIn(given));
for (const [path, text] of terraformFiles(terraformExport(organization))) {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), text);
}
writeFileSync(simulatorState, JSON.stringify(stateOfOrganization(organization)));
