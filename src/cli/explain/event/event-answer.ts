import { type AccessAnswer, OrganizationAccess, type PlacedAccount } from '../../../model';
import type { ContextValue } from '../../../policy';
import type { CallRequest, Incident } from '../../../trail';

export interface EventAnswer {
  readonly incident: Incident;
  readonly placed: PlacedAccount;
  /** One for each request of the incident; the worst decision first. */
  readonly answers: readonly AccessAnswer[];
}

const ORDER = ['denied', 'depends', 'allowed'];

/**
 * Asks the organization about a refused request.
 *
 * @param account the account to ask about, if somebody names it
 * @param context further condition keys, which take precedence
 * @throws Error if the organization has no account of the event
 */
export function answerEvent(
  access: OrganizationAccess, incident: Incident, account?: string, context: Readonly<Record<string, ContextValue>> = {},
): EventAnswer {
  const placed = account === undefined ? accountOf(access, incident) : access.find(account);
  const translate = idsOf(access, placed, incident);
  const answers = incident.requests.map((request) => access.ask(placed, questionOf(request, incident, context, translate)));
  return { incident, placed, answers: answers.sort((one, other) => ORDER.indexOf(one.decision) - ORDER.indexOf(other.decision)) };
}

function questionOf(
  { action, resource, context }: CallRequest, { principal, callerAccountId }: Incident, given: Readonly<Record<string, ContextValue>>,
  translate: (text: string) => string,
) {
  const caller = callerAccountId === undefined ? {} : { 'aws:PrincipalAccount': translate(callerAccountId) };
  const taken = new Set(Object.keys(given).map((key) => key.toLowerCase()));
  const recorded = Object.entries({ ...context, ...caller }).filter(([key]) => !taken.has(key.toLowerCase()));
  return {
    action,
    ...(resource === undefined ? {} : { resource: translate(resource) }),
    ...(principal === undefined ? {} : { principal: translate(principal) }),
    context: {
      ...Object.fromEntries(recorded.map(([key, value]) => [key, key === 'aws:ResourceAccount' ? translate(String(value)) : value])),
      ...given,
    },
  };
}

/** The first account of the event that the organization has. */
function accountOf({ accounts }: OrganizationAccess, { accountIds }: Incident): PlacedAccount {
  const found = accountIds.map((id) => accounts.find(({ account }) => account.id === id)).find((placed) => placed !== undefined);
  if (found !== undefined) return found;
  if (accountIds.length === 0) throw new Error('The event names no account (given: an ARN without one, or none). Give --account with the account of the caller.');
  const inCode = accounts.some(({ account }) => account.id.startsWith('${'));
  throw new Error(`The organization has no account of the event (given: ${accountIds.join(', ')}). `
    + (inCode ? 'Code does not know the IDs of its accounts: give --account NAME, or a snapshot, a saved state or --live.'
      : 'Give the organization of the account, or name another one with --account.'));
}

/** Logs hide account IDs as `***`. */
const HIDDEN = /:\*{3,}:/;

/** Code knows no account IDs: the one of the event stands for the account that is asked about, and so does a hidden one. */
function idsOf(access: OrganizationAccess, placed: PlacedAccount, { accountIds: [accountId] }: Incident): (text: string) => string {
  const standIn = access.principalOf(placed, 'root').principal.split(':')[4];
  if (accountId === undefined) return (text) => text.replace(HIDDEN, `:${standIn}:`);
  if (!placed.account.id.startsWith('${')) return (text) => text;
  return (text) => (text === accountId ? standIn : text.replace(`:${accountId}:`, `:${standIn}:`));
}
