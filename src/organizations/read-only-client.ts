import type * as sdk from '@aws-sdk/client-organizations';
import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { Clock } from './clock';
import { isRead } from './organizations-error';
import type { OrganizationsPort } from './organizations-port';
import { retryingCalls } from './retrying-calls';
import { organizationsClient, SdkOrganizations } from './sdk-adapter';

/** Where a live organization is, and as whom it is read. What is absent is found as everywhere in the AWS SDKs. */
export interface Connection {
  readonly profile?: string;
  /** A role that is assumed with the credentials found. */
  readonly roleArn?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
}

/** How long a single call is repeated when it is throttled, or when no answer comes. */
const PATIENCE_MS = 30_000;

/**
 * A live organization that can be read, and in no way be changed.
 * @throws Error at once if there are no credentials or no Region.
 */
export async function readOnlyOrganizations(connection: Connection, clock: Clock): Promise<OrganizationsPort> {
  const client = readOnlyClient(clientConfig(connection));
  await client.config.region().catch((error: Error) => {
    throw new Error(`No AWS Region is known: ${error.message}. Give --region or set AWS_REGION; us-east-1 will do outside China and GovCloud.`);
  });
  await client.config.credentials().catch((error: Error) => {
    throw new Error(`There are no usable credentials: ${error.message}. Log in, give --profile, or set the variables that the AWS CLI reads.`);
  });
  return new SdkOrganizations(client, async (operation, call) => {
    const budget = { clock, random: () => 0.5, readsUntil: clock.now() + PATIENCE_MS, writesUntil: 0 };
    return retryingCalls(budget)(operation, call);
  });
}

/** A client that throws whatever is no Describe or List, before anything is signed or sent. */
export function readOnlyClient(config: sdk.OrganizationsClientConfig): sdk.OrganizationsClient {
  const client = organizationsClient(config);
  client.middlewareStack.add((next, { commandName = '' }) => async (request) => {
    if (!isRead(commandName)) {
      throw new Error(`A live organization is only read, never changed. Asked for: ${commandName || 'an unknown operation'}. Deploy with the CDK instead.`);
    }
    return next(request);
  }, { name: 'readOnly', step: 'initialize', priority: 'high' });
  return client;
}

/** How the AWS SDK finds the connection; for other services as well. */
export function clientConfig({ profile, roleArn, region, endpointUrl }: Connection): sdk.OrganizationsClientConfig {
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    ...(roleArn === undefined ? {} : {
      credentials: fromTemporaryCredentials({
        masterCredentials: fromNodeProviderChain({ profile }),
        params: { RoleArn: roleArn, RoleSessionName: 'cdk-org' },
        ...(region === undefined ? {} : { clientConfig: { region } }),
      }),
    }),
  };
}
