import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { FLEET_FILE, type ParseText } from '../../fleet';

/** A bundle of `src/fleet/read/yaml-file.ts` with its parser (docs/contributing/decisions/0029-rows-of-a-fleet.md). */
const YAML_BUNDLE = join(__dirname, '..', '..', '..', 'assets', 'yaml');

/**
 * The texts of files and of the files in folders, by their paths from the current folder, which the CDK sets to that of the app.
 * @throws Error if a path does not exist, or if there is no file with rows
 */
export function fleetFiles(paths: readonly string[]): ReadonlyMap<string, string> {
  const files = [...new Set(paths.flatMap((path) => filesAt(path)))];
  if (files.length === 0) {
    throw new Error(`There is no file with rows (given: ${JSON.stringify(paths)}). Give files that end in .json, .yaml, .yml or .csv, or folders with such files.`);
  }
  return new Map(files.map((file) => [relative(process.cwd(), file).split(sep).join('/'), readFileSync(file, 'utf8')]));
}

/** Hidden files and folders are left out. */
function filesAt(path: string): string[] {
  const full = resolve(path);
  if (!existsSync(full)) throw new Error(`This path of a fleet does not exist (given: ${JSON.stringify(path)}). Give a file or a folder with rows.`);
  if (!statSync(full).isDirectory()) {
    if (!FLEET_FILE.test(full)) throw new Error(`This is no file with rows (given: ${JSON.stringify(path)}). Give a file that ends in .json, .yaml, .yml or .csv.`);
    return [full];
  }
  return readdirSync(full).filter((name) => !name.startsWith('.')).sort().flatMap((name) => {
    const inner = join(full, name);
    return statSync(inner).isDirectory() ? filesAt(inner) : FLEET_FILE.test(name) ? [inner] : [];
  });
}

/** Loads the parser at the first YAML file. */
export const parseYaml: ParseText = (text) => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { parseYamlFile } = require(YAML_BUNDLE) as { readonly parseYamlFile: ParseText };
  return parseYamlFile(text);
};
