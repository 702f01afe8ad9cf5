import { type Organization, targets } from '../organization';
import type { AccessAnswer, AccessQuestion } from './access-question';
import { type AccountCase, accountCases, AccountKinds, PLACES } from './account-cases';
import { answerQuestion, verdictOf } from './answer-question';
import { effectiveManagementPolicy, type EffectiveManagementPolicy } from './effective-management-policy';
import { principalContext, resourceContext } from './known-context';
import { type PlacedAccount, placedAccounts, placedTargets } from './placed-account';
import { PolicyChains } from './policy-chains';
import type { AccessKnowledge } from './prepare-question';
import { type ServiceControlQuestion, serviceControlQuestion, type UnanswerableQuestion } from './service-control-question';
import { policiesOn, SymbolicIds } from './symbols';
import type { AccessRequest, AccountSide, CompiledPolicy, ContextValue, ManagementPolicyType, Verdict } from '../../policy';
import { nearest } from '../../policy/actions/nearest';

/** In this order: the keys that identify an account with certainty come first. */
const KEYS: readonly ((placed: PlacedAccount) => string)[] = [
  ({ account }) => account.id,
  ({ path }) => path,
  ({ account }) => account.name,
  ({ account }) => account.email,
];

const LISTED = 8;

/** The facts that the organization determines about the requests of an account. */
export interface AccountFacts extends AccountCase {
  /** Condition keys of requests by its principals, and those of requests for its resources. */
  readonly principal: Readonly<Record<string, ContextValue>>;
  readonly resource: Readonly<Record<string, ContextValue>>;
}

/** The policies of an account, and the facts that the organization determines about its requests. */
export interface AccountPolicies {
  readonly side: AccountSide;
  /** More than one where the account's ID is not known yet, and policies spell out IDs that it may have. */
  readonly cases: readonly AccountFacts[];
}

/** Answers questions about access in an organization. Compile it once and ask it often. */
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

  /** @throws Error with candidates, if no account or more than one matches. */
  find(text: string): PlacedAccount {
    return findAccount(this.knowledge.organization, this.accounts, text);
  }

  /** @throws Error if the question cannot be asked. */
  ask(placed: PlacedAccount, question: AccessQuestion): AccessAnswer {
    return answerQuestion(this.knowledge, placed, question);
  }

  /**
   * Asks about many accounts. Those that the policies on their way do not tell apart share an answer, which is about the first of them.
   * @throws Error if the question cannot be asked.
   */
  askAll(wanted: readonly PlacedAccount[], question: AccessQuestion): ReadonlyMap<PlacedAccount, AccessAnswer> {
    const kinds = new AccountKinds(this.knowledge, question);
    const shared = new Map<string, AccessAnswer>();
    return new Map(wanted.map((placed) => {
      const key = kinds.keyOf(placed);
      const answer = (key === undefined ? undefined : shared.get(key)) ?? this.ask(placed, question);
      if (key !== undefined) shared.set(key, answer);
      return [placed, answer];
    }));
  }

  /**
   * The verdict alone, which is faster where many questions are asked.
   * @throws Error if the question cannot be asked.
   */
  verdict(placed: PlacedAccount, question: AccessQuestion): Verdict {
    return verdictOf(this.knowledge, placed, question);
  }

  /**
   * A question about the service control policies of the principal's account alone.
   * @throws Error if the question cannot be asked.
   */
  askServiceControl(placed: PlacedAccount, question: AccessQuestion): ServiceControlQuestion | UnanswerableQuestion {
    return serviceControlQuestion(this.knowledge, placed, question);
  }

  /**
   * A principal of an account in the form that requests use, with its IDs that only a deployment will know.
   * @param principal an ARN, or `role/Name` of the account
   */
  principalOf({ account }: PlacedAccount, principal: string): Pick<AccessRequest, 'openIds'> & { readonly principal: string } {
    const { symbols } = this.knowledge;
    const openIds = symbols.openIds();
    const arn = principal.startsWith('arn:') ? principal : `arn:aws:iam::${symbols.standIn(account.id)}:${principal}`;
    return { principal: arn, ...(openIds === undefined ? {} : { openIds }) };
  }

  isManagementAccount({ account }: PlacedAccount): boolean {
    return account.id === this.knowledge.organization.managementAccountId;
  }

  /**
   * The accounts below a unit, by its path, or one account.
   * @throws Error with candidates, if there is no such place
   */
  accountsAt(place: string): PlacedAccount[] {
    const path = place.replace(/^root\//i, '');
    if (/^root$/i.test(path)) return [...this.accounts];
    const below = this.accounts.filter((placed) => placed.path.startsWith(`${path}/`));
    const isUnit = placedTargets(this.knowledge.organization).some((target) => target.kind === 'organizationalUnit' && target.path === path);
    return isUnit ? below : [this.find(place)];
  }

  /**
   * The policies of an account, and the condition keys that the organization determines for its principals and resources.
   * @param others further policies of the same question
   */
  policiesOf(placed: PlacedAccount, others: readonly CompiledPolicy[] = []): AccountPolicies {
    const { organization, chains, symbols } = this.knowledge;
    const side = chains.of(placed);
    const policies = [...policiesOn([side]), ...others];
    // An ID that only a deployment will know may be one that a policy spells out.
    const unsettled = new Set(PLACES.filter((kind) => symbols.unassigned(kind, policies)?.length !== 0));
    const contexts = [principalContext(organization, symbols, placed), resourceContext(organization, symbols, placed)];
    const cases = accountCases(placed.account.id, symbols, policies, symbols.context([side])).map((each): AccountFacts => {
      const known = (context: Record<string, ContextValue>) => Object.fromEntries(Object.entries(context).flatMap(([key, value]) => {
        if (/^aws:(Principal|Resource)Account$/.test(key)) return each.account === undefined ? [] : [[key, each.account]];
        return symbols.hasStandIn(JSON.stringify(value), unsettled) ? [] : [[key, value]];
      }));
      const [principal, resource] = contexts.map(known);
      return { ...each, principal, resource };
    });
    return { side, cases };
  }

  effectivePolicy(placed: PlacedAccount, type: ManagementPolicyType): EffectiveManagementPolicy {
    return effectiveManagementPolicy(this.knowledge.chains, placed, type);
  }
}

