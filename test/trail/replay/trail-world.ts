import type { AttachedPolicy, Organization, Policy } from '../../../src/model';
import { account, attached, FULL, organization, policy, RCP_FULL, unit } from '../../model/access/small-organization';
import { Pick } from '../../policy/fuzz/pick';
import { type Json, record, session } from '../records';

/** All that decides about a call, also what a record does not show. */
export interface Truth {
  readonly caller: string;
  readonly callerAccount: string | undefined;
  readonly action: string;
  readonly resource: string;
  readonly owner: string;
  readonly keys: Readonly<Record<string, string | undefined>>;
  readonly refused: boolean;
}

export const MEMBERS = ['111111111111', '222222222222', '333333333333'];
const OUTSIDER = '888888888888';
export const MANAGEMENT = '999999999999';

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*';
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

const ACTIONS = ['*', 's3:*', 's3:GetObject', 's3:ListBucket', ['s3:Put*', 'ec2:Stop*'], 'ec2:StopInstances', 'sts:AssumeRole'];
const RESOURCES = ['*', 'arn:aws:s3:::records', 'arn:aws:s3:::records/*', 'arn:aws:s3:::records/a*', 'arn:aws:ec2:eu-west-1:*:instance/*', ['arn:aws:s3:::other*', 'arn:aws:iam::*:role/Deploy']];
const CONDITIONS: Record<string, Record<string, string | string[]>>[] = [
  { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } },
  { StringEquals: { 'aws:RequestedRegion': 'us-west-2' } },
  { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/team/*' } },
  { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } },
  { Bool: { 'aws:ViaAWSService': 'false' } },
  { Bool: { 'aws:ViaAWSService': 'true' } },
  { StringNotEquals: { 'aws:PrincipalTag/team': 'shop' } },
  { StringEquals: { 'aws:PrincipalTag/team': 'shop' } },
  { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
  { StringNotEquals: { 'aws:PrincipalAccount': ['111111111111', '222222222222', '333333333333', MANAGEMENT] } },
];

/** Two states of an organization whose policies or accounts differ, and calls in it. */
export class TrailWorld {
  private readonly pick: Pick;
  readonly base: Organization;
  readonly head: Organization;

  constructor(seed: number) {
    this.pick = new Pick(seed);
    const policies = Array.from({ length: 6 }, (_, index) => this.policy(index));
    this.base = this.organization(policies);
    this.head = this.organization(policies);
  }

  /** A call with its record. */
  call(): { readonly truth: Truth; readonly record: Json } {
    const { pick } = this;
    const through = pick.chance(0.3);
    const [name, action, source] = pick.one([
      ['GetObject', 's3:GetObject', 's3'], ['ListObjects', 's3:ListBucket', 's3'], ['PutObject', 's3:PutObject', 's3'],
      ['StopInstances', 'ec2:StopInstances', 'ec2'], ['AssumeRole', 'sts:AssumeRole', 'sts'],
    ] as const);
    const callerAccount = pick.one([...MEMBERS, MANAGEMENT, OUTSIDER]);
    const { caller, identity } = this.caller(callerAccount, through);
    const owner = source === 's3' ? pick.one([...MEMBERS, callerAccount]) : callerAccount;
    const region = pick.one(['eu-west-1', 'us-west-2']);
    const address = pick.one(['203.0.113.7', '198.51.100.9']);
    const refused = pick.chance(0.2);
    const resource = this.resource(action, owner, region);
    const bucket = resource.split('/')[0];
    return {
      truth: {
        caller,
        callerAccount,
        action,
        resource,
        owner,
        refused,
        keys: {
          'aws:RequestedRegion': region,
          'aws:PrincipalArn': caller,
          'aws:PrincipalAccount': callerAccount,
          'aws:ViaAWSService': through ? pick.one(['true', 'false']) : 'false',
          'aws:PrincipalTag/team': pick.one(['shop', 'bank', undefined]),
          'aws:SourceIp': through ? pick.one(['203.0.113.7', '198.51.100.9', undefined]) : address,
        },
      },
      record: record(source, name, {
        userIdentity: identity,
        awsRegion: region,
        sourceIPAddress: through ? 'cloudformation.amazonaws.com' : address,
        recipientAccountId: callerAccount,
        ...(refused ? { errorCode: 'AccessDenied' } : {}),
        ...(source === 's3' ? { resources: [{ ARN: resource }, { ARN: bucket, accountId: owner }] } : {}),
        ...(source === 'ec2' ? { requestParameters: { instancesSet: { items: [{ instanceId: resource.split('/')[1] }] } } } : {}),
        ...(source === 'sts' ? { requestParameters: { roleArn: resource } } : {}),
      }),
    };
  }

  private caller(accountId: string, through: boolean): { caller: string; identity: Json } {
    const invoked = through ? { invokedBy: 'cloudformation.amazonaws.com' } : {};
    const kind = this.pick.one(['role', 'role', 'path', 'user', 'root', 'linked'] as const);
    const roles = { role: 'Developer', path: 'team/Deployer', linked: 'aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS' };
    if (kind === 'user' || kind === 'root') {
      const caller = `arn:aws:iam::${accountId}:${kind === 'user' ? 'user/anna' : 'root'}`;
      return { caller, identity: { type: kind === 'user' ? 'IAMUser' : 'Root', arn: caller, accountId, ...invoked } };
    }
    return { caller: `arn:aws:iam::${accountId}:role/${roles[kind]}`, identity: session(roles[kind], accountId, invoked) };
  }

  private resource(action: string, owner: string, region: string): string {
    switch (action) {
      case 's3:ListBucket': return this.pick.one(['arn:aws:s3:::records', 'arn:aws:s3:::other']);
      case 'ec2:StopInstances': return `arn:aws:ec2:${region}:${owner}:instance/i-0123456789abcdef0`;
      case 'sts:AssumeRole': return `arn:aws:iam::${owner}:role/${this.pick.one(['Deploy', 'Read'])}`;
      default: return this.pick.one(['arn:aws:s3:::records/a', 'arn:aws:s3:::records/b', 'arn:aws:s3:::other/a']);
    }
  }

  private policy(index: number): Policy {
    const isControl = this.pick.chance(0.3);
    const statements = Array.from({ length: 1 + this.pick.upTo(1) }, (_, place): Statement => ({
      Sid: `S${index}${place}`,
      Effect: !isControl && this.pick.chance(0.25) ? 'Allow' : 'Deny',
      ...(isControl ? { Principal: '*' } : {}),
      Action: isControl ? this.pick.one(['s3:*', 's3:GetObject', 'sts:AssumeRole']) : this.pick.one(ACTIONS),
      Resource: this.pick.one(RESOURCES),
      ...(this.pick.chance(0.75) ? { Condition: Object.assign({}, this.pick.one(CONDITIONS), ...(this.pick.chance(0.3) ? [this.pick.one(CONDITIONS)] : [])) as Statement['Condition'] } : {}),
    }));
    return policy(`policy-${index}`, { Version: '2012-10-17', Statement: statements }, isControl ? 'RESOURCE_CONTROL_POLICY' : 'SERVICE_CONTROL_POLICY');
  }

  private organization(policies: readonly Policy[]): Organization {
    const at = (): AttachedPolicy[] => [
      ...(this.pick.chance(0.92) ? [FULL] : []), RCP_FULL, ...policies.filter(() => this.pick.chance(0.25)).map(attached),
    ];
    const [one, two, three] = MEMBERS.map((id, place) => account(`member-${place}`, id, at()));
    const inA = this.pick.chance(0.5);
    return organization({
      attachedPolicies: at(),
      accounts: [account('management', MANAGEMENT, at())],
      organizationalUnits: [
        unit('A', 'ou-ab12-aaaaaaaa', { attachedPolicies: at(), accounts: inA ? [one, two] : [one] }),
        unit('B', 'ou-ab12-bbbbbbbb', { attachedPolicies: at(), accounts: inA ? [three] : [two, three] }),
      ],
    }, { policies: [...policies], policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] });
  }
}

