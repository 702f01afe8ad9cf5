import { errorAdvice, isOrganizationsError, isRead, OrganizationsError, RETRY_TABLE, retryRule } from '../../src/organizations';
import { readingProblem } from '../../src/organizations/errors/reading-advice';

function error(code: string, reason?: string): OrganizationsError {
  return new OrganizationsError('AttachPolicy', code, 'message', reason);
}

test('each error has one row in the retry table', () => {
  const keys = RETRY_TABLE.map(({ code, reason }) => `${code} ${reason}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { patienceSeconds } of RETRY_TABLE) expect(patienceSeconds).toBeGreaterThan(0);
});

const ANY = undefined;

/** The expected rows. They are repeated here on purpose, so that a change of a row also needs a change of this test. */
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
  ['InvalidInput', 'INVALID_PATTERN_TARGET_ID', 'none', 60, undefined],
  ['PolicyNotFound', ANY, 'none', 300, undefined],
  ['TargetNotFound', ANY, 'none', 300, undefined],
  ['CreateAccountStatusNotFound', ANY, 'none', 300, undefined],
  ['HandshakeNotFound', ANY, 'none', 300, undefined],
  ['PolicyTypeNotEnabled', ANY, 'none', 300, undefined],
];

test.each(ROWS)('%s (%s) is retried as the retry table says, for as long as it says', (...row) => {
  const [code, reason] = row;
  const rule = retryRule(error(code, reason));
  expect([rule?.code, rule?.reason, rule?.repeats, rule?.patienceSeconds, rule?.restSeconds]).toEqual(row);
});

test('the retry table has only the expected rows', () => {
  const keys = (rows: readonly (readonly [string, string | undefined, ...unknown[]])[]) => rows.map(([code, reason]) => `${code} ${reason}`).sort();
  expect(keys(RETRY_TABLE.map(({ code, reason }) => [code, reason]))).toEqual(keys(ROWS));
});

test('a violated constraint is temporary only for the reasons in the table', () => {
  expect(retryRule(error('ConstraintViolation', 'ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED'))?.patienceSeconds).toBe(Infinity);
  expect(retryRule(error('ConstraintViolation', 'OU_DEPTH_LIMIT_EXCEEDED'))).toBeUndefined();
  expect(retryRule(error('ConstraintViolation'))).toBeUndefined();
});

test.each(['MalformedPolicyDocument', 'InvalidInput', 'PolicyInUse', 'CredentialsProviderError'])('%s is final', (code) => {
  expect(retryRule(error(code))).toBeUndefined();
});

test('advice depends on the reason first, then on the code, and always exists', () => {
  expect(errorAdvice(error('ConstraintViolation', 'OU_DEPTH_LIMIT_EXCEEDED'))).toContain('five levels');
  expect(errorAdvice(error('MalformedPolicyDocument'))).toBe('Correct the policy document.');
  expect(errorAdvice(error('SomethingNew'))).toBe('Correct what the message names and deploy again.');
});

test('a row without a reason applies to every reason', () => {
  expect(retryRule(error('TooManyRequests', 'SOME_REASON'))?.repeats).toBe('any');
});

test.each<[unknown, string[], boolean]>([
  [error('PolicyNotFound'), [], true],
  [error('PolicyNotFound'), ['PolicyNotFound'], true],
  [error('PolicyNotFound'), ['TargetNotFound', 'PolicyNotFound'], true],
  [error('PolicyNotFound'), ['TargetNotFound'], false],
  [new Error('PolicyNotFound'), [], false],
  [{ code: 'PolicyNotFound' }, ['PolicyNotFound'], false],
  [undefined, [], false],
])('isOrganizationsError recognizes %s with the codes %j: %s', (thrown, codes, expected) => {
  expect(isOrganizationsError(thrown, ...codes)).toBe(expected);
});

test.each([
  ['DescribePolicy', true], ['ListRoots', true], ['CreatePolicy', false], ['EnableListing', false], ['TagDescribe', false],
])('the operation %s only reads: %s', (operation, expected) => {
  expect(isRead(operation)).toBe(expected);
});

test('the message for an organization that cannot be read has the operation, the message of the service, and advice', () => {
  const problem = (code: string) => readingProblem(new OrganizationsError('ListRoots', code, 'No.'));
  expect(problem('AccessDenied')).toBe('The organization cannot be read: ListRoots was refused with AccessDenied (No.). Give the role the permission '
    + 'organizations:ListRoots, and read from the management account or a delegated administrator of AWS Organizations.');
  expect(problem('ExpiredToken')).toMatch(/refused with ExpiredToken \(No\.\)\. Log in again/);
  expect(problem('NoAnswer')).toMatch(/Check the network/);
  expect(problem('SomethingNew')).toMatch(/See what the service says/);
});
