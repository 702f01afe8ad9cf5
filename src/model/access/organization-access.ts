import type { Organization } from '../organization';
import type { AccessAnswer, AccessQuestion } from './access-question';
import { answerQuestion } from './answer-question';
import { effectiveManagementPolicy, type EffectiveManagementPolicy } from './effective-management-policy';
import { findAccount } from './find-account';
import { type PlacedAccount, placedAccounts } from './placed-account';
import { PolicyChains } from './policy-chains';
import type { AccessKnowledge } from './prepare-question';
import { SymbolicIds } from './symbols';
import type { AccessRequest, ManagementPolicyType } from '../../policy';

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

  /**
   * A principal of an account as requests name it, with the ids in it that only a deployment will tell.
   * @param principal an ARN, or `role/Name` of the account
   */
  principalOf({ account }: PlacedAccount, principal: string): Pick<AccessRequest, 'openIds'> & { readonly principal: string } {
    const { symbols } = this.knowledge;
    const openIds = symbols.openIds();
    const arn = principal.startsWith('arn:') ? principal : `arn:aws:iam::${symbols.standIn(account.id)}:${principal}`;
    return { principal: arn, ...(openIds === undefined ? {} : { openIds }) };
  }

  effectivePolicy(placed: PlacedAccount, type: ManagementPolicyType): EffectiveManagementPolicy {
    return effectiveManagementPolicy(this.knowledge.chains, placed, type);
  }
}
