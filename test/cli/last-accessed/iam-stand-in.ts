import { createServer } from 'node:http';
import { readQuery, ServiceError } from '../check-with-aws/stand-in/query-request';
import type { Shape } from '../check-with-aws/stand-in/query-shapes';
import { listening } from '../local-server';

/** A service of a report: its prefix, and the time and Region of the last attempt. */
export type ReportedService = readonly [service: string, time?: string, region?: string];

export interface StandInReport {
  readonly services?: readonly ReportedService[];
  /** How many times the job is in progress when it is asked for. */
  readonly inProgress?: number;
  readonly failsWith?: readonly [code: string, message: string];
}

export interface StandInOptions {
  /** By entity path. */
  readonly reports?: Readonly<Record<string, StandInReport>>;
  /** Codes of errors for the first calls of an operation. */
  readonly fails?: Readonly<Record<string, readonly string[]>>;
  readonly itemsPerPage?: number;
}

export interface IamStandIn {
  readonly url: string;
  readonly calls: readonly { readonly operation: string; readonly input: any }[];
  close(): Promise<void>;
}

/** The inputs in the API model of IAM, 2010-05-08. */
const SHAPES: Readonly<Record<string, Shape>> = {
  GenerateOrganizationsAccessReport: {
    type: 'structure',
    required: ['EntityPath'],
    members: {
      EntityPath: { type: 'string', min: 19, max: 427, pattern: /^o-[0-9a-z]{10,32}\/r-[0-9a-z]{4,32}[0-9a-z\-/]*/ },
      OrganizationsPolicyId: { type: 'string', pattern: /^p-[0-9a-zA-Z_]{8,128}$/ },
    },
  },
  GetOrganizationsAccessReport: {
    type: 'structure',
    required: ['JobId'],
    members: {
      JobId: { type: 'string', min: 36, max: 36 },
      MaxItems: { type: 'integer', min: 1, max: 1_000 },
      Marker: { type: 'string', min: 1, max: 320 },
      SortKey: { type: 'string' },
    },
  },
};

/** The time at which every report is complete. */
export const COMPLETED = '2026-11-30T06:00:00Z';

/** Reports of IAM about the last access to services, over HTTP in the AWS Query protocol. */
export async function startIamStandIn(options: StandInOptions = {}): Promise<IamStandIn> {
  const calls: { operation: string; input: any }[] = [];
  const paths: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += chunk; });
    request.on('end', () => {
      const { Action: operation, Version: _, ...rest } = Object.fromEntries(new URLSearchParams(body));
      try {
        if (!Object.hasOwn(SHAPES, operation)) throw new ServiceError('InvalidAction', operation);
        const input = readQuery(new Map(Object.entries(rest)), SHAPES[operation]);
        const place = calls.filter((each) => each.operation === operation).length;
        calls.push({ operation, input });
        const failure = options.fails?.[operation]?.[place];
        if (failure !== undefined) throw new ServiceError(failure, 'as the test asks for', failure === 'ReportGenerationLimitExceeded' ? 409 : 400);
        const result = operation === 'GetOrganizationsAccessReport' ? reportOf(input, paths, calls, options) : generated(input.EntityPath, paths);
        response.writeHead(200, { 'content-type': 'text/xml' }).end(`<${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response>`);
      } catch (error) {
        const { code, message, status } = error instanceof ServiceError ? error : new ServiceError('ServiceFailure', String(error), 500);
        response.writeHead(status, { 'content-type': 'text/xml' })
          .end(`<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`);
      }
    });
  });
  return { ...await listening(server), calls };
}

function generated(path: string, paths: string[]): string {
  return `<JobId>${String(paths.push(path) - 1).padStart(36, '0')}</JobId>`;
}

function reportOf({ JobId: id, MaxItems: most = 100, Marker: marker = '0' }: any, paths: readonly string[], calls: IamStandIn['calls'], options: StandInOptions): string {
  const path = paths[Number(id)];
  const report = options.reports?.[path];
  if (report === undefined) throw new ServiceError('NoSuchEntity', `no report of ${path}`, 404);
  const { services = [], inProgress = 0, failsWith } = report;
  const asked = calls.filter(({ operation, input }) => operation === 'GetOrganizationsAccessReport' && input.JobId === id).length;
  const created = '<JobCreationDate>2026-11-30T05:59:00Z</JobCreationDate>';
  if (asked <= inProgress) return `<JobStatus>IN_PROGRESS</JobStatus>${created}<IsTruncated>false</IsTruncated>`;
  if (failsWith !== undefined) {
    return `<JobStatus>FAILED</JobStatus>${created}<ErrorDetails><Code>${failsWith[0]}</Code><Message>${failsWith[1]}</Message></ErrorDetails>`;
  }
  const end = Number(marker) + Math.min(Number(most), options.itemsPerPage ?? 100);
  const next = end < services.length ? `<IsTruncated>true</IsTruncated><Marker>${end}</Marker>` : '<IsTruncated>false</IsTruncated>';
  return `<JobStatus>COMPLETED</JobStatus>${created}<JobCompletionDate>${COMPLETED}</JobCompletionDate>${next}`
    + `<AccessDetails>${services.slice(Number(marker), end).map((each) => member(each, path)).join('')}</AccessDetails>`;
}

function member([service, time, region]: ReportedService, path: string): string {
  const used = time === undefined ? '' : `<LastAuthenticatedTime>${time}</LastAuthenticatedTime><EntityPath>${path}</EntityPath><Region>${region}</Region>`;
  return `<member><ServiceName>${service}</ServiceName><ServiceNamespace>${service}</ServiceNamespace>${used}`
    + `<TotalAuthenticatedEntities>${time === undefined ? 0 : 1}</TotalAuthenticatedEntities></member>`;
}
