import { setTimeout } from 'node:timers/promises';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { Connection } from './session';

/** The role that AWS Organizations creates in new accounts. */
const ROLE = 'OrganizationAccountAccessRole';
const ROLE_ATTEMPTS = 12;
const CLOCK: Connection['clock'] = { now: Date.now, sleep: async (milliseconds) => { await setTimeout(milliseconds); } };

/**
 * A connection to the simulator: an access key ID of twelve digits calls as that account.
 *
 * @param transport sends requests in place of HTTP
 */
export function simulatorConnection(
  endpoint: string, region = 'us-east-1', clock = CLOCK, transport: { readonly requestHandler?: never } = {},
): Connection {
  const config = (accessKeyId: string) => ({ endpoint, region, credentials: { accessKeyId, secretAccessKey: 'test' }, maxAttempts: 1, ...transport });
  const clients = new Map<string, OrganizationsClient>();
  return {
    region,
    clock,
    organizations: (memberId = 'test') => cached(clients, memberId, () => new OrganizationsClient(config(memberId))),
    callerAccount: () => callerOf(new STSClient(config('test'))),
  };
}

/** A connection to AWS, with the credentials of the environment. Members are reached through the role that they were created with. */
export function awsConnection(region: string): Connection {
  const clients = new Map<string, OrganizationsClient>();
  return {
    region,
    clock: CLOCK,
    organizations: (memberId) => cached(clients, memberId ?? '', () => {
      const credentials = memberId === undefined ? undefined : memberCredentials(memberId, region);
      return new OrganizationsClient({ region, maxAttempts: 1, ...(credentials && { credentials }) });
    }),
    callerAccount: () => callerOf(new STSClient({ region })),
  };
}

/** Credentials of the role of a member, which may not be usable yet. A failure must not look like an answer of AWS Organizations. */
function memberCredentials(id: string, region: string): ReturnType<typeof fromTemporaryCredentials> {
  const role = `arn:${partitionOf(region)}:iam::${id}:role/${ROLE}`;
  const provider = fromTemporaryCredentials({ params: { RoleArn: role, RoleSessionName: 'cdk-org-probe' }, clientConfig: { region } });
  return async (...given) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await provider(...given);
      } catch (error) {
        if (attempt === ROLE_ATTEMPTS) throw new Error(`The role of the new account cannot be assumed (given: ${role}): ${(error as Error).message}`);
        await CLOCK.sleep(10_000);
      }
    }
  };
}

/** The partition of a Region. */
export function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function cached(clients: Map<string, OrganizationsClient>, key: string, create: () => OrganizationsClient): OrganizationsClient {
  const client = clients.get(key) ?? create();
  clients.set(key, client);
  return client;
}

async function callerOf(client: STSClient): Promise<string> {
  const { Account: account } = await client.send(new GetCallerIdentityCommand({}));
  return account!;
}
