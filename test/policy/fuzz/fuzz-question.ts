import { type FuzzOrganization, LAB, MANAGEMENT, STRANGER } from './fuzz-organization';
import type { Pick } from './pick';
import type { AccessQuestion } from '../../../src/model';
import type { ContextValue } from '../../../src/policy';

export interface FuzzQuestion {
  readonly account: 'shop' | 'tools' | 'lab' | 'management';
  readonly question: AccessQuestion;
}

const ACTIONS = [
  's3:GetObject', 's3:GetObject', 's3:PutObject', 'sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'ec2:RunInstances', 'ec2:CreateVpcPeeringConnection',
  'iam:GetPolicy', 'kms:Decrypt', 'mechanicalturk:CreateHIT', 'sts:GetCallerIdentity',
];
const NAMED = ['role/Admin', 'role/Dev', 'role/platform/Deploy', 'user/jo', 'user/team/jo', 'root'];
const SESSIONS = ['Admin', 'Dev', 'SuperAdmin', 'AWSServiceRoleForConfig', 'AWSReservedSSO_Admin_1'];

/** A question about a request, which gives more or fewer facts. */
export function fuzzQuestion({ ids, isCode }: FuzzOrganization, pick: Pick): FuzzQuestion {
  const account = pick.one(['shop', 'shop', 'tools', 'lab', 'management'] as const);
  const id = { ...ids, lab: LAB, management: MANAGEMENT }[account];
  const isKnown = !id.startsWith('${');
  const principal = principalOf(pick, isKnown ? id : undefined, isCode);
  const isStrange = principal?.includes(STRANGER) === true;
  const ours = !isStrange && principal !== '*' && !/\.com$|provider/.test(principal ?? '');
  const resource = resourceOf(pick, isKnown ? id : undefined, ours);
  const context: Record<string, ContextValue> = {
    ...(pick.chance(0.4) ? { 'aws:RequestedRegion': pick.one(['eu-west-1', 'us-east-1', 'ap-south-1']) } : {}),
    ...(pick.chance(0.4) ? { 'aws:PrincipalTag/team': pick.one(['blue', 'red', '', null]) } : {}),
    ...(pick.chance(0.4) ? { 'aws:ResourceTag/team': pick.one(['blue', 'red', '', null]) } : {}),
    ...(principal?.endsWith('.amazonaws.com') && pick.chance(0.6) ? { 'aws:SourceAccount': pick.one([LAB, STRANGER, ...(isCode ? [] : [ids.shop])]) } : {}),
    ...(isStrange && (isCode || pick.chance(0.4)) ? { 'aws:PrincipalOrgID': pick.one(['o-partners111', null]) } : {}),
  };
  const named = { ...(principal === undefined ? {} : { principal }), ...(resource === undefined ? {} : { resource }) };
  return { account, question: { action: pick.one(ACTIONS), ...named, context } };
}

/** A principal of the account, or one of another account. */
function principalOf(pick: Pick, id: string | undefined, isCode: boolean): string | undefined {
  const kind = pick.upTo(11);
  if (kind < 2) return undefined;
  if (kind < 5) return pick.one(NAMED);
  if (kind < 7 && id !== undefined) return `arn:aws:sts::${id}:assumed-role/${pick.one(SESSIONS)}/anna`;
  if (kind === 7) return pick.one(['cloudtrail.amazonaws.com', 'config.amazonaws.com']);
  if (kind === 8) return id === undefined ? 'accounts.google.com' : pick.one([`arn:aws:iam::${id}:oidc-provider/token.example.com`, `arn:aws:iam::${id}:saml-provider/Okta`, 'cognito-identity.amazonaws.com']);
  if (kind === 9) return '*';
  if (kind === 10) return isCode && pick.chance(0.5) ? pick.one(NAMED) : `arn:aws:iam::${STRANGER}:${pick.one(['role/Admin', 'user/jo'])}`;
  return 'role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig';
}

/** @param ours whether the principal belongs to the account, so that the resource may belong to another one */
function resourceOf(pick: Pick, id: string | undefined, ours: boolean): string | undefined {
  const kind = pick.upTo(7);
  if (kind < 2) return undefined;
  if (kind === 2) return '*';
  if (kind === 3 && ours) return pick.one(['arn:aws:iam::aws:policy/ReadOnlyAccess', `arn:aws:sqs:eu-west-1:${STRANGER}:q`, `arn:aws:iam::${STRANGER}:role/Guest`]);
  if (kind === 4 && id !== undefined) return `arn:aws:iam::${id}:role/${pick.one(['Deployer', 'aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig'])}`;
  if (kind === 5 && id !== undefined) return `arn:aws:ec2:eu-west-1:${id}:vpc/vpc-1`;
  return pick.one(['arn:aws:s3:::logs/k', 'arn:aws:s3:::home-jo/k', 'arn:aws:s3:::blue/k']);
}
