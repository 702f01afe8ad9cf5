import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesBelow } from './files-below';
import { foreignFiles } from '../../src/cli/init/foreign-files';
import type { ForeignFiles } from '../../src/init';

/** A part of a clone that describes an organization: a file, or the folder of a configuration. */
export interface Input {
  /** The path in the clone. */
  readonly path: string;
  /** @throws Error if a file cannot be read */
  readonly files: () => ForeignFiles;
}

const ORGANIZATION_FILE = /^Organization:[^]*OC::ORG::/m;
const TEMPLATE = /AWS::Organizations::(?:Account|OrganizationalUnit|Policy)\b|Custom::Organizations_/;

/**
 * The inputs in a clone: folders with an `organization-config.yaml`, organization files of org-formation with the files beside them, states
 * of Terraform, and templates.
 */
export function inputsIn(clone: string): Input[] {
  return filesBelow(clone).flatMap((file): Input[] => {
    const path = relative(clone, file);
    if (file.endsWith('organization-config.yaml')) return [{ path, files: () => foreignFiles(join(file, '..')) }];
    if (file.endsWith('.tfstate')) return [{ path, files: () => foreignFiles(file) }];
    if (!/\.(?:ya?ml|json|template)$/.test(file)) return [];
    const text = readFileSync(file, 'utf8');
    if (ORGANIZATION_FILE.test(text)) return [{ path, files: () => withIncludes(file) }];
    return TEMPLATE.test(text) ? [{ path, files: () => foreignFiles(file) }] : [];
  });
}

/** The organization file, and the files below its folder that it may include. Other organization files there are other inputs. */
function withIncludes(file: string): ForeignFiles {
  const folder = join(file, '..');
  return new Map([...foreignFiles(folder)].filter(([path, text]) => join(folder, path) === file || !/^Organization:|^AWSTemplateFormatVersion:/m.test(text)));
}
