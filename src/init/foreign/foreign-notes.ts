import type { ForeignComparison } from './compare/compare-foreign';
import { type ForeignFormat, FORMAT_NAMES } from './foreign-organization';
import { originText } from './values';
import { visibleLine } from '../../report/escape';
import { capitalized } from '../../report/wording/words';

/** The file of a written app that says where its rows come from. */
export const HAND_OVER_FILE = 'HANDOVER.md';

const TOOLS: Readonly<Record<ForeignFormat, string>> = {
  terraform: 'Terraform',
  orgFormation: 'org-formation',
  landingZoneAccelerator: 'Landing Zone Accelerator',
  cloudFormation: 'CloudFormation',
  olderCdkLibrary: '@pepperize/cdk-organizations',
};

/** The tool that writes the resources of a format. */
export function toolOf(format: ForeignFormat): string {
  return TOOLS[format];
}

/** Steps after which only one tool writes a resource, in order. */
const STEPS: Readonly<Record<ForeignFormat, readonly string[]>> = {
  terraform: [
    'Stop the pipelines that run "terraform apply" for the organization.',
    'Deploy this app. Its first deployment only writes owner tags, which the next "terraform apply" would remove.',
    'Replace the resource blocks by the removed blocks of HANDOVER.md, and run "terraform apply": Terraform forgets the resources, and changes none of them. Versions before 1.7 have "terraform state rm" for it.',
    'Attributes that other code of Terraform needs, such as the ID of an account, stay available as data sources.',
  ],
  orgFormation: [
    'Stop the pipelines that run "org-formation update", and remove the task of type update-organization.',
    'Deploy this app.',
    'Delete the state of org-formation in its bucket, or keep the organization file as it is for tasks that name accounts. Remove nothing from the file while a pipeline still updates the organization.',
  ],
  landingZoneAccelerator: [
    'Decide for each policy, organizational unit and account which tool writes it. What Landing Zone Accelerator creates is left out of this app while it has its tags and names.',
    'To take over a policy, write it in this app under another name and attach it, deploy, and remove it from the configuration after that: its pipeline deletes the policy that it created.',
    'To take over an organizational unit, give it "ignore: true" in the configuration. Change the place of an account in both.',
  ],
  cloudFormation: [
    'Set "DeletionPolicy: Retain" on each resource of AWS Organizations, and deploy that template.',
    'Deploy this app.',
    'Remove the resources from the template, or delete its stack: CloudFormation forgets the resources, and deletes none of them.',
  ],
  olderCdkLibrary: [
    'Set RemovalPolicy.RETAIN on each resource of AWS Organizations, with applyRemovalPolicy of its CfnResource, and deploy that app.',
    'Deploy this app.',
    'Remove the constructs from the former app, or delete its stack: CloudFormation forgets the resources, and deletes none of them.',
  ],
};

/** The steps that let this app take over from the tool, in order. */
export function handOverSteps({ foreign: { format } }: ForeignComparison): readonly string[] {
  return STEPS[format];
}

/** Adds the hand-over to the files of a written app: a section of its README, and a file with all parts. */
export function withHandOver(files: ReadonlyMap<string, string>, comparison: ForeignComparison): Map<string, string> {
  const readme = `${files.get('README.md') ?? ''}
## Hand over from ${TOOLS[comparison.foreign.format]}

${TOOLS[comparison.foreign.format]} writes to this organization too, until it is handed over. [${HAND_OVER_FILE}](${HAND_OVER_FILE}) has the details.

${numbered(handOverSteps(comparison))}
`;
  return new Map([...files, ['README.md', readme], [HAND_OVER_FILE, handOverFile(comparison)]]);
}

function handOverFile({ foreign, differences, carried }: ForeignComparison): string {
  const { format, warnings, releases, notRead } = foreign;
  const sections = [
    ['Steps', [...STEPS[format].map((step, index) => `${index + 1}. ${escaped(step)}`), ...(warnings.length === 0 ? [] : ['', ...warnings.map(item)])]],
    ['Where the rows come from', carried.map(({ id, name, resource: { origin, comment } }) => item(`${name} (${id}): ${originText(origin)}${comment === undefined ? '' : ` – ${comment}`}`))],
    ['Differences', differences.length === 0 ? [`${capitalized(FORMAT_NAMES[format])} says what the organization is.`] : [...differences].map(item)],
    ['Not carried over', notRead.map(({ origin, reason }) => item(`${originText(origin)}: ${reason}.`))],
    ['Release', releases.length === 0 ? [] : ['```hcl', ...releases, '```']],
  ] as const;
  const texts = sections.filter(([, lines]) => lines.length > 0).map(([title, lines]) => `## ${title}\n\n${lines.join('\n')}\n`);
  return `# Hand over from ${TOOLS[format]}\n\n${texts.join('\n')}`;
}

function numbered(steps: readonly string[]): string {
  return steps.map((step, index) => `${index + 1}. ${escaped(step)}`).join('\n');
}

function item(text: string): string {
  return `- ${escaped(text)}`;
}

function escaped(text: string): string {
  return visibleLine(text).replace(/[\\`*_{}[\]<>#|]/g, '\\$&');
}
