import { errorAdvice, OrganizationsError, RETRY_TABLE, retryRule } from '../../src/organizations';

function error(code: string, reason?: string): OrganizationsError {
  return new OrganizationsError('AttachPolicy', code, 'message', reason);
}

test('each error has one row, and each row says why', () => {
  const keys = RETRY_TABLE.map(({ code, reason }) => `${code} ${reason}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { why, patienceSeconds } of RETRY_TABLE) {
    expect(why).not.toBe('');
    expect(patienceSeconds).toBeGreaterThan(0);
  }
});

const ANY = undefined;

/** Written out on purpose: a change of any row has to be made here as well. */
const ROWS: [code: string, reason: string | undefined, repeats: string, patienceSeconds: number, restSeconds: number | undefined][] = [
  ['TooManyRequests', ANY, 'any', Infinity, undefined],
  ['ConcurrentModification', ANY, 'any', Infinity, undefined],
  ['PolicyChangesInProgress', ANY, 'any', Infinity, undefined],
  ['FinalizingOrganization', ANY, 'none', Infinity, 25],
  ['Service', ANY, 'reads', Infinity, undefined],
  ['NoAnswer', ANY, 'reads', Infinity, undefined],
  ['AccessDenied', ANY, 'none', 300, undefined],
  ['AccessDeniedForDependency', ANY, 'none', 300, undefined],
  ['UnrecognizedClient', ANY, 'none', 300, undefined],
  ['InvalidClientTokenId', ANY, 'none', 300, undefined],
  ['ConstraintViolation', 'ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED', 'none', Infinity, undefined],
  ['ConstraintViolation', 'CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED', 'none', Infinity, undefined],
  ['ConstraintViolation', 'CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG', 'none', 120, undefined],
  ['ConstraintViolation', 'CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR', 'none', 120, undefined],
  ['ConstraintViolation', 'SERVICE_ACCESS_NOT_ENABLED', 'none', 300, undefined],
  ['ConstraintViolation', 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED', 'none', 120, undefined],
  ['ConstraintViolation', 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED', 'none', 120, undefined],
  ['ConstraintViolation', 'ORGANIZATION_NOT_IN_ALL_FEATURES_MODE', 'none', 60, undefined],
  ['AWSOrganizationsNotInUse', ANY, 'none', 300, undefined],
  ['ParentNotFound', ANY, 'none', 300, undefined],
  ['DestinationParentNotFound', ANY, 'none', 300, undefined],
  ['SourceParentNotFound', ANY, 'none', 300, undefined],
  ['RootNotFound', ANY, 'none', 300, undefined],
  ['ChildNotFound', ANY, 'none', 300, undefined],
  ['AccountNotFound', ANY, 'none', 300, undefined],
  ['OrganizationalUnitNotFound', ANY, 'none', 300, undefined],
  ['PolicyNotFound', ANY, 'none', 300, undefined],
  ['TargetNotFound', ANY, 'none', 300, undefined],
  ['CreateAccountStatusNotFound', ANY, 'none', 300, undefined],
  ['PolicyTypeNotEnabled', ANY, 'none', 300, undefined],
];

test.each(ROWS)('%s (%s) is retried as the table says, for as long as it says', (...row) => {
  const [code, reason] = row;
  const rule = retryRule(error(code, reason));
  expect([rule?.code, rule?.reason, rule?.repeats, rule?.patienceSeconds, rule?.restSeconds]).toEqual(row);
});

test('the retry table has no row that is not written out above', () => {
  const keys = (rows: readonly (readonly [string, string | undefined, ...unknown[]])[]) => rows.map(([code, reason]) => `${code} ${reason}`).sort();
  expect(keys(RETRY_TABLE.map(({ code, reason }) => [code, reason]))).toEqual(keys(ROWS));
});

test('a violated constraint may pass only for the reasons in the table', () => {
  expect(retryRule(error('ConstraintViolation', 'ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED'))?.patienceSeconds).toBe(Infinity);
  expect(retryRule(error('ConstraintViolation', 'OU_DEPTH_LIMIT_EXCEEDED'))).toBeUndefined();
  expect(retryRule(error('ConstraintViolation'))).toBeUndefined();
});

test.each(['MalformedPolicyDocument', 'InvalidInput', 'PolicyInUse', 'CredentialsProviderError'])('%s is final', (code) => {
  expect(retryRule(error(code))).toBeUndefined();
});

test('advice goes by the reason first, then by the code, and is never missing', () => {
  expect(errorAdvice(error('ConstraintViolation', 'OU_DEPTH_LIMIT_EXCEEDED'))).toContain('five levels');
  expect(errorAdvice(error('MalformedPolicyDocument'))).toBe('Correct the policy document.');
  expect(errorAdvice(error('SomethingNew'))).toBe('Correct what the message names and deploy again.');
});
