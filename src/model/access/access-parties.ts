import type { AccessQuestion } from './access-question';
import type { PlacedAccount } from './placed-account';
import { partitionOf } from '../../assembly';
import { accountOfArn, ANONYMOUS, checkPrincipal, type ContextValue, isServicePrincipal, isWebIdentityProvider } from '../../policy';

/** An account of the model, or the id of one that is not in it. */
export type Party = PlacedAccount | string;

export function isPlaced(party: Party): party is PlacedAccount {
  return typeof party !== 'string';
}

/** The owner of resources that AWS provides, such as `arn:aws:iam::aws:policy/AdministratorAccess`. */
export const OF_AWS = 'aws';

const SHORT = /^(?:root|(?:role|user)\/.+)$/;

/**
 * The principal of a question: as given, or the ARN of what is named in short.
 * @param accountId of the account that the question is about
 * @throws Error for what names no principal.
 */
export function principalOf({ principal, context }: AccessQuestion, accountId: string): string | undefined {
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

/** Whose an ARN is; what names no account counts as that of the account in question. */
export function partyOf(
  byId: ReadonlyMap<string, PlacedAccount>, asked: PlacedAccount, arn: string | undefined, stated: string | undefined,
): Party {
  const id = stated ?? (arn === undefined ? undefined : accountOfArn(arn));
  return id === undefined ? asked : byId.get(id) ?? id;
}

/** A single value of the context; the case of its key does not matter. */
export function valueOf(context: Readonly<Record<string, ContextValue>> | undefined, key: string): string | undefined {
  const value = contextValue(context, key);
  return typeof value === 'string' ? value : undefined;
}

/** The value of a key in the context; `null` if the request does not have it, undefined if the context says nothing. */
export function contextValue(context: Readonly<Record<string, ContextValue>> | undefined, key: string): ContextValue | undefined {
  return Object.entries(context ?? {}).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}
