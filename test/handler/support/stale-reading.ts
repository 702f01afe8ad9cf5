import type { Deployment } from './deployment';
import { OrganizationsError } from '../../../src/organizations';

/** The first answer that the handlers get to an operation is of the time before a change, which nobody tells them about. */
export function changeAfterFirst(deployment: Deployment, operation: string, change: () => Promise<unknown>): void {
  let answers = 0;
  deployment.disturb = async (called, call) => {
    const answer = await call();
    if (called === operation && ++answers === 1) await change();
    return answer;
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
