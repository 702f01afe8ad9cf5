import { Stack, Tags } from 'aws-cdk-lib';
import {
  Account, type IParent, Organization, OrganizationalUnit, PolicyContent, ServiceControlPolicy, TrustedService, UsageGuardrails,
} from 'cdk-aws-organizations';
import type { Construct } from 'constructs';

/** A resource of the organization. */
export interface Row {
  /**
   * The construct ID, which never changes: the ID that AWS gave to an existing resource, and any other text for a new one. Names
   * change, and a changed construct ID is another resource for CloudFormation.
   */
  readonly id: string;
  /** Whether the resource existed before its row. A row without it creates its resource. */
  readonly adopt?: true;
  readonly name: string;
  /** Only the tags that the code manages. */
  readonly tags?: Readonly<Record<string, string>>;
  /** IDs of the policies that are attached to a unit or an account. */
  readonly policies?: readonly string[];
}

export interface PolicyRow extends Row {
  readonly description: string;
  readonly content: object;
}

export interface UnitRow extends Row {
  /** ID of the unit above. The default is the root. */
  readonly parent?: string;
  /** Whether FullAWSAccess is detached, so that accounts can only do what the policies allow. */
  readonly isAllowList?: true;
  /** Why the policies may lock everyone out. */
  readonly lockOut?: string;
  /** The Regions that its accounts may use. The default is all. */
  readonly regions?: readonly string[];
}

export interface AccountRow extends Row {
  readonly email: string;
  /** ID of its unit. */
  readonly unit: string;
  /** Service principals that it administers. */
  readonly administers?: readonly string[];
}

export interface Inventory {
  readonly services: readonly string[];
  readonly rootPolicies: readonly string[];
  readonly policies: readonly PolicyRow[];
  readonly units: readonly UnitRow[];
  readonly accounts: readonly AccountRow[];
}

export class BrownfieldStack extends Stack {
  constructor(scope: Construct, id: string, { services, rootPolicies, policies, units, accounts }: Inventory) {
    super(scope, id);
    // With adopt: true, nothing is created. A resource that does not exist stops the deployment before its first write.
    const { root } = new Organization(this, 'Organization', {
      adopt: true, trustedServices: services.map((service) => TrustedService.of(service)),
    });
    const policyOf = new Map(policies.map(({ id: policyId, adopt, name, description, content, tags = {} }) => {
      const policy = new ServiceControlPolicy(this, `Policy-${policyId}`, {
        policyName: name, description, content: PolicyContent.fromJson(content), adopt,
      });
      tag(policy, tags);
      return [policyId, policy] as const;
    }));
    for (const policy of rootPolicies) root.attachPolicy(policyOf.get(policy)!);

    const unitOf = new Map<string, IParent>();
    for (const { id: unitId, adopt, name, parent, tags = {}, policies: attached = [], ...limits } of units) {
      const unit = new OrganizationalUnit(this, `Unit-${unitId}`, {
        parent: parent === undefined ? root : unitOf.get(parent)!,
        organizationalUnitName: name,
        ...(adopt ? { adopt, organizationalUnitId: unitId } : {}),
      });
      unitOf.set(unitId, unit);
      tag(unit, tags);
      for (const policy of attached) unit.attachPolicy(policyOf.get(policy)!);
      if (limits.isAllowList) unit.detachFullAwsAccess();
      if (limits.lockOut) unit.acknowledgeLockOut(limits.lockOut);
      if (limits.regions) {
        unit.attachPolicy(new ServiceControlPolicy(this, `Regions-${unitId}`, {
          policyName: `regions-${unitId}`, guardrails: [UsageGuardrails.denyOtherRegions({ allowedRegions: [...limits.regions] })],
        }));
      }
    }

    for (const { id: accountId, adopt, name, email, unit, tags = {}, policies: attached = [], administers = [] } of accounts) {
      const account = new Account(this, `Account-${accountId}`, {
        parent: unitOf.get(unit)!, accountName: name, email, ...(adopt ? { adopt, accountId } : {}),
      });
      tag(account, tags);
      for (const policy of attached) account.attachPolicy(policyOf.get(policy)!);
      for (const service of administers) account.delegateAdministration(TrustedService.of(service));
    }
  }
}

function tag(construct: Construct, tags: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(tags)) Tags.of(construct).add(key, value);
}
