import * as sdk from '@aws-sdk/client-iam';
import type { AccessReport, AccessReportPort, ServiceAccess } from './access-report-port';
import type { Clock } from '../clock';
import { isOrganizationsError, OrganizationsError } from '../errors/organizations-error';
import { type Connection, connectedConfig, requireCredentials } from '../read-only-client';
import { retryingCalls } from '../retrying-calls';
import { sendAround } from '../sdk-calls';

/** The time for retries of a call that is throttled. Reports of others may run, of which an account can have a few at a time. */
const PATIENCE_MS = 120_000;

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

/** A report takes seconds. */
const LONGEST_REPORT_MS = 600_000;

const ITEMS_PER_PAGE = 1_000;

/**
 * Reports of IAM about the last access to services, with the credentials of a connection to the management account. Only the session that
 * generates a report can read it.
 * @throws Error at once if there are no credentials or no Region
 */
export async function accessReports(connection: Omit<Connection, 'endpointUrl'>, clock: Clock): Promise<AccessReportPort> {
  const client = new sdk.IAMClient({ ...await connectedConfig(connection), maxAttempts: 1 });
  await requireCredentials(client);
  return new SdkAccessReports(client, clock);
}

class SdkAccessReports implements AccessReportPort {
  constructor(private readonly client: sdk.IAMClient, private readonly clock: Clock) {}

  public async report(entityPath: string): Promise<AccessReport> {
    const { JobId: id } = await this.call('GenerateOrganizationsAccessReport', () => (
      this.client.send(new sdk.GenerateOrganizationsAccessReportCommand({ EntityPath: entityPath }))));
    const first = await this.finished(id!);
    if (first.JobStatus === 'FAILED') return { JobStatus: 'FAILED', ErrorDetails: first.ErrorDetails };
    const details = [...first.AccessDetails ?? []];
    for (let page = first; page.IsTruncated && page.Marker !== undefined;) {
      page = await this.page(id!, page.Marker);
      details.push(...page.AccessDetails ?? []);
    }
    const completed = first.JobCompletionDate;
    return {
      JobStatus: 'COMPLETED',
      ...(completed === undefined ? {} : { JobCompletionDate: completed.toISOString() }),
      AccessDetails: details.map(serviceAccess),
    };
  }

  /** The first page of a job that is no longer in progress. */
  private async finished(id: string): Promise<sdk.GetOrganizationsAccessReportResponse> {
    const until = this.clock.now() + LONGEST_REPORT_MS;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const page = await this.page(id);
      if (page.JobStatus !== 'IN_PROGRESS') return page;
      if (this.clock.now() + pause > until) {
        throw new OrganizationsError('GetOrganizationsAccessReport', 'InProgress', `job ${id} is in progress after ${LONGEST_REPORT_MS / 60_000} minutes`);
      }
      await this.clock.sleep(pause);
    }
  }

  private page(id: string, marker?: string): Promise<sdk.GetOrganizationsAccessReportResponse> {
    const input = { JobId: id, MaxItems: ITEMS_PER_PAGE, ...(marker === undefined ? {} : { Marker: marker }) };
    return this.call('GetOrganizationsAccessReport', () => this.client.send(new sdk.GetOrganizationsAccessReportCommand(input)));
  }

  private call<Answer>(operation: string, send: () => Promise<Answer>): Promise<Answer> {
    const until = this.clock.now() + PATIENCE_MS;
    const around = retryingCalls({ clock: this.clock, random: () => 0.5, readsUntil: until, writesUntil: until });
    return around(operation, () => sendAround((_, call) => call(), operation, send).catch((error) => {
      throw isOrganizationsError(error, 'ReportGenerationLimitExceeded') ? new OrganizationsError(operation, 'TooManyRequests', error.message) : error;
    }));
  }
}

function serviceAccess({ ServiceNamespace: service, LastAuthenticatedTime: time, Region: region }: sdk.AccessDetail): ServiceAccess {
  return {
    ServiceNamespace: service!,
    ...(time === undefined ? {} : { LastAuthenticatedTime: time.toISOString() }),
    ...(region === undefined ? {} : { Region: region }),
  };
}
