import type { DeniedAccount, DeniedService } from './newly-denied-services';
import type { AccessReport } from '../../organizations/last-accessed/access-report-port';

/** So many patterns are kept of a service, since many accounts have the same. The impact of the review has all of them. */
const PATTERNS = 10;

/** A service of which a change denies actions, and that an account used. */
export interface UsedService extends DeniedService {
  /** How many patterns of actions are left out. */
  readonly morePatterns: number;
  /** The time of the last attempt, such as `2026-11-20T10:15:30.000Z`. Refused attempts count, too. */
  readonly lastUse: string;
  /** Its Region. */
  readonly region?: string;
}

/** An account in which a change denies actions, with the services of these. */
export interface LastAccessedAccount {
  readonly accountId: string;
  /** `Root/Workloads/shop`, after the change. */
  readonly account: string;
  /** The service that was used last comes first. */
  readonly used: readonly UsedService[];
  /** Services that nobody tried in the tracking period, sorted. */
  readonly unused: readonly string[];
  /** Services that are not in the report, sorted: policies deny them already, or IAM does not track them. */
  readonly notReported: readonly string[];
}

/** An account in which a change denies actions, of which there is no report. */
export interface UnreportedAccount {
  readonly accountId: string;
  readonly account: string;
  readonly reason: string;
}

/** When accounts used the services of which a change denies actions: by service, and not by action. */
export interface LastAccessedResult {
  /** The time of the oldest report. */
  readonly reportedAt?: string;
  /** The account with the last use comes first. */
  readonly accounts: readonly LastAccessedAccount[];
  readonly unreported: readonly UnreportedAccount[];
}

/** The answer of IAM about an account, or the reason why there is none. */
export type AccountReport = AccessReport | { readonly reason: string };

/** @param reports by account ID */
export function lastAccessed(denied: readonly DeniedAccount[], reports: ReadonlyMap<string, AccountReport>): LastAccessedResult {
  const accounts: LastAccessedAccount[] = [];
  const unreported: UnreportedAccount[] = [];
  const times: string[] = [];
  for (const { id: accountId, path: account, services } of denied) {
    const report = reports.get(accountId) ?? { reason: 'no report of it is known' };
    const reason = reasonOf(report);
    if (reason !== undefined) unreported.push({ accountId, account, reason });
    if (!('JobStatus' in report) || report.JobStatus === 'FAILED') continue;
    if (report.JobCompletionDate !== undefined) times.push(report.JobCompletionDate);
    accounts.push({ accountId, account, ...servicesIn(report, services) });
  }
  const [reportedAt] = times.sort();
  return {
    ...(reportedAt === undefined ? {} : { reportedAt }),
    accounts: accounts.sort((one, other) => compare(lastUseOf(other), lastUseOf(one)) || compare(one.account, other.account)),
    unreported: unreported.sort((one, other) => compare(one.account, other.account)),
  };
}

function reasonOf(report: AccountReport): string | undefined {
  if ('reason' in report) return report.reason;
  if (report.JobStatus === 'COMPLETED') return undefined;
  const { Code: code = 'no code', Message: message = 'no message' } = report.ErrorDetails ?? {};
  return `the report failed with ${code} (${message})`;
}

function servicesIn({ AccessDetails: details = [] }: AccessReport, services: readonly DeniedService[]): Omit<LastAccessedAccount, 'accountId' | 'account'> {
  const found = new Map(details.map((each) => [each.ServiceNamespace, each]));
  const namesOf = (some: readonly DeniedService[]) => some.map(({ service }) => service).sort();
  const used = services.flatMap((each): UsedService[] => {
    const { LastAuthenticatedTime: lastUse, Region: region } = found.get(each.service) ?? {};
    if (lastUse === undefined) return [];
    const actions = each.actions.slice(0, PATTERNS);
    return [{ ...each, actions, morePatterns: each.actions.length - actions.length, lastUse, ...(region === undefined ? {} : { region }) }];
  });
  return {
    used: used.sort((one, other) => compare(other.lastUse, one.lastUse) || compare(one.service, other.service)),
    unused: namesOf(services.filter(({ service }) => found.has(service) && found.get(service)!.LastAuthenticatedTime === undefined)),
    notReported: namesOf(services.filter(({ service }) => !found.has(service))),
  };
}

function lastUseOf({ used: [first] }: LastAccessedAccount): string {
  return first?.lastUse ?? '';
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
