import type { AccessQuestion } from './access-question';
import type { PlacedAccount } from './placed-account';
import { partitionOf } from '../../assembly';
import { accountOfArn, checkPrincipal, type ContextValue, isServicePrincipal } from '../../policy';

/** An account of the model, or the id of one that is not in it. */
export type Party = PlacedAccount | string;

export function isPlaced(party: Party): party is PlacedAccount {
  return typeof party !== 'string';
}

const SHORT = /^(?:root|(?:role|user)\/.+)$/;

/**
 * The principal of a question: as given, or the ARN of what is named in short.
 * @param accountId of the account that the question is about
 * @throws Error for what names no principal.
 */
export function principalOf({ principal, context }: AccessQuestion, accountId: string): string | undefined {
  const named = principal ?? valueOf(context, 'aws:PrincipalArn');
  if (named === undefined) return undefined;
  if (isServicePrincipal(named)) return named.toLowerCase();
  const whole = SHORT.test(named) ? `arn:${partitionOf(valueOf(context, 'aws:RequestedRegion') ?? '')}:iam::${accountId}:${named}` : named;
  if (whole.startsWith('arn:')) {
    checkPrincipal(whole);
    return whole;
  }
  throw new Error(`This names no principal: "${named}". Write an ARN, a service such as config.amazonaws.com, or role/Name, user/Name or root.`);
}

/** Whose an ARN is; what names no account counts as that of the account in question. */
export function partyOf(
  byId: ReadonlyMap<string, PlacedAccount>, asked: PlacedAccount, arn: string | undefined, stated: string | undefined,
): Party {
  const id = stated ?? (arn === undefined ? undefined : accountOfArn(arn));
  return id === undefined ? asked : byId.get(id) ?? id;
}

/** A single value of the context, whatever the case of its key. */
export function valueOf(context: Readonly<Record<string, ContextValue>> | undefined, key: string): string | undefined {
  const [, value] = Object.entries(context ?? {}).find(([name]) => name.toLowerCase() === key.toLowerCase()) ?? [];
  return typeof value === 'string' ? value : undefined;
}
