/** Records of AWS CloudTrail with invented IDs. */
export type Json = Record<string, any>;

export const ACCOUNT = '111111111111';

/** A call of a role in the account `111111111111`. */
export function record(eventSource: string, eventName: string, parts: Json = {}): Json {
  return {
    eventVersion: '1.11',
    userIdentity: session(),
    eventTime: '2026-11-20T10:15:30Z',
    eventSource: `${eventSource}.amazonaws.com`,
    eventName,
    awsRegion: 'eu-west-1',
    sourceIPAddress: '203.0.113.7',
    userAgent: 'aws-cli/2.22.0',
    requestParameters: null,
    responseElements: null,
    requestID: '11112222-3333-4444-5555-666677778888',
    eventID: 'aaaabbbb-cccc-dddd-eeee-ffff00001111',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: `${eventSource}.eu-west-1.amazonaws.com` },
    ...parts,
  };
}

/** The identity of a session of a role. */
export function session(role = 'team/Developer', account = ACCOUNT, parts: Json = {}): Json {
  const name = role.split('/').pop()!;
  return {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLEEXAMPLE:anna',
    arn: `arn:aws:sts::${account}:assumed-role/${name}/anna`,
    accountId: account,
    accessKeyId: 'ASIAEXAMPLEEXAMPLE',
    sessionContext: {
      sessionIssuer: { type: 'Role', principalId: 'AROAEXAMPLEEXAMPLE', arn: `arn:aws:iam::${account}:role/${role}`, accountId: account, userName: name },
      attributes: { creationDate: '2026-11-20T09:00:00Z', mfaAuthenticated: 'false' },
    },
    ...parts,
  };
}
