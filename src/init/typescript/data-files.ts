import { comment, keyLiteral, literal } from './literal';
import { accountSettings } from './settings';
import type { AccountRow, AppRows, LeftOutKind, PolicyRow, TargetRow, UnitRow } from '../rows';
import { sharedTags, withoutShared } from '../tag-rows';

/** The text of `lib/organizational-units.ts`. */
export function unitsFile({ root, units, leftOut }: AppRows): string {
  const rows = units.map((unit) => `  ${literal(unitFields(unit))},`);
  return `import type { TargetRow, UnitRow } from './rows';

/** Policies and tags of the root. */
export const ROOT: TargetRow = ${literal(targetFields(root))};

/** Each organizational unit after the one above it. */
${omitted({ leftOut }, 'organizationalUnit')}export const ORGANIZATIONAL_UNITS: readonly UnitRow[] = ${list(rows)};
`;
}

function unitFields(unit: UnitRow): object {
  const { id, name, parent, isOutside } = unit;
  return { id, ...(isOutside ? { outside: true } : { adopt: true }), name, parent, ...targetFields(unit) };
}

/** The text of `lib/accounts.ts`. */
export function accountsFile({ accounts, units, leftOut }: AppRows): string {
  const shared = sharedTags(accounts.map(({ tags }) => tags));
  const pathOf = new Map(units.map(({ id, path }) => [id, path.join('/')]));
  const lines = accounts.flatMap((account, index) => {
    const heading = index === 0 || accounts[index - 1].unit !== account.unit ? [comment(account.unit === undefined ? 'Root' : pathOf.get(account.unit)!, '  ')] : [];
    return [...heading, `  ${literal(accountFields({ ...account, tags: withoutShared(account.tags, shared) }))},`];
  });
  return `import type { AccountRow } from './rows';

/** Tags of every account. A row may give another value. */
export const TAGS_OF_ALL_ACCOUNTS: Readonly<Record<string, string>> = ${literal(shared)};

/** By organizational unit, then by name. A row without \`adopt\` creates an account; its ID is any text that never changes. */
${omitted({ leftOut }, 'account')}export const ACCOUNTS: readonly AccountRow[] = ${list(lines)};
`;
}

function accountFields(account: AccountRow): object {
  const { id, name, email, unit, administers } = account;
  return { id, adopt: true, name, email, unit, ...targetFields(account), ...(administers.length === 0 ? {} : { administers }) };
}

function targetFields({ tags, policies, isAllowList, lockOut }: TargetRow): object {
  return {
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    ...(policies.length === 0 ? {} : { policies }),
    ...(isAllowList ? { isAllowList } : {}),
    lockOut,
  };
}

/** The text of `lib/policies.ts`. */
export function policiesFile({ policies, leftOut }: AppRows): string {
  return `import type { PolicyRow } from './rows';

/** The document of each policy is \`policies/KEY.json\`. */
${omitted({ leftOut }, 'policy')}export const POLICIES = ${record(policies.map(policyLine))} satisfies Readonly<Record<string, PolicyRow>>;

export type PolicyKey = keyof typeof POLICIES;
`;
}

function policyLine({ key, id, type, name, description, tags }: PolicyRow): string {
  const fields = { id, adopt: true, type, name, description, ...(Object.keys(tags).length === 0 ? {} : { tags }) };
  return `  ${keyLiteral(key)}: ${literal(fields)},`;
}

/** The text of `lib/services.ts`. */
export function servicesFile({ trustedServices, policyTypes, leftOut }: AppRows): string {
  return `/** Services with trusted access. */
${omitted({ leftOut }, 'trustedService')}export const TRUSTED_SERVICES: readonly string[] = ${list(trustedServices.map((each) => `  ${literal(each)},`))};

/** Policy types that are enabled. */
export const POLICY_TYPES: readonly string[] = ${list(policyTypes.map((each) => `  ${literal(each)},`))};
`;
}

/** The text of `lib/account-settings.ts`; undefined if there are none. */
export function settingsFile({ settings }: AppRows): string | undefined {
  if (settings.size === 0) return undefined;
  const rows = [...settings].map(([id, each]) => `  ${literal(id)}: ${literal(accountSettings(each))},`);
  return `import type { AccountSettingsOptions } from 'cdk-aws-organizations';

/** Contacts and opt-in Regions, by the ID of the account's row. */
export const ACCOUNT_SETTINGS: Readonly<Record<string, AccountSettingsOptions>> = ${record(rows)};
`;
}

/** Comments that name what is not in a list, and why. */
function omitted({ leftOut }: Pick<AppRows, 'leftOut'>, kind: LeftOutKind): string {
  return leftOut.filter((each) => each.kind === kind).map(({ subject, reason }) => `${comment(`Left out: ${subject}: ${reason}.`)}\n`).join('');
}

function list(lines: readonly string[]): string {
  return lines.length === 0 ? '[]' : `[\n${lines.join('\n')}\n]`;
}

function record(lines: readonly string[]): string {
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n}`;
}
