import { createRequire } from 'node:module';
import type { Connection } from '../../organizations/read-only-client';

/** A log group in which a trail writes its records. */
export interface LogGroup {
  readonly name: string;
  /** @default - the Region of the connection */
  readonly region?: string;
}

/** The parameters of `logs:FilterLogEvents`. Source: Amazon CloudWatch Logs API Reference, "FilterLogEvents". */
export interface LogEventsRequest {
  readonly logGroupName: string;
  /** @default - all events */
  readonly filterPattern?: string;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  /** Milliseconds since 1970. @default - until now */
  readonly endTime?: number;
  /** The largest number of events in an answer. @default 10,000 */
  readonly limit?: number;
  readonly nextToken?: string;
}

export interface LogEvent {
  readonly eventId?: string;
  readonly message?: string;
}

export interface LogEventsAnswer {
  readonly events?: readonly LogEvent[];
  readonly nextToken?: string;
}

export type FilterLogEvents = (request: LogEventsRequest) => Promise<LogEventsAnswer>;

/** The part of the SDK's client that is used here. */
interface LogsSdk {
  readonly CloudWatchLogsClient: new (config: object) => LogsClient;
  readonly FilterLogEventsCommand: new (request: LogEventsRequest) => object;
}

interface LogsClient {
  readonly config: { readonly credentials: () => Promise<unknown> };
  send(command: object): Promise<LogEventsAnswer>;
}

/** Loaded only for a log group: it is no part of the bundle. */
const PACKAGE = '@aws-sdk/client-cloudwatch-logs';

const PREFIX = 'log-group:';

/** The log group that a source names, `log-group:NAME[:REGION]`. Undefined for a file or a folder. */
export function logGroupOf(source: string): LogGroup | undefined {
  if (!source.startsWith(PREFIX)) return undefined;
  const [, name, region] = /^log-group:([\w.\-/#]{1,512})(?::([a-z0-9-]+))?$/.exec(source) ?? [];
  if (name === undefined) throw new Error(`This is no log group (given: ${source}). Give log-group:NAME or log-group:NAME:REGION.`);
  return { name, ...(region === undefined ? {} : { region }) };
}

/**
 * @param source undefined if no source is given
 * @param advice where a log group is given
 * @throws Error for credentials that nothing needs
 */
export function refuseUnusedCredentials(source: string | undefined, { profile, roleArn }: Connection, advice: string): void {
  const [unused] = [...profile === undefined ? [] : [`--profile ${profile}`], ...roleArn === undefined ? [] : [`--role-arn ${roleArn}`]];
  if (unused === undefined || (source !== undefined && logGroupOf(source) !== undefined)) return;
  throw new Error(`Only a log group needs credentials (given: ${unused}). ${advice}, or leave it out.`);
}

/**
 * Reads log events with the credentials of a connection.
 * @throws Error if the package of the client is not installed, and if there are no credentials or no Region
 */
export async function logEvents({ region }: LogGroup, connection: Connection): Promise<FilterLogEvents> {
  const sdk = logsSdk();
  const { connectedConfig, requireCredentials } = await import('../../organizations/read-only-client.js');
  const client = new sdk.CloudWatchLogsClient(await connectedConfig({ ...connection, ...(region === undefined ? {} : { region }) }));
  await requireCredentials(client);
  return (request) => client.send(new sdk.FilterLogEventsCommand(request));
}

/** @param load finds a package where the command line is installed */
export function logsSdk(load: (name: string) => unknown = createRequire(__filename)): LogsSdk {
  try {
    return load(PACKAGE) as LogsSdk;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new Error(`The client of Amazon CloudWatch Logs is not installed (given: a log group). Run "npm install --save-dev ${PACKAGE}" where cdk-aws-organizations is installed, or give files of the trail.`);
  }
}

/** The error for pages that have no end. */
export function endlessPages({ name: group }: LogGroup, nextToken: string): Error {
  return new Error(`Amazon CloudWatch Logs gives the same page again (given: ${group}, nextToken: ${nextToken}). Try again later, or give files of the trail.`);
}
