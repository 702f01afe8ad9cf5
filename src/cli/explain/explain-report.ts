import { type ExplainedReason, explainedReasons, guardrailLines } from './explained-reason';
import type { AuthorizationPolicyType } from '../../contract';
import { type AccessAnswer, isInvited, type LevelAnswer } from '../../model';
import {
  type Decision, type Reason, type StatementReason, principalKind, type AccessRequest, accountOfArn, givenText, listed, reasonText,
  resourceThatTells, rolePathName, sessionRole,
} from '../../policy';
import { colors } from '../output/colors';
import { printable } from '../output/printable';

const OPTIONS: readonly (readonly [RegExp, string])[] = [
  [/^aws:RequestedRegion$/i, '--region REGION'],
  [/^whether resource control policies reach the service /, 'look the service up in the list of those that support resource control policies'],
];

/** The option of `explain` that supplies a missing part of a request. */
export function howToSupply(what: string, request: AccessRequest): string {
  const resource = resourceThatTells(what, request);
  if (resource !== undefined) return resource === '*' ? '--resource \'*\'' : '--resource ARN';
  if (what === rolePathName(request.principal)) return `--principal ${roleOnPath(request)}`;
  if (/^aws:PrincipalArn$/i.test(what) && request.principal === undefined) return '--principal role/NAME';
  const option = OPTIONS.find(([pattern]) => pattern.test(what))?.[1];
  if (option !== undefined) return option;
  if (!/^[\w./-]+:\S+(?: [^/]*)?$/.test(what)) return 'ask a saved state of the deployed organization';
  return what.includes(' ') ? `--context '${what}=VALUE'` : `--context ${what}=VALUE`;
}

/** The role of a session with its path, in short where it is a role of the account that the question is about. */
function roleOnPath({ principal = '', context = {} }: AccessRequest): string {
  const account = accountOfArn(principal);
  const owner = context['aws:ResourceAccount'] ?? account;
  const role = `role/<path>/${sessionRole(principal)}`;
  return owner === account ? role : `arn:aws:iam::${account}:${role}`;
}

export const HEADINGS: Record<Decision, string> = {
  allowed: colors.green('ALLOWED'), denied: colors.red('DENIED'), depends: colors.yellow('DEPENDS'),
};
const LEVEL_WORDS: Record<Decision, string> = { allowed: 'allows', denied: colors.red('denies'), depends: colors.yellow('depends') };
const TYPES = { SERVICE_CONTROL_POLICY: 'SCP', RESOURCE_CONTROL_POLICY: 'RCP' } as const satisfies Record<AuthorizationPolicyType, string>;

