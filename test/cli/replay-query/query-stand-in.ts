import { createServer, type ServerResponse } from 'node:http';
import { listening } from '../local-server';

export type Cells = readonly (string | null)[];

/** An answer to a poll: the state, the reason for it, and the bytes that were scanned so far. */
export type Poll = readonly [state: string, reason: string | undefined, scannedBytes: number];

export interface QueryCall {
  readonly operation: string;
  readonly input: any;
  /** The Region of the signature. */
  readonly region?: string;
}

/** A service that runs queries, over HTTP with the shapes of its API model: JSON 1.1, the operation in a header. */
export interface QueryStandIn {
  readonly url: string;
  readonly calls: readonly QueryCall[];
  close(): Promise<void>;
}

export interface StandInOptions {
  readonly rows?: readonly Cells[];
  /** One for each poll; the last one stays. */
  readonly polls?: readonly Poll[];
  /** Codes of errors for the first calls of an operation. */
  readonly fails?: Readonly<Record<string, readonly string[]>>;
  /** The service gives at most as many rows as asked; a small number shows paging. */
  readonly rowsPerPage?: number;
  readonly onCall?: (operation: string) => void;
}

export const QUERY_ID = 'a1b2c3d4-5678-90ab-cdef-0123456789ab';
export const EVENT_DATA_STORE = '0123abcd-4567-89ab-cdef-0123456789ab';
export const HEADER = ['records', 'firsttime', 'lasttime', 'example', 'partitionday'];

class Refusal extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
  }
}

/** The answer of a service to an operation that is called for the nth time. */
type Answers = (operation: string, input: any, place: number, options: StandInOptions) => object;

const ANSWERS: Readonly<Record<string, Answers>> = {
  AmazonAthena: athenaAnswer,
  CloudTrail_20131101: lakeAnswer,
};

export async function startQueryStandIn(options: StandInOptions = {}): Promise<QueryStandIn> {
  const { fails = {}, onCall = () => {} } = options;
  const calls: QueryCall[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += chunk; });
    request.on('end', () => {
      const [, service, operation] = /^(.*)\.([^.]+)$/.exec(String(request.headers['x-amz-target'])) ?? [];
      const input = JSON.parse(body);
      const place = calls.filter((each) => each.operation === operation).length;
      const [, region] = /Credential=[^/]*\/\d+\/([^/]+)\//.exec(String(request.headers.authorization)) ?? [];
      calls.push({ operation, input, region });
      onCall(operation);
      try {
        if (!Object.hasOwn(ANSWERS, service)) throw new Refusal('UnknownOperationException', service);
        const failure = fails[operation]?.[place];
        if (failure !== undefined) throw new Refusal(failure, 'as the test asks for');
        answer(response, 200, ANSWERS[service](operation, input, place, options));
      } catch (error) {
        const { code = 'InternalServerException', message } = error as Refusal;
        answer(response, 400, { __type: code, message });
      }
    });
  });
  return { ...await listening(server), calls };
}

function answer(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(value));
}

function athenaAnswer(operation: string, input: any, place: number, options: StandInOptions): object {
  if (operation !== 'StartQueryExecution' && input.QueryExecutionId !== QUERY_ID) throw new Refusal('InvalidRequestException', 'no such query');
  switch (operation) {
    case 'StartQueryExecution': return startedInAthena(input);
    case 'GetQueryExecution': {
      const [state, reason, scannedBytes] = poll(place, options);
      return {
        QueryExecution: {
          QueryExecutionId: QUERY_ID,
          Status: { State: state, ...(reason === undefined ? {} : { StateChangeReason: reason }) },
          Statistics: { DataScannedInBytes: scannedBytes },
        },
      };
    }
    case 'GetQueryResults': {
      const { rows, next } = page([HEADER, ...options.rows ?? []], input.NextToken, input.MaxResults, options);
      const given = rows.map((cells) => ({ Data: cells.map((cell) => (cell === null ? {} : { VarCharValue: cell })) }));
      return { ResultSet: { Rows: given }, ...next };
    }
    case 'StopQueryExecution': return {};
    default: throw new Refusal('UnknownOperationException', operation);
  }
}

/** Source of the limits: Amazon Athena API Reference, "StartQueryExecution". */
function startedInAthena(input: any): object {
  const { QueryString: sql, ClientRequestToken: token, WorkGroup: workgroup, QueryExecutionContext: context } = input;
  if (sql.length < 1 || sql.length > 262_144) throw new Refusal('InvalidRequestException', 'QueryString');
  if (token !== undefined && (token.length < 32 || token.length > 128)) throw new Refusal('InvalidRequestException', 'ClientRequestToken');
  if (workgroup !== 'audit' || context?.Database !== 'logs') throw new Refusal('InvalidRequestException', `no such workgroup: ${workgroup}`);
  return { QueryExecutionId: QUERY_ID };
}

/** Source of the shapes and limits: AWS CloudTrail API Reference, the operations. */
function lakeAnswer(operation: string, input: any, place: number, options: StandInOptions): object {
  if (operation !== 'StartQuery' && input.QueryId !== QUERY_ID) throw new Refusal('QueryIdNotFoundException', 'no such query');
  switch (operation) {
    case 'StartQuery':
      return startedInLake(input.QueryStatement);
    case 'DescribeQuery': {
      const [state, reason, scannedBytes] = poll(place, options);
      const status = state === 'SUCCEEDED' ? 'FINISHED' : state;
      const why = reason === undefined ? {} : { ErrorMessage: reason };
      return { QueryId: QUERY_ID, QueryStatus: status, QueryStatistics: { BytesScanned: scannedBytes }, ...why };
    }
    case 'GetQueryResults': {
      const { rows, next } = page(options.rows ?? [], input.NextToken, input.MaxQueryResults, options);
      const given = rows.map((cells) => cells.flatMap((cell, column) => (cell === null ? [] : [{ [HEADER[column]]: cell }])));
      return { QueryStatus: 'FINISHED', QueryResultRows: given, ...next };
    }
    case 'CancelQuery': return { QueryId: QUERY_ID, QueryStatus: 'CANCELLED' };
    default: throw new Refusal('UnknownOperationException', operation);
  }
}

function startedInLake(sql: string): object {
  if (sql.length < 1 || sql.length > 10_000) throw new Refusal('InvalidParameterException', 'QueryStatement');
  if (!sql.includes(` FROM ${EVENT_DATA_STORE} WHERE `)) throw new Refusal('EventDataStoreNotFoundException', 'no such event data store');
  return { QueryId: QUERY_ID };
}

function poll(place: number, { polls = [['SUCCEEDED', undefined, 1_234_000_000_000]] }: StandInOptions): Poll {
  return polls[Math.min(place, polls.length - 1)];
}

/** Tokens have at least four characters. */
function page(all: readonly Cells[], token = '0000', most: number, { rowsPerPage = 1_000 }: StandInOptions) {
  if (!(most >= 1 && most <= 1_000)) throw new Refusal('InvalidRequestException', 'the number of rows');
  const end = Number(token) + Math.min(most, rowsPerPage);
  return { rows: all.slice(Number(token), end), next: end < all.length ? { NextToken: String(end).padStart(4, '0') } : {} };
}
