import { join } from 'node:path';
import type { ParseText } from '../../fleet';

/** A bundle of `src/fleet/read/yaml-file.ts` with its parser (docs/contributing/decisions/0029-rows-of-a-fleet.md). */
const YAML_BUNDLE = join(__dirname, '..', '..', '..', 'assets', 'yaml');

/** Reads YAML. It loads the parser at the first file. */
export const parseYaml: ParseText = (text) => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { parseYamlFile } = require(YAML_BUNDLE) as { readonly parseYamlFile: ParseText };
  return parseYamlFile(text);
};
