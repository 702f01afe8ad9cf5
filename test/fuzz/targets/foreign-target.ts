import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { foreignFiles } from '../../../src/cli/init/foreign-files';
import { comparisonText, handOverNotes } from '../../../src/cli/init/foreign-report';
import { compareForeign, completeOrganization, type ForeignFiles, readForeign, withHandOver } from '../../../src/init';
import { readYaml } from '../../../src/init/foreign/yaml/yaml-text';
import type { Organization } from '../../../src/model';
import { fixture, LANDING_ZONE, OLDER_TEMPLATE, ORG_FORMATION, TEMPLATE } from '../../init/foreign/inputs';
import type { FuzzTarget } from '../fuzz';
import { jsonText } from '../mutations';
import { assertVisible } from '../shown';

/** A YAML text as a value, with references as objects. */
function valueOf(text: string): unknown {
  return readYaml('input', text.replace(/\{\{.*?\}\}/g, 'Network'), () => ({})).value;
}

const [TEMPLATE_VALUE, ORG_FORMATION_VALUE] = [TEMPLATE, ORG_FORMATION].map(valueOf);
const LANDING_ZONE_VALUE = Object.fromEntries(Object.entries(LANDING_ZONE).map(([path, text]) => [path, path.endsWith('.yaml') ? valueOf(text) : text]));

/** The target for files of other tools. Landing Zone Accelerator's are an object of files; YAML has its lines of the top. */
export function foreignTarget(organization: Organization): FuzzTarget {
  return {
    name: 'formats of other tools',
    share: 0.1,
    valid: [
      ...['organization.tfstate', 'edge-alias-tainted.tfstate'].map((name) => JSON.parse(fixture(name)) as unknown),
      TEMPLATE_VALUE, JSON.parse(OLDER_TEMPLATE), ORG_FORMATION_VALUE, LANDING_ZONE_VALUE,
    ],
    run(text, folder) {
      const foreign = readForeign(filesOf(text, folder), 'input');
      const { id = organization.id, managementAccountId = organization.managementAccountId } = foreign.facts;
      const comparison = compareForeign(foreign, { ...organization, id, managementAccountId });
      assertVisible('comparison', comparisonText(comparison).replaceAll('\n', ''));
      handOverNotes(comparison).forEach((note) => assertVisible('notes', note));
      for (const page of withHandOver(new Map(), comparison).values()) assertVisible('hand-over', page.replaceAll('\n', ''));
      if (foreign.format === 'terraform') completeOrganization(foreign);
    },
  };
}

function filesOf(text: string, folder: string): ForeignFiles {
  const value = objectOf(text);
  if (Object.keys(value).some((key) => key.endsWith('-config.yaml'))) {
    return new Map(Object.entries(value).map(([path, each]) => [path, typeof each === 'string' ? each : yamlOf(each)]));
  }
  const file = join(folder, 'foreign.json');
  writeFileSync(file, text);
  return foreignFiles(file);
}

/** YAML of which only the first level is no JSON. */
function yamlOf(value: unknown): string {
  return Object.entries(Object(value) as object).map(([key, each]) => `${key}: ${jsonText(each)}\n`).join('');
}

function objectOf(text: string): object {
  try {
    return Object(JSON.parse(text)) as object;
  } catch {
    return {};
  }
}
