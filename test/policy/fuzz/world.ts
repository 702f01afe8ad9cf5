import { CODE, deployedIds, type FuzzOrganization, type Ids, LAB, LIVE, MANAGEMENT, STRANGER } from './fuzz-organization';
import type { FuzzQuestion } from './fuzz-question';
import type { Pick } from './pick';
import type { AttachedPolicy, Organization } from '../../../src/model';
import { type AccessRequest, type ContextValue, FULL_AWS_ACCESS, type JsonValue, writePolicyDocument } from '../../../src/policy';
import { naivelyAllowed, naivelyLeft } from '../naive-evaluator';

type Context = Record<string, ContextValue>;

/** The keys in the documentation of the service; a request lacks keys that its world does not contain. */
const ORDINARY: Readonly<Record<string, readonly ContextValue[]>> = {
  'aws:RequestedRegion': ['eu-west-1', 'us-east-1', 'eu-central-1'],
  'aws:PrincipalTag/team': ['blue', 'red', '', null, 'none'],
  'aws:ResourceTag/team': ['blue', 'red', '', null, 'xblue'],
};
const OTHER_ORGANIZATION = 'o-partners111';
const WITHOUT_KEYS = ['ec2:CreateVpcPeeringConnection'];
const REACHED = ['s3', 'sts', 'kms'];

/** Values that policies contain for a key, so that they match in some worlds. */
const SPELLED_OUT = new WeakMap<Organization, Map<string, string[]>>();

interface WrittenPolicy {
  readonly Statement: readonly { readonly Condition?: Record<string, Record<string, string[]>> }[];
}

function spelledOut(organization: Organization, key: string): string[] {
  const known = SPELLED_OUT.get(organization) ?? new Map<string, string[]>();
  SPELLED_OUT.set(organization, known);
  const values = known.get(key) ?? organization.policies.flatMap(({ content }) => (
    (JSON.parse(content) as WrittenPolicy).Statement.flatMap(({ Condition = {} }) => (
      Object.entries(Condition).flatMap(([operator, keys]) => (operator === 'Null' || keys[key] === undefined ? [] : keys[key].flatMap((text) => [text, text.replaceAll('*', 'x').replace(/\$\{[^}]*\}/g, 'blue')])))))));
  known.set(key, values);
  return values;
}

interface Caller {
  readonly kind: 'role' | 'user' | 'root' | 'service' | 'federated' | 'anonymous';
  readonly arn?: string;
  /** Keys of principals of an account. */
  readonly account?: string;
  readonly service?: string;
}

/**
 * The verdict in one world that allows the question: IDs as a deployment assigns them, one caller, one resource, and a value or
 * none for each key that the question does not include. Derived from the documentation alone, for the fuzz test of the evaluator.
 */
export function worldDecision({ isCode, value }: FuzzOrganization, { account, question }: FuzzQuestion, pick: Pick): 'allowed' | 'denied' {
  const ids = isCode ? deployedIds(pick) : LIVE;
  const accountId = { ...ids, lab: LAB, management: MANAGEMENT }[account];
  const given = question.context ?? {};
  const caller = callerOf(question.principal, accountId, pick);
  const resource = question.resource ?? pick.one(['arn:aws:s3:::logs/k', 'arn:aws:s3:::home-jo/k', `arn:aws:iam::${accountId}:role/Deployer`,
    `arn:aws:iam::${accountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`, 'arn:aws:iam::aws:policy/ReadOnlyAccess']);
  const stated = 'aws:PrincipalOrgID' in given;
  // Code may not have every account of the organization, unless the question contains the organization of the outsider.
  const strangerIsMember = isCode && !stated && pick.chance(0.5);
  const context: Context = {
    ...Object.fromEntries(Object.entries(ORDINARY).map(([key, values]) => [key, pick.one([...values, ...spelledOut(value, key)])])),
    ...callerKeys(caller, ids, given, strangerIsMember, pick),
    ...resourceKeys(question, resource, accountId, ids, isCode && pick.chance(0.5), pick),
    ...sourceKeys(caller, ids, given, isCode, pick),
    ...given,
  };
  if (caller.kind === 'anonymous') context['aws:PrincipalTag/team'] = given['aws:PrincipalTag/team'] ?? null;
  const request: AccessRequest = { action: question.action, resource, context, contextIsComplete: true };
  if (question.action === 'sts:GetCallerIdentity') return 'allowed';
  const chains = chainsOf(value, isCode ? ids : undefined);
  const allowed = passesService(caller, question, chains, request, strangerIsMember, pick)
    && passesResource(caller, question, resource, accountId, isCode, chains, request, pick);
  return allowed ? 'allowed' : 'denied';
}

