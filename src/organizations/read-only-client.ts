import type { AccountClient, AccountClientConfig } from '@aws-sdk/client-account';
import type * as sdk from '@aws-sdk/client-organizations';
import { fromEnv, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AccountManagementPort } from './account-management/account-management-port';
import { accountManagementClient, SdkAccountManagement } from './account-management/sdk-account-management';
import type { Clock } from './clock';
import { isOrganizationsError, isRead, NO_ANSWER } from './errors/organizations-error';
import type { OrganizationsPort } from './organizations-port';
import { type AroundCall, retryingCalls } from './retrying-calls';
import { organizationsClient, SdkOrganizations } from './sdk-adapter';

type Environment = Readonly<Record<string, string | undefined>>;

/** The Region of AWS Organizations in each partition. Source: AWS General Reference, "AWS Organizations endpoints and quotas". */
const HOME_REGIONS: Readonly<Record<string, string>> = {
  'aws': 'us-east-1',
  'aws-cn': 'cn-northwest-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-south-1',
  'aws-eusc': 'eusc-de-east-1',
};

/**
 * The Region that an option or a variable names, as the AWS CLI reads them. The SDK for JavaScript knows AWS_REGION only.
 * Undefined: the configuration of the profile may have one.
 */
function namedRegion(region: string | undefined, environment: Environment): string | undefined {
  return region ?? (environment.AWS_REGION || environment.AWS_DEFAULT_REGION || undefined);
}

/** The Region where AWS Organizations is, as far as the partition is known: from the role, or since an endpoint is given. */
export function homeRegion(roleArn: string | undefined, endpointUrl: string | undefined, environment: Environment): string | undefined {
  const [, partition] = /^arn:([^:]+):/.exec(roleArn ?? environment.AWS_ROLE_ARN ?? '') ?? [];
  if (partition !== undefined && Object.hasOwn(HOME_REGIONS, partition)) return HOME_REGIONS[partition];
  return endpointUrl === undefined ? undefined : HOME_REGIONS.aws;
}

/** Whether keys in the environment take precedence over AWS_PROFILE, as in the AWS CLI. The SDK for JavaScript prefers the profile. */
function hasKeys(profile: string | undefined, environment: Environment): boolean {
  return profile === undefined && Boolean(environment.AWS_ACCESS_KEY_ID) && Boolean(environment.AWS_SECRET_ACCESS_KEY);
}

/** The connection to a live organization. The defaults are those of the AWS SDKs. */
export interface Connection {
  readonly profile?: string;
  /** A role that is assumed with the credentials found. */
  readonly roleArn?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
}

/** The time for retries of a single call that is throttled or gets no answer. */
const PATIENCE_MS = 30_000;

/** The time for retries before the first answer. A missing endpoint is an error within five seconds. */
const FIRST_PATIENCE_MS = 1_000;
const ANSWER_MS = 3_500;

/**
 * A live organization that can be read, and in no way be changed.
 * @throws Error at once if there are no credentials or no Region.
 */
export async function readOnlyOrganizations(connection: Connection, clock: Clock): Promise<OrganizationsPort> {
  const client = readOnlyClient(await connectedConfig(connection));
  await requireCredentials(client);
  return new SdkOrganizations(client, patientCalls(clock));
}

/** @throws Error that says how to give credentials. */
export async function requireCredentials({ config }: { readonly config: { readonly credentials: () => Promise<unknown> } }): Promise<void> {
  await config.credentials().catch((error: Error) => {
    throw new Error(`There are no usable credentials: ${error.message}. Log in, give --profile, or set the variables that the AWS CLI reads.`);
  });
}

/** Contacts and Regions of accounts in a live organization, which can be read and in no way be changed. */
export async function readOnlyAccountManagement(connection: Connection, clock: Clock): Promise<AccountManagementPort> {
  const client = readOnlyAccountClient(await connectedConfig(connection));
  return new SdkAccountManagement(client, patientCalls(clock));
}

