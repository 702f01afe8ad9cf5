import { openPlaceholders, type Replacements, withPlaceholders } from './replacements';
import type { PolicyTypeName } from '../../../contract';
import { parseJson } from '../../../policy';
import type { ForeignFiles, NotRead, Origin } from '../foreign-organization';
import { relativeTo } from '../yaml/includes';

/** The lists of `organization-config.yaml`, and the type of the policies in each. */
export const SECTIONS: Readonly<Record<string, PolicyTypeName>> = {
  serviceControlPolicies: 'SERVICE_CONTROL_POLICY',
  resourceControlPolicies: 'RESOURCE_CONTROL_POLICY',
  declarativePolicies: 'DECLARATIVE_POLICY_EC2',
  taggingPolicies: 'TAG_POLICY',
  backupPolicies: 'BACKUP_POLICY',
  chatbotPolicies: 'CHATBOT_POLICY',
};

/** The document of a policy, or why it cannot be compared. */
interface Document {
  readonly content?: string;
  readonly placeholders?: readonly string[];
  readonly notRead?: NotRead;
}

/**
 * The document of a policy, with the values that the files of the configuration have.
 * @param path the file as the configuration names it
 */
export function documentOf(files: ForeignFiles, origin: Origin, path: string | undefined, replacements: Replacements): Document {
  if (path === undefined) return { notRead: { origin, reason: 'it names no file of a document' } };
  const file = relativeTo(origin.file, path);
  const given = files.get(file);
  if (given === undefined) return { notRead: { origin, reason: `its document is not given: ${file}; give the folder that has it` } };
  const text = withPlaceholders(given, replacements);
  const open = openPlaceholders(text);
  try {
    parseJson(text);
  } catch (error) {
    const why = open.length > 0 ? `Landing Zone Accelerator fills in ${open.join(', ')}` : (error as Error).message;
    return { notRead: { origin, reason: `its document ${file} is not JSON (${why}), so it is not compared; the organization has the result` } };
  }
  return { content: text, ...(open.length > 0 ? { placeholders: open } : {}) };
}
