import type { Stack } from 'aws-cdk-lib';
import { RECONCILE } from './app-rules';
import { problem } from './problem';
import { inform } from './rule-page';
import { RECONCILE_CONTEXT_KEY } from '../../contract';

/** Tells that the context value, which is a property of every resource, changes the template twice: when it comes and when it goes. */
export function noticeOfReconcile(stack: Stack): void {
  const value: unknown = stack.node.tryGetContext(RECONCILE_CONTEXT_KEY);
  if (value === undefined) return;
  inform(stack, RECONCILE.id, problem({
    wrong: 'Every resource takes part in this deployment, and in the next one too if that has another value or none',
    given: `${RECONCILE_CONTEXT_KEY}=${String(value)}`,
    remedy: 'Keep the value in the context of cdk.json until you need a new one, to avoid the second round',
  }));
}
