import {
  AUTHORIZATION_POLICY_TYPES, isAuthorizationPolicyType, isManagementPolicyType, isPolicyType, MANAGEMENT_POLICY_TYPES, POLICY_TYPE_NAMES,
  type PolicyTypeLimits, policyTypeLimits,
} from '../../src/contract';

test('SCPs and RCPs are the authorization policies, and all other policies of AWS Organizations are management policies', () => {
  expect(AUTHORIZATION_POLICY_TYPES).toEqual(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY']);
  expect([...AUTHORIZATION_POLICY_TYPES, ...MANAGEMENT_POLICY_TYPES]).toEqual(POLICY_TYPE_NAMES);
  expect(MANAGEMENT_POLICY_TYPES).toHaveLength(13);
});

test('AWS attaches a policy by default for authorization policies alone, and requires one attached policy for them alone', () => {
  const typesWith = (has: (limits: PolicyTypeLimits) => boolean) => POLICY_TYPE_NAMES.filter((type) => has(policyTypeLimits(type)));
  expect(typesWith(({ attachedByDefault }) => attachedByDefault !== undefined)).toEqual(AUTHORIZATION_POLICY_TYPES);
  expect(typesWith(({ minAttachments }) => minAttachments > 0)).toEqual(AUTHORIZATION_POLICY_TYPES);
});

test.each([
  ['SERVICE_CONTROL_POLICY', true, false],
  ['RESOURCE_CONTROL_POLICY', true, false],
  ['TAG_POLICY', false, true],
  ['DECLARATIVE_POLICY_EC2', false, true],
  ['NETWORK_CONTROL_POLICY', false, false],
  ['IDENTITY_POLICY', false, false],
  ['toString', false, false],
  ['', false, false],
])('%j is a type of authorization policies: %s; of management policies: %s', (type, isAuthorization, isManagement) => {
  expect([isAuthorizationPolicyType(type), isManagementPolicyType(type)]).toEqual([isAuthorization, isManagement]);
  expect(isPolicyType(type)).toBe(isAuthorization || isManagement);
});
