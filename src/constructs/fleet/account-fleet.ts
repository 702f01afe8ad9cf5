import { type CfnResource, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FleetNestedStacks, FleetStacks } from './fleet-stacks';
import { parseYaml } from './yaml-bundle';
import { ID_PATTERNS } from '../../contract';
import { type FleetAccount, fleetFiles, type FleetTarget, type FleetUnit, placeText, readFleet } from '../../fleet';
import { nearest } from '../../policy/actions/nearest';
import { type IOrganizationsProvider, requireKind } from '../../provider';
import { Account } from '../account/account';
import type { IAccount } from '../account/account-base';
import { IOrganizationalUnit, OrganizationalUnit } from '../organizational-unit/organizational-unit';
import type { IParent, IPolicyTarget } from '../policy/attachments/policy-target';
import type { IPolicy } from '../policy/policy';
import type { IPolicySet } from '../policy/policy-set/policy-set';
import { noteRow } from '../synthesis/row-place';
import { TrustedService } from '../trusted-service/trusted-service';
import { checkAtSynthesis, problem } from '../validation';

/** Tags of a row take precedence over those of the scopes around it, which have the priority 100 by default. */
const ROW_PRIORITY = 150;

/**
 * Properties of `AccountFleet`.
 *
 * @experimental
 */
export interface AccountFleetProps {
  /**
   * The root or the organizational unit of rows that name none.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_MoveAccount.html
   */
  readonly parent: IParent;
  /**
   * Files with rows, and folders with such files: JSON, YAML, and CSV for accounts alone. A relative path starts at the current folder,
   * where the CDK runs the app. Reviews and messages name the files by their paths from there.
   */
  readonly paths: string[];
  /**
   * Policies by the keys that rows name. A key that a row names and that is not given is an error.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html
   * @default - rows name no policies
   */
  readonly policies?: { [key: string]: IPolicy };
  /**
   * Policy sets by the keys that rows name among their policies. They are attached after the policies of the row.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html
   * @default - rows name no policy sets
   */
  readonly policySets?: { [key: string]: IPolicySet };
  /**
   * Organizational units that the code creates, by the IDs that rows name as `unit` or `parent`.
   * @default - rows name only organizational units that have rows
   */
  readonly organizationalUnits?: { [id: string]: IOrganizationalUnit };
  /**
   * The nested stacks over which the rows are distributed. The stack of a row depends on its ID alone, so that a row that is added, renamed
   * or moved never moves another one.
   * @default - all rows are in the stack of the fleet, which takes up to 450 of them
   */
  readonly nestedStacks?: FleetNestedStacks;
  /**
   * The custom resource provider that manages the resources.
   * @default - the one provider of the top-level stack
   */
  readonly provider?: IOrganizationsProvider;
}

/**
 * Accounts and organizational units from rows in files: one file, or one for each team. The ID of a row is that of its construct. A row
 * that changes its name, its organizational unit, its file or its line stays the same resource. A row without `adopt` creates its resource.
 *
 * Mistakes are errors at synthesis, with file, line and value. `docs/fleet.schema.json` describes the files for editors, and
 * docs/guide/fleets.md for people.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts.html
 *
 * @experimental
 * @example
 * declare const organization: Organization;
 * declare const sandboxLimits: Policy;
 *
 * const fleet = new AccountFleet(this, 'Fleet', {
 *   parent: organization.root,
 *   paths: ['fleet'],
 *   policies: { 'sandbox-limits': sandboxLimits },
 * });
 * fleet.account('shop-prod').delegateAdministration(TrustedService.GUARDDUTY);
 */
export class AccountFleet extends Construct {
  /** The accounts, in the order of their rows. */
  public readonly accounts: Account[];
  /** The organizational units, each after the one above it. */
  public readonly organizationalUnits: IOrganizationalUnit[];

  private readonly units = new Map<string, IParent>();
  private readonly ownUnits = new Map<string, IOrganizationalUnit>();
  private readonly ownAccounts = new Map<string, Account>();
  private readonly levels = new Map<string, number>();
  private readonly exempt = new Map<string, FleetAccount[]>();
  private readonly asked = new Set<string>();
  private readonly stacks: FleetStacks;

