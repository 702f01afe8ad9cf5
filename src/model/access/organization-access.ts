import type { Organization } from '../organization';
import type { AccessAnswer, AccessQuestion } from './access-question';
import { answerQuestion } from './answer-question';
import { effectiveManagementPolicy, type EffectiveManagementPolicy } from './effective-management-policy';
import { findAccount } from './find-account';
import { type PlacedAccount, placedAccounts } from './placed-account';
import { PolicyChains } from './policy-chains';
import type { AccessKnowledge } from './prepare-question';
import { SymbolicIds } from './symbols';
import type { ManagementPolicyType } from '../../policy';

/** Answers questions to the policies of an organization. Compile once, ask often. */
export class OrganizationAccess {
  readonly accounts: readonly PlacedAccount[];
  private readonly knowledge: AccessKnowledge;

  /** @param complete whether the value holds every account of the organization, as a live one does and code may not */
  constructor(organization: Organization, complete = organization.code === undefined) {
    this.accounts = placedAccounts(organization);
    const symbols = new SymbolicIds(organization);
    this.knowledge = {
      organization,
      byId: new Map(this.accounts.map((placed) => [symbols.standIn(placed.account.id), placed])),
      chains: new PolicyChains(organization),
      symbols,
      complete,
    };
  }

  /** @throws Error with candidates, if no account or more than one is meant. */
  find(text: string): PlacedAccount {
    return findAccount(this.knowledge.organization, this.accounts, text);
  }

  /** @throws Error if the question cannot be asked. */
  ask(placed: PlacedAccount, question: AccessQuestion): AccessAnswer {
    return answerQuestion(this.knowledge, placed, question);
  }

  effectivePolicy(placed: PlacedAccount, type: ManagementPolicyType): EffectiveManagementPolicy {
    return effectiveManagementPolicy(this.knowledge.chains, placed, type);
  }
}
