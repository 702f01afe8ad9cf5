import type { AccountManagementPort, Clock, OrganizationsPort } from '../organizations';
import { READING_IN_CALL_MS, WAITING_IN_CALL_MS } from './consistency';
import type { EnvironmentHints } from './environment-hints';
import type { ServedStackPort } from './stack/served-stacks';

/** The dependencies of the handlers: their only access to the outside world. */
export interface Ports {
  readonly organizations: OrganizationsPort;
  readonly accountManagement: AccountManagementPort;
  readonly stacks: ServedStackPort;
  readonly clock: Clock;
  /** Lives as long as the execution environment. */
  readonly hints: EnvironmentHints;
  /** Name of the handlers' log group, for failure messages. The framework names a log group that stays empty. */
  readonly logGroup?: string;
  /** Whether the handlers are in a member account, which manages only policies of types that are delegated to it. */
  readonly isDelegated?: boolean;
  /** Writes one line of the log. */
  readonly write: (line: Record<string, unknown>) => void;
}

/** How long one call of the handlers repeats refused requests. @param now when the call begins; milliseconds since 1970 */
export function requestsOfCallUntil(now: number): { readonly readsUntil: number; readonly writesUntil: number } {
  return { readsUntil: now + READING_IN_CALL_MS, writesUntil: now + WAITING_IN_CALL_MS };
}

/**
 * The credentials that Lambda puts into the environment. Each request reads them, since that costs nothing and a rehearsal may set them
 * late. The clients receive them explicitly, so that the bundle does not need the SDK's credential provider chain.
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
