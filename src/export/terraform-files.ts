import { type Block, hclComment, hclFile } from './hcl';
import { readmeFile } from './readme';
import { type FileName, importBlock, removedBlock, resourceBlock } from './resources';
import type { TerraformExport } from './terraform-export';
import { versionsFile } from './versions';

const COMMENTS: Readonly<Record<FileName, readonly string[]>> = {
  'organization.tf': [
    'Terraform disables trusted access and policy types that are not in these lists, those of AWS Control Tower too.',
  ],
  'organizational_units.tf': ['A change of parent_id replaces an organizational unit: it gets another ID, and has to be empty.'],
  'accounts.tf': ['Removing a resource here would remove its account from the organization. prevent_destroy stops such a plan.'],
  'policies.tf': [],
  'attachments.tf': ['FullAWSAccess and RCPFullAWSAccess are not here: AWS attaches them to each target.'],
  'delegated_administrators.tf': [],
  'account_settings.tf': ['The provider imports no primary contact of a member account. The first apply writes the same values again.'],
};
const NAMES = Object.keys(COMMENTS) as FileName[];

/** The files of a configuration by their paths. The same organization gives the same text. */
export function terraformFiles(given: TerraformExport): Map<string, string> {
  const { resources, documents } = given;
  const ofFile = (name: FileName) => resources.filter(({ file }) => file === name).map(resourceBlock);
  return new Map([
    ['README.md', readmeFile(given)],
    ['versions.tf', versionsFile(given)],
    ...NAMES.flatMap((name) => fileEntry(name, COMMENTS[name], ofFile(name))),
    ...fileEntry('imports.tf', ['Remove this file after the first apply.'], resources.filter(({ importId }) => importId !== undefined).map(importBlock)),
    ...fileEntry('back/removed.tf', ['The way back: README.md says when to use it. Terraform does not read this folder.'], resources.map(removedBlock)),
    ...documents,
  ]);
}

function fileEntry(path: string, comments: readonly string[], blocks: readonly Block[]): (readonly [string, string])[] {
  if (blocks.length === 0) return [];
  return [[path, [...comments.map((text) => `${hclComment(text)}\n`), ...(comments.length > 0 ? ['\n'] : []), hclFile(blocks)].join('')]];
}
