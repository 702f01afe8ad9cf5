import { colors } from './colors';
import { printable } from './printable';
import { RESERVED_TAG_PREFIX } from '../../contract';
import { delegationNotes } from '../../model/delegation/delegation-words';
import { partyName } from '../../model/invitations';
import type { Account, Organization, Parent, Tags, Target } from '../../model/organization';

/** Characters of a date without its time. */
const DATE = '2026-11-26'.length;

/** An organization as an indented tree for the terminal, with one line for each OU and account. */
export function organizationTree(organization: Organization): string {
  const lines = [
    `${colors.bold(`Organization ${idText(organization.id)}`)}  management account ${idText(organization.managementAccountId)}, feature set ${printable(organization.featureSet)}`,
    `${colors.bold('Root')} ${idText(organization.root.id)}${notes(organization.root)}`,
    ...children(organization.root, ''),
    '',
    ...invitationLines(organization),
    `Policy types      ${list(organization.policyTypes)}`,
    `Policies          ${list(organization.policies.map((policy) => policy.name))}`,
    `Trusted services  ${list(organization.trustedServices)}`,
    ...delegationNotes(organization).map(({ effect, who, what }) => `Delegation        ${printable(`${who} ${effect === 'Deny' ? 'may not' : 'may'} ${what}`)}`),
    `Delegated admins  ${list(organization.delegatedAdministrators.map((each) => `${each.accountName} → ${each.servicePrincipal}`))}`,
  ];
  return lines.join('\n');
}

function invitationLines({ invitations = [] }: Organization): string[] {
  if (invitations.length === 0) return [];
  return [`Invitations       ${list(invitations.map((each) => `${partyName(each)} ${each.status} since ${each.requestedAt.slice(0, DATE)}, ends ${each.expiresAt.slice(0, DATE)}`))}`];
}

/** The ID of code that is not deployed is a symbol. */
function isSymbol(id: string): boolean {
  return id.startsWith('${');
}

function idText(id: string): string {
  return isSymbol(id) ? '(known after deployment)' : printable(id);
}

function children(parent: Parent, indent: string): string[] {
  const entries = [
    ...parent.accounts.map((account) => ({ line: accountLine(account), inside: undefined })),
    ...parent.organizationalUnits.map((unit) => ({ line: `${colors.bold(printable(unit.name))}${notes(unit)}`, inside: unit })),
  ];
  return entries.flatMap(({ line, inside }, index) => {
    const last = index === entries.length - 1;
    const below = inside ? children(inside, indent + (last ? '   ' : '│  ')) : [];
    return [`${indent}${last ? '└─ ' : '├─ '}${line}`, ...below];
  });
}

function accountLine(account: Account): string {
  const state = account.state === 'ACTIVE' ? '' : ` ${colors.yellow(printable(account.state))}`;
  const address = account.email === '' ? '' : `<${printable(account.email)}>`;
  return `${printable(account.name)} ${colors.dim(`${isSymbol(account.id) ? '' : `${printable(account.id)} `}${address}`)}${state}${notes(account)}`;
}

function notes(target: Target): string {
  const policies = target.attachedPolicies.filter((policy) => !policy.awsManaged).map((policy) => policy.name);
  return (policies.length ? `  ${colors.cyan(`[${policies.map(printable).join(', ')}]`)}` : '') + tags(target.tags);
}

function tags(all: Tags): string {
  const shown = Object.entries(all).filter(([key]) => !key.startsWith(RESERVED_TAG_PREFIX));
  return shown.length ? `  ${colors.dim(shown.map(([key, value]) => printable(`${key}=${value}`)).join(' '))}` : '';
}

function list(items: readonly string[]): string {
  return items.length ? items.map(printable).join(', ') : '–';
}
