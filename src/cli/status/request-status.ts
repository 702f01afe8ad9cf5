import { ID_PATTERNS } from '../../contract';
import type { FleetRows, RowPlace } from '../../fleet';
import { type Organization, targets } from '../../model';
import type { Account, CreateAccountStatus, Invitation, OrganizationsPort } from '../../organizations';

/**
 * Where the request for an account stands. `inCode`: the code has it, and nothing in the service shows that its deployment has begun.
 * `requested`: only a row has it. `unknown`: neither a row nor the organization has it.
 */
export type RequestState = 'exists' | 'closed' | 'creating' | 'invited' | 'failed' | 'inCode' | 'requested' | 'unknown';

/** The places of a request on its way, as far as they know it. */
export interface RequestStatus {
  readonly state: RequestState;
  readonly row?: RowPlace & { readonly id: string; readonly name: string; readonly email: string };
  readonly code?: { readonly address: string };
  readonly account?: Pick<Account, 'id' | 'name' | 'email' | 'state'> & { readonly path: string };
  readonly creation?: Pick<CreateAccountStatus, 'id' | 'state' | 'failureReason'> & { readonly requestedAt: string; readonly completedAt?: string };
  readonly invitation?: { readonly id: string; readonly state: string; readonly expiresAt: string };
}

/** The operations that a status needs. */
export const STATUS_OPERATIONS = [
  'DescribeOrganizationalUnit', 'ListAccounts', 'ListCreateAccountStatus', 'ListHandshakesForOrganization', 'ListParents',
];

export type StatusPort = Pick<OrganizationsPort,
  'describeOrganizationalUnit' | 'findParent' | 'listAccounts' | 'listCreateAccountStatus' | 'listInvitations'>;

/** The service keeps statuses for 90 days. */
const MOST_PAGES = 50;

/** The values by which the account of a request is found. */
interface Wanted {
  readonly email?: string;
  readonly accountId?: string;
  readonly name?: string;
}

/**
 * Follows a request from its row to the ID of its account.
 * @param request ID of a row, email address, or account ID
 * @param code of the deployment; undefined if it is not known
 */
export async function readRequestStatus(
  request: string, { rows, code }: { readonly rows: FleetRows; readonly code?: Organization }, port: StatusPort,
): Promise<RequestStatus> {
  const isWanted = (text: string) => text.toLowerCase() === request.toLowerCase();
  const row = rows.accounts.find(({ id }) => id === request) ?? rows.accounts.find(({ email }) => isWanted(email));
  const accountId = [row?.adopt ? row.id : undefined, request].find((id) => id !== undefined && ID_PATTERNS.account.test(id));
  const wanted: Wanted = { accountId, name: row?.name, email: row?.email ?? (request.includes('@') ? request : undefined) };
  const known = {
    ...(row === undefined ? {} : { row: { ...row.place, id: row.id, name: row.name, email: row.email } }),
    ...codeOf(code, wanted),
  };
  const account = await findAccount(port, wanted);
  if (account !== undefined) {
    const { id, name, email, state } = account;
    const isMember = state === 'ACTIVE' || state === 'PENDING_ACTIVATION';
    return { state: isMember ? 'exists' : 'closed', ...known, account: { id, name, email, state, path: await pathOf(port, account) } };
  }
  const creation = await lastCreation(port, wanted.name);
  const invitation = await openInvitation(port, wanted);
  const found = { ...known, ...creationOf(creation), ...invitationOf(invitation) };
  if (creation?.state === 'IN_PROGRESS') return { state: 'creating', ...found };
  if (invitation !== undefined) return { state: 'invited', ...found };
  if (creation !== undefined) return { state: 'failed', ...found };
  return { state: known.code !== undefined ? 'inCode' : row !== undefined ? 'requested' : 'unknown', ...found };
}

function codeOf(code: Organization | undefined, { email, accountId }: Wanted): Pick<RequestStatus, 'code'> {
  if (code === undefined) return {};
  for (const { target } of targets(code)) {
    if (!('email' in target) || target.code === undefined) continue;
    const isWanted = target.id === accountId || (email !== undefined && target.email.toLowerCase() === email.toLowerCase());
    if (isWanted) return { code: { address: target.code.address } };
  }
  return {};
}

async function findAccount(port: StatusPort, { email, accountId }: Wanted): Promise<Account | undefined> {
  for await (const account of port.listAccounts()) {
    if (account.id === accountId || (email !== undefined && account.email.toLowerCase() === email.toLowerCase())) return account;
  }
  return undefined;
}

/** Names of the OUs from the root down, such as `Root/Workloads/Prod`. */
async function pathOf(port: StatusPort, { id }: Account): Promise<string> {
  const names: string[] = [];
  for (let parent = await port.findParent(id); !ID_PATTERNS.root.test(parent); parent = await port.findParent(parent)) {
    names.unshift((await port.describeOrganizationalUnit(parent)).name);
  }
  return ['Root', ...names].join('/');
}

/** A status knows only the name of the account. Of several, the last one counts. */
async function lastCreation(port: StatusPort, name: string | undefined): Promise<CreateAccountStatus | undefined> {
  if (name === undefined) return undefined;
  let last: CreateAccountStatus | undefined;
  for await (const status of port.listCreateAccountStatus(['IN_PROGRESS', 'FAILED'], MOST_PAGES)) {
    if (status.accountName === name && (last === undefined || status.requestedAt >= last.requestedAt)) last = status;
  }
  return last;
}

async function openInvitation(port: StatusPort, { email, accountId }: Wanted): Promise<Invitation | undefined> {
  for await (const invitation of port.listInvitations()) {
    const { party: { type, id }, state } = invitation;
    const isParty = type === 'ACCOUNT' ? id === accountId : id.toLowerCase() === email?.toLowerCase();
    if (isParty && (state === 'OPEN' || state === 'REQUESTED')) return invitation;
  }
  return undefined;
}

function creationOf(creation: CreateAccountStatus | undefined): Pick<RequestStatus, 'creation'> {
  if (creation === undefined) return {};
  const { id, state, failureReason, requestedAt, completedAt } = creation;
  return {
    creation: {
      id,
      state,
      ...(failureReason === undefined ? {} : { failureReason }),
      requestedAt: timeText(requestedAt),
      ...(completedAt === undefined ? {} : { completedAt: timeText(completedAt) }),
    },
  };
}

function invitationOf(invitation: Invitation | undefined): Pick<RequestStatus, 'invitation'> {
  if (invitation === undefined) return {};
  const { id, state, expiresAt } = invitation;
  return { invitation: { id, state, expiresAt: timeText(expiresAt) } };
}

function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
