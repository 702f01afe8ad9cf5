import { AccountNames } from './account-names';
import { ActionChanges } from './action-changes';
import { type ActionsByService, byService } from './action-classes';
import { actionsImpact } from './actions-impact';
import { Numbers, PlaceKeys, splitChains } from './chain-key';
import { DirectionDecider } from './decided-direction';
import { groupImpact } from './group-impact';
import type { ActionsImpact, EffectivePolicyImpact, ImpactGroup } from './impact-group';
import { withLeavingAccounts } from './leaving-accounts';
import { AUTHORIZATION_POLICY_TYPES, MANAGEMENT_POLICY_TYPES, type ManagementPolicyType, type PolicyTypeName } from '../../contract';
import { type Level, UnknownPolicy } from '../../policy';
import { allServices, actionsOf } from '../../policy/actions';
import { effectiveManagementPolicy } from '../access/effective-management-policy';
import { type PlacedAccount, placedAccounts } from '../access/placed-account';
import { PolicyChains } from '../access/policy-chains';
import { settingChanges } from '../diff/compare/setting-changes';
import { afterTypes } from '../diff/default-attachments';
import { countingTypesOf } from '../diff/flat-organization';
import { Aligned } from '../diff/identity/align';
import { repeatedNames } from '../diff/identity/names';
import { isInvited } from '../invitations';
import type { Organization } from '../organization';

/** Read once, since it takes as long as a small review. */
let knownByService: ActionsByService | undefined;

function knownActions(): ActionsByService {
  knownByService ??= new Map(allServices().map((service) => [service, actionsOf(service)]));
  return knownByService;
}

export interface ImpactOptions {
  /**
   * The actions to judge, as policies name them: `s3:GetObject`. An empty list skips the judgment of actions.
   * @default - all that are known, and those that AWS may add
   */
  readonly actions?: readonly string[];
}

/** The impact on one account, before accounts are grouped. */
export interface AccountImpact {
  readonly actions: readonly ActionsImpact[];
  readonly effectivePolicies: readonly EffectivePolicyImpact[];
  readonly unknownPolicies: readonly string[];
}

/** One side of a comparison. */
export interface Side {
  readonly organization: Organization;
  readonly chains: PolicyChains;
  readonly accounts: ReadonlyMap<string, PlacedAccount>;
}

/**
 * The actions that become possible or impossible in accounts that are in both values, or that are removed from the app and stay in the
 * organization. An invited account is judged as if it joined and were placed: before, no policy of this organization counts for it. Only
 * the action of a request is known, so that a condition makes the decision depend. The management account is omitted, since service
 * control policies do not apply to it.
 */
export function impactOf(aligned: Aligned, options: ImpactOptions = {}): ImpactGroup[] {
  return aligned.haveSamePolicies ? [] : judgedImpact(aligned, options);
}

/** The same, by the judgment of every account. */
export function judgedImpact(aligned: Aligned, options: ImpactOptions = {}): ImpactGroup[] {
  const { base, head } = aligned;
  const before = side(aligned.treeOf(base));
  const after = side(aligned.treeOf(withLeavingAccounts(withTypesThatStay(aligned))), before);
  const byAccount = new Map<PlacedAccount, AccountImpact>();
  const judged = new AccountJudge(before, after, options.actions);
  for (const [id, present] of after.accounts) {
    const former = before.accounts.get(id) ?? (isInvited(present.account) ? withoutOrganization(present) : undefined);
    if (former === undefined || id === base.managementAccountId) continue;
    const impact = judged.impact(former, present);
    if (impact !== undefined) byAccount.set(present, impact);
  }
  return groupImpact(byAccount, repeatedNames(base, head));
}

/** An account without any known policies. */
function withoutOrganization({ account, path }: PlacedAccount): PlacedAccount {
  return { account: { ...account, attachedPolicies: [] }, path, places: [] };
}

/** Policy types stay enabled when they are removed from the app, and the policies that AWS attaches to every target stay attached. */
function withTypesThatStay(aligned: Aligned): Aligned {
  const { base, head } = aligned;
  const present = countingTypesOf(head);
  const types = base.code === undefined ? [] : countingTypesOf(base).filter((type) => !present.includes(type));
  if (types.length === 0) return aligned;
  const targets = [...head.targets.values()].map((target) => (
    [target.id, { ...target, attachedPolicies: afterTypes(target.attachedPolicies, types, []) }] as const));
  return new Aligned(base, { ...head, policyTypes: [...head.policyTypes, ...types], targets: new Map(targets) });
}

