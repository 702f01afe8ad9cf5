import { type Change, type Organization, targets } from '../../model';
import { type CallResult, ownershipTags, type RehearsalResult } from '../../rehearsal';
import { changeText, type RehearsalSummary } from '../../report';
import { firstParagraph } from '../output/printable';

export interface Findings {
  /** Differences between the final organization and the code. A deployment with any has failed. */
  readonly differing?: readonly string[];
  readonly unforeseen?: readonly Change[];
}

/** Summarizes a rehearsal for a report. @param before the organization at its start, which has the names of deleted resources. */
export function summaryOfRehearsal(
  result: RehearsalResult, before: Organization | null, { differing = [], unforeseen = [] }: Findings = {},
): RehearsalSummary {
  const { virtualSeconds, calls, resources, stacks, warnings, organization } = result;
  const succeeded = result.succeeded && differing.length === 0;
  const names = new Map([['p-FullAWSAccess', 'FullAWSAccess'], ...namesIn(before), ...namesIn(organization)] as [string, string][]);
  const writing = calls.filter((call) => call.writing);
  const tags = ownershipTags(calls);
  return {
    succeeded,
    virtualSeconds,
    writingCalls: writing.map((call) => ({
      operation: call.operation,
      subject: subjectOf(call, names),
      atSeconds: call.atSeconds,
      ...(call.error ? { refused: call.error.code } : {}),
    })),
    readingCalls: calls.length - writing.length,
    ...(tags === 0 ? {} : { ownershipTags: tags }),
    failures: result.succeeded ? differing.map((each) => `The organization is not what the code says at the end: ${each}.`) : [
      ...resources.flatMap(({ reason }) => (reason === undefined ? [] : [firstParagraph(reason)])),
      ...stacks.flatMap(({ name, status, reason }) => (reason === undefined ? [] : [`Stack ${name}: ${status}. ${firstParagraph(reason)}`])),
    ],
    warnings: [...warnings, ...refusedRemovals(writing, names), ...unforeseen.map((change) => `After the rehearsal this is different from the comparison: ${changeText(change).headline}.`)],
  };
}

/** CloudFormation reports a deployment as successful even if a resource that was removed from the app could not be deleted. */
function refusedRemovals(calls: readonly CallResult[], names: ReadonlyMap<string, string>): string[] {
  const removals = calls.filter(({ operation }) => REMOVALS.includes(operation));
  const last = new Map(removals.map((call) => [JSON.stringify([call.operation, call.request]), call]));
  return [...last.values()].flatMap((call) => (call.error === null ? [] : [
    `${call.operation} is refused for ${subjectOf(call, names)}, which stays where it is: ${[call.error.code, call.error.reason].filter(Boolean).join(', ')}.`
    + (call.operation === 'RemoveAccountFromOrganization' ? LEAVING : ''),
  ]));
}

const REMOVALS = ['CloseAccount', 'RemoveAccountFromOrganization'];

/** Source: AWS Organizations User Guide, "Remove a member account from an organization". */
const LEAVING = ' An account that Organizations created can leave only after four days, and with what a stand-alone account needs, such as a way to pay.';

function namesIn(organization: Organization | null): [string, string][] {
  if (organization === null) return [];
  return [
    ...[...targets(organization)].map(({ path, target }): [string, string] => [target.id, path.replace(/^Root\//, '')]),
    ...organization.policies.map(({ id, name }): [string, string] => [id, name]),
  ];
}

/** Fields that say in words what a request is about. */
const NAMING = ['Name', 'AccountName', 'ServicePrincipal', 'PolicyType'];

/** The resources of a request by name. The first one is the changed one. */
function subjectOf({ request }: CallResult, names: ReadonlyMap<string, string>): string {
  const fields = Object(request) as Record<string, unknown>;
  const known = Object.values(fields).flatMap((value) => (typeof value === 'string' ? names.get(value) ?? [] : []));
  const given = NAMING.flatMap((field) => (typeof fields[field] === 'string' ? [fields[field]] : []));
  const [first = '', ...others] = [...given, ...known];
  return others.length === 0 ? first : `${first}: ${others.join(' → ')}`;
}
