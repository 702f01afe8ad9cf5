import type { Expression } from './hcl';
import { exportedTags, NOT_NAMED, reasonOfPolicy } from './judge';
import { identifier, uniqueNames } from './names';
import { attributeOf, documentOf, tagsAttribute, type TerraformResource } from './resources';
import type { Place } from './tree-resources';
import { POLICY_TYPES } from '../contract';
import { type Omissions, prettyJson } from '../init';
import type { AttachedPolicy, Organization, Policy } from '../model';

const POLICY = 'aws_organizations_policy';
const FULL_ACCESS_ID = POLICY_TYPES.SERVICE_CONTROL_POLICY.attachedByDefault;
/** AWS attaches these to each target. */
const ATTACHED_BY_AWS: readonly string[] = [FULL_ACCESS_ID, POLICY_TYPES.RESOURCE_CONTROL_POLICY.attachedByDefault];

/** The resources of policies and of their attachments, and the documents by their paths. */
export class PolicyResources {
  readonly policies: readonly TerraformResource[];
  readonly documents: ReadonlyMap<string, string>;
  private readonly names: ReadonlyMap<string, string>;

  /** @param isNamed whether an ID is one of those to export */
  constructor(
    private readonly organization: Organization, private readonly omissions: Omissions, private readonly isNamed: (id: string) => boolean,
  ) {
    const kept = organization.policies.filter((policy) => this.isKept(policy));
    this.names = uniqueNames(kept.map(({ id, name, type }) => ({ id, candidates: [name, `${type} ${name}`] })));
    this.policies = kept.map((policy) => this.policyResource(policy)).sort(byName);
    this.documents = new Map(kept.map(({ id, content }) => [this.pathOf(id), prettyJson(content)]));
  }

  attachments(places: ReadonlyMap<string, Place>): TerraformResource[] {
    const found = [...places.values()].flatMap((place) => this.attachedTo(place).map((policy) => ({ place, policy, id: `${place.target.id}:${policy.id}` })));
    const names = uniqueNames(found.map(({ place, policy, id }) => ({
      id, candidates: [`${this.names.get(policy.id) ?? identifier(policy.name)}_${place.name}`, `${policy.name} at ${place.path.join(' ')}`],
    })));
    return found.map(({ place, policy, id }): TerraformResource => ({
      file: 'attachments.tf',
      type: 'aws_organizations_policy_attachment',
      name: names.get(id)!,
      importId: id,
      attributes: { policy_id: this.referenceTo(policy), target_id: place.id },
    })).sort(byName);
  }

  private isKept(policy: Policy): boolean {
    const reason = reasonOfPolicy(policy) ?? (this.isNamed(policy.id) ? undefined : NOT_NAMED);
    if (reason !== undefined) this.omissions.add('policy', policy.name, reason);
    return reason === undefined;
  }

  private policyResource({ id, name, type, description, tags }: Policy): TerraformResource {
    return {
      file: 'policies.tf',
      type: POLICY,
      name: this.names.get(id)!,
      importId: id,
      attributes: {
        name, type, description: description === '' ? undefined : description, content: documentOf(this.pathOf(id)), tags: tagsAttribute(exportedTags(tags)),
      },
    };
  }

  private pathOf(id: string): string {
    return `policies/${this.names.get(id)!}.json`;
  }

  /** The attachments that Terraform manages. Those that AWS makes at each target are left to it. */
  private attachedTo({ target, path, id }: Place): AttachedPolicy[] {
    const place = path.join('/');
    const usesServiceControlPolicies = this.organization.policyTypes.includes('SERVICE_CONTROL_POLICY');
    if (usesServiceControlPolicies && id !== undefined && target.attachedPolicies.every((policy) => policy.id !== FULL_ACCESS_ID)) {
      this.omissions.add('allowList', place, 'FullAWSAccess is detached and stays so; the configuration does not say it, and AWS attaches it to a new target');
    }
    return target.attachedPolicies.filter((policy) => {
      if (ATTACHED_BY_AWS.includes(policy.id)) return false;
      const reason = id === undefined ? 'the account is left out; it stays attached'
        : this.names.has(policy.id) || policy.awsManaged ? undefined : 'the policy is left out; it stays attached';
      if (reason !== undefined) this.omissions.add('attachment', `${policy.name} at ${place}`, reason);
      return reason === undefined;
    });
  }

  /** A policy of AWS has no resource. */
  private referenceTo({ id }: AttachedPolicy): Expression | string {
    const name = this.names.get(id);
    return name === undefined ? id : attributeOf({ type: POLICY, name }, 'id');
  }
}

function byName(one: TerraformResource, other: TerraformResource): number {
  return one.name < other.name ? -1 : 1;
}