/** The answer for one account, the verdict first. */
export function explainReport(answer: AccessAnswer): string {
  const { placed, request, decision, matchedStatements, missingInformation, levels, remarks } = answer;
  const reasons = explainedReasons(answer);
  const sections = [
    [`${colors.bold(HEADINGS[decision])}  ${printable(request.action)} in ${placedName(answer)}`, ...headline(answer, reasons)],
    [...requestLines(answer), ...remarks.map(printable)],
    levels.length === 0 ? ['No policies of the organization count here.'] : levelLines(levels),
    decision === 'allowed' ? notes(matchedStatements) : ['Because', ...reasons.flatMap((reason) => reasonLines(reason, decision))],
    missingInformation.length === 0 ? [] : ['Depends on', ...columns(missingInformation.map((what) => [`  ${printable(what)}`, printable(howToSupply(what, request))]))],
    stateLines(placed.account),
  ];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function stateLines(account: AccessAnswer['placed']['account']): string[] {
  if (isInvited(account)) return ['The account is invited and not known to be a member: this is the answer for the time when it has joined and is in this place.'];
  return account.state === 'ACTIVE' ? [] : [`The account is ${printable(account.state)}.`];
}

function headline(answer: AccessAnswer, reasons: readonly ExplainedReason[]): string[] {
  const iam = iamLine(answer);
  if (answer.decision !== 'denied') return iam === undefined ? [] : [`  ${iam}`];
  return reasons.flatMap((reason) => [
    reason.kind === 'deny' ? `  by ${statementOf(reason)}` : `  ${printable(reasonText(reason))}`, ...guardrailLines(reason, '     '),
  ]);
}

function placedName({ placed: { account, path } }: AccessAnswer): string {
  const id = account.id.startsWith('${') ? '' : ` ${colors.dim(printable(account.id))}`;
  return `${colors.bold(printable(path))}${id}`;
}

function requestLines({ request: { principal, resource, context = {} } }: AccessAnswer): string[] {
  const region = context['aws:RequestedRegion'];
  return columns([
    ['Principal', principal === undefined ? colors.dim('any of the account') : printable(principal)],
    ['Resource', resource === undefined ? colors.dim('any') : printable(resource)],
    ...(region === undefined ? [] : [['Region', printable(String(region))]]),
  ]);
}

function levelLines(levels: readonly LevelAnswer[]): string[] {
  const lines = levels.map(({ name, type, decision, matchedStatements, policies }) => (
    { type: TYPES[type], name, decision, text: decidersOf(matchedStatements).join(', ') || policies.join(', ') || 'nothing is attached' }));
  const told = Object.values(TYPES).flatMap((type) => {
    const ofType = lines.filter((line) => line.type === type);
    const [first, ...others] = ofType;
    const same = others.length > 0 && others.every(({ decision, text }) => decision === first.decision && text === first.text);
    return same ? [{ ...first, name: 'every level' }] : ofType;
  });
  return columns(told.map(({ type, name, decision, text }) => [type, printable(name), LEVEL_WORDS[decision], printable(text)]));
}

function decidersOf(matchedStatements: readonly Reason[]): string[] {
  return matchedStatements.flatMap((reason) => {
    switch (reason.kind) {
      case 'exempt': return [reason.why];
      case 'not-given': return [reason.what];
      case 'no-allow': return [`no Allow in ${reason.policies.join(', ') || 'anything attached'}`];
      default: return [`${reason.policy}: ${reason.statement}`];
    }
  });
}

function notes(matchedStatements: readonly Reason[]): string[] {
  return matchedStatements.filter(({ kind }) => kind === 'exempt').map((reason) => printable(reasonText(reason)));
}

/** A denied request has its guardrails in the headline. */
function reasonLines(reason: ExplainedReason, decision: Decision): string[] {
  if (reason.kind !== 'deny' && reason.kind !== 'allow') return [`  ${printable(reasonText(reason))}`];
  const { resource, conditions } = reason;
  const rows = [
    ...(resource === undefined ? [] : [row(resource.element, resource.patterns, resource.given)]),
    ...conditions.map((condition) => row(`${condition.operator} ${condition.key}`, condition.values, givenText(condition))),
  ];
  const guardrail = decision === 'denied' ? [] : guardrailLines(reason, '     ');
  return [`  ${statementOf(reason)}${rows.length === 0 ? ', for every request' : ', if'}`, ...columns(rows), ...guardrail];
}

/** Values of a condition, or patterns of resources, that one line names. `--json` has all. */
const MOST_VALUES = 6;

function row(what: string, values: readonly string[], given: string): string[] {
  return [`    ${printable(what)}`, printable(listed(values, MOST_VALUES)), `${colors.dim('the request:')} ${printable(given)}`];
}

function statementOf({ statement, policy, level, kind }: StatementReason): string {
  return `${printable(statement)} (${kind === 'deny' ? 'Deny' : 'Allow'}) of ${colors.cyan(printable(policy))}${level === undefined ? '' : ` at ${printable(level)}`}`;
}

/** The policies that still have to allow the action. Undefined if there are none, or if they were evaluated. */
export function iamLine({ decision, request: { principal }, matchedStatements }: Pick<AccessAnswer, 'decision' | 'request' | 'matchedStatements'>): string | undefined {
  if (decision !== 'allowed' || matchedStatements.some(({ type }) => type === 'IDENTITY_POLICY')) return undefined;
  if (matchedStatements.some((reason) => reason.kind === 'exempt' && reason.why.endsWith('which needs no permission'))) return undefined;
  const kind = principal === undefined ? 'role' : principalKind(principal);
  if (kind === 'root') return undefined;
  const who = ['service', 'federated', 'anonymous'].includes(kind) ? 'The policy of the resource' : 'IAM';
  return `${who} must allow it as well: this is what the organization permits at most.`;
}

/** Columns as wide as their widest cell; colors take no width. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((cells) => width(cells[column])))) ?? [];
  return rows.map((cells) => cells.map((cell, column) => (column === cells.length - 1 ? cell : cell + ' '.repeat(widths[column] - width(cell)))).join('  '));
}

function width(text: string): number {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\u001b\[\d+m/g, '').length;
}
