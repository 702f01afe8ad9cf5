import { CfnParameter } from 'aws-cdk-lib';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { EncryptionGuardrails, type Guardrail, KeyGuardrails, Organization, ResourceControlPolicy, RetentionGuardrails, ServiceControlPolicy } from '../../../src';
import { synthesisProblems, testStack } from '../test-app';

const WAITING = 'This is not a number of days to wait before a deletion';

test.each<[string, Guardrail, string]>([
  ['an unknown key origin', KeyGuardrails.denyOtherKeyOrigins({ allowedOrigins: ['CLOUDHSM'] }),
    'This is not an origin of keys (given: "CLOUDHSM"). Give AWS_KMS, EXTERNAL, AWS_CLOUDHSM or EXTERNAL_KEY_STORE.'],
  ['an empty list of key origins', KeyGuardrails.denyOtherKeyOrigins({ allowedOrigins: [] }), 'The guardrail has no allowed origins of keys (given: "an empty list").'],
  ['a key deletion window below the minimum', KeyGuardrails.requireKeyDeletionWindow({ minimumDays: 6 }), `${WAITING} (given: 6). Give a whole number from 7 to 30.`],
  ['a key deletion window above the maximum', KeyGuardrails.requireKeyDeletionWindow({ minimumDays: 31 }), `${WAITING} (given: 31).`],
  ['a secret recovery window with half a day', RetentionGuardrails.requireSecretRecovery({ minimumDays: 7.5 }), `${WAITING} (given: 7.5).`],
  ['the ARN of a database as its name', RetentionGuardrails.protectDatabases({ databaseNames: ['arn:aws:rds:eu-west-1:111122223333:db:orders'] }),
    'This is not the identifier of a database (given: "arn:aws:rds:eu-west-1:111122223333:db:orders").'],
  ['an empty list of databases', RetentionGuardrails.protectDatabases({ databaseNames: [] }), 'The guardrail has no database names (given: "an empty list").'],
  ['a table name with a slash', RetentionGuardrails.protectTables({ tableNames: ['table/orders'] }), 'This is not the name of a table (given: "table/orders").'],
])('synthesis reports an error for %s', (_, guardrail, message) => {
  const stack = testStack();
  new Organization(stack, 'Organization').root.attachPolicy(new ServiceControlPolicy(stack, 'Policy', { guardrails: [guardrail] }));
  expect(synthesisProblems(stack)).toEqual([expect.stringContaining(`[Test/Policy] ${message}`)]);
});

test.each(['balancer-logs', 'arn:aws*:s3:::balancer-logs/*', 'arn:*:s?:::balancer-logs/*', 'arn:aws:*:::balancer-logs/*', 'arn:*'])(
  'synthesis reports an error for %s as an exempt resource', (exempt) => {
    const stack = testStack();
    const guardrail = EncryptionGuardrails.requireKmsKeysOfObjects({ exemptResources: ['arn:*:s3:::good/*', exempt] });
    new Organization(stack, 'Organization').root.attachPolicy(new ResourceControlPolicy(stack, 'Policy', { guardrails: [guardrail] }));
    expect(synthesisProblems(stack)).toEqual([expect.stringContaining(`[Test/Policy] This is not the ARN of resources of one service (given: "${exempt}").`)]);
  },
);

test('a number of days that is known only at deployment is not validated and stays a reference', () => {
  const stack = testStack();
  const days = new CfnParameter(stack, 'Days', { type: 'Number' });
  const guardrail = KeyGuardrails.requireKeyDeletionWindow({ minimumDays: days.valueAsNumber });
  new Organization(stack, 'Organization').root.attachPolicy(new ServiceControlPolicy(stack, 'Policy', { guardrails: [guardrail] }));
  expect(synthesisProblems(stack)).toEqual([]);
  expect(stack.resolve(new PolicyDocument({ statements: guardrail.statements }))).toMatchObject({
    Statement: [{ Condition: { NumericLessThan: { 'kms:ScheduleKeyDeletionPendingWindowInDays': { Ref: 'Days' } } } }],
  });
});

test('denyOtherKeyOrigins names the control of a single key origin, and no control for several origins', () => {
  const controls = (...allowedOrigins: string[]) => KeyGuardrails.denyOtherKeyOrigins({ allowedOrigins }).controls;
  expect(controls('AWS_CLOUDHSM')).toEqual(['CT.KMS.PV.4']);
  expect(controls('EXTERNAL')).toEqual(['CT.KMS.PV.5']);
  expect(controls('EXTERNAL_KEY_STORE')).toEqual(['CT.KMS.PV.6']);
  expect(controls('AWS_KMS')).toEqual([]);
  expect(controls('EXTERNAL', 'AWS_CLOUDHSM')).toEqual([]);
});
