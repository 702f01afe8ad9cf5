import type { AccountReport } from '../../../model';
import { readJsonFile, writeJsonFile } from '../../sources/json-file';

const FORMAT = 'cdk-org-last-accessed/1';

/** Reports of accounts, as `--save-last-accessed` writes them. */
interface SavedReports {
  readonly format: typeof FORMAT;
  readonly savedAt: string;
  /** By account ID: the answer of `iam:GetOrganizationsAccessReport`, or the reason why IAM gave none. */
  readonly reports: Readonly<Record<string, AccountReport>>;
}

/** @param now milliseconds since 1970 */
export function saveReports(file: string, reports: ReadonlyMap<string, AccountReport>, now: number): void {
  const sorted = [...reports].sort(([one], [other]) => (one < other ? -1 : 1));
  writeJsonFile(file, { format: FORMAT, savedAt: new Date(now).toISOString(), reports: Object.fromEntries(sorted) } satisfies SavedReports);
}

/** @throws Error for a file that cannot be read or is none */
export function savedReports(file: string): Map<string, AccountReport> {
  return new Map(Object.entries(readJsonFile(file, 'file with last accesses', parse).reports));
}

function parse(value: unknown): SavedReports {
  const { format, reports } = Object(value) as Partial<SavedReports>;
  const advice = 'Give a file of --save-last-accessed, unchanged.';
  if (format !== FORMAT) throw new Error(`its format is not ${FORMAT} (given: ${JSON.stringify(format)}). ${advice}`);
  if (!isObject(reports)) throw new Error(`it has no "reports". ${advice}`);
  const [wrong] = Object.entries(reports).find(([id, report]) => !/^\d{12}$/.test(id) || !isReport(report)) ?? [];
  if (wrong !== undefined) throw new Error(`it has a report that is none (given: ${JSON.stringify(wrong)}). ${advice}`);
  return value as SavedReports;
}

function isReport(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { reason, JobStatus: status, JobCompletionDate: completed, AccessDetails: details = [], ErrorDetails: error = {} } = value;
  if (reason !== undefined) return typeof reason === 'string';
  return (status === 'COMPLETED' || status === 'FAILED') && isTime(completed) && Array.isArray(details) && details.every(isAccess)
    && isObject(error) && [error.Code, error.Message].every(isText);
}

function isAccess(value: unknown): boolean {
  return isObject(value) && typeof value.ServiceNamespace === 'string' && isTime(value.LastAuthenticatedTime) && isText(value.Region);
}

function isTime(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value)));
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
