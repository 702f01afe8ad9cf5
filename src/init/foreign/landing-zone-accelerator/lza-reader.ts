import { documentOf, SECTIONS } from './policies';
import { type Replacements, replacementsOf, withVariables } from './replacements';
import type { PolicyTypeName } from '../../../contract';
import {
  type ForeignAccount, type ForeignAttachment, type ForeignFiles, type ForeignOrganization, type ForeignPolicy, type ForeignUnit,
  type NotRead, type Origin, type Reference, ROOT,
} from '../foreign-organization';
import { accountIdOf, Found, listOf, member, textOf, textsOf } from '../values';
import { readYamlFile } from '../yaml/includes';
import type { YamlText } from '../yaml/yaml-text';

/** The files of a configuration. */
export interface ConfigurationFiles {
  readonly organization: string;
  readonly accounts: string;
  readonly replacements?: string;
}

const ACCOUNT_SECTIONS = ['mandatoryAccounts', 'workloadAccounts'];
/** The management account that every configuration has. */
const MANAGEMENT = 'Management';
const UNIT = 'OU ';

/**
 * Reads a configuration of Landing Zone Accelerator. OUs are known by their paths, accounts by the names that the configuration gives them.
 * @throws Error if a file is not YAML once its variables have values
 */
export function readLandingZoneAccelerator(
  files: ForeignFiles, { organization, accounts, replacements }: ConfigurationFiles,
): ForeignOrganization {
  const values = replacements === undefined ? new Map<string, string>() : replacementsOf(readYamlFile(files, replacements).value);
  const read = (file: string) => readWithVariables(files, file, values);
  const reading = new Reading(files, values);
  reading.addAccounts(accounts, read(accounts));
  reading.addOrganization(organization, read(organization));
  return reading.result();
}

function readWithVariables(files: ForeignFiles, file: string, values: Replacements): YamlText {
  try {
    return readYamlFile(files, file, (text) => withVariables(text, values));
  } catch (error) {
    const open = /\{\{[^}]*\}\}/.exec(withVariables(files.get(file) ?? '', values));
    throw open === null ? error : new Error(`${file} is not YAML, because a variable has no value in replacements-config.yaml (${open[0]}). Give it one there, or put it in quotes.`);
  }
}

class Reading {
  private readonly notRead: NotRead[] = [];
  private readonly units = new Found<ForeignUnit>(this.notRead);
  private readonly accounts = new Found<ForeignAccount>(this.notRead);
  private readonly policies = new Found<ForeignPolicy>(this.notRead);
  private readonly attachments: ForeignAttachment[] = [];
  private readonly warnings: string[] = [];

  constructor(private readonly files: ForeignFiles, private readonly replacements: Replacements) {}

  addAccounts(file: string, { value, lineOf }: YamlText): void {
    const ids = new Map(listOf(member(value, 'accountIds')).map((each) => [emailOf(each), accountIdOf(member(each, 'accountId'))]));
    for (const section of ACCOUNT_SECTIONS) {
      listOf(member(value, section)).forEach((account, index) => {
        const [name, email, unit] = [textOf(member(account, 'name')), emailOf(account), textOf(member(account, 'organizationalUnit'))];
        if (name === undefined) return;
        const origin: Origin = { file, line: lineOf(section, index), address: accountAddress(name) };
        this.noteOthers(origin, account);
        this.accounts.add({
          origin,
          id: ids.get(email),
          email,
          parent: unit === undefined ? undefined : placeOf(unit),
          comment: textOf(member(account, 'description')),
          ...(section === 'mandatoryAccounts' && name === MANAGEMENT ? { isManagement: true } : {}),
        });
      });
    }
  }

  addOrganization(file: string, { value, lineOf }: YamlText): void {
    if (member(value, 'enable') === false) this.warnings.push('The configuration has enable: false, so Landing Zone Accelerator does not write organizational units and policies.');
    const ids = new Map(listOf(member(value, 'organizationalUnitIds')).map((each) => [textOf(member(each, 'name')), textOf(member(each, 'id'))]));
    listOf(member(value, 'organizationalUnits')).forEach((unit, index) => {
      const path = textOf(member(unit, 'name'));
      if (path === undefined || placeOf(path) === ROOT) return;
      const origin = { file, line: lineOf('organizationalUnits', index), address: placeOf(path) };
      this.addUnit(origin, ids.get(path), member(unit, 'ignore') === true);
    });
    this.addUnitsAbove();
    for (const [section, type] of Object.entries(SECTIONS)) {
      listOf(member(value, section)).forEach((policy, index) => {
        this.addPolicy({ file, line: lineOf(section, index), address: section }, type, policy);
      });
    }
    const quarantine = member(value, 'quarantineNewAccounts');
    if (member(quarantine, 'enable') === true) {
      this.warnings.push(`Landing Zone Accelerator attaches the policy ${textOf(member(quarantine, 'scpPolicyName')) ?? 'Quarantine'} to every new account, and detaches it when its pipeline has run. Accounts that this app creates get it too.`);
    }
  }

