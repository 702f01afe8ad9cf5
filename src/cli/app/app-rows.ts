import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fleetFiles, type FleetRows, readFleet } from '../../fleet';
import { parseYamlFile } from '../../fleet/read/yaml-file';
import { DATA_PATHS } from '../../init';

/** The places where rows usually are: the folder of a fleet, and the files that `cdk-org init` writes. */
const USUAL = ['fleet', DATA_PATHS.accounts, DATA_PATHS.units, DATA_PATHS.settings];

/**
 * Files and folders with rows, as given or where they usually are below a folder.
 * @throws Error if there are none
 */
export function rowPaths(given: readonly string[] | undefined, folder: string): readonly string[] {
  if (given !== undefined) return given;
  const found = USUAL.filter((path) => existsSync(join(folder, path)));
  if (found.length > 0) return found;
  throw new Error(`No rows are found (looked for: ${USUAL.join(', ')}). Run the command in the folder of the app, or give files or folders with --rows.`);
}

/** Reads rows. The policies and organizational units of the code that they name are not known here. */
export function readAppRows(paths: readonly string[], folder: string): FleetRows {
  return readFleet(fleetFiles(paths, folder), { parseYaml: parseYamlFile });
}
