import { type RequestStatus, readRequestStatus, type StatusPort } from '../../../src/cli/status/request-status';
import { statusText } from '../../../src/cli/status/status-text';
import { readFleet } from '../../../src/fleet';
import { parseYamlFile } from '../../../src/fleet/read/yaml-file';
import type { Organization } from '../../../src/model';
import type { Account, CreateAccountStatus, Invitation } from '../../../src/organizations';

const ROWS = readFleet(new Map([['fleet/red.yaml', `accounts:
  - { id: shop, name: shop-prod, email: aws+shop@example.com }
  - { id: "222222222222", adopt: true, name: bank, email: aws+bank@example.com }
`]]), { parseYaml: parseYamlFile });

const CODE = {
  root: {
    id: 'r',
    tags: {},
    attachedPolicies: [],
    organizationalUnits: [],
    accounts: [{ id: '${Org/Shop}', name: 'shop-prod', email: 'AWS+shop@example.com', tags: {}, attachedPolicies: [], state: 'ACTIVE', code: { address: 'Org/Fleet3.Shop' } }],
  },
} as unknown as Organization;

const AT = Date.parse('2026-11-29T10:00:00Z');
const account = (id: string, name: string, email: string, state: Account['state'] = 'ACTIVE'): Account => ({ id, arn: '', name, email, state, joinedAt: AT });
const creation = (name: string, state: CreateAccountStatus['state'], minute = 0): CreateAccountStatus => ({
  id: `car-${minute}`,
  accountName: name,
  state,
  requestedAt: AT + minute * 60_000,
  ...(state === 'FAILED' ? { failureReason: 'EMAIL_ALREADY_EXISTS', completedAt: AT + 5_000 } : {}),
});
const invitation = (type: 'ACCOUNT' | 'EMAIL', id: string, state: Invitation['state']): Invitation => ({
  id: 'h-abcd1234', party: { type, id }, state, requestedAt: AT, expiresAt: AT + 86_400_000,
});

interface Service {
  readonly accounts?: readonly Account[];
  readonly creations?: readonly CreateAccountStatus[];
  readonly invitations?: readonly Invitation[];
}

function portOf({ accounts = [], creations = [], invitations = [] }: Service): StatusPort {
  const list = async function* <T>(items: readonly T[]) { yield* items; };
  const parents: Record<string, string> = { 'ou-ab12-11111111': 'ou-ab12-22222222', 'ou-ab12-22222222': 'r-ab12' };
  return {
    listAccounts: () => list(accounts),
    listCreateAccountStatus: (states) => list(creations.filter(({ state }) => states.includes(state))),
    listInvitations: () => list(invitations),
    findParent: async (id) => parents[id] ?? 'ou-ab12-11111111',
    describeOrganizationalUnit: async (id) => ({ id, arn: '', name: id.endsWith('1') ? 'Prod' : 'Workloads' }),
  };
}

const statusOf = (request: string, service: Service = {}, code?: Organization): Promise<RequestStatus> => (
  readRequestStatus(request, { rows: ROWS, code }, portOf(service)));

const OTHERS = [account('111111111111', 'shop-prod', 'other@example.com')];

test.each<[string, string, Service, Organization | undefined, object]>([
  ['a row, and no code is given', 'shop', {}, undefined, { state: 'requested', row: { file: 'fleet/red.yaml', line: 2, id: 'shop' } }],
  ['a row that is in the code', 'shop', {}, CODE, { state: 'inCode', row: { line: 2 }, code: { address: 'Org/Fleet3.Shop' } }],
  ['a row whose account has the name of another one', 'shop', { accounts: OTHERS }, CODE, { state: 'inCode' }],
  ['a creation in progress, after one that failed', 'shop', { creations: [creation('shop-prod', 'IN_PROGRESS', 9), creation('shop-prod', 'FAILED'), creation('x', 'FAILED')] }, CODE,
    { state: 'creating', creation: { id: 'car-9', requestedAt: '2026-11-29T10:09:00.000Z' } }],
  ['a creation that failed', 'aws+SHOP@example.com', { creations: [creation('shop-prod', 'FAILED'), creation('x', 'IN_PROGRESS')] }, CODE,
    { state: 'failed', creation: { failureReason: 'EMAIL_ALREADY_EXISTS', completedAt: '2026-11-29T10:00:05.000Z' } }],
  ['an open invitation by its account ID', '222222222222', { invitations: [invitation('ACCOUNT', '222222222222', 'OPEN')] }, undefined,
    { state: 'invited', row: { line: 3 }, invitation: { expiresAt: '2026-11-30T10:00:00.000Z' } }],
  ['an invitation that expired, and so is none', 'shop', { invitations: [invitation('EMAIL', 'aws+shop@example.com', 'EXPIRED')] }, undefined, { state: 'requested' }],
  ['an account', 'shop', { accounts: [...OTHERS, account('333333333333', 'shop-prod', 'aws+shop@example.com')], creations: [creation('shop-prod', 'FAILED')] }, CODE,
    { state: 'exists', account: { id: '333333333333', path: 'Root/Workloads/Prod' } }],
  ['an account that was adopted by its ID, under another address', '222222222222', { accounts: [account('222222222222', 'bank', 'new@example.com')] }, undefined,
    { state: 'exists', row: { id: '222222222222' } }],
  ['an account that closes', 'shop', { accounts: [account('333333333333', 'x', 'aws+shop@example.com', 'PENDING_CLOSURE')] }, undefined, { state: 'closed' }],
  ['an account without a row', 'other@example.com', { accounts: OTHERS }, undefined, { state: 'exists', account: { id: '111111111111' } }],
  ['nothing that is known', 'shops', {}, CODE, { state: 'unknown' }],
])('the status of a request shows %s', async (_, request, service, code, status) => {
  expect(await statusOf(request, service, code)).toMatchObject(status);
});

test('the text names each place that knows the request, and nothing in it is hidden', async () => {
  const text = statusText('shop\u202e', await statusOf('shop', { creations: [creation('shop-prod', 'FAILED')] }, CODE));
  expect(text).toBe(`Account shop\\u202e could not be created.
  row         fleet/red.yaml:2  shop-prod, aws+shop@example.com
  code        Org/Fleet3.Shop
  creation    FAILED  EMAIL_ALREADY_EXISTS  car-0, since 2026-11-29T10:00:00.000Z  until 2026-11-29T10:00:05.000Z
Correct the row, and deploy again.
`);
});
