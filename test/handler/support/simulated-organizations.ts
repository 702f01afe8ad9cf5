import { requestsOfCallUntil } from '../../../src/handler/ports';
import {
  accountManagementClient, organizationsClient, retryingCalls, SdkAccountManagement, SdkOrganizations, type AroundCall, type Clock,
} from '../../../src/organizations';
import type { Simulator } from '../../../src/simulator';

interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array;
}

export const MANAGEMENT = '111111111111';

/** One client for each simulator: a client takes longer to find its settings than to make a call. */
const clients = new WeakMap<Simulator, ReturnType<typeof organizationsClient>>();

/** The real SDK client, whose messages go to a simulator without a socket. */
export function simulatedOrganizations(simulator: Simulator, around?: AroundCall): SdkOrganizations {
  const client = clients.get(simulator) ?? clientOf(simulator);
  clients.set(simulator, client);
  return new SdkOrganizations(client, around);
}

type AccountClient = ReturnType<typeof accountManagementClient>;

const accountClients = new WeakMap<Simulator, AccountClient>();

/** The same for AWS Account Management. Most deployments make no call of it, so that the first call creates the client. */
export function simulatedAccountManagement(simulator: Simulator, around?: AroundCall): SdkAccountManagement {
  const send = (command: Parameters<AccountClient['send']>[0]) => {
    const client = accountClients.get(simulator) ?? accountManagementClient(configOf(simulator));
    accountClients.set(simulator, client);
    return client.send(command);
  };
  return new SdkAccountManagement({ send } as unknown as AccountClient, around);
}

/** The same for calls of a member account: the simulator reads the caller from the access key in the signature. */
export function organizationsOfMember(accountId: string): typeof simulatedOrganizations {
  return (simulator, around) => new SdkOrganizations(clientOf(simulator, accountId), around);
}

function clientOf(simulator: Simulator, accountId?: string): ReturnType<typeof organizationsClient> {
  return organizationsClient(configOf(simulator, accountId));
}

function configOf(simulator: Simulator, accountId = MANAGEMENT) {
  const authorization = `AWS4-HMAC-SHA256 Credential=${accountId}/20260101/us-east-1/organizations/aws4_request`;
  return {
    region: 'us-east-1',
    credentials: { accessKeyId: accountId, secretAccessKey: 'secret' },
    // Missing settings are looked up in files, and a signature costs more than the simulator's response.
    ...{ useDualstackEndpoint: false, useFipsEndpoint: false, defaultsMode: 'standard' as const, userAgentAppId: 'tests' },
    signer: { sign: async <T>(request: T) => request },
    requestHandler: {
      handle: async ({ method, path, headers, body }: SentRequest) => {
        const answer = simulator.handle({ method, path, headers: { ...headers, authorization }, body: asText(body) });
        return { response: { statusCode: answer.status, headers: answer.headers, body: Buffer.from(answer.body) } as never };
      },
    },
  };
}

function asText(body: string | Uint8Array = ''): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}

/** A clock that advances only when someone sleeps. */
export class VirtualClock implements Clock {
  private time = Date.UTC(2026, 0, 1);

  now(): number {
    return this.time;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.time += milliseconds;
  }
}

/** Repeats requests for as long as the handlers do. A shorter time for reads lets long attempts start again without end. */
export function callsWithin(clock: Clock, random: () => number, beforeRepeat?: (operation: string) => Promise<void>): AroundCall {
  return retryingCalls({ clock, random, ...requestsOfCallUntil(clock.now()), beforeRepeat });
}
