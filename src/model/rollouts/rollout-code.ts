import { policyDigestOf } from './rollout-state';
import { type CloudAssembly, constructPathAt } from '../../assembly';
import type { RolloutMetadata } from '../../contract';
import { organizationFromAssembly } from '../code/from-assembly';
import { type FlatOrganization, flatten, type FlatTarget } from '../diff/flat-organization';
import type { AttachedPolicy, Organization } from '../organization';

/** Code with rollouts. What it describes is read when somebody first asks for it. */
export class RolloutCode {
  private described: Organization | undefined;
  private flattened: FlatOrganization | undefined;
  private byPath: ReadonlyMap<string, FlatTarget> | undefined;

  constructor(private readonly assembly: CloudAssembly) {}

  /** Of the text of the policy of a rollout, if the code has it. */
  public digestOf(rollout: RolloutMetadata): string | undefined {
    return policyDigestOf(rollout, this.organization);
  }

  /** The target with the path of a construct. Undefined for one that the code does not create. */
  public targetAt(path: string): FlatTarget | undefined {
    this.byPath ??= new Map([...this.flat.targets.values()].flatMap((target) => {
      const found = this.pathOf(target);
      return found === undefined ? [] : [[found, target]];
    }));
    return this.byPath.get(path);
  }

  /** Whether accounts at or below a target have a policy. */
  public inherits(target: FlatTarget, isIt: (policy: AttachedPolicy) => boolean): boolean {
    let at: FlatTarget | undefined = target;
    while (at !== undefined && !at.attachedPolicies.some(isIt)) {
      at = at.parentId === undefined ? undefined : this.flat.targets.get(at.parentId);
    }
    return at !== undefined;
  }

  /** The paths, or else the names, of the targets to which the policy with the path of a construct is attached. */
  public attachedTo(policyPath: string): string[] {
    const policy = [...this.flat.policies.values()].find((each) => this.pathOf(each) === policyPath);
    if (policy === undefined) return [];
    return [...this.flat.targets.values()].filter(({ attachedPolicies }) => attachedPolicies.some(({ id }) => id === policy.id))
      .map((target) => this.pathOf(target) ?? target.name);
  }

  private get organization(): Organization {
    return this.described ??= organizationFromAssembly(this.assembly);
  }

  private get flat(): FlatOrganization {
    return this.flattened ??= flatten(this.organization);
  }

  private pathOf({ code }: Pick<FlatTarget, 'code'>): string | undefined {
    return code && constructPathAt(code.address, this.assembly.stacks);
  }
}