function passesService(
  caller: Caller, { action }: FuzzQuestion['question'], chains: Chains, request: AccessRequest, strangerIsMember: boolean, pick: Pick,
): boolean {
  if (caller.account === undefined || caller.account === MANAGEMENT || action.startsWith('mechanicalturk:')) return true;
  if (isServiceLinked(caller.arn)) return true;
  // The policies of an account that is not in the code are unknown.
  if (caller.account === STRANGER) return !strangerIsMember || pick.chance(0.5);
  return naivelyAllowed(chains.service(caller.account), request);
}

function passesResource(
  caller: Caller, { action, resource: named }: FuzzQuestion['question'], resource: string, asked: string, isCode: boolean, chains: Chains, request: AccessRequest, pick: Pick,
): boolean {
  const service = action.split(':')[0];
  if (!REACHED.includes(service) || isServiceLinked(caller.arn)) return true;
  if (service === 'sts' && caller.kind === 'service' && isServiceLinked(resource)) return true;
  // A resource that the question does not name belongs to the account.
  const owner = named === undefined ? asked : ownerOf(resource, asked);
  if (owner === 'aws' || owner === MANAGEMENT) return true;
  if (owner === STRANGER) return !isCode || pick.chance(0.5);
  return chains.resource(owner).every((policies) => naivelyLeft(policies, request));
}

