import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Cells = readonly (string | null)[];

/** An answer to a poll: the state, the reason for it, and the bytes that were scanned so far. */
export type Poll = readonly [state: string, reason: string | undefined, scannedBytes: number];

/** Amazon Athena over HTTP, with the shapes of its API model: JSON 1.1, the operation in a header. */
export interface AthenaStandIn {
  readonly url: string;
  readonly calls: readonly { readonly operation: string; readonly input: any }[];
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

export const QUERY_ID = 'a1b2c3d4-5678-90ab-cdef-example11111';

const HEADER = ['records', 'firsttime', 'lasttime', 'example'];

class Refusal extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
  }
}

export async function startAthenaStandIn(options: StandInOptions = {}): Promise<AthenaStandIn> {
  const { fails = {}, onCall = () => {} } = options;
  const calls: { operation: string; input: any }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += chunk; });
    request.on('end', () => {
      const [service, operation] = String(request.headers['x-amz-target']).split('.');
      const input = JSON.parse(body);
      const place = calls.filter((each) => each.operation === operation).length;
      calls.push({ operation, input });
      onCall(operation);
      try {
        if (service !== 'AmazonAthena') throw new Refusal('UnknownOperationException', service);
        const failure = fails[operation]?.[place];
        if (failure !== undefined) throw new Refusal(failure, 'as the test asks for');
        answer(response, 200, answerTo(operation, input, place, options));
      } catch (error) {
        const { code = 'InternalServerException', message } = error as Refusal;
        answer(response, 400, { __type: code, message });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

function answer(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(value));
}

function answerTo(operation: string, input: any, place: number, options: StandInOptions): object {
  if (operation !== 'StartQueryExecution' && input.QueryExecutionId !== QUERY_ID) throw new Refusal('InvalidRequestException', 'no such query');
  switch (operation) {
    case 'StartQueryExecution': return started(input);
    case 'GetQueryExecution': return progress(place, options);
    case 'GetQueryResults': return page(input, options);
    case 'StopQueryExecution': return {};
    default: throw new Refusal('UnknownOperationException', operation);
  }
}

/** Source of the limits: Amazon Athena API Reference, "StartQueryExecution". */
function started({ QueryString: sql, ClientRequestToken: token, WorkGroup: workgroup, QueryExecutionContext: context }: any): object {
  if (sql.length < 1 || sql.length > 262_144) throw new Refusal('InvalidRequestException', 'QueryString');
  if (token !== undefined && (token.length < 32 || token.length > 128)) throw new Refusal('InvalidRequestException', 'ClientRequestToken');
  if (workgroup !== 'audit' || context?.Database !== 'logs') throw new Refusal('InvalidRequestException', `no such workgroup: ${workgroup}`);
  return { QueryExecutionId: QUERY_ID };
}

function progress(place: number, { polls = [['SUCCEEDED', undefined, 1_234_000_000_000]] }: StandInOptions): object {
  const [state, reason, scannedBytes] = polls[Math.min(place, polls.length - 1)];
  return {
    QueryExecution: {
      QueryExecutionId: QUERY_ID,
      Status: { State: state, ...(reason === undefined ? {} : { StateChangeReason: reason }) },
      Statistics: { DataScannedInBytes: scannedBytes },
    },
  };
}

function page({ NextToken: token = '0', MaxResults: most }: any, { rows = [], rowsPerPage = 1_000 }: StandInOptions): object {
  if (!(most >= 1 && most <= 1_000)) throw new Refusal('InvalidRequestException', 'MaxResults');
  const from = Number(token);
  const end = from + Math.min(most, rowsPerPage);
  const all: readonly Cells[] = [HEADER, ...rows];
  const shown = all.slice(from, end);
  return {
    ResultSet: { Rows: shown.map((cells) => ({ Data: cells.map((cell) => (cell === null ? {} : { VarCharValue: cell })) })) },
    ...(end < all.length ? { NextToken: String(end) } : {}),
  };
}