  constructor(scope: Construct, id: string, private readonly props: AccountFleetProps) {
    super(scope, id);
    const { parent, policies = {}, policySets = {}, organizationalUnits = {} } = props;
    requireKind('parent', parent);
    requireKind('policy', ...Object.values(policies));
    requireKind('policySet', ...Object.values(policySets));
    requireKind('organizationalUnit', ...Object.values(organizationalUnits));
    if (props.provider !== undefined) requireKind('provider', props.provider);
    const shared = Object.keys(policies).find((key) => Object.hasOwn(policySets, key));
    if (shared !== undefined) {
      throw new Error(problem({ wrong: `[${this.node.path}] A policy and a policy set have one key`, given: shared, remedy: 'Give each its own' }));
    }
    const known = { policies: [...Object.keys(policies), ...Object.keys(policySets)], units: Object.keys(organizationalUnits) };
    const rows = readFleet(fleetFiles(props.paths, process.cwd()), { parseYaml, known });
    this.stacks = new FleetStacks(this, props.nestedStacks, rows);
    for (const [key, unit] of Object.entries(organizationalUnits)) this.units.set(key, unit);
    if (rows.root !== undefined) {
      for (const [key, value] of Object.entries(rows.root.tags)) Tags.of(parent).add(key, value);
      this.complete(parent, rows.root);
    }
    this.organizationalUnits = rows.units.map((row) => this.addUnit(row));
    this.accounts = rows.accounts.map((row) => this.addAccount(row));
    checkAtSynthesis(this, () => this.exemptionProblems());
  }

  /**
   * The account of a row.
   * @param id the ID of the row
   */
  public account(id: string): Account {
    return found(this, this.ownAccounts, id, 'account');
  }

  /**
   * The organizational unit of a row.
   * @param id the ID of the row
   */
  public organizationalUnit(id: string): IOrganizationalUnit {
    return found(this, this.ownUnits, id, 'organizational unit');
  }

  /**
   * The accounts whose rows name a guardrail in `exemptFrom`, for the property `exemptAccounts` of that guardrail. A name in a row that the
   * code does not ask for is an error at synthesis.
   *
   * The policy of the guardrail waits for accounts that are created. Attach it with `attachPolicy`, since `policies` of the rows would need
   * the policy before the accounts. In a fleet with nested stacks, only accounts that exist can be exempt: rows with `adopt` and the ID of
   * the account.
   * @param guardrail any name, such as `deny-internet`
   */
  public exemptAccounts(guardrail: string): IAccount[] {
    this.asked.add(guardrail);
    return (this.exempt.get(guardrail) ?? []).map((row) => {
      if (this.props.nestedStacks === undefined) return this.account(row.id);
      if (!isAccountId(row)) {
        throw new Error(problem({
          wrong: `[${this.node.path}] A new account of a nested stack cannot be exempt (row at ${placeText(row.place)})`,
          given: row.id,
          remedy: 'Create the account first, and give its ID to the guardrail in the code',
        }));
      }
      const id = `Exempt-${row.id}`;
      return this.node.tryFindChild(id) as IAccount | undefined ?? Account.fromAccountId(this, id, row.id);
    });
  }

  private addUnit(row: FleetUnit): IOrganizationalUnit {
    const { id, adopt, outside, name, place, tags } = row;
    const parent = this.placeOf(row.parent);
    const unit = outside
      ? OrganizationalUnit.fromOrganizationalUnitAttributes(this, `Unit-${id}`, { organizationalUnitId: id, parent })
      : new OrganizationalUnit(this.stacks.ofUnit(id, this.levelOf(row)), `Unit-${id}`, {
        parent,
        organizationalUnitName: name,
        provider: this.props.provider,
        ...(adopt ? { adopt, ...(isUnitId(row) ? { organizationalUnitId: id } : {}) } : {}),
      });
    if (OrganizationalUnit.isOrganizationalUnit(unit)) {
      noteRow(unit, unit.node.defaultChild as CfnResource, place);
      for (const [key, value] of Object.entries(tags)) unit.cdkTagManager.setTag(key, value, ROW_PRIORITY);
    }
    this.units.set(id, this.props.nestedStacks !== undefined && isUnitId(row) ? namedById(unit, id) : unit);
    this.ownUnits.set(id, unit);
    this.complete(unit, row);
    return unit;
  }

