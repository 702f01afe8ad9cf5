import { requeueUnreadable } from './current-event';
import { accountOf, type StampedEvent } from './resource-event';
import { DELEGABLE_RESOURCE_TYPES } from '../../contract';
import { errorAdvice, isOrganizationsError, isRefusal, retryRule } from '../../organizations';
import { StackError } from '../../organizations/stacks/stack-port';
import { refusal } from '../message';
import type { Ports } from '../ports';
import { RequeueError, TerminalError } from '../reconcile';
import { explainMissingFeatures } from '../reconcile/organization/all-features';
import { outsideManagementAccount } from '../reconcile/organization/organization';

/**
 * The error that ends the event, if no further attempt can succeed. Throws a `RequeueError` with better advice where one is known, and
 * returns `undefined` for any other error.
 */
export async function findTerminalError(error: unknown, event: StampedEvent, ports: Ports): Promise<TerminalError | undefined> {
  // The call may need all features in an organization whose accounts have not all agreed.
  const explained = await explainMissingFeatures(ports.organizations, error);
  if (explained instanceof RequeueError) throw explained;
  return explained ?? asTerminalError(error) ?? findWrongAccount(error, event, ports);
}

/** Turns a refusal that may pass into an error for a later attempt. Throws any other error. */
export function asRequeueError(error: unknown): RequeueError {
  if (error instanceof StackError) return requeueUnreadable(error);
  const rule = isOrganizationsError(error) ? retryRule(error) : undefined;
  if (!isOrganizationsError(error) || !rule) throw asTerminalError(error) ?? error;
  // Rate limits and new organizations need longer than a call: another attempt in the same call would only use up the rate.
  const retriesInCall = Number.isFinite(rule.patienceSeconds);
  return new RequeueError(
    `${error.service} accepts ${error.operation}; it answered ${error.label}: ${error.message}`,
    {
      patienceSeconds: rule.patienceSeconds,
      advice: errorAdvice(error),
      restSeconds: rule.restSeconds,
      retriesInCall,
      isRefusal: isRefusal(error),
    },
  );
}

function asTerminalError(error: unknown): TerminalError | undefined {
  if (error instanceof TerminalError) return error;
  return isOrganizationsError(error) && !retryRule(error) ? new TerminalError(...refusal(error)) : undefined;
}

/** A new role gets its permissions with a delay, so the handler retries. A member account never gets those of the management account. */
async function findWrongAccount(
  error: unknown, event: StampedEvent, { organizations, isDelegated }: Ports,
): Promise<TerminalError | undefined> {
  if (!isOrganizationsError(error, 'AccessDenied')) return undefined;
  const accountId = accountOf(event);
  const found = await organizations.describeOrganization().catch(() => undefined);
  if (!found || found.managementAccountId === accountId) return undefined;
  if (!isDelegated || !DELEGABLE_RESOURCE_TYPES.includes(event.ResourceType)) return outsideManagementAccount(accountId, found);
  // The permissions from a resource policy that has just changed also take effect with a delay.
  throw new RequeueError(`the account ${accountId} may call organizations:${error.operation}; AWS Organizations answered ${error.label}: ${error.message}`, {
    patienceSeconds: retryRule(error)!.patienceSeconds,
    advice: `Let the resource policy of the organization ${found.id} allow organizations:${error.operation}`
      + `${error.operation === 'CreatePolicy' ? ' and organizations:TagResource' : ''} to this account: in the management account `
      + `${found.managementAccountId}, call delegatePolicyManagement of OrganizationResourcePolicy.`,
  });
}
