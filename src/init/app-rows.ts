import { Omissions, reasonOfAccount, reasonOfService, reasonOfSettings, reasonOfUnit } from './judge';
import { type FormerPolicies, policyRows } from './policy-rows';
import type { AccountRow, AppRows, UnitRow } from './rows';
import { type Levels, OUTSIDE, TargetRows } from './target-rows';
import { type Organization, type Parent, type SettingsByKey } from '../model';

/**
 * The rows of an app that adopts an organization as it is, and what they leave out.
 * @param former policies that another tool managed before
 */
export function appRows(organization: Organization, former?: FormerPolicies): AppRows {
  const omissions = new Omissions();
  const policies = policyRows(organization, omissions, former);
  const trustedServices = organization.trustedServices.filter((service) => isManaged(service, omissions));
  const tree = new Tree(organization, new TargetRows(organization, policies, omissions), omissions, trustedServices);
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
    private readonly trusted: readonly string[],
  ) {}

  /** @returns the row of the root. */
  walk(): AppRows['root'] {
    const { root, delegatedAdministrators } = this.organization;
    const { row, levels } = this.rows.of(root, 'Root', []);
    this.below(root, [], levels);
    for (const { accountId, accountName, servicePrincipal } of delegatedAdministrators.filter((each) => this.left.has(each.accountId))) {
      this.omissions.add('delegatedAdministrator', `${accountName} (${accountId}) for ${servicePrincipal}`, 'the account is left out; it stays registered');
    }
    return row;
  }

  private below(parent: Parent, path: readonly string[], levels: Levels): void {
    const parentId = parent.id === this.organization.root.id ? undefined : parent.id;
    for (const account of parent.accounts) {
      const reason = reasonOfAccount(account, this.organization);
      const place = [...path, account.name].join('/');
      if (reason === undefined) {
        const { id, name, email } = account;
        this.accounts.push({
          id, name, email, unit: parentId, path, ...this.rows.of(account, place, levels).row, administers: this.administeredBy(id, place),
        });
      } else {
        this.left.add(account.id);
        this.omissions.add('account', `${place} (${account.id})`, reason);
      }
    }
    for (const unit of parent.organizationalUnits) {
      const { id, name } = unit;
      const here = [...path, name];
      const reason = reasonOfUnit(unit);
      if (reason !== undefined) this.omissions.add('organizationalUnit', `${here.join('/')} (${id})`, `${reason}; the app refers to it by its ID`);
      const target = reason === undefined ? this.rows.of(unit, here.join('/'), levels) : { row: OUTSIDE, levels };
      this.units.push({ id, name, path: here, parent: parentId, isOutside: reason !== undefined, ...target.row });
      this.below(unit, here, target.levels);
    }
  }

  private administeredBy(id: string, place: string): string[] {
    const services = this.organization.delegatedAdministrators.filter(({ accountId }) => accountId === id)
      .map(({ servicePrincipal }) => servicePrincipal);
    return [...new Set(services)].sort().filter((service) => {
      if (this.trusted.includes(service)) return true;
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
    const named = Object.fromEntries(Object.entries(settings).filter(([, setting]) => setting !== null));
    if (reason !== undefined) omissions.add('accountSettings', accountId, reason);
    else if (Object.keys(named).length > 0) found.set(accountId, named);
  }
  return found;
}
