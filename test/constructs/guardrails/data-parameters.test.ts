import { CfnParameter } from 'aws-cdk-lib';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { EncryptionGuardrails, type Guardrail, KeyGuardrails, Organization, ResourceControlPolicy, RetentionGuardrails, ServiceControlPolicy } from '../../../src';
import { synthesisProblems, testStack } from '../test-app';

const WAITING = 'This is not a number of days to wait before a deletion';

test.each<[string, Guardrail, string]>([
  ['an origin of keys that does not exist', KeyGuardrails.denyOtherKeyOrigins({ allowedOrigins: ['CLOUDHSM'] }),
    'This is not an origin of keys (given: "CLOUDHSM"). Give AWS_KMS, EXTERNAL, AWS_CLOUDHSM or EXTERNAL_KEY_STORE.'],
  ['no origin of keys', KeyGuardrails.denyOtherKeyOrigins({ allowedOrigins: [] }), 'The guardrail has no allowed origins of keys (given: "an empty list").'],
  ['too few days of a key', KeyGuardrails.requireKeyDeletionWindow({ minimumDays: 6 }), `${WAITING} (given: 6). Give a whole number from 7 to 30.`],
  ['too many days of a key', KeyGuardrails.requireKeyDeletionWindow({ minimumDays: 31 }), `${WAITING} (given: 31).`],
  ['half a day of a secret', RetentionGuardrails.requireSecretRecovery({ minimumDays: 7.5 }), `${WAITING} (given: 7.5).`],
  ['the ARN of a database', RetentionGuardrails.protectDatabases({ databaseNames: ['arn:aws:rds:eu-west-1:111122223333:db:orders'] }),
    'This is not the identifier of a database (given: "arn:aws:rds:eu-west-1:111122223333:db:orders").'],
  ['no database', RetentionGuardrails.protectDatabases({ databaseNames: [] }), 'The guardrail has no database names (given: "an empty list").'],
  ['a table with a slash', RetentionGuardrails.protectTables({ tableNames: ['table/orders'] }), 'This is not the name of a table (given: "table/orders").'],
])('%s is a mistake', (_, guardrail, message) => {
  const stack = testStack();
  new Organization(stack, 'Organization').root.attachPolicy(new ServiceControlPolicy(stack, 'Policy', { guardrails: [guardrail] }));
  expect(synthesisProblems(stack)).toEqual([expect.stringContaining(`[Test/Policy] ${message}`)]);
});

test('the name of a bucket is not an exempt resource', () => {
  const stack = testStack();
  const guardrail = EncryptionGuardrails.requireKmsKeysOfObjects({ exemptResources: ['balancer-logs'] });
  new Organization(stack, 'Organization').root.attachPolicy(new ResourceControlPolicy(stack, 'Policy', { guardrails: [guardrail] }));
  expect(synthesisProblems(stack)).toEqual([expect.stringContaining('[Test/Policy] This is not the ARN of resources (given: "balancer-logs").')]);
});

test('days known only at deployment are not judged, and stay a reference', () => {
  const stack = testStack();
  const days = new CfnParameter(stack, 'Days', { type: 'Number' });
  const guardrail = KeyGuardrails.requireKeyDeletionWindow({ minimumDays: days.valueAsNumber });
  new Organization(stack, 'Organization').root.attachPolicy(new ServiceControlPolicy(stack, 'Policy', { guardrails: [guardrail] }));
  expect(synthesisProblems(stack)).toEqual([]);
  expect(stack.resolve(new PolicyDocument({ statements: guardrail.statements }))).toMatchObject({
    Statement: [{ Condition: { NumericLessThan: { 'kms:ScheduleKeyDeletionPendingWindowInDays': { Ref: 'Days' } } } }],
  });
});

test('a guardrail names the control that its one origin of keys implements, and none for several', () => {
  const controls = (...allowedOrigins: string[]) => KeyGuardrails.denyOtherKeyOrigins({ allowedOrigins }).controls;
  expect(controls('AWS_CLOUDHSM')).toEqual(['CT.KMS.PV.4']);
  expect(controls('EXTERNAL')).toEqual(['CT.KMS.PV.5']);
  expect(controls('EXTERNAL_KEY_STORE')).toEqual(['CT.KMS.PV.6']);
  expect(controls('AWS_KMS')).toEqual([]);
  expect(controls('EXTERNAL', 'AWS_CLOUDHSM')).toEqual([]);
});
