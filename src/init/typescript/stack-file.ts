import { partsOf } from '../parts';
import type { AppRows } from '../rows';

const LEVEL_OF = `
  /** The number of organizational units from the root down to this one. */
  private levelOf({ id, parent }: UnitRow): number {
    const level = parent === undefined ? 1 : this.levels.get(parent)! + 1;
    this.levels.set(id, level);
    return level;
  }
`;

/**
 * The text of `lib/organization-stack.ts`.
 * @param hasPoliciesInCode whether `lib/policies.ts` creates the policies
 */
export function stackFile(rows: AppRows, hasPoliciesInCode: boolean): string {
  const { hasAllFeatures } = rows;
  const hasParts = partsOf(rows) !== undefined;
  const scope = (kind: 'Policies' | 'Units' | 'Accounts', level = '') => (hasParts ? `partOf(this, '${kind}', id${level})` : 'this');
  const policyClasses = hasPoliciesInCode ? 'type Policy, PolicyType' : 'Policy, PolicyContent, PolicyType';
  return `${hasPoliciesInCode ? '' : "import { join } from 'node:path';\n"}import { Stack, type StackProps, Tags } from 'aws-cdk-lib';
import {
  Account, ${hasAllFeatures ? '' : 'FeatureSet, '}type IParent, type IPolicyTarget, Organization, OrganizationalUnit, ${policyClasses}, SourceRow,
  TrustedService,
} from 'cdk-aws-organizations';
import type { Construct } from 'constructs';
import { readData } from './data';
${hasParts ? "import { partOf } from './parts';\n" : ''}${hasPoliciesInCode ? "import { policyOf } from './policies';\n" : ''}import type { AccountRow, PolicyRow, TargetRow, UnitRow } from './rows';

/** The organization as the rows of \`data/\` describe it. */
export class OrganizationStack extends Stack {
  private readonly data = readData();
  private readonly policies = new Map<string, Policy>();
  private readonly units = new Map<string, IParent>();
${hasParts ? '  private readonly levels = new Map<string, number>();\n' : ''}
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const { root } = new Organization(this, 'Organization', {
      adopt: true,
${hasAllFeatures ? '' : '      featureSet: FeatureSet.CONSOLIDATED_BILLING,\n'}      trustedServices: this.data.trustedServices.map((service) => TrustedService.of(service)),
      policyTypes: this.data.policyTypes.map((type) => PolicyType.of(type)),
    });
    for (const row of this.data.policies) this.addPolicy(row);
    this.complete(root, this.data.root);
    for (const row of this.data.organizationalUnits) this.addUnit(row, this.placeOf(row.parent, root));
    for (const row of this.data.accounts) this.addAccount(row, this.placeOf(row.unit, root));
  }

${hasPoliciesInCode ? addCreatedPolicy(scope('Policies').replace(', id', ', row.id')) : addDocument(scope('Policies'))}
  private addUnit(row: UnitRow, parent: IParent): void {
    const { id, adopt, outside, name } = row;
${hasParts ? '    const level = this.levelOf(row);\n' : ''}    const unit = outside
      ? OrganizationalUnit.fromOrganizationalUnitAttributes(this, \`Unit-\${id}\`, { organizationalUnitId: id, parent })
      : new OrganizationalUnit(${scope('Units', ', level')}, \`Unit-\${id}\`, {
        parent, organizationalUnitName: name, ...(adopt ? { adopt, organizationalUnitId: id } : {}),
      });
    noteLine(unit, 'data/organizational-units.json', this.data.lines.units.get(id));
    this.units.set(id, unit);
    this.complete(unit, row);
  }

  private addAccount(row: AccountRow, parent: IParent): void {
    const { id, adopt, name, email, administers = [] } = row;
    const account = new Account(${scope('Accounts')}, \`Account-\${id}\`, {
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
${hasParts ? LEVEL_OF : ''}}

/** Reviews and errors name the line of a row. */
function noteLine(construct: Construct, file: string, line?: number): void {
  if (line !== undefined) SourceRow.note(construct, { file, line });
}

function addTags(construct: Construct, tags: Readonly<Record<string, string>> = {}): void {
  for (const [key, value] of Object.entries(tags)) Tags.of(construct).add(key, value);
}
`;
}

function addDocument(scope: string): string {
  return `  private addPolicy({ key, id, adopt, type, name, description, tags }: PolicyRow): void {
    const policy = new Policy(${scope}, \`Policy-\${id}\`, {
      policyType: PolicyType.of(type),
      policyName: name,
      description,
      content: PolicyContent.fromFile(join(__dirname, '..', 'policies', \`\${key}.json\`)),
      adopt,
    });
    addTags(policy, tags);
    this.policies.set(key, policy);
  }
`;
}

function addCreatedPolicy(scope: string): string {
  return `  private addPolicy(row: PolicyRow): void {
    const policy = policyOf(${scope}, row);
    addTags(policy, row.tags);
    this.policies.set(row.key, policy);
  }
`;
}
