import { setTimeout } from 'node:timers/promises';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { Connection } from './session';

/** The role that AWS Organizations creates in new accounts. */
const ROLE = 'OrganizationAccountAccessRole';
const CLOCK: Connection['clock'] = { now: Date.now, sleep: async (milliseconds) => { await setTimeout(milliseconds); } };

/** A connection to the simulator: an access key ID of twelve digits calls as that account. */
export function simulatorConnection(endpoint: string, region = 'us-east-1', clock = CLOCK): Connection {
  const config = (accessKeyId: string) => ({ endpoint, region, credentials: { accessKeyId, secretAccessKey: 'test' }, maxAttempts: 1 });
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
  const member = (id: string) => fromTemporaryCredentials({
    params: { RoleArn: `arn:${partitionOf(region)}:iam::${id}:role/${ROLE}`, RoleSessionName: 'cdk-org-probe' }, clientConfig: { region },
  });
  return {
    region,
    clock: CLOCK,
    organizations: (memberId) => cached(clients, memberId ?? '', () => (
      new OrganizationsClient({ region, maxAttempts: 1, ...(memberId !== undefined && { credentials: member(memberId) }) }))),
    callerAccount: () => callerOf(new STSClient({ region })),
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
