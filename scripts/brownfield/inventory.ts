/** The rows of the example `brownfield` for an organization that exists, and their source text. */
import type { AccountRow, Inventory, PolicyRow, UnitRow } from '../../examples/typescript/brownfield/lib/brownfield-stack';
import type { SimulatorState } from '../../src/simulator';

/** Policies and trusted access that AWS Control Tower owns. */
const OF_CONTROL_TOWER = /^(aws-guardrails-|controltower\.)/;
const FULL_ACCESS = 'p-FullAWSAccess';
const LOCK_OUT = 'Accounts that will be closed: nothing is deployed there';
/** The key of the tags that the code manages, and the unit whose accounts have them. */
const [TAG, TAGGED] = ['cost-center', 'Sandbox'];

/** The rows that the code of the example adopts: all but what AWS Control Tower owns, and closed accounts. */
export function inventoryOf(state: SimulatorState): Inventory {
  const ours = state.policies.filter(({ name }) => !OF_CONTROL_TOWER.test(name));
  const attachedTo = (targetId: string) => {
    const ids = state.attachments.filter((each) => each.targetId === targetId).map(({ policyId }) => policyId);
    const policies = ours.filter(({ id }) => ids.includes(id)).map(({ id }) => id);
    const isLockedOut = ours.some(({ id, name }) => name === 'deny-all' && ids.includes(id));
    return { policies, isAllowList: !ids.includes(FULL_ACCESS), isLockedOut };
  };
  const tagsOf = (tags: Readonly<Record<string, string>>, isTagged: boolean) => (isTagged ? { tags: { [TAG]: tags[TAG] } } : {});
  const listOf = <Key extends string>(key: Key, list: readonly string[]) => (
    list.length > 0 ? { [key]: list } as { [key in Key]: readonly string[] } : {});

  const units: UnitRow[] = [];
  const collect = (parentId: string) => {
    for (const { id, name, tags } of state.organizationalUnits.filter((unit) => unit.parentId === parentId)) {
      const { policies, isAllowList, isLockedOut } = attachedTo(id);
      units.push({
        id,
        adopt: true,
        name,
        ...(parentId === state.root!.id ? {} : { parent: parentId }),
        ...tagsOf(tags, name === TAGGED),
        ...listOf('policies', policies),
        ...(isAllowList ? { isAllowList } : {}),
        ...(isLockedOut ? { lockOut: LOCK_OUT } : {}),
      });
      collect(id);
    }
  };
  collect(state.root!.id);
  const tagged = units.find(({ name }) => name === TAGGED)?.id;
  const accounts = units.flatMap((unit) => state.accounts
    .filter((account) => account.parentId === unit.id && account.state === 'ACTIVE')
    .map(({ id, name, email, tags }): AccountRow => ({
      id,
      adopt: true,
      name,
      email,
      unit: unit.id,
      ...tagsOf(tags, unit.id === tagged),
      ...listOf('administers', state.delegatedAdministrators.filter(({ accountId }) => accountId === id).map(({ servicePrincipal }) => servicePrincipal)),
    })));
  return {
    services: state.trustedServices.map(({ servicePrincipal }) => servicePrincipal).filter((service) => !OF_CONTROL_TOWER.test(service)),
    rootPolicies: attachedTo(state.root!.id).policies,
    policies: ours.map(({ id, name, description, content }): PolicyRow => (
      { id, adopt: true, name, description, content: JSON.parse(content) as object })),
    units,
    accounts,
  };
}

/** The text of `lib/existing.ts`, with a row on each line. */
export function sourceOf({ services, rootPolicies, policies, units, accounts }: Inventory): string {
  const list = (name: string, type: string, rows: readonly object[]) => `export const ${name}: readonly ${type}[] = [
${rows.map((row) => `  ${literal(row)},`).join('\n')}
];
`;
  return `/** The organization that was created by hand over the years. The IDs are those of AWS, and all else is as the console shows it. */
import type { AccountRow, Inventory, PolicyRow, UnitRow } from './brownfield-stack';

/** Services with trusted access. AWS Control Tower manages its own. */
export const SERVICES = ${literal(services)};

export const ROOT_POLICIES = ${literal(rootPolicies)};

/** The text and the description equal those of the existing policy, except for white space in the text. */
export const POLICIES: readonly PolicyRow[] = [
${policies.map(policySource).join('\n')}
];

/** Each unit after the one above it. */
${list('UNITS', 'UnitRow', units)}
${list('ACCOUNTS', 'AccountRow', accounts)}
export const INVENTORY: Inventory = {
  services: SERVICES, rootPolicies: ROOT_POLICIES, policies: POLICIES, units: UNITS, accounts: ACCOUNTS,
};
`;
}

/** A policy over several lines, with a line for its statements. */
function policySource({ content, ...row }: PolicyRow): string {
  const lines = (fields: object, indent: string) => Object.entries(fields).map(([key, value]) => `${indent}${key}: ${literal(value)},`).join('\n');
  return `  {\n${lines(row, '    ')}\n    content: {\n${lines(content, '      ')}\n    },\n  },`;
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : String(value);
  const entries = Object.entries(value).map(([key, item]) => `${/^[a-zA-Z]\w*$/.test(key) ? key : `'${key}'`}: ${literal(item)}`);
  return `{ ${entries.join(', ')} }`;
}
