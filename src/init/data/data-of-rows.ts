import type { AccountData, AppData, PolicyData, TargetData, UnitData } from './app-data';
import { accountSettings } from './settings';
import { visibleLine } from '../../report/escape';
import type { AccountRow, AppRows, LeftOutKind, PolicyRow, TargetRow, UnitRow } from '../rows';
import { sharedTags, withoutShared } from '../tag-rows';

/** The data files of an app that was read from an organization. Tags of all accounts are written once. */
export function dataOfRows(rows: AppRows): AppData {
  const { root, units, accounts, policies, trustedServices, policyTypes, settings } = rows;
  const tagsOfAll = sharedTags(accounts.map(({ tags }) => tags));
  return {
    accounts: {
      leftOut: omitted(rows, 'account'),
      tagsOfAll,
      accounts: accounts.map((account) => accountData({ ...account, tags: withoutShared(account.tags, tagsOfAll) })),
    },
    units: { leftOut: omitted(rows, 'organizationalUnit'), root: targetData(root), organizationalUnits: units.map(unitData) },
    policies: { leftOut: omitted(rows, 'policy'), policies: policies.map(policyData) },
    services: { leftOut: omitted(rows, 'trustedService'), trustedServices, policyTypes },
    ...(settings.size === 0 ? {}
      : { settings: { accounts: Object.fromEntries([...settings].map(([id, each]) => [id, accountSettings(each)])) } }),
  };
}

function unitData(unit: UnitRow): UnitData {
  const { id, name, parent, isOutside } = unit;
  const place = parent === undefined ? {} : { parent };
  return { id, ...(isOutside ? { outside: true } : { adopt: true }), name, ...place, ...targetData(unit) };
}

function accountData(account: AccountRow): AccountData {
  const { id, name, email, unit, administers } = account;
  const place = unit === undefined ? {} : { unit };
  return { id, adopt: true, name, email, ...place, ...targetData(account), ...(administers.length === 0 ? {} : { administers }) };
}

function targetData({ tags, policies, isAllowList, lockOut }: TargetRow): TargetData {
  return {
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    ...(policies.length === 0 ? {} : { policies }),
    ...(isAllowList ? { isAllowList } : {}),
    ...(lockOut === undefined ? {} : { lockOut }),
  };
}

function policyData({ key, id, type, name, description, tags }: PolicyRow): PolicyData {
  return { key, id, adopt: true, type, name, description, ...(Object.keys(tags).length === 0 ? {} : { tags }) };
}

/** Sentences about what is not in a list, and why. */
function omitted({ leftOut }: AppRows, kind: LeftOutKind): string[] {
  return leftOut.filter((each) => each.kind === kind).map(({ subject, reason }) => visibleLine(`${subject}: ${reason}.`));
}