  private addAccount(row: FleetAccount): Account {
    const { id, adopt, name, email, place, tags, administers, exemptFrom, settings } = row;
    const account = new Account(this.stacks.ofAccount(id), `Account-${id}`, {
      parent: this.placeOf(row.unit),
      accountName: name,
      email,
      provider: this.props.provider,
      ...(adopt ? { adopt, ...(isAccountId(row) ? { accountId: id } : {}) } : {}),
      ...settings as object,
    });
    noteRow(account, account.node.defaultChild as CfnResource, place);
    for (const [key, value] of Object.entries(tags)) account.cdkTagManager.setTag(key, value, ROW_PRIORITY);
    this.ownAccounts.set(id, account);
    this.complete(account, row);
    for (const service of administers) account.delegateAdministration(TrustedService.of(service));
    for (const guardrail of exemptFrom) this.exempt.set(guardrail, [...this.exempt.get(guardrail) ?? [], row]);
    return account;
  }

  /** Attaches the policies of a row. */
  private complete(target: IPolicyTarget, { policies, isAllowList, lockOut }: FleetTarget): void {
    const { policies: given = {}, policySets = {} } = this.props;
    const isPolicy = (key: string) => Object.hasOwn(given, key);
    for (const key of policies.filter(isPolicy)) target.attachPolicy(given[key]);
    for (const key of policies.filter((each) => !isPolicy(each))) target.attachPolicySet(policySets[key]);
    if (isAllowList) target.detachFullAwsAccess();
    if (lockOut !== undefined) target.acknowledgeLockOut(lockOut);
  }

  private placeOf(id: string | undefined): IParent {
    return id === undefined ? this.props.parent : this.units.get(id)!;
  }

  /** The number of rows from the top down to this one. */
  private levelOf({ id, parent }: FleetUnit): number {
    const level = (parent === undefined ? 0 : this.levels.get(parent) ?? 0) + 1;
    this.levels.set(id, level);
    return level;
  }

  private exemptionProblems(): string[] {
    return [...this.exempt].filter(([guardrail]) => !this.asked.has(guardrail)).flatMap(([guardrail, rows]) => rows.map(({ place }) => {
      const near = nearest(guardrail, this.asked);
      return problem({
        wrong: `A row exempts its account from a guardrail that the code does not ask for (row at ${placeText(place)})`,
        given: guardrail,
        remedy: near === undefined ? 'Call exemptAccounts of the fleet with this name, or remove it from the row' : `Did you mean "${near}"? Correct the row`,
      });
    }));
  }
}

/** Whether the ID of a row is that of an existing account. */
function isAccountId({ id, adopt }: FleetAccount): boolean {
  return adopt && ID_PATTERNS.account.test(id);
}

/** Whether the ID of a row is that of an existing organizational unit, which never changes. */
function isUnitId({ id, adopt, outside }: FleetUnit): boolean {
  return (adopt || outside) && ID_PATTERNS.organizationalUnit.test(id);
}

/**
 * The same organizational unit, which others name by its ID in place of a reference. Each reference of a nested stack takes a parameter and
 * 270 bytes of the template around it, which CloudFormation limits to 1 MB: with thousands of accounts there would be too many.
 */
function namedById(unit: IOrganizationalUnit, id: string): IParent {
  return Object.create(unit, { rootOrOrganizationalUnitId: { value: id } }) as IParent;
}

function found<T>(fleet: Construct, rows: ReadonlyMap<string, T>, id: string, noun: string): T {
  const row = rows.get(id);
  if (row !== undefined) return row;
  const near = nearest(id, rows.keys());
  throw new Error(problem({
    wrong: `[${fleet.node.path}] No row of an ${noun} has this ID`,
    given: id,
    remedy: near === undefined ? 'Give the ID of a row' : `Give the ID of a row, such as "${near}"`,
  }));
}