/**
 * The account with an ID, a path, a name or an email address; case is ignored where that leaves one account.
 * @throws Error with candidates, if there is none or more than one.
 */
function findAccount(organization: Organization, accounts: readonly PlacedAccount[], text: string): PlacedAccount {
  const wanted = text.replace(/^root\//i, '');
  for (const fold of [(value: string) => value, (value: string) => value.toLowerCase()]) {
    for (const key of KEYS) {
      const found = accounts.filter((placed) => fold(key(placed)) === fold(wanted));
      if (found.length === 1) return found[0];
      if (found.length > 1) throw new Error(`More than one account is meant: "${text}". Give the ID or the path of one: ${listed(found)}.`);
    }
  }
  refuseUnit(organization, accounts, wanted);
  if (accounts.length === 0) throw new Error(`The account is not known: "${text}". There are no accounts in this organization.`);
  const close = meant(accounts, wanted);
  const advice = close === undefined ? `Give a name, an ID, an email address or a path, such as ${listed(accounts)}` : `Did you mean ${close.path}?`;
  throw new Error(`The account is not known: "${text}". ${advice}${close === undefined ? '.' : ''}`);
}

/** @throws Error with its accounts, if the text means an organizational unit. */
function refuseUnit(organization: Organization, accounts: readonly PlacedAccount[], text: string): void {
  const units = [...targets(organization)].filter(({ kind }) => kind === 'organizationalUnit')
    .map(({ path, target }) => ({ path: path.slice('Root/'.length), id: target.id }));
  const isMeant = ({ path, id }: { path: string; id: string }) => (
    id === text || [path, path.slice(path.lastIndexOf('/') + 1)].some((name) => name.toLowerCase() === text.toLowerCase()));
  const meantPaths = units.filter(isMeant).map(({ path }) => path);
  if (meantPaths.length === 0) return;
  const inside = accounts.filter(({ path }) => meantPaths.some((unit) => path.startsWith(`${unit}/`)));
  throw new Error(`This is an organizational unit, not an account: "${text}". `
    + (inside.length === 0 ? 'There are no accounts in it.' : `Give an account in it: ${listed(inside)}.`));
}

/** The account with a key of similar spelling. */
function meant(accounts: readonly PlacedAccount[], text: string): PlacedAccount | undefined {
  const byKey = new Map(accounts.flatMap((placed) => KEYS.map((key) => [key(placed), placed] as const)));
  return byKey.get(nearest(text, byKey.keys()) ?? '');
}

function listed(accounts: readonly PlacedAccount[]): string {
  const shown = accounts.slice(0, LISTED).map(({ path, account }) => (account.id.startsWith('${') ? path : `${path} (${account.id})`));
  return shown.join(', ') + (accounts.length > LISTED ? `, and ${accounts.length - LISTED} more` : '');
}
