import {
  carriesResourceKeys, type ContextValue, isOfAws, principalKind, sessionRole, type AccountSide, type Reason, UnknownPolicy, accountOfArn,
  ANONYMOUS, checkPrincipal, isServicePrincipal, isWebIdentityProvider,
} from '../../policy';
import type { Organization } from '../organization';
import type { AccessQuestion, PreparedQuestion } from './access-question';
import { type KeyPrefix, memberContext, principalContext, resourceContext, ruledOutOutside, WITHOUT_SOURCE } from './known-context';
import type { PlacedAccount } from './placed-account';
import type { PolicyChains } from './policy-chains';
import type { SymbolicIds } from './symbols';
import { partitionOf } from '../../assembly';
import type { AuthorizationPolicyType } from '../../contract';

/** An account of the model, or the ID of one that is not in it. */
type Party = PlacedAccount | string;

/** The owner of resources that AWS provides, such as `arn:aws:iam::aws:policy/AdministratorAccess`. */
const OF_AWS = 'aws';

const SHORT = /^(?:root|(?:role|user)\/.+)$/;

const WORDS = {
  SERVICE_CONTROL_POLICY: { title: 'service control policies', of: 'principals' },
  RESOURCE_CONTROL_POLICY: { title: 'resource control policies', of: 'resources' },
} as const satisfies Record<AuthorizationPolicyType, object>;

interface PartySide {
  readonly side: AccountSide;
  /** The reasons why policies of this organization do not count. */
  readonly exemptions: readonly Reason[];
}

/** The knowledge about an organization that answers are based on. */
export interface AccessKnowledge {
  readonly organization: Organization;
  /** By ID, or by the stand-in of a symbol. */
  readonly byId: ReadonlyMap<string, PlacedAccount>;
  readonly chains: PolicyChains;
  readonly symbols: SymbolicIds;
  /** Whether every account of the organization is known, so that any other account is outside it. */
  readonly complete: boolean;
}

type Context = Record<string, ContextValue>;

/** Callers that are no principals of an account. */
const WITHOUT_ACCOUNT: readonly string[] = ['service', 'federated', 'anonymous'];

/**
 * Determines the principal, the owner of the resource, the policies that both bring in, and the context that follows. The context of the
 * question itself takes precedence.
 * @throws Error if neither the principal nor the resource is the account's, or if the principal cannot have identity-based policies.
 */
export function prepareQuestion(knowledge: AccessKnowledge, asked: PlacedAccount, question: AccessQuestion): PreparedQuestion {
  const { organization, byId, chains, symbols } = knowledge;
  const { action, resource } = question;
  const context = withoutSession(question.context ?? {});
  const principal = principalOf(question, symbols.standIn(asked.account.id));
  const kind = principal === undefined ? 'other' : principalKind(principal);
  refuseIdentityPolicies(question, principal, kind);
  const withoutAccount = WITHOUT_ACCOUNT.includes(kind);
  const actor = withoutAccount ? asked : partyOf(byId, asked, principal, valueOf(context, 'aws:PrincipalAccount'));
  const ownerStated = valueOf(context, 'aws:ResourceAccount');
  const ofAws = ownerStated === undefined && resource !== undefined && isOfAws(resource);
  const owner = ofAws ? OF_AWS : partyOf(byId, asked, resource, ownerStated);
  if ((withoutAccount || actor !== asked) && owner !== asked) {
    throw new Error(`Neither the principal nor the resource belongs to ${asked.path}: ${principal}, ${resource}. Ask about an account that one of them belongs to.`);
  }
  const knowsOwner = resource !== undefined && resource !== '*' && carriesResourceKeys(action);
  const source = kind === 'service' ? valueOf(context, 'aws:SourceAccount') : undefined;
  const sourceMember = source === undefined ? undefined : byId.get(source);
  const known: Context = {
    ...(isPlaced(actor) && !withoutAccount ? principalContext(organization, symbols, actor) : {}),
    ...(kind === 'service' ? {} : WITHOUT_SOURCE),
    ...(isPlaced(owner) && knowsOwner ? resourceContext(organization, symbols, owner) : {}),
    ...outsideContext('aws:Principal', actor, context),
    ...outsideContext('aws:Resource', owner, context),
    ...(sourceMember === undefined ? {} : memberContext('aws:Source', organization, symbols, sourceMember)),
  };
  const isMember = (prefix: KeyPrefix, party: Party): boolean | undefined => {
    if (isPlaced(party)) return true;
    if (party === OF_AWS) return false;
    const stated = contextValue(context, `${prefix}OrgID`);
    return stated === undefined && !knowledge.complete ? undefined : stated === organization.id;
  };
  const outside = (prefix: KeyPrefix, party: Party) => (
    isMember(prefix, party) === false ? ruledOutOutside(prefix, organization, symbols) : {});
  const ruledOut = unlessGiven({
    ...(withoutAccount ? {} : outside('aws:Principal', actor)),
    ...(carriesResourceKeys(action) ? outside('aws:Resource', owner) : {}),
    ...(source === undefined ? {} : outside('aws:Source', sourceMember ?? source)),
    ...(owner === OF_AWS && knowsOwner ? { 'aws:ResourceAccount': [symbols.standIn(asked.account.id)] } : {}),
    ...(kind === 'federated' ? { 'aws:PrincipalIsAWSService': ['true'] } : {}),
  }, { ...known, ...context });
  const principalSide = withoutAccount
    ? { side: chains.of(asked), exemptions: [] }
    : partySide(chains, actor, 'SERVICE_CONTROL_POLICY', isMember('aws:Principal', actor));
  const resourceSide = partySide(chains, owner, 'RESOURCE_CONTROL_POLICY', isMember('aws:Resource', owner));
  const openIds = symbols.openIds();
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
      ...(question.contextIsComplete ? { contextIsComplete: true } : {}),
      ...(openIds === undefined ? {} : { openIds }),
    },
    principalSide: principalSide.side,
    resourceSide: resourceSide.side,
    exemptions: [...principalSide.exemptions, ...resourceSide.exemptions],
  };
}