  result(): ForeignOrganization {
    const { attachments, notRead, warnings } = this;
    return {
      format: 'landingZoneAccelerator',
      facts: {},
      units: this.units.all,
      accounts: this.accounts.all,
      policies: this.policies.all,
      attachments,
      delegations: [],
      notRead,
      warnings: [
        ...warnings,
        'A policy that is removed from the configuration is deleted by the next run of its pipeline. An account is moved to the organizational unit that the configuration names.',
      ],
      releases: [],
    };
  }

  private addUnit(origin: Origin, id: string | undefined, isReadOnly: boolean): void {
    const names = namesOf(origin.address);
    this.units.add({
      origin, id, name: names[names.length - 1], parent: placeOf(names.slice(0, -1).join('/')), ...(isReadOnly ? { isReadOnly, comment: 'ignored by Landing Zone Accelerator' } : {}),
    });
  }

  private noteOthers(origin: Origin, account: unknown): void {
    if (member(account, 'accountAlias') !== undefined) this.notRead.push({ origin, reason: 'accountAlias: a setting of IAM in the account; keep it in Landing Zone Accelerator' });
    if (member(account, 'enableGovCloud') === true) this.notRead.push({ origin, reason: 'enableGovCloud: the account that belongs to it in AWS GovCloud (US) is in another organization' });
  }

  /** Adds the OUs that a path names above another one and that the configuration does not list. */
  private addUnitsAbove(): void {
    const known = new Set(this.units.all.map(({ origin }) => origin.address));
    for (const { origin } of [...this.units.all]) {
      const names = namesOf(origin.address);
      for (let level = 1; level < names.length; level++) {
        const address = placeOf(names.slice(0, level).join('/'));
        if (known.has(address)) continue;
        known.add(address);
        this.notRead.push({ origin, reason: `the configuration does not list ${address} above it; it is taken for an organizational unit` });
        this.addUnit({ ...origin, address }, undefined, false);
      }
    }
  }

  private addPolicy({ file, line, address }: Origin, type: PolicyTypeName, policy: unknown): void {
    const name = textOf(member(policy, 'name'));
    if (name === undefined) return;
    const origin = { file, line, address: `${address} ${name}` };
    const path = textOf(member(policy, 'policy'));
    if (member(policy, 'type') === 'awsManaged') return;
    const { notRead, ...document } = documentOf(this.files, origin, path, this.replacements);
    if (notRead !== undefined) this.notRead.push(notRead);
    this.policies.add({
      origin, name, type, ...document, description: textOf(member(policy, 'description')), key: path?.replace(/^.*\/|\.json$/g, '') ?? name,
    });
    if (member(policy, 'strategy') === 'allow-list') {
      this.notRead.push({ origin, reason: 'strategy: allow-list detaches FullAWSAccess from its targets; the organization says where it is attached' });
    }
    const targets = member(policy, 'deploymentTargets');
    for (const unit of textsOf(member(targets, 'organizationalUnits'))) this.attachments.push({ origin, policy: origin.address, target: placeOf(unit) });
    for (const account of textsOf(member(targets, 'accounts'))) this.attachments.push({ origin, policy: origin.address, target: accountAddress(account) });
    const excluded = textsOf(member(targets, 'excludedAccounts'));
    if (excluded.length > 0) this.notRead.push({ origin, reason: `excludedAccounts (${excluded.join(', ')}): a policy of an organizational unit reaches all accounts below it; the organization says where it is attached` });
  }
}

/** An OU or the root by its path, without stray spaces and slashes. */
function placeOf(path: string): Reference {
  const names = path.split('/').map((name) => name.trim()).filter((name) => name !== '');
  return names.length === 0 || (names.length === 1 && names[0] === 'Root') ? ROOT : `${UNIT}${names.join('/')}`;
}

function namesOf(address: string): string[] {
  return address.slice(UNIT.length).split('/');
}

/** An OU and an account may have one name. */
function accountAddress(name: string): Reference {
  return `account ${name}`;
}

function emailOf(account: unknown): string | undefined {
  return textOf(member(account, 'email'))?.toLowerCase();
}