async function regionOf({ region, profile, roleArn, endpointUrl }: Connection): Promise<string> {
  const named = namedRegion(region, process.env);
  if (named !== undefined) return named;
  const { config } = organizationsClient(profile === undefined ? {} : { profile });
  return config.region().catch((error: Error) => {
    const home = homeRegion(roleArn, endpointUrl, process.env);
    if (home !== undefined) return home;
    // The advice names no --region, which is the Region of the request in `cdk-org explain`.
    const reason = error.message.replace(/\.$/, '');
    if (reason === 'Region is missing') throw new Error('No AWS Region is known. Set AWS_REGION; us-east-1 will do outside China and GovCloud.');
    throw new Error(`The Region in the AWS configuration is not usable: ${reason}. Set AWS_REGION to another one.`);
  });
}

/** Repeats reads, but not for long before anything has answered. */
function patientCalls(clock: Clock): AroundCall {
  let isThere = false;
  const repeated = (patienceMs: number): AroundCall => retryingCalls({
    clock, random: () => 0.5, readsUntil: clock.now() + patienceMs, writesUntil: 0,
  });
  return async (operation, call) => {
    const noted = async () => {
      try {
        const answer = await call();
        isThere = true;
        return answer;
      } catch (error) {
        isThere ||= !isOrganizationsError(error, NO_ANSWER);
        throw error;
      }
    };
    if (isThere) return repeated(PATIENCE_MS)(operation, noted);
    try {
      return await repeated(FIRST_PATIENCE_MS)(operation, noted);
    } catch (error) {
      // A throttle may take longer to pass than the absence of an endpoint to be known.
      if (!isThere || !isOrganizationsError(error, 'TooManyRequests', 'Service')) throw error;
      return repeated(PATIENCE_MS)(operation, noted);
    }
  };
}

/** A client that throws for any call but Describe, List and Get, before it signs or sends the call. */
export function readOnlyClient(config: sdk.OrganizationsClientConfig): sdk.OrganizationsClient {
  const client = organizationsClient(config);
  client.middlewareStack.add((next, { commandName = '' }) => async (request) => {
    refuseWrites(commandName);
    return next(request);
  }, READ_ONLY);
  return client;
}

/** A read-only client for AWS Account Management. */
export function readOnlyAccountClient(config: AccountClientConfig): AccountClient {
  const client = accountManagementClient(config);
  client.middlewareStack.add((next, { commandName = '' }) => async (request) => {
    refuseWrites(commandName);
    return next(request);
  }, READ_ONLY);
  return client;
}

const READ_ONLY = { name: 'readOnly', step: 'initialize', priority: 'high' } as const;

function refuseWrites(commandName: string): void {
  if (isRead(commandName)) return;
  throw new Error(`A live organization is only read, never changed. Asked for: ${commandName || 'an unknown operation'}. Deploy with the CDK instead.`);
}

/** The configuration that clients of all services have in common. */
type CommonConfig = Pick<sdk.OrganizationsClientConfig, 'profile' | 'region' | 'requestHandler' | 'endpoint' | 'credentials'>;

/** The configuration of an SDK client with a Region, for any service. @throws Error if none is known. */
export async function connectedConfig(connection: Connection): Promise<CommonConfig> {
  return clientConfig({ ...connection, region: await regionOf(connection) });
}

/** The configuration of an SDK client for the connection, also for other services. */
export function clientConfig({ profile, roleArn, region, endpointUrl }: Connection): sdk.OrganizationsClientConfig {
  const own = hasKeys(profile, process.env) ? fromEnv() : undefined;
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
    requestHandler: { connectionTimeout: ANSWER_MS, requestTimeout: ANSWER_MS, throwOnRequestTimeout: true },
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    ...(own === undefined ? {} : { credentials: own }),
    ...(roleArn === undefined ? {} : {
      credentials: fromTemporaryCredentials({
        masterCredentials: own ?? fromNodeProviderChain({ profile }),
        params: { RoleArn: roleArn, RoleSessionName: 'cdk-org' },
        ...(region === undefined ? {} : { clientConfig: { region } }),
      }),
    }),
  };
}
