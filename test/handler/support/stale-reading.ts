import type { Deployment } from './deployment';
import { OrganizationsError } from '../../../src/organizations';

/** The first answers that the handlers get to an operation are of the time before a change, which nobody tells them about. */
export function changeAfterFirst(deployment: Deployment, operation: string, change: () => Promise<unknown>, stale = 1): void {
  let answers = 0;
  deployment.disturb = async (called, call) => {
    const answer = await call();
    if (called === operation && ++answers === stale) await change();
    return answer;
  };
}

/** The first page of a list is empty, since its endpoint does not know the resources on it yet. */
export function firstListIsEmpty(deployment: Deployment, operation: string): void {
  let answers = 0;
  deployment.disturb = async (called, call) => {
    const answer = await call();
    if (called !== operation || ++answers > 1) return answer;
    const emptied = Object.entries(answer as object).map(([key, value]) => [key, Array.isArray(value) ? [] : value]);
    return Object.fromEntries(emptied) as typeof answer;
  };
}

/** The first call of an operation is answered by an endpoint that does not know the resource. */
export function firstAnswerIs(deployment: Deployment, operation: string, code: string): void {
  let answers = 0;
  deployment.disturb = async (called, call) => {
    if (called === operation && ++answers === 1) throw new OrganizationsError(called, code, 'Not here.');
    return call();
  };
}
