import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Account, Organization, PolicyType, TrustedService } from '../../../src';
import { serviceInCode } from '../../../src/constructs/trusted-service/known-services';
import { testStack } from '../test-app';

const warningsOf = (...services: TrustedService[]) => {
  const stack = testStack();
  const organization = new Organization(stack, 'Organization', { trustedServices: services });
  const account = new Account(stack, 'Security', { parent: organization.root, email: 'security@example.com' });
  services.forEach((service) => account.delegateAdministration(service));
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('unknown-trusted-service')).map(({ id, entry }) => `${id}: ${String(entry.data)}`);
};

test.each([
  ['gardduty.amazonaws.com', 'TrustedService.GUARDDUTY'],
  ['inspector.amazonaws.com', 'TrustedService.INSPECTOR'],
  ['stacksets.cloudformation.amazonaws.com', undefined],
  ['new-and-unlike.amazonaws.com', undefined],
])('of the unknown service %s synthesis suggests %s', (principal, meant) => {
  expect(warningsOf(TrustedService.of(principal))).toEqual(meant === undefined ? [] : [expect.stringContaining(
    `/Test/Organization: No such service is known, and one of a similar name is (given: "${principal}"). Did you mean ${meant}? If AWS added`)]);
});

test('two misspelled services have a warning each, and known ones none', () => {
  const warnings = warningsOf(TrustedService.of('cloudtrial.amazonaws.com'), TrustedService.of('macei.amazonaws.com'), TrustedService.DETECTIVE);
  expect(warnings.map((each) => /Did you mean (\S+)\?/.exec(each)?.[1])).toEqual(['TrustedService.CLOUDTRAIL', 'TrustedService.MACIE']);
});

test('an administrator of a misspelled service in an organization outside the app has the warning', () => {
  const stack = testStack();
  Account.fromAccountId(stack, 'Security', '111111111111').delegateAdministration(TrustedService.of('gardduty.amazonaws.com'));
  Annotations.fromStack(stack).hasWarning('/Test/Security', Match.stringLikeRegexp('Did you mean TrustedService.GUARDDUTY'));
});

test('every service of the library is named by its constant', () => {
  const constants = Object.entries(TrustedService) as [string, TrustedService][];
  expect(constants.map(([, { servicePrincipal }]) => serviceInCode(servicePrincipal))).toEqual(constants.map(([name]) => `TrustedService.${name}`));
  expect(serviceInCode('new.amazonaws.com')).toBe('TrustedService.of("new.amazonaws.com")');
});

test('a policy type that needs a service names its constant', () => {
  const stack = testStack();
  new Organization(stack, 'Organization', { policyTypes: [PolicyType.TAG_POLICY] });
  Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('Add TrustedService.TAG_POLICIES to trustedServices'));
});
