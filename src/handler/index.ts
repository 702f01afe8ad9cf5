/** The two functions that the provider framework calls. This file creates everything that has side effects. */
import { DELEGATED_POLICY_TYPES_VARIABLE, readServedStacks, SERVED_STACKS_VARIABLE } from '../contract';
import {
  accountManagementClient, type Clock, organizationsClient, retryingCalls, SdkAccountManagement, SdkOrganizations,
} from '../organizations';
import { whileCurrent } from './engine/current-event';
import { isComplete as converge, type IsCompleteResponse } from './engine/is-complete';
import { onEvent as begin, type OnEventResponse } from './engine/on-event';
import type { ResourceEvent, StampedEvent } from './engine/resource-event';
import { EnvironmentHints } from './environment-hints';
import { withMaskedAddresses } from './event-log';
import { type Ports, environmentCredentials, requestsOfCallUntil } from './ports';
import { ServedStacks } from './stack/served-stacks';
import { SdkStack } from '../organizations/stacks/sdk-adapter';

const clock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

const organizationsSdk = organizationsClient({ credentials: environmentCredentials });
const accountManagementSdk = accountManagementClient({ credentials: environmentCredentials });
const stacks = new ServedStacks(
  new SdkStack({ credentials: environmentCredentials }), readServedStacks(process.env[SERVED_STACKS_VARIABLE]),
);
/** Created once, so that later events can use the hints of earlier ones. */
const hints = new EnvironmentHints();

export async function onEvent(event: ResourceEvent): Promise<OnEventResponse> {
  return begin(event, ports());
}

export async function isComplete(event: StampedEvent): Promise<IsCompleteResponse> {
  // A rollback may begin while a call waits for its next try.
  return converge(event, ports(whileCurrent(event, stacks, clock)));
}

/** Created for each call, because the time for retries belongs to the call. */
function ports(beforeRepeat?: (operation: string) => Promise<void>): Ports {
  const around = retryingCalls({ clock, random: Math.random, ...requestsOfCallUntil(clock.now()), beforeRepeat });
  return {
    organizations: new SdkOrganizations(organizationsSdk, around),
    accountManagement: new SdkAccountManagement(accountManagementSdk, around),
    stacks,
    clock,
    hints,
    write: (line) => console.log(JSON.stringify(process.env.LOG_EMAIL_ADDRESSES === 'true' ? line : withMaskedAddresses(line))),
    isDelegated: process.env[DELEGATED_POLICY_TYPES_VARIABLE] !== undefined,
    logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  };
}
