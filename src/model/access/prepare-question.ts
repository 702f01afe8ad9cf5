import { type ContextValue, principalKind } from '../../policy';
import type { Organization } from '../organization';
import { isPlaced, type Party, partyOf, principalOf, valueOf } from './access-parties';
import type { AccessQuestion, PreparedQuestion } from './access-question';
import { idsOf, principalContext, resourceContext } from './known-context';
import { partySide } from './party-side';
import type { PlacedAccount } from './placed-account';
import type { PolicyChains } from './policy-chains';
import type { SymbolicIds } from './symbols';

/** What is known of an organization to answer questions with. */
export interface AccessKnowledge {
  readonly organization: Organization;
  /** By id, or by what stands in for it. */
  readonly byId: ReadonlyMap<string, PlacedAccount>;
  readonly chains: PolicyChains;
  readonly symbols: SymbolicIds;
  /** Whether every account of the organization is known, so that any other one is outside of it. */
  readonly complete: boolean;
}

/**
 * Who acts and whose resource it is; which policies that brings in, and what follows for the request's context. What the question
 * says itself counts before that.
 * @throws Error if neither the principal nor the resource is the account's.
 */
export function prepareQuestion(knowledge: AccessKnowledge, asked: PlacedAccount, question: AccessQuestion): PreparedQuestion {
  const { organization, byId, chains, symbols, complete } = knowledge;
  const { action, resource, context = {} } = question;
  const principal = principalOf(question, symbols.standIn(asked.account.id));
  const byService = principal !== undefined && principalKind(principal) === 'service';
  const actor = partyOf(byId, asked, principal, valueOf(context, 'aws:PrincipalAccount'));
  const owner = partyOf(byId, asked, resource, valueOf(context, 'aws:ResourceAccount'));
  if ((byService || actor !== asked) && owner !== asked) {
    throw new Error(`Neither the principal nor the resource belongs to ${asked.path}: ${principal}, ${resource}. Ask about an account that one of them belongs to.`);
  }
  const known: Record<string, ContextValue> = {
    ...(isPlaced(actor) && !byService ? principalContext(organization, symbols, actor) : {}),
    ...(isPlaced(owner) && resource !== undefined && resource !== '*' ? resourceContext(organization, symbols, owner) : {}),
  };
  const isMember = (key: string) => {
    const stated = valueOf(context, key);
    return stated === undefined && !complete ? undefined : stated === organization.id;
  };
  // Where every account of the organization is known, whoever has another one is in none, or in an organization that is not ours.
  const outside = (party: Party, key: string) => (!complete || isPlaced(party) || organization.id === '' ? {} : { [key]: [organization.id] });
  const ruledOut = unlessGiven({ ...(byService ? {} : outside(actor, 'aws:PrincipalOrgID')), ...outside(owner, 'aws:ResourceOrgID') }, context);
  const principalSide = byService
    ? { side: chains.of(asked), aside: [] }
    : partySide(chains, actor, 'SERVICE_CONTROL_POLICY', isMember('aws:PrincipalOrgID'));
  const resourceSide = partySide(chains, owner, 'RESOURCE_CONTROL_POLICY', isMember('aws:ResourceOrgID'));
  return {
    request: {
      action,
      ...(resource === undefined ? {} : { resource }),
      ...(principal === undefined ? {} : { principal }),
      context: {
        ...symbols.context([principalSide.side, resourceSide.side]),
        ...unlessGiven(known, context),
        ...context,
      },
      ...(Object.keys(ruledOut).length === 0 ? {} : { ruledOut }),
    },
    principalSide: principalSide.side,
    resourceSide: resourceSide.side,
    aside: [...principalSide.aside, ...resourceSide.aside],
    ids: [actor, owner].filter(isPlaced).flatMap((party) => idsOf(organization, party)),
  };
}

function unlessGiven<T>(known: Readonly<Record<string, T>>, given: object): Record<string, T> {
  const names = new Set(Object.keys(given).map((key) => key.toLowerCase()));
  return Object.fromEntries(Object.entries(known).filter(([key]) => !names.has(key.toLowerCase())));
}
