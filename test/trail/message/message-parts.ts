import type { DeniedMessage } from '../../../src/trail/message/denied-message';

/** Messages in the shapes that AWS and tools print, with invented IDs, and what they say. */
export type Sample = readonly [title: string, text: string, told: DeniedMessage];

export const ROLE = 'arn:aws:sts::111122223333:assumed-role/Developer/anna@example.com';
export const USER = 'arn:aws:iam::111122223333:user/division/anna';
export const BUCKET = 'arn:aws:s3:::records-example';
export const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:orders';
export const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
export const SCP = 'arn:aws:organizations::999999999999:policy/o-a1b2c3d4e5/service_control_policy/p-abcd1234';
export const RCP = 'arn:aws:organizations::999999999999:policy/o-a1b2c3d4e5/resource_control_policy/p-efgh5678';
export const ENCODED = 'dXE1c2F6YmVhcmVyIGV4YW1wbGUgb2YgYW4gZW5jb2RlZCBtZXNzYWdl_-9Qm3';

export const denies = (policy: NonNullable<DeniedMessage['cause']>['policy'], policyArn?: string): DeniedMessage['cause'] => (
  { how: 'explicit deny', policy, ...(policyArn === undefined ? {} : { policyArn }) });
export const silent = (policy: NonNullable<DeniedMessage['cause']>['policy']): DeniedMessage['cause'] => ({ how: 'no allow', policy });

export const asked = { principal: ROLE, action: 's3:GetObject', resource: `${BUCKET}/a.csv` };
export const told = (rest: string) => `User: ${ROLE} is not authorized to perform: s3:GetObject on resource: "${BUCKET}/a.csv" ${rest}`;