function side(organization: Organization, former?: Side): Side {
  return {
    organization,
    chains: new PolicyChains(organization, former?.chains),
    accounts: new Map(placedAccounts(organization).map((placed) => [placed.account.id, placed])),
  };
}

/** Keys of the places in a chain, before and after. */
type KeyPair = readonly [readonly number[], readonly number[]];

/** Judges each pair of chains once, however many accounts share it. */
class AccountJudge {
  private readonly known = new Map<string, AccountImpact | undefined>();
  private readonly levels = new Map<number, Level>();
  private readonly changes: ActionChanges;
  private readonly authorization: readonly [PlaceKeys, PlaceKeys];
  private readonly management: readonly [PlaceKeys, PlaceKeys];
  private readonly actions: ActionsByService;
  private readonly accounts: AccountNames;

  constructor(private readonly before: Side, private readonly after: Side, actions?: readonly string[]) {
    const keys = (types: readonly PolicyTypeName[], numbers: Numbers): readonly [PlaceKeys, PlaceKeys] => (
      [new PlaceKeys(before.chains, types, numbers), new PlaceKeys(after.chains, types, numbers)]);
    this.authorization = keys(AUTHORIZATION_POLICY_TYPES, new Numbers());
    this.management = keys(MANAGEMENT_POLICY_TYPES, new Numbers());
    this.accounts = new AccountNames(before, after);
    this.actions = actions ? byService(actions) : knownActions();
    this.changes = new ActionChanges(this.levels, this.actions, actions === undefined);
  }

  impact(former: PlacedAccount, present: PlacedAccount): AccountImpact | undefined {
    const authorization = [this.authorization[0].of(former), this.authorization[1].of(present)] as const;
    const management = [this.management[0].of(former), this.management[1].of(present)] as const;
    const key = JSON.stringify([authorization, management, this.accounts.keyOf(present.account.id)]);
    if (!this.known.has(key)) this.known.set(key, this.judge(former, present, authorization, management));
    return this.known.get(key);
  }

  private judge(
    former: PlacedAccount, present: PlacedAccount,
    [left, joined]: KeyPair, [formerManagement, presentManagement]: KeyPair,
  ): AccountImpact | undefined {
    const pair = splitChains(left, joined);
    const isAsBefore = pair.left.length + pair.joined.length === 0;
    const isManagedAsBefore = formerManagement.join() === presentManagement.join();
    if (isAsBefore && isManagedAsBefore) return undefined;
    const ways = { before: this.before.chains.of(former).levels, after: this.after.chains.of(present).levels };
    left.forEach((key, index) => this.levels.set(key, ways.before[index]));
    joined.forEach((key, index) => this.levels.set(key, ways.after[index]));
    const decider = new DirectionDecider(ways, this.accounts.casesOf(present.account.id, ways));
    const actions = isAsBefore ? [] : actionsImpact(this.changes.of(pair), ways, this.actions, (each) => decider.of(each));
    const effectivePolicies = isManagedAsBefore
      ? []
      : MANAGEMENT_POLICY_TYPES.flatMap((type) => effectivePolicyImpact(type, [this.before.chains, former], [this.after.chains, present]));
    if (actions.length + effectivePolicies.length === 0) return undefined;
    return { actions, effectivePolicies, unknownPolicies: unknownPolicies([...ways.before, ...ways.after]) };
  }
}

/** Sorted names of the policies in a chain whose text is unknown. */
function unknownPolicies(levels: readonly Level[]): string[] {
  const policies = levels.flatMap(({ serviceControlPolicies = [], resourceControlPolicies = [] }) => (
    [...serviceControlPolicies, ...resourceControlPolicies]));
  return [...new Set(policies.filter((policy) => policy instanceof UnknownPolicy).map(({ name }) => name))].sort();
}

type Way = readonly [PolicyChains, PlacedAccount];

/** The change of an account's effective policy of one management type; empty if it does not change. */
function effectivePolicyImpact(type: ManagementPolicyType, before: Way, after: Way): EffectivePolicyImpact[] {
  const [former, present] = [before, after].map(([chains, placed]) => effectiveManagementPolicy(chains, placed, type).document);
  const settings = settingChanges(former, present);
  return settings.length === 0 ? [] : [{ policyType: type, settings }];
}