function callerOf(principal: string | undefined, account: string, pick: Pick): Caller {
  const named = principal ?? pick.one(['role/Admin', 'role/Dev', 'role/platform/Deploy', 'user/jo', 'root']);
  if (named === '*') return { kind: 'anonymous' };
  if (/cognito|google|-provider\//.test(named)) return { kind: 'federated' };
  if (named.endsWith('.amazonaws.com')) return { kind: 'service', service: named };
  const session = /^arn:aws:sts::(\d+):assumed-role\/(.+)\/anna$/.exec(named);
  const arn = session !== null ? `arn:aws:iam::${session[1]}:role/${pathOf(session[2], pick)}${session[2]}`
    : named.startsWith('arn:') ? named : `arn:aws:iam::${account}:${named}`;
  return { kind: /:(role|user|root)/.exec(arn)![1] as Caller['kind'], arn, account: arn.split(':')[4] };
}

/** Roles of services and of IAM Identity Center are on paths that no other role can use. */
function pathOf(role: string, pick: Pick): string {
  if (role.startsWith('AWSServiceRoleFor')) return 'aws-service-role/config.amazonaws.com/';
  if (role.startsWith('AWSReservedSSO_')) return 'aws-reserved/sso.amazonaws.com/';
  return pick.one(['', '', 'platform/', 'team/blue/', 'SuperAdmin/']);
}

function isServiceLinked(arn: string | undefined): boolean {
  return arn?.includes(':role/aws-service-role/') === true;
}

function callerKeys({ kind, arn, account, service }: Caller, ids: Ids, given: Context, strangerIsMember: boolean, pick: Pick): Context {
  if (kind === 'service') return { 'aws:PrincipalIsAWSService': true, 'aws:PrincipalServiceName': service! };
  if (kind === 'anonymous') return { 'aws:PrincipalAccount': 'anonymous', 'aws:PrincipalType': 'Anonymous' };
  if (kind === 'federated') {
    return {
      'aws:PrincipalIsAWSService': pick.one([null, false]),
      'aws:PrincipalArn': pick.one([null, 'arn:aws:iam::111122223333:role/Admin']),
      'aws:PrincipalAccount': pick.one([null, LAB, '123456789012', 'anonymous']),
      'aws:PrincipalType': pick.one([null, 'User', 'WebIdentityUser', 'Anonymous']),
    };
  }
  return {
    'aws:PrincipalArn': arn!,
    'aws:PrincipalAccount': account!,
    'aws:PrincipalIsAWSService': false,
    'aws:PrincipalType': { role: 'AssumedRole', user: 'User', root: 'Account' }[kind],
    ...(kind === 'user' ? { 'aws:username': arn!.split('/').pop()! } : {}),
    ...place('aws:Principal', account!, ids, given['aws:PrincipalOrgID'], strangerIsMember, pick),
  };
}

/** Organization and path of an account. */
function place(
  prefix: string, account: string, ids: Ids, stated: ContextValue | undefined, strangerIsMember: boolean, pick: Pick,
): Context {
  const path = pathsOf(ids)[account];
  if (path !== undefined) return { [`${prefix}OrgID`]: ids.organization, [`${prefix}OrgPaths`]: [path] };
  const organization = stated !== undefined ? stated : strangerIsMember ? ids.organization : pick.one([null, OTHER_ORGANIZATION]);
  return organization === null ? {} : { [`${prefix}OrgID`]: organization, [`${prefix}OrgPaths`]: [`${String(organization)}/${pick.one(['r-xx11/', 'r-ab12/ou-ab12-11111111/'])}`] };
}

function pathsOf(ids: Ids): Record<string, string> {
  const root = `${ids.organization}/${ids.root}/`;
  return { [MANAGEMENT]: root, [LAB]: root, [ids.tools]: `${root}${ids.workloads}/`, [ids.shop]: `${root}${ids.workloads}/${ids.prod}/` };
}

function ownerOf(resource: string, asked: string): string {
  const account = resource.split(':')[4];
  return account === undefined || account === '' ? asked : account;
}

function resourceKeys({ action, resource: named }: FuzzQuestion['question'], resource: string, asked: string, ids: Ids, strangerIsMember: boolean, pick: Pick): Context {
  const owner = ownerOf(resource, asked);
  // Without a resource, or where the action does not support the keys, they may have any value.
  const account = named === undefined || named === '*' || WITHOUT_KEYS.includes(action) ? pick.one([undefined, owner, STRANGER, asked]) : owner;
  if (account === undefined) return {};
  if (account === 'aws') return pick.one<Context>([{}, { 'aws:ResourceAccount': 'aws' }, { 'aws:ResourceAccount': '767700000000', 'aws:ResourceOrgID': 'o-awsaws1234', 'aws:ResourceOrgPaths': ['o-awsaws1234/r-aws1/'] }]);
  return { 'aws:ResourceAccount': account, ...place('aws:Resource', account, ids, undefined, strangerIsMember, pick) };
}

function sourceKeys({ kind }: Caller, ids: Ids, given: Context, isCode: boolean, pick: Pick): Context {
  if (kind !== 'service') return {};
  const account = 'aws:SourceAccount' in given ? given['aws:SourceAccount'] as string : pick.one([null, LAB, ids.tools, STRANGER]);
  return account === null ? {} : { 'aws:SourceAccount': account, ...place('aws:Source', account, ids, undefined, isCode && pick.chance(0.5), pick) };
}

interface Chains {
  service(account: string): JsonValue[][];
  resource(account: string): JsonValue[][];
}

const FULL = writePolicyDocument(FULL_AWS_ACCESS) as JsonValue;

/** The documents at each level from the root to an account, with IDs in place of references. */
function chainsOf({ root, policies }: Organization, ids: Ids | undefined): Chains {
  const references = ids === undefined ? [] : Object.entries(CODE).map(([name, reference]) => [reference, ids[name as keyof Ids]] as const);
  const named = (text: string) => references.reduce((found, [reference, id]) => found.replaceAll(reference, id), text);
  const documents = new Map(policies.map(({ id, content }) => [id, JSON.parse(named(content)) as JsonValue]));
  const [workloads] = root.organizationalUnits;
  const [prod] = workloads.organizationalUnits;
  const chains = new Map<string, readonly { readonly attachedPolicies: readonly AttachedPolicy[] }[]>([
    ...root.accounts.map((account) => [account.id, [root, account]] as const),
    ...workloads.accounts.map((account) => [named(account.id), [root, workloads, account]] as const),
    ...prod.accounts.map((account) => [named(account.id), [root, workloads, prod, account]] as const),
  ]);
  const of = (type: string, account: string) => chains.get(account)!
    .map(({ attachedPolicies }) => attachedPolicies.filter((each) => each.type === type));
  return {
    service: (account) => of('SERVICE_CONTROL_POLICY', account).map((attached) => attached.map(({ id }) => documents.get(id) ?? FULL)),
    resource: (account) => of('RESOURCE_CONTROL_POLICY', account).map((attached) => attached.flatMap(({ id }) => documents.get(id) ?? [])),
  };
}