/** Whether a call passes, by reading every policy on its way with all that is true about it. */
export function passes(inOrganization: Organization, truth: Truth): boolean {
  const isLinked = truth.caller.includes(':role/aws-service-role/');
  const chain = (id: string | undefined) => (id === undefined || id === MANAGEMENT ? [] : placesOf(inOrganization, id));
  const service = isLinked ? [] : chain(truth.callerAccount);
  const resource = isLinked || truth.action.startsWith('ec2:') ? [] : chain(truth.owner);
  const levels = [
    ...service.map((place) => documents(inOrganization, place, 'SERVICE_CONTROL_POLICY')),
    ...resource.map((place) => documents(inOrganization, place, 'RESOURCE_CONTROL_POLICY')),
  ];
  return levels.every((statements) => {
    const matching = statements.filter((statement) => speaks(statement, truth));
    return matching.some(({ Effect }) => Effect === 'Allow') && !matching.some(({ Effect }) => Effect === 'Deny');
  });
}

function placesOf({ root }: Organization, id: string): { attachedPolicies: AttachedPolicy[] }[] {
  for (const ou of root.organizationalUnits) {
    const found = ou.accounts.find((each) => each.id === id);
    if (found !== undefined) return [root, ou, found];
  }
  return [];
}

function documents({ policies }: Organization, place: { attachedPolicies: AttachedPolicy[] }, type: string): Statement[] {
  return place.attachedPolicies.filter((each) => each.type === type).flatMap(({ id, awsManaged }): Statement[] => (awsManaged
    ? [{ Sid: 'Full', Effect: 'Allow', Action: '*', Resource: '*' }]
    : (JSON.parse(policies.find((each) => each.id === id)!.content) as { Statement: Statement[] }).Statement));
}

function glob(pattern: string, text: string): boolean {
  return new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`, 'i').test(text);
}

function speaks({ Action, Resource, Condition = {} }: Statement, { action, resource, keys }: Truth): boolean {
  return [Action].flat().some((pattern) => glob(pattern, action)) && [Resource].flat().some((pattern) => glob(pattern, resource))
    && Object.entries(Condition).every(([operator, pairs]) => Object.entries(pairs).every(([key, values]) => {
      const given = keys[key];
      const any = given !== undefined && [values].flat().some((value) => (operator === 'NotIpAddress' ? given.startsWith('203.0.113.') : glob(value, given)));
      return /Not/.test(operator) ? !any : any;
    }));
}
