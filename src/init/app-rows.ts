import { Omissions, type Reason, reasonOfAccount, reasonOfService, reasonOfSetting, reasonOfSettings, reasonOfUnit } from './judge';
import { type FormerPolicies, policyRows } from './policy-rows';
import type { AccountRow, AppRows, UnitRow } from './rows';
import { Selection } from './selection';
import { type Levels, OUTSIDE, TargetRows } from './target-rows';
import { regionOf, type Setting } from '../contract';
import { type Account, type Organization, type OrganizationalUnit, type Parent, type SettingsByKey, withServiceTexts } from '../model';

/**
 * The rows of an app that adopts an organization as it is, and what they leave out.
 * @param found the organization with texts as reviews compare them; those of the rows are as the service has them
 * @param former policies that another tool managed before
 * @throws Error if a pattern of the selection names nothing
 */
export function appRows(found: Organization, selection = new Selection(), former?: FormerPolicies): AppRows {
  const organization = withServiceTexts(found);
  selection.assertFits(organization);
  const omissions = new Omissions();
  const policies = policyRows(organization, omissions, selection, former);
  const trustedServices = organization.trustedServices.filter((service) => isManaged(service, omissions));
  const tree = new Tree(organization, new TargetRows(organization, policies, omissions), omissions, { trustedServices, selection });
  const root = tree.walk();
  for (const { accountId, email, status } of organization.invitations ?? []) {
    omissions.add('invitation', accountId ?? email!, `it is ${status.toLowerCase()}; use InvitedAccount, or add the row of the account once it has joined`);
  }
  if (organization.resourcePolicy !== undefined) {
    omissions.add('resourcePolicy', organization.resourcePolicy.id, 'it stays as it is; write it with OrganizationResourcePolicy and adopt: true');
  }
  return {
    organizationId: organization.id,
    managementAccountId: organization.managementAccountId,
    hasAllFeatures: organization.featureSet === 'ALL',
    root,
    units: tree.units,
    accounts: tree.accounts,
    policies: [...policies.values()],
    policyTypes: [...organization.policyTypes].sort(),
    trustedServices,
    settings: settingsOfRows(organization, tree.accounts, trustedServices, omissions),
    leftOut: omissions.all,
  };
}

function isManaged(service: string, omissions: Omissions): boolean {
  const reason = reasonOfService(service);
  if (reason !== undefined) omissions.add('trustedService', service, reason);
  return reason === undefined;
}

/** Collects the rows of OUs and accounts, each OU after the one above it. */
class Tree {
  readonly units: UnitRow[] = [];
  readonly accounts: AccountRow[] = [];
  private readonly left = new Set<string>();

  constructor(
    private readonly organization: Organization, private readonly rows: TargetRows, private readonly omissions: Omissions,
    private readonly scope: { readonly trustedServices: readonly string[]; readonly selection: Selection },
  ) {}

  /** @returns the row of the root. */
  walk(): AppRows['root'] {
    const { root, delegatedAdministrators } = this.organization;
    const reason = this.scope.selection.reasonOf({ path: [], tags: root.tags });
    if (reason !== undefined) this.omissions.add('organizationalUnit', `Root (${root.id})`, `${reason}; its tags and policies stay`);
    const { row, levels } = reason === undefined ? this.rows.of(root, 'Root', []) : { row: OUTSIDE, levels: [] };
    this.below(root, [], levels);
    for (const { accountId, accountName, servicePrincipal } of delegatedAdministrators.filter((each) => this.left.has(each.accountId))) {
      this.omissions.add('delegatedAdministrator', `${accountName} (${accountId}) for ${servicePrincipal}`, 'the account is left out; it stays registered');
    }
    return row;
  }

