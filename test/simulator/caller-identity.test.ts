import { Harness, MANAGEMENT } from './harness';
import type { SimulatorResponse } from '../../src/simulator';

const ANA = { id: '222222222222', email: 'ana@example.com', name: 'Ana' };
const BEN = { id: '333333333333', email: 'ben@example.com', name: 'Ben' };

/** A call in the query protocol, as the SDKs send it. */
function query(harness: Harness, action: string, accessKeyId?: string, region = 'us-east-1'): SimulatorResponse {
  return harness.simulator.handle({
    method: 'POST',
    path: '/',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8',
      ...(accessKeyId !== undefined && {
        Authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/sts/aws4_request, SignedHeaders=host`,
      }),
    },
    body: `Action=${encodeURIComponent(action)}&Version=2011-06-15`,
  });
}

/** The texts of the elements of an answer, by their names. */
function elements({ body }: SimulatorResponse): Readonly<Record<string, string>> {
  return Object.fromEntries([...body.matchAll(/<(\w+)>([^<]+)<\/\1>/g)].map(([, name, text]) => [name, text]));
}

test.each([
  ['an access key ID that is no account', 'AKIAEXAMPLE', MANAGEMENT],
  ['the ID of the management account', MANAGEMENT, MANAGEMENT],
  ['the ID of an account outside of the organization', ANA.id, ANA.id],
  ['the ID of another such account', BEN.id, BEN.id],
])('%s is the account that GetCallerIdentity names', (_what, accessKeyId, account) => {
  const response = query(new Harness({ standaloneAccounts: [ANA, BEN] }), 'GetCallerIdentity', accessKeyId);

  expect([response.status, response.headers['content-type']]).toEqual([200, 'text/xml']);
  expect(elements(response)).toEqual({
    Account: account, UserId: account, Arn: `arn:aws:iam::${account}:root`, RequestId: response.headers['x-amzn-requestid'],
  });
});

test('GetCallerIdentity knows a member account, with and without its organization', () => {
  const harness = new Harness();
  const before = query(harness, 'GetCallerIdentity');
  harness.organization();
  const member = harness.account('one');

  expect(elements(before).Account).toBe(MANAGEMENT);
  expect(elements(query(harness, 'GetCallerIdentity', member)).Arn).toBe(`arn:aws:iam::${member}:root`);
});

test.each([['cn-north-1', 'aws-cn'], ['us-gov-west-1', 'aws-us-gov'], ['eu-west-1', 'aws']])('the ARN of a caller in %s is in the partition %s', (region, partition) => {
  const response = query(new Harness(), 'GetCallerIdentity', 'AKIAEXAMPLE', region);

  expect(elements(response).Arn).toBe(`arn:${partition}:iam::${MANAGEMENT}:root`);
});

test('an account that does not exist is refused as AWS refuses an unknown key', () => {
  const harness = new Harness();
  const response = query(harness, 'GetCallerIdentity', '999999999999');

  expect(response.status).toBe(403);
  expect(elements(response)).toMatchObject({ Type: 'Sender', Code: 'InvalidClientTokenId', Message: 'The security token included in the request is invalid.' });
  expect(harness.simulator.journal.at(-1)!.error?.detail).toBe('There is no account 999999999999. Add it with --account, or use another access key ID.');
});

test('another action is refused in the form that its client can read, with the name escaped', () => {
  const response = query(new Harness(), 'Assume<Role>');

  expect(response.status).toBe(400);
  expect(elements(response)).toMatchObject({ Code: 'InvalidAction' });
  expect(response.body).toContain('This simulator answers GetCallerIdentity in the query protocol, and no other action (given: Assume&lt;Role&gt;)');
});

test('the journal has the calls, and neither faults nor rates of AWS Organizations concern them', () => {
  const harness = new Harness({ rates: true, faults: ['*:fail=ServiceException'] });
  for (let call = 1; call <= 100; call++) expect(query(harness, 'GetCallerIdentity').status).toBe(200);

  expect(harness.simulator.journal).toHaveLength(100);
  expect(harness.simulator.journal[99]).toEqual({
    sequence: 100,
    at: harness.now,
    operation: 'GetCallerIdentity',
    writing: false,
    accountId: MANAGEMENT,
    request: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
    response: { Account: MANAGEMENT, UserId: MANAGEMENT, Arn: `arn:aws:iam::${MANAGEMENT}:root` },
  });
});

test('a call in JSON with the content type of a form, as curl sends it, is still a call of its service', () => {
  const harness = new Harness();
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const renamed = harness.simulator.handle({ method: 'POST', path: '/putAccountName', headers, body: '{"AccountName": "Main"}' });
  const target = { ...headers, 'X-Amz-Target': 'AWSOrganizationsV20161128.CreateOrganization' };
  const created = harness.simulator.handle({ method: 'POST', path: '/', headers: target, body: '{}' });

  expect([renamed.status, created.status]).toEqual([200, 200]);
  expect(harness.simulator.journal.map(({ operation }) => operation)).toEqual(['PutAccountName', 'CreateOrganization']);
});
