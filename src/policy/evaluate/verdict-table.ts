import { type AccessRequest, checkRequest } from './access-request';
import { actionName } from './compile-action';
import type { CompiledPolicy } from './compile-policy';
import { type AccountSide, type Decision, decisionOf } from './evaluate';
import { resourceControlExemption, serviceControlExemption } from './exemption';
import { judgePolicy, type Judgement, permits } from './judge-policy';
import type { Level } from './level';
import { RequestContext } from './request-context';

export interface VerdictRow {
  readonly request: AccessRequest;
  /** One for each account, in the order given. */
  readonly decisions: readonly Decision[];
}

/**
 * The decisions for many requests in many accounts, a row a request. Each policy and each level is judged once for a request,
 * however many accounts share it: hand in the same objects for what is the same. The resource counts as the account's own.
 *
 * @throws Error if a request does not name one action.
 */
export function* verdictTable(accounts: readonly AccountSide[], requests: Iterable<AccessRequest>): Generator<VerdictRow> {
  const levels = new Numbering<Level>();
  const chains = accounts.map(({ levels: chain, managementAccount = false }) => ({
    levels: chain.map((level) => levels.numberOf(level)), managementAccount,
  }));
  const policies = new Numbering<CompiledPolicy>();
  const rules = levels.items.map((level) => ({
    service: level.serviceControlPolicies?.map((policy) => policies.numberOf(policy)),
    resource: level.resourceControlPolicies?.map((policy) => policies.numberOf(policy)),
  }));
  for (const request of requests) {
    checkRequest(request);
    const context = new RequestContext(request);
    const action = actionName(request.action);
    const judgements = policies.items.map((policy) => judgePolicy(policy, action, context));
    const ordinary = {
      service: serviceControlExemption(request.principal, false) === undefined,
      resource: resourceControlExemption(request.principal, false) === undefined,
    };
    const atLevels = rules.map(({ service, resource }): Decision => {
      const decision = ordinary.service ? gate(service, judgements) : 'allowed';
      return decision === 'denied' || !ordinary.resource ? decision : worst(decision, gate(resource, judgements));
    });
    const decisions = chains.map(({ levels: chain, managementAccount }): Decision => (
      managementAccount ? 'allowed' : chain.reduce((decision: Decision, level) => worst(decision, atLevels[level]), 'allowed')));
    yield { request, decisions };
  }
}

function gate(policies: readonly number[] | undefined, judgements: readonly Judgement[]): Decision {
  return policies === undefined ? 'allowed' : decisionOf(permits(policies.map((policy) => judgements[policy])));
}

function worst(one: Decision, other: Decision): Decision {
  if (one === 'denied' || other === 'denied') return 'denied';
  return one === 'allowed' ? other : one;
}

/** Gives each thing a number at its first appearance, so that what is known about it lies in an array. */
class Numbering<T> {
  readonly items: T[] = [];
  private readonly numbers = new Map<T, number>();

  numberOf(item: T): number {
    let number = this.numbers.get(item);
    if (number === undefined) {
      number = this.items.push(item) - 1;
      this.numbers.set(item, number);
    }
    return number;
  }
}
