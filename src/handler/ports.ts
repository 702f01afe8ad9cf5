import type { Clock, OrganizationsPort } from '../organizations';
import type { AccountHints } from './reconcile/account-hints';
import type { StackPort } from './stack/stack-port';

/** What the handlers are given: nothing else reaches the world. */
export interface Ports {
  readonly organizations: OrganizationsPort;
  readonly stacks: StackPort;
  readonly clock: Clock;
  /** Lives as long as the execution environment. */
  readonly accountHints: AccountHints;
  /** One line of the log. */
  readonly write: (line: Record<string, unknown>) => void;
}
