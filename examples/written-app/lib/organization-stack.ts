import { Stack, type StackProps, Tags } from 'aws-cdk-lib';
import {
  Account, type IParent, type IPolicyTarget, Organization, OrganizationalUnit, type Policy, PolicyType, SourceRow,
  TrustedService,
} from 'cdk-aws-organizations';
import type { Construct } from 'constructs';
import { readData } from './data';
import { policyOf } from './policies';
import type { AccountRow, PolicyRow, TargetRow, UnitRow } from './rows';

/** The organization as the rows of `data/` describe it. */
export class OrganizationStack extends Stack {
  private readonly data = readData();
  private readonly policies = new Map<string, Policy>();
  private readonly units = new Map<string, IParent>();

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const { root } = new Organization(this, 'Organization', {
      adopt: true,
      trustedServices: this.data.trustedServices.map((service) => TrustedService.of(service)),
      policyTypes: this.data.policyTypes.map((type) => PolicyType.of(type)),
    });
    for (const row of this.data.policies) this.addPolicy(row);
    this.complete(root, this.data.root);
    for (const row of this.data.organizationalUnits) this.addUnit(row, this.placeOf(row.parent, root));
    for (const row of this.data.accounts) this.addAccount(row, this.placeOf(row.unit, root));
  }

  private addPolicy(row: PolicyRow): void {
    const policy = policyOf(this, row);
    addTags(policy, row.tags);
    this.policies.set(row.key, policy);
  }

  private addUnit(row: UnitRow, parent: IParent): void {
    const { id, adopt, outside, name } = row;
    const unit = outside
      ? OrganizationalUnit.fromOrganizationalUnitAttributes(this, `Unit-${id}`, { organizationalUnitId: id, parent })
      : new OrganizationalUnit(this, `Unit-${id}`, {
        parent, organizationalUnitName: name, ...(adopt ? { adopt, organizationalUnitId: id } : {}),
      });
    noteLine(unit, 'data/organizational-units.json', this.data.lines.units.get(id));
    this.units.set(id, unit);
    this.complete(unit, row);
  }

  private addAccount(row: AccountRow, parent: IParent): void {
    const { id, adopt, name, email, administers = [] } = row;
    const account = new Account(this, `Account-${id}`, {
      parent, accountName: name, email, ...(adopt ? { adopt, accountId: id } : {}), ...this.data.settings[id],
    });
    noteLine(account, 'data/accounts.json', this.data.lines.accounts.get(id));
    addTags(account, this.data.tagsOfAll);
    this.complete(account, row);
    for (const service of administers) account.delegateAdministration(TrustedService.of(service));
  }

  /** Adds the tags and policies of a row. */
  private complete(target: IPolicyTarget, { tags, policies = [], isAllowList, lockOut }: TargetRow): void {
    addTags(target, tags);
    for (const key of policies) target.attachPolicy(this.policies.get(key)!);
    if (isAllowList) target.detachFullAwsAccess();
    if (lockOut) target.acknowledgeLockOut(lockOut);
  }

  private placeOf(id: string | undefined, root: IParent): IParent {
    return id === undefined ? root : this.units.get(id)!;
  }
}

/** Reviews and errors name the line of a row. */
function noteLine(construct: Construct, file: string, line?: number): void {
  if (line !== undefined) SourceRow.note(construct, { file, line });
}

function addTags(construct: Construct, tags: Readonly<Record<string, string>> = {}): void {
  for (const [key, value] of Object.entries(tags)) Tags.of(construct).add(key, value);
}