/** An account whose context says that it is in no organization has no path in one either. */
function outsideContext(prefix: KeyPrefix, party: Party, context: Readonly<Context>): Context {
  return !isPlaced(party) && contextValue(context, `${prefix}OrgID`) === null ? { [`${prefix}OrgPaths`]: null } : {};
}

/** `aws:PrincipalArn` never holds the ARN of a session; a session given there names the principal. */
function withoutSession(context: Readonly<Context>): Context {
  const session = (key: string, value: ContextValue) => (
    key.toLowerCase() === 'aws:principalarn' && typeof value === 'string' && sessionRole(value) !== undefined);
  return Object.fromEntries(Object.entries(context).filter(([key, value]) => !session(key, value)));
}

/** @throws Error for a caller to whom no identity-based policy can be attached. */
function refuseIdentityPolicies({ identityPolicies }: AccessQuestion, principal: string | undefined, kind: string): void {
  if (identityPolicies === undefined || !(kind === 'root' || WITHOUT_ACCOUNT.includes(kind))) return;
  const who = kind === 'root' ? 'The root user' : 'A caller that is no user or role';
  throw new Error(`${who} has no identity-based policies (given: ${principal}). Leave the identity-based policy out, or name a user or a role.`);
}

function unlessGiven<T>(known: Readonly<Record<string, T>>, given: object): Record<string, T> {
  const keys = Object.keys(given);
  if (keys.length === 0) return known;
  const names = new Set(keys.map((key) => key.toLowerCase()));
  return Object.fromEntries(Object.entries(known).filter(([key]) => !names.has(key.toLowerCase())));
}

function isPlaced(party: Party): party is PlacedAccount {
  return typeof party !== 'string';
}

/**
 * The principal of a question: as given, or the ARN for a short form.
 * @param accountId the account that the question is about
 * @throws Error for a text that names no principal.
 */
function principalOf({ principal, context }: AccessQuestion, accountId: string): string | undefined {
  const named = principal ?? valueOf(context, 'aws:PrincipalArn');
  if (named === undefined) return undefined;
  if (named === ANONYMOUS) return named;
  if (isServicePrincipal(named) || isWebIdentityProvider(named)) return named.toLowerCase();
  const whole = SHORT.test(named) ? `arn:${partitionOf(valueOf(context, 'aws:RequestedRegion') ?? '')}:iam::${accountId}:${named}` : named;
  if (whole.startsWith('arn:')) {
    checkPrincipal(whole);
    return whole;
  }
  throw new Error(`This names no principal: "${named}". Write an ARN, a service such as config.amazonaws.com, role/Name, user/Name or root, or * for an anonymous caller.`);
}

/** The owner of an ARN; an ARN without an account belongs to the account in question. */
function partyOf(
  byId: ReadonlyMap<string, PlacedAccount>, asked: PlacedAccount, arn: string | undefined, stated: string | undefined,
): Party {
  const id = stated ?? (arn === undefined ? undefined : accountOfArn(arn));
  return id === undefined ? asked : byId.get(id) ?? id;
}

/** A single value of the context; the case of its key does not matter. */
function valueOf(context: Readonly<Record<string, ContextValue>> | undefined, key: string): string | undefined {
  const value = contextValue(context, key);
  return typeof value === 'string' ? value : undefined;
}

/** The value of a key in the context; `null` if the request does not have it, undefined if the context does not mention it. */
function contextValue(context: Readonly<Record<string, ContextValue>> | undefined, key: string): ContextValue | undefined {
  return Object.entries(context ?? {}).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

/**
 * The policies that one side of a request brings in: none of ours for an account outside the organization.
 * @param isMember whether an account that is not in the model belongs to the organization; undefined if that is unknown
 */
function partySide(chains: PolicyChains, party: Party, type: AuthorizationPolicyType, isMember: boolean | undefined): PartySide {
  if (isPlaced(party)) return { side: chains.of(party), exemptions: [] };
  if (!chains.policyTypes.has(type)) return { side: { levels: [] }, exemptions: [] };
  const { title, of } = WORDS[type];
  if (isMember === false) {
    const whose = party === OF_AWS ? `${of} of AWS` : `${of} of account ${party}, which is outside of it`;
    const why = `${title} of this organization do not reach ${whose}`;
    return { side: { levels: [] }, exemptions: [{ kind: 'exempt', type, why }] };
  }
  const unknown = [new UnknownPolicy(party, `the ${title} of account ${party}, which is not in the code`)];
  const policies = type === 'SERVICE_CONTROL_POLICY' ? { serviceControlPolicies: unknown } : { resourceControlPolicies: unknown };
  return { side: { levels: [{ name: `account ${party}`, ...policies }] }, exemptions: [] };
}
