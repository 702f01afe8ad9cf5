import type { AccountManagementPort, Clock, OrganizationsPort } from '../organizations';
import type { AccountHints } from './reconcile/account/account-hints';
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

/**
 * The credentials that Lambda puts into the environment. Read at each request, since that costs nothing and a rehearsal may set
 * them late. Given to the clients explicitly, so that the SDK's chain of providers can be left out of the bundle.
 */
export async function environmentCredentials() {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    throw Object.assign(new Error('There are no credentials: AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not set. Run the handlers in AWS Lambda.'), {
      name: 'CredentialsProviderError',
    });
  }
  return { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, sessionToken: AWS_SESSION_TOKEN };
}