  private below(parent: Parent, path: readonly string[], levels: Levels): void {
    const parentId = parent.id === this.organization.root.id ? undefined : parent.id;
    for (const account of parent.accounts) {
      const reason = this.reasonOfAccount(account, path);
      const place = [...path, account.name].join('/');
      if (reason === undefined) {
        const { id, name, email } = account;
        this.accounts.push({
          id, name, email, unit: parentId, path, ...this.rows.of(account, place, levels).row, administers: this.administeredBy(id, place),
        });
      } else {
        this.left.add(account.id);
        this.omissions.add('account', `${place} (${account.id})`, reason);
        if (reasonOfAccount(account, this.organization) !== undefined) this.leaveAttached(account, place, 'account');
      }
    }
    for (const unit of parent.organizationalUnits) {
      const { id, name } = unit;
      const here = [...path, name];
      const reason = reasonOfUnit(unit) ?? this.scope.selection.reasonOf({ path: here, tags: unit.tags });
      const isNeeded = this.isNeeded(unit, here);
      if (reason !== undefined) {
        this.omissions.add('organizationalUnit', `${here.join('/')} (${id})`, isNeeded ? `${reason}; the app refers to it by its ID` : reason);
        if (reasonOfUnit(unit) !== undefined) this.leaveAttached(unit, here.join('/'), 'organizational unit');
      }
      const target = reason === undefined ? this.rows.of(unit, here.join('/'), levels) : { row: OUTSIDE, levels };
      if (isNeeded) this.units.push({ id, name, path: here, parent: parentId, isOutside: reason !== undefined, ...target.row });
      this.below(unit, here, target.levels);
    }
  }

  private leaveAttached({ attachedPolicies }: Account | OrganizationalUnit, place: string, noun: string): void {
    for (const { name, awsManaged } of attachedPolicies) {
      if (!awsManaged) this.omissions.add('attachment', `${name} at ${place}`, `the ${noun} is left out; it stays attached`);
    }
  }

  /** Whether an OU or anything below it is selected, so that the app has a row for it. */
  private isNeeded(unit: OrganizationalUnit, path: readonly string[]): boolean {
    return this.scope.selection.reasonOf({ path, tags: unit.tags }) === undefined
      || unit.accounts.some((account) => this.reasonOfAccount(account, path) === undefined)
      || unit.organizationalUnits.some((below) => this.isNeeded(below, [...path, below.name]));
  }

  private reasonOfAccount(account: Account, above: readonly string[]): Reason {
    return reasonOfAccount(account, this.organization)
      ?? this.scope.selection.reasonOf({ path: [...above, account.name], tags: account.tags });
  }

  private administeredBy(id: string, place: string): string[] {
    const services = this.organization.delegatedAdministrators.filter(({ accountId }) => accountId === id)
      .map(({ servicePrincipal }) => servicePrincipal);
    return [...new Set(services)].sort().filter((service) => {
      if (this.scope.trustedServices.includes(service)) return true;
      this.omissions.add('delegatedAdministrator', `${place} for ${service}`, 'the trusted access of the service is not in the app; it stays registered');
      return false;
    });
  }
}

function settingsOfRows(
  { accountSettings = [] }: Organization, accounts: readonly AccountRow[], trusted: readonly string[], omissions: Omissions,
): Map<string, SettingsByKey> {
  const managed = new Set(accounts.map(({ id }) => id));
  const found = new Map<string, SettingsByKey>();
  for (const { accountId, settings } of accountSettings) {
    const reason = managed.has(accountId) ? reasonOfSettings(trusted) : 'the account is left out';
    if (reason !== undefined) {
      omissions.add('accountSettings', accountId, reason);
      continue;
    }
    const named = Object.entries(settings)
      .filter(([key, setting]) => setting !== null && isCarriedOver(accountId, key, setting, omissions));
    if (named.length > 0) found.set(accountId, Object.fromEntries(named));
  }
  return found;
}

function isCarriedOver(accountId: string, key: string, setting: Setting, omissions: Omissions): boolean {
  const reason = reasonOfSetting(key, setting);
  if (reason !== undefined) omissions.add('accountSettings', `${accountId} (${regionOf(key) ?? `${key.toLowerCase()} contact`})`, reason);
  return reason === undefined;
}
