import { Harness, MANAGEMENT } from '../harness';

const ServicePrincipal = 'guardduty.amazonaws.com';

test('trusted access is on or off, however often it is asked for', () => {
  const harness = new Harness();
  harness.organization();
  harness.call('EnableAWSServiceAccess', { ServicePrincipal });
  const since = harness.now / 1000;
  harness.now += 1000;
  harness.call('EnableAWSServiceAccess', { ServicePrincipal });

  expect(harness.all('ListAWSServiceAccessForOrganization', 'EnabledServicePrincipals')).toEqual([{ ServicePrincipal, DateEnabled: since }]);
  harness.call('DisableAWSServiceAccess', { ServicePrincipal });
  harness.call('DisableAWSServiceAccess', { ServicePrincipal });
  expect(harness.all('ListAWSServiceAccessForOrganization', 'EnabledServicePrincipals')).toEqual([]);
  expect(harness.error('EnableAWSServiceAccess', { ServicePrincipal: 'guardduty' })).toBe('InvalidInputException UNRECOGNIZED_SERVICE_PRINCIPAL');
});

test('delegated administrators are registered for a trusted service, once', () => {
  const harness = new Harness({ limits: { delegatedAdministrators: { [ServicePrincipal]: 1 } } });
  harness.organization();
  const [first, second] = [harness.account('one'), harness.account('two')];
  const register = (AccountId: string) => ({ AccountId, ServicePrincipal });

  expect(harness.error('RegisterDelegatedAdministrator', register(first))).toBe('ConstraintViolationException SERVICE_ACCESS_NOT_ENABLED');
  harness.call('EnableAWSServiceAccess', { ServicePrincipal });
  harness.call('RegisterDelegatedAdministrator', register(first));
  expect(harness.error('RegisterDelegatedAdministrator', register(first))).toBe('AccountAlreadyRegisteredException');
  expect(harness.error('RegisterDelegatedAdministrator', register(second)))
    .toBe('ConstraintViolationException DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE');
  expect(harness.error('RegisterDelegatedAdministrator', register(MANAGEMENT)))
    .toBe('ConstraintViolationException CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR');
  expect(harness.all('ListDelegatedAdministrators', 'DelegatedAdministrators').map(({ Id }) => Id)).toEqual([first]);
  expect(harness.all('ListDelegatedServicesForAccount', 'DelegatedServices', { AccountId: first }))
    .toEqual([{ ServicePrincipal, DelegationEnabledDate: harness.now / 1000 }]);
  harness.call('DeregisterDelegatedAdministrator', register(first));
  expect(harness.error('DeregisterDelegatedAdministrator', register(first))).toBe('AccountNotRegisteredException');
  expect(harness.error('ListDelegatedServicesForAccount', { AccountId: first })).toBe('AccountNotRegisteredException');
});
