import type { Deployment } from './deployment';
import { OrganizationsError } from '../../../src/organizations';

/** Lets the service refuse an operation each time. */
export function refuse(deployment: Deployment, operation: string, code: string, reason?: string): void {
  deployment.disturb = async (called, call) => {
    if (called === operation) throw new OrganizationsError(called, code, 'Refused by the test.', reason);
    return call();
  };
}

/** Runs `work`, which has the same effect as an operation, a moment before the operation. */
export function outrun(deployment: Deployment, operation: string, work: () => Promise<unknown>): void {
  let isFirst = true;
  deployment.disturb = async (called, call) => {
    if (called === operation && isFirst) {
      isFirst = false;
      await work();
    }
    return call();
  };
}

/** The seconds of the virtual clock until `work` fails with a message. */
export async function secondsToFailure(deployment: Deployment, work: Promise<unknown>, message: RegExp | string): Promise<number> {
  const begin = deployment.clock.now();
  await expect(work).rejects.toThrow(message);
  return (deployment.clock.now() - begin) / 1_000;
}
