import type { Organization, Policy } from '../../model';
import { type Denial, policyIdOf } from '../../trail';

/** The names of policies by their IDs. A message has the ARN, if anything. */
export class PolicyNames {
  private readonly byId: ReadonlyMap<string, Policy>;

  constructor(organization: Organization | undefined) {
    this.byId = new Map((organization?.policies ?? []).map((policy) => [policy.id, policy]));
  }

  /** `DenyRegions (p-abcdefgh)`, the ARN, or what is known of a policy that the message does not name. */
  public textOf({ policyArn, kind, how }: Pick<Denial, 'policyArn' | 'kind' | 'how'>): string {
    if (policyArn === undefined) return how === 'no allow' ? `no ${kind} allows it` : `a ${kind} that the message does not name`;
    const id = policyIdOf(policyArn);
    const name = id === undefined ? undefined : this.byId.get(id)?.name;
    return name === undefined ? policyArn : `${name} (${id})`;
  }

  /**
   * The ID of a policy that somebody asks for.
   * @param given a name, an ID or an ARN
   * @throws Error for a name that is not known
   */
  public idOf(given: string): string {
    const id = /^p-[0-9A-Za-z]+$/.test(given) ? given : policyIdOf(given);
    if (id !== undefined) return id;
    if (this.byId.size === 0) throw new Error(`Messages have the ARNs of policies, and no names (given: --policy ${given}). Give its ID or ARN, or a snapshot with --organization.`);
    const named = [...this.byId.values()].filter(({ name }) => name === given);
    if (named.length !== 1) throw new Error(`No single policy has this name (given: --policy ${given}, policies: ${named.length}). Give its ID or ARN.`);
    return named[0].id;
  }
}
