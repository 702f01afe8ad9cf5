import type { AccountManagementPort, Clock, OrganizationsPort } from '../organizations';
import type { AccountHints } from './reconcile/account-hints';
import type { StackPort } from '../organizations/stacks/stack-port';

/** What the handlers are given: nothing else reaches the world. */
export interface Ports {
  readonly organizations: OrganizationsPort;
  readonly accountManagement: AccountManagementPort;
  readonly stacks: StackPort;
  readonly clock: Clock;
  /** Lives as long as the execution environment. */
  readonly accountHints: AccountHints;
  /** Name of the handlers' log group, for messages of failures: the framework names one of its own that stays empty. */
  readonly logGroup?: string;
  /** Whether the handlers are in a member account, which manages only policies of types that are delegated to it. */
  readonly isDelegated?: boolean;
  /** One line of the log. */
  readonly write: (line: Record<string, unknown>) => void;
}
