import { needsParts } from './parts-file';
import type { AppRows } from '../rows';

/** The text of `lib/rows.ts`: the types of the rows. */
export const ROWS_FILE = `import type { PolicyKey } from './policies';

/** A resource of the organization. */
export interface Row {
  /**
   * The construct ID, which never changes: the ID that AWS gave to an existing resource, and any other text for a new one. Names change,
   * and a changed construct ID is another resource for CloudFormation.
   */
  readonly id: string;
  /** Whether the resource existed before its row. A row without it creates its resource. */
  readonly adopt?: true;
  readonly name: string;
  /** Only the tags that the code manages. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Policies and tags of the root, an organizational unit or an account. */
export interface TargetRow {
  readonly tags?: Readonly<Record<string, string>>;
  readonly policies?: readonly PolicyKey[];
  /** Whether FullAWSAccess is detached, so that accounts can only do what the policies allow. */
  readonly isAllowList?: true;
  /** Why the policies may lock out the roles that deploy. */
  readonly lockOut?: string;
}

export interface PolicyRow extends Row {
  readonly type: string;
  readonly description: string;
}

export interface UnitRow extends Row, TargetRow {
  /** ID of the row above. The default is the root. */
  readonly parent?: string;
  /** Whether something else manages it, and the code only refers to it by its ID. */
  readonly outside?: true;
}

export interface AccountRow extends Row, TargetRow {
  readonly email: string;
  /** ID of the row of its organizational unit. The default is the root. */
  readonly unit?: string;
  /** Service principals that it administers. */
  readonly administers?: readonly string[];
}
`;

const LEVEL_OF = `const UNIT_BY_ID = new Map(ORGANIZATIONAL_UNITS.map((row) => [row.id, row]));

/** The number of organizational units from the root down to this one. */
function levelOf({ parent }: UnitRow): number {
  const above = parent === undefined ? undefined : UNIT_BY_ID.get(parent);
  return above === undefined ? 1 : levelOf(above) + 1;
}

`;

/** The text of `lib/organization-stack.ts`. */
export function stackFile(rows: AppRows): string {
  const { hasAllFeatures, settings } = rows;
  const hasSettings = settings.size > 0;
  const hasParts = needsParts(rows);
  const scope = (kind: 'Policies' | 'Units' | 'Accounts', level = '') => (hasParts ? `partOf(this, '${kind}', id${level})` : 'this');
  return `import { join } from 'node:path';
import { Stack, type StackProps, Tags } from 'aws-cdk-lib';
import {
  Account, ${hasAllFeatures ? '' : 'FeatureSet, '}type IParent, type IPolicyTarget, Organization, OrganizationalUnit, Policy, PolicyContent, PolicyType, TrustedService,
} from 'cdk-aws-organizations';
import type { Construct } from 'constructs';
${hasSettings ? "import { ACCOUNT_SETTINGS } from './account-settings';\n" : ''}import { ACCOUNTS, TAGS_OF_ALL_ACCOUNTS } from './accounts';
import { ORGANIZATIONAL_UNITS, ROOT } from './organizational-units';
${hasParts ? "import { partOf } from './parts';\n" : ''}import { POLICIES } from './policies';
import type { AccountRow, PolicyRow, TargetRow, UnitRow } from './rows';
import { POLICY_TYPES, TRUSTED_SERVICES } from './services';

/** The organization as the rows describe it. */
export class OrganizationStack extends Stack {
  private readonly policies = new Map<string, Policy>();
  private readonly units = new Map<string, IParent>();

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const { root } = new Organization(this, 'Organization', {
      adopt: true,
${hasAllFeatures ? '' : '      featureSet: FeatureSet.CONSOLIDATED_BILLING,\n'}      trustedServices: TRUSTED_SERVICES.map((service) => TrustedService.of(service)),
      policyTypes: POLICY_TYPES.map((type) => PolicyType.of(type)),
    });
    for (const [key, row] of Object.entries<PolicyRow>(POLICIES)) this.addPolicy(key, row);
    this.complete(root, ROOT);
    for (const row of ORGANIZATIONAL_UNITS) this.addUnit(row, this.placeOf(row.parent, root));
    for (const row of ACCOUNTS) this.addAccount(row, this.placeOf(row.unit, root));
  }

  private addPolicy(key: string, { id, adopt, type, name, description, tags }: PolicyRow): void {
    const policy = new Policy(${scope('Policies')}, \`Policy-\${id}\`, {
      policyType: PolicyType.of(type),
      policyName: name,
      description,
      content: PolicyContent.fromFile(join(__dirname, '..', 'policies', \`\${key}.json\`)),
      adopt,
    });
    addTags(policy, tags);
    this.policies.set(key, policy);
  }

  private addUnit(row: UnitRow, parent: IParent): void {
    const { id, adopt, outside, name } = row;
    const unit = outside
      ? OrganizationalUnit.fromOrganizationalUnitAttributes(this, \`Unit-\${id}\`, { organizationalUnitId: id, parent })
      : new OrganizationalUnit(${scope('Units', ', levelOf(row)')}, \`Unit-\${id}\`, { parent, organizationalUnitName: name, ...(adopt ? { adopt, organizationalUnitId: id } : {}) });
    this.units.set(id, unit);
    this.complete(unit, row);
  }

  private addAccount(row: AccountRow, parent: IParent): void {
    const { id, adopt, name, email, administers = [] } = row;
    const account = new Account(${scope('Accounts')}, \`Account-\${id}\`, {
      parent, accountName: name, email, ...(adopt ? { adopt, accountId: id } : {}),${hasSettings ? ' ...ACCOUNT_SETTINGS[id],' : ''}
    });
    addTags(account, TAGS_OF_ALL_ACCOUNTS);
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
    const place = id === undefined ? root : this.units.get(id);
    if (place === undefined) throw new Error(\`No row above has this ID (given: \${id}). Add the organizational unit before its contents.\`);
    return place;
  }
}

${hasParts ? LEVEL_OF : ''}function addTags(construct: Construct, tags: Readonly<Record<string, string>> = {}): void {
  for (const [key, value] of Object.entries(tags)) Tags.of(construct).add(key, value);
}
`;
}
