import { isOrganizationTemplate, readTemplates } from './cloudformation/template-reader';
import type { ForeignFiles, ForeignOrganization } from './foreign-organization';
import { type ConfigurationFiles, readLandingZoneAccelerator } from './landing-zone-accelerator/lza-reader';
import { bindingsOf, isOrgFormationState } from './org-formation/bindings';
import { isOrgFormation, readOrgFormation } from './org-formation/org-formation-reader';
import { isTerraform } from './terraform/state-resources';
import { readTerraform } from './terraform/terraform-reader';
import { readYamlFile } from './yaml/includes';
import type { YamlText } from './yaml/yaml-text';
import { DEEPEST_JSON, isTooDeep } from '../../contract';

/** A file whose contents belong to a format. */
interface Recognized {
  readonly file: string;
  readonly part: Part;
  /** Undefined for files that are read with the values of others. */
  readonly text?: YamlText;
}

type Part = 'terraform' | 'orgFormation' | 'orgFormationState' | 'template' | 'lzaOrganization' | 'lzaAccounts' | 'lzaReplacements';

const FORMATS = 'a Terraform state or the output of "terraform show -json", an organization file of org-formation, the folder of a Landing Zone Accelerator '
  + 'configuration, or a CloudFormation template with resources of AWS Organizations';

/**
 * Reads the organization that files of another tool describe. Their contents tell the format, not their names.
 * @param given the path as the user wrote it, for messages
 * @throws Error if the files are of none of the formats or of several, or cannot be read
 */
export function readForeign(files: ForeignFiles, given: string): ForeignOrganization {
  const problems: string[] = [];
  const recognized = [...files.keys()].sort().flatMap((file) => recognize(files, file, problems) ?? []);
  const of = (part: Part) => recognized.filter((each) => each.part === part);
  const [terraform, orgFormation, templates, lza] = [of('terraform'), of('orgFormation'), of('template'), [...of('lzaOrganization'), ...of('lzaAccounts')]];
  const formats = [terraform, orgFormation, templates, lza].filter(({ length }) => length > 0);
  if (formats.length > 1) {
    throw new Error(`There are several formats in ${given}: ${formats.map(([{ file }]) => file).join(', ')}. Give the file or the folder of one of them.`);
  }
  if (terraform.length > 0) return readTerraform(new Map(terraform.map(({ file, text }) => [file, text!.value])));
  if (templates.length > 0) return readTemplates(new Map(templates.map(({ file, text }) => [file, text!])));
  if (orgFormation.length > 0) {
    const { file, text } = onlyOne(orgFormation, given);
    return readOrgFormation(file, text!, bindingsOf(of('orgFormationState').map((state) => state.text!.value)));
  }
  if (lza.length > 0) return readLandingZoneAccelerator(files, configurationIn(recognized, given));
  if (of('orgFormationState').length > 0) throw new Error(`This is only the state of org-formation: ${given}. Give a folder that has its organization file too.`);
  throw new Error(noFormat(files, given, problems));
}

function noFormat(files: ForeignFiles, given: string, problems: readonly string[]): string {
  const [source] = [...files.keys()].filter((file) => file.endsWith('.tf'));
  if (source !== undefined) {
    return `This is the source code of Terraform, which computes its values: ${source}. Run "terraform show -json > state.json" in its folder, and give state.json.`;
  }
  const [problem] = problems;
  return `No format is recognized: ${given}. ${problem === undefined ? '' : `${problem} `}Give ${FORMATS}.`;
}

function recognize(files: ForeignFiles, file: string, problems: string[]): Recognized | undefined {
  const text = files.get(file)!;
  const hint = HINTS.find(({ pattern }) => pattern.test(text));
  if (hint === undefined || file.endsWith('.tf')) return undefined;
  // Variables have to get their values before these are YAML.
  if (hint.part !== undefined) return { file, part: hint.part };
  try {
    const read = parsed(files, file, text);
    const [part] = RECOGNIZERS.find(([, is]) => is(read.value)) ?? [];
    return part === undefined ? undefined : { file, part, text: read };
  } catch (error) {
    problems.push((error as Error).message);
    return undefined;
  }
}

/** Texts that the files of a format have, so that other files of a folder are not parsed. */
const HINTS: readonly { readonly pattern: RegExp; readonly part?: Part }[] = [
  { pattern: /OC::ORG::/ },
  { pattern: /AWS::Organizations::|Custom::Organizations_/ },
  { pattern: /"(?:terraform_version|format_version|lineage|encrypted_data)"/ },
  { pattern: /"masterAccountId"/ },
  { pattern: /^(?:mandatoryAccounts|workloadAccounts):/m, part: 'lzaAccounts' },
  { pattern: /^globalReplacements:/m, part: 'lzaReplacements' },
  { pattern: /^(?:organizationalUnits|serviceControlPolicies|quarantineNewAccounts):/m, part: 'lzaOrganization' },
];

const RECOGNIZERS: readonly (readonly [Part, (value: unknown) => boolean])[] = [
  ['terraform', isTerraform], ['orgFormationState', isOrgFormationState], ['orgFormation', isOrgFormation], ['template', isOrganizationTemplate],
];

function parsed(files: ForeignFiles, file: string, text: string): YamlText {
  if (!/^\s*\{/.test(text)) return readYamlFile(files, file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}. Give the file as the tool wrote it.`);
  }
  if (isTooDeep(value)) throw new Error(`${file} is nested in more than ${DEEPEST_JSON} levels. Give the file as the tool wrote it.`);
  return { value, lineOf: () => undefined };
}

function onlyOne(found: readonly Recognized[], given: string): Recognized {
  if (found.length > 1) throw new Error(`There are several organization files in ${given}: ${found.map(({ file }) => file).join(', ')}. Give the folder or the file of one of them.`);
  return found[0];
}

/** The files of the one configuration in a folder. They are in one folder together. */
function configurationIn(recognized: readonly Recognized[], given: string): ConfigurationFiles {
  const folderOf = (file: string) => file.split('/').slice(0, -1).join('/');
  const organization = recognized.filter(({ part }) => part === 'lzaOrganization').map(({ file }) => file);
  const [file] = organization;
  const incomplete = (missing: string) => new Error(`The Landing Zone Accelerator configuration has no ${missing}: ${given}. Give the folder that has organization-config.yaml and accounts-config.yaml.`);
  if (file === undefined) throw incomplete('organization-config.yaml');
  const folders = [...new Set(organization.map(folderOf))];
  if (folders.length > 1) throw new Error(`There are several Landing Zone Accelerator configurations in ${given}: ${folders.join(', ')}. Give the folder of one of them.`);
  const beside = (part: Part) => recognized.find((each) => each.part === part && folderOf(each.file) === folders[0])?.file;
  const accounts = beside('lzaAccounts');
  if (accounts === undefined) throw incomplete('accounts-config.yaml');
  return { organization: file, accounts, replacements: beside('lzaReplacements') };
}
