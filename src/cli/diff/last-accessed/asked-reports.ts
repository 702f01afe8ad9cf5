import type { AccountReport } from '../../../model';
import { credentialAdvice, isOrganizationsError, NO_ANSWER, type OrganizationsError } from '../../../organizations';
import type { AccessReportPort } from '../../../organizations/last-accessed/access-report-port';
import { statusLine } from '../../output/status-line';

/** An account of IAM can generate a few reports at a time; the service does not say how many. */
const AT_A_TIME = 4;

/** Codes that are about one account, so that the others can be reported all the same. Source: IAM API Reference, "Common Errors". */
const OF_ONE_ACCOUNT = ['InvalidInput', 'InvalidParameterValue', 'ValidationError', 'NoSuchEntity', 'InProgress'];

/**
 * Asks IAM about the last accesses of accounts, a few at a time.
 * @param entityPaths by account ID
 * @throws Error for a call that is refused or gets no answer
 */
export async function askedReports(entityPaths: ReadonlyMap<string, string>, port: AccessReportPort): Promise<Map<string, AccountReport>> {
  const reports = new Map<string, AccountReport>();
  const waiting = [...entityPaths];
  const status = statusLine();
  const next = async (): Promise<void> => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
      const [id, entityPath] = each;
      reports.set(id, await reportOf(entityPath, port));
      status.show(`Asking IAM about last accesses: ${reports.size} of ${entityPaths.size} accounts`);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_A_TIME }, next));
  } catch (error) {
    waiting.length = 0;
    throw isOrganizationsError(error) ? new Error(problem(error)) : error;
  } finally {
    status.clear();
  }
  return reports;
}

async function reportOf(entityPath: string, port: AccessReportPort): Promise<AccountReport> {
  try {
    return await port.report(entityPath);
  } catch (error) {
    if (isOrganizationsError(error, ...OF_ONE_ACCOUNT)) return { reason: `IAM gave no report: ${error.code} (${error.message})` };
    throw error;
  }
}

function problem({ operation, code, message }: OrganizationsError): string {
  if (code === NO_ANSWER) return `The last accesses cannot be read: iam:${operation} got no answer (${message}). Check the network and the AWS Region.`;
  const advice = credentialAdvice(code) ?? (code === 'AccessDenied' ? `Use credentials of the management account with the permission iam:${operation}.`
    : code === 'TooManyRequests' ? 'Other reports run at the same time. Try again later.'
      : 'Use credentials of the management account of an organization in which service control policies are enabled.');
  return `The last accesses cannot be read: iam:${operation} was refused with ${code} (${message}). ${advice}`;
}
