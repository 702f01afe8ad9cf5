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
