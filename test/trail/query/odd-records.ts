import { denies, policy } from '../../model/access/small-organization';
import type { Pick } from '../../policy/fuzz/pick';
import { type Json, record, session } from '../records';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:111111111111:secret';

/** Patterns and conditions that are seldom written, and still decide. */
export const ODD_POLICIES = [
  // Fewer parts than an ARN has: a star before the last one spans the others.
  policy('short-arns', denies({ Sid: 'Short', Action: ['s3:DeleteObject', 's3:GetObject'], Resource: ['arn:*:vault/hidden-*', 'arn:aws:s3:*:logs/x?'] })),
  policy('secrets', denies({ Sid: 'Secrets', Action: 'secretsmanager:CreateSecret', Resource: [`${SECRET}:prod-*`, `${SECRET}:*"*`] })),
  policy('times', denies({ Sid: 'Times', Action: 'kms:CreateKey', Condition: { DateLessThan: { 'aws:CurrentTime': '2026-11-15T00:00:00Z' } } })),
  policy('secure', denies({ Sid: 'Secure', Action: 'dynamodb:*', Condition: { Bool: { 'aws:SecureTransport': 'false' }, StringEquals: { 'aws:userid': 'AIDAEXAMPLE' } } })),
];

/** A call with a part that few records have. */
export function oddCall(pick: Pick): Json {
  const each = pick.one<() => Json>([
    // Most objects are of the buckets that policies name.
    () => record('s3', 'DeleteObject', { requestParameters: { bucketName: pick.one(['vault', 'logs']), key: pick.one(['hidden-1', 'hidden-2', 'x1', 'open']) } }),
    () => record('s3', pick.one(['DeleteObject', 'GetObject']), { requestParameters: { bucketName: pick.one(['vault', 'logs', 'data']), key: pick.one(['hidden-', 'open-', 'x', 'xy', 'x/y']) + pick.one(['', '1', '2']) } }),
    () => record('secretsmanager', 'CreateSecret', { requestParameters: { name: pick.one(['prod-a', 'test-a', 'ü']) }, responseElements: secretAnswer(pick) }),
    () => record('sts', 'AssumeRoleWithWebIdentity', { userIdentity: webIdentity(pick), requestParameters: { roleArn: 'arn:aws:iam::111111111111:role/Ci' } }),
    () => record('dynamodb', 'GetItem', { requestParameters: { tableName: 'table-1' }, ...refusedByMessage(pick) }),
    () => record('dynamodb', 'GetItem', { userIdentity: pick.one<Json | null>([null, {}, { type: null }, { type: 'AssumedRole' }, { ...session(), sessionContext: null }, { ...session(), sessionContext: { attributes: {} } }]), requestParameters: { tableName: 'table-1' } }),
    () => record('dynamodb', 'GetItem', { requestParameters: pick.one<any>([null, 'a text', 7, [], {}, { tableName: null }, { tableName: ['a', 'b'] }, { tableName: 'täble' }]) }),
    () => record('kms', 'Decrypt', { resources: pick.one<any>([null, [], [null], [{}], [{ ARN: null, accountId: '111111111111' }], [key(1), key(2)], [key(2), key(1)], [key(1), null]]) }),
    () => record('kms', 'CreateKey', { requestParameters: { policy: `{"Resource":"${SECRET}:prod-${pick.upTo(3)}"}` } }),
    () => ({ ...record('dynamodb', 'GetItem'), ...pick.one<Json>([{ eventSource: null }, { eventName: null }, { eventName: '' }, { eventSource: 'new-service.amazonaws.com' }, { recipientAccountId: null, awsRegion: null }]) }),
  ])();
  return { ...each, errorCode: each.errorCode ?? pick.one([undefined, undefined, null, '', 'ResourceNotFoundException']) };
}

/** With times as other writers of records have them, which a table of texts can hold. */
export function oddTime(given: Json, pick: Pick): Json {
  return { ...given, eventTime: pick.one([null, '2026-11-14T23:59:59Z', '2026-11-15T00:00:00Z', '2026-11-15T00:00:00.500Z', '2026-11-14T23:59:59.999Z', '2026-11-15T00:00:00+02:00', '2026-11-20T10:15:30Z']) };
}

function key(number: number): Json {
  return { ARN: `arn:aws:kms:eu-west-1:111111111111:key/${number}a`, accountId: '111111111111', type: 'AWS::KMS::Key' };
}

/** Texts that have JSON themselves, and ARNs with characters that JSON escapes. */
function secretAnswer(pick: Pick): Json | null {
  const arn = `${SECRET}:${pick.one(['prod-a', 'test-a', 'with"quote', 'back\\slash', 'ümlaut'])}-AbCdEf`;
  return pick.one<Json | null>([
    null, { arn }, { note: JSON.stringify({ arn: `${SECRET}:prod-b-AbCdEf` }), zArn: arn }, { text: `"${SECRET}:prod-c`, arn },
    { z: { arn: `${SECRET}:test-z-AbCdEf` }, a: { arn } }, { [`${SECRET}:prod-d`]: 'x', arn },
  ]);
}

function webIdentity(pick: Pick): Json {
  const provider = pick.one(['arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com', 'arn:aws:iam::222222222222:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/AB12', 'accounts.google.com', 'unknown']);
  const principalId = `${provider}:sts.amazonaws.com:repo:example/app-${pick.upTo(3)}:ref:refs/heads/main`;
  return { type: 'WebIdentityUser', principalId, userName: 'x', ...pick.one<Json>([{}, { identityProvider: provider }, { identityProvider: 'x' }]) };
}

function refusedByMessage(pick: Pick): Json {
  const user = 'User: arn:aws:sts::111111111111:assumed-role/Developer/anna is not authorized to perform: dynamodb:GetItem';
  return {
    errorCode: pick.one(['ValidationException', 'AccessDenied', 'Client.UnauthorizedOperation', 'InvalidRequest', null]),
    errorMessage: pick.one([null, '', 'The item was not found', `${user} with an explicit deny in a service control policy`, `${user} because no identity-based policy allows the dynamodb:GetItem action`,
      `${user} with an explicit deny in an identity-based policy: arn:aws:iam::111111111111:policy/It's`, 'the deny list is empty']),
  };
}
