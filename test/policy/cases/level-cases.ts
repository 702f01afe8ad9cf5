import type { AccessRequest, Decision } from '../../../src/policy';

/** Short names of policies, see `level-policies.ts`; one list per level, from the root to the account. */
export type Chain = readonly (readonly string[])[];

export interface LevelCase {
  /** The page of the AWS documentation, by name. */
  readonly page: string;
  readonly scps?: Chain;
  readonly rcps?: Chain;
  readonly identity?: readonly string[];
  readonly managementAccount?: boolean;
  readonly request?: Partial<AccessRequest>;
  readonly decision: Decision;
}

const SCP = 'AWS Organizations User Guide, "SCP evaluation"';
const SCPS = 'AWS Organizations User Guide, "Service control policies (SCPs)"';
const RCP = 'AWS Organizations User Guide, "RCP evaluation"';
const RCPS = 'AWS Organizations User Guide, "Resource control policies (RCPs)"';
const RCP_SERVICES = `${RCPS}, list of AWS services that support RCPs`;
const CALLER = 'AWS STS API Reference, "GetCallerIdentity"';
const SESSION = 'IAM User Guide, "Permissions for GetSessionToken"';
const GRANTS = 'AWS KMS Developer Guide, "Resource control policies in AWS KMS"';
const LOGIC = 'IAM User Guide, "Policy evaluation logic"';
const KEYS = 'IAM User Guide, "AWS global condition context keys"';

const LINKED = 'arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig';
const SERVICE = 'config.amazonaws.com';
const ROOT_USER = 'arn:aws:iam::111122223333:root';
const RUN = { action: 'ec2:RunInstances', resource: 'arn:aws:ec2:eu-west-1:111122223333:instance/*' };
const NEW = { action: 'newservice:MakeThing', resource: '*' };
const GRANT = { action: 'kms:RetireGrant', resource: '*' };
const IDENTITY = { action: 'sts:GetCallerIdentity', resource: '*' };

