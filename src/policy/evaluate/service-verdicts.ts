import type { ChainIndex } from './chain-index';
import type { ActionName } from './compile/compile-action';
import { type Decision, decisionOf } from './evaluate';
import { uncertainty, exemption, isUnrestricted, reachOf } from './exemption';
import { judgePolicy, type Judgement, permits, SILENCE } from './judge-policy';
import type { AccessRequest } from './request/access-request';
import { RequestContext } from './request/request-context';

/**
 * The decisions about the actions of one service, to which resource control policies apply alike, in requests that are otherwise alike.
 * Policies that ignore the action name are judged once; for each further action only the policies that depend on its name are judged.
 */
export class ServiceVerdicts {
  private readonly context: RequestContext;
  private readonly counts: { readonly service: boolean; readonly resource: boolean };
  /** Whether it is unknown if resource control policies apply to the service. */
  private readonly isUncertain: boolean;
  /** Policies to which the name of the action matters, by number. */
  private readonly byName: number[] = [];
  private readonly judgements: Judgement[];
  private readonly atLevels: readonly Decision[];
  private readonly decisions: readonly Decision[];

  constructor(private readonly index: ChainIndex, private readonly request: AccessRequest, private readonly action: ActionName) {
    this.context = new RequestContext(request);
    // `of` handles actions that work regardless of policies.
    const reach = { action: { service: action.service, name: '' }, principal: request.principal, resource: request.resource };
    this.counts = {
      service: exemption('SERVICE_CONTROL_POLICY', reach) === undefined,
      resource: exemption('RESOURCE_CONTROL_POLICY', reach) === undefined && reachOf(action) !== 'none',
    };
    this.isUncertain = uncertainty('RESOURCE_CONTROL_POLICY', { ...reach, action }) !== undefined;
    this.judgements = index.policies.map((policy, number) => {
      if (!policy.knowsNames(action.service)) return judgePolicy(policy, action, this.context);
      this.byName.push(number);
      return SILENCE;
    });
    this.atLevels = index.levels.map((_, level) => this.atLevel(level));
    this.decisions = index.chains.map((_, chain) => this.ofChain(chain, this.atLevels));
  }

  covers({ principal, resource, context, contextIsComplete, openIds, ruledOut }: AccessRequest, action: ActionName): boolean {
    const { request } = this;
    return action.service === this.action.service && reachOf(action) === reachOf(this.action)
      && principal === request.principal && resource === request.resource
      && context === request.context && contextIsComplete === request.contextIsComplete
      && openIds === request.openIds && ruledOut === request.ruledOut;
  }

  /** In the order of the chains. */
  of(action: ActionName): readonly Decision[] {
    if (isUnrestricted(action)) return this.index.chains.map(() => 'allowed');
    const speaking = this.byName.filter((number) => {
      this.judgements[number] = judgePolicy(this.index.policies[number], action, this.context);
      return this.judgements[number] !== SILENCE;
    });
    return speaking.length === 0 ? this.decisions : this.changedBy(speaking);
  }

  private changedBy(policies: readonly number[]): readonly Decision[] {
    const { levelsOf, chainsOf } = this.index;
    const atLevels = [...this.atLevels];
    const touched = [...new Set(policies.flatMap((policy) => levelsOf[policy]))].filter((level) => {
      atLevels[level] = this.atLevel(level);
      return atLevels[level] !== this.atLevels[level];
    });
    if (touched.length === 0) return this.decisions;
    const decisions = [...this.decisions];
    for (const level of touched) for (const chain of chainsOf[level]) decisions[chain] = this.ofChain(chain, atLevels);
    return decisions;
  }

  private atLevel(level: number): Decision {
    const { service, resource } = this.index.levels[level];
    const decision = this.counts.service ? this.gate(service) : 'allowed';
    if (decision === 'denied' || !this.counts.resource) return decision;
    const control = this.gate(resource);
    return worst(decision, control === 'denied' && this.isUncertain ? 'depends' : control);
  }

  private gate(policies: readonly number[] | undefined): Decision {
    return policies === undefined ? 'allowed' : decisionOf(permits(policies.map((policy) => this.judgements[policy])));
  }

  private ofChain(chain: number, atLevels: readonly Decision[]): Decision {
    const { levels, managementAccount } = this.index.chains[chain];
    if (managementAccount) return 'allowed';
    return levels.reduce((decision: Decision, level) => worst(decision, atLevels[level]), 'allowed');
  }
}

function worst(one: Decision, other: Decision): Decision {
  if (one === 'denied' || other === 'denied') return 'denied';
  return one === 'allowed' ? other : one;
}