/** The request is `s3:DeleteBucket` on `arn:aws:s3:::b` by a role unless the case gives another one. */
export const LEVEL_CASES: readonly LevelCase[] = [
  { page: SCP, scps: [['full'], ['full'], ['full']], decision: 'allowed' },
  { page: SCP, scps: [['full'], [], ['full']], decision: 'denied' },
  { page: SCP, scps: [[], ['full'], ['full']], decision: 'denied' },
  { page: SCP, scps: [['full'], ['full'], []], decision: 'denied' },
  { page: SCP, scps: [['full', 'deny-s3'], ['full'], ['full']], decision: 'denied' },
  { page: SCP, scps: [['full'], ['full', 'deny-s3'], ['full']], decision: 'denied' },
  { page: SCP, scps: [['full'], ['full'], ['deny-s3', 'full']], decision: 'denied' },
  { page: SCP, scps: [['full', 'deny-ec2'], ['full'], ['full']], decision: 'allowed' },
  { page: SCP, scps: [['full'], ['allow-s3'], ['full']], decision: 'allowed' },
  { page: SCP, scps: [['full'], ['allow-ec2'], ['full']], decision: 'denied' },
  { page: SCP, scps: [['full'], ['allow-ec2', 'allow-s3'], ['full']], decision: 'allowed' },
  { page: SCP, scps: [['allow-s3'], ['allow-ec2'], ['full']], decision: 'denied' },
  { page: SCP, scps: [['deny-s3']], decision: 'denied' },
  { page: SCP, scps: [['allow-s3', 'deny-s3']], decision: 'denied' },
  { page: SCP, scps: [['full', 'deny-outside-eu']], decision: 'depends' },
  { page: SCP, scps: [['full', 'deny-outside-eu']], request: { context: { 'aws:RequestedRegion': 'us-east-1' } }, decision: 'denied' },
  { page: SCP, scps: [['full', 'deny-outside-eu']], request: { context: { 'aws:RequestedRegion': 'eu-west-1' } }, decision: 'allowed' },
  { page: SCP, scps: [['full', 'deny-outside-eu'], ['deny-s3', 'full']], decision: 'denied' },
  { page: SCP, scps: [['full', 'deny-outside-eu'], ['allow-ec2']], decision: 'denied' },
  { page: SCP, scps: [['allow-in-eu']], decision: 'depends' },
  { page: SCP, scps: [['allow-in-eu', 'allow-s3']], decision: 'allowed' },
  { page: SCP, scps: [['full', 'deny-outside-eu']], request: { contextIsComplete: true }, decision: 'denied' },
  { page: SCP, scps: [['full', 'deny-but-admin']], decision: 'denied' },
  { page: SCP, scps: [['full', 'deny-but-admin']], request: { principal: 'arn:aws:iam::111122223333:role/Admin' }, decision: 'allowed' },
  { page: SCP, scps: [['full', 'deny-but-admin']], request: { principal: 'arn:aws:sts::111122223333:assumed-role/Admin/jo' }, decision: 'depends' },
  { page: KEYS, scps: [['full', 'deny-but-jo']], request: { principal: 'arn:aws:iam::111122223333:user/jo' }, decision: 'allowed' },
  { page: KEYS, scps: [['full', 'deny-but-jo']], request: { principal: 'arn:aws:iam::111122223333:user/team/jo' }, decision: 'allowed' },
  { page: KEYS, scps: [['full', 'deny-but-jo']], request: { principal: 'arn:aws:iam::111122223333:user/jo/bo' }, decision: 'denied' },
  { page: KEYS, scps: [['full', 'deny-but-jo']], decision: 'denied' },
  { page: KEYS, scps: [['full', 'deny-but-jo']], request: { principal: 'arn:aws:sts::111122223333:assumed-role/Admin/jo' }, decision: 'denied' },
  { page: KEYS, scps: [['full', 'deny-but-jo']], request: { principal: ROOT_USER }, decision: 'denied' },
  { page: KEYS, scps: [['full', 'deny-but-jo']], request: { principal: undefined }, decision: 'depends' },
  { page: SCPS, scps: [['deny-s3']], managementAccount: true, decision: 'allowed' },
  { page: SCPS, scps: [['full', 'deny-s3']], request: { principal: LINKED }, decision: 'allowed' },
  { page: SCPS, scps: [['full', 'deny-s3']], request: { principal: SERVICE }, decision: 'allowed' },
  { page: SCPS, scps: [['full', 'deny-s3']], request: { principal: ROOT_USER }, decision: 'denied' },
  { page: SCPS, scps: [['full', 'deny-root-user']], request: { principal: ROOT_USER }, decision: 'denied' },
  { page: SCPS, scps: [['full', 'deny-root-user']], decision: 'allowed' },
  { page: RCP, rcps: [['rcp-full'], ['rcp-full']], decision: 'allowed' },
  { page: RCP, rcps: [['rcp-full', 'rcp-deny-s3'], ['rcp-full']], decision: 'denied' },
  { page: RCP, rcps: [['rcp-full'], ['rcp-full', 'rcp-deny-s3']], decision: 'denied' },
  { page: RCP, rcps: [['rcp-full'], ['rcp-deny-sqs', 'rcp-full']], decision: 'allowed' },
  { page: RCP, scps: [['full']], rcps: [['rcp-full', 'rcp-deny-s3']], decision: 'denied' },
  { page: RCP, scps: [['full', 'deny-s3']], rcps: [['rcp-full']], decision: 'denied' },
  { page: RCP, rcps: [['rcp-full', 'rcp-deny-strangers']], request: { context: { 'aws:PrincipalOrgID': 'o-ours' } }, decision: 'allowed' },
  { page: RCP, rcps: [['rcp-full', 'rcp-deny-strangers']], request: { context: { 'aws:PrincipalOrgID': 'o-other' } }, decision: 'denied' },
  { page: RCP, rcps: [['rcp-full', 'rcp-deny-strangers']], decision: 'depends' },
  { page: RCPS, rcps: [['rcp-full', 'rcp-deny-strangers']], request: { principal: SERVICE }, decision: 'allowed' },
  { page: RCPS, rcps: [['rcp-full', 'rcp-deny-s3']], request: { principal: SERVICE }, decision: 'denied' },
  { page: RCPS, rcps: [['rcp-full', 'rcp-deny-s3']], request: { principal: LINKED }, decision: 'allowed' },
  { page: RCPS, rcps: [['rcp-full', 'rcp-deny-s3']], managementAccount: true, decision: 'allowed' },
  { page: RCP_SERVICES, rcps: [['rcp-full', 'rcp-deny-ec2']], request: RUN, decision: 'allowed' },
  { page: RCP_SERVICES, scps: [['full', 'deny-ec2']], rcps: [['rcp-full', 'rcp-deny-ec2']], request: RUN, decision: 'denied' },
  { page: RCP_SERVICES, rcps: [['rcp-full', 'rcp-deny-two']], request: RUN, decision: 'allowed' },
  { page: RCP_SERVICES, rcps: [['rcp-full', 'rcp-deny-two']], decision: 'denied' },
  { page: RCP_SERVICES, rcps: [['rcp-full', 'rcp-deny-new']], request: NEW, decision: 'depends' },
  { page: RCP_SERVICES, rcps: [['rcp-full', 'rcp-deny-s3']], request: NEW, decision: 'allowed' },
  { page: RCP_SERVICES, scps: [['full'], ['allow-s3']], rcps: [['rcp-full', 'rcp-deny-new'], ['rcp-full']], request: NEW, decision: 'denied' },
  { page: RCP_SERVICES, rcps: [['rcp-full', 'rcp-deny-sts']], request: { ...IDENTITY, action: 'sts:AssumeRole' }, decision: 'denied' },
  { page: GRANTS, rcps: [['rcp-full', 'rcp-deny-kms']], request: GRANT, decision: 'allowed' },
  { page: GRANTS, rcps: [['rcp-full', 'rcp-deny-grants']], request: { ...GRANT, action: 'KMS:retiregrant' }, decision: 'allowed' },
  { page: GRANTS, rcps: [['rcp-full', 'rcp-deny-grants']], request: { ...GRANT, action: 'kms:RevokeGrant' }, decision: 'denied' },
  { page: GRANTS, scps: [['full', 'deny-kms']], rcps: [['rcp-full']], request: GRANT, decision: 'denied' },
  { page: CALLER, scps: [['full', 'deny-sts']], request: IDENTITY, decision: 'allowed' },
  { page: CALLER, scps: [['full'], ['allow-s3']], request: IDENTITY, decision: 'allowed' },
  { page: CALLER, scps: [['full', 'deny-sts']], request: { ...IDENTITY, action: 'STS:getcalleridentity' }, decision: 'allowed' },
  { page: CALLER, rcps: [['rcp-full', 'rcp-deny-sts']], request: IDENTITY, decision: 'allowed' },
  { page: CALLER, scps: [['full']], identity: ['deny-sts'], request: IDENTITY, decision: 'allowed' },
  { page: SESSION, scps: [['full', 'deny-sts']], request: { ...IDENTITY, action: 'sts:GetSessionToken' }, decision: 'allowed' },
  { page: SESSION, scps: [['full']], identity: [], request: { ...IDENTITY, action: 'sts:GetSessionToken' }, decision: 'allowed' },
  { page: CALLER, scps: [['full', 'deny-sts']], request: { ...IDENTITY, action: 'sts:GetAccessKeyInfo' }, decision: 'denied' },
  { page: LOGIC, scps: [['full']], identity: ['allow-s3'], decision: 'allowed' },
  { page: LOGIC, scps: [['full']], identity: [], decision: 'denied' },
  { page: LOGIC, scps: [['full']], identity: ['allow-ec2'], decision: 'denied' },
  { page: LOGIC, scps: [['full']], identity: ['allow-s3', 'deny-s3'], decision: 'denied' },
  { page: LOGIC, scps: [['full', 'deny-s3']], identity: ['allow-s3'], decision: 'denied' },
  { page: LOGIC, scps: [['full']], identity: ['allow-in-eu'], decision: 'depends' },
];
