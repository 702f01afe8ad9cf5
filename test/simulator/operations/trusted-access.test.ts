import { TrustedService } from '../../../src/constructs/trusted-service/trusted-service';
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

test('trusted access of a service that AWS does not know is refused, in every operation that names a service', () => {
  const harness = new Harness();
  harness.organization();
  const AccountId = harness.account('one');

  for (const name of ['guard-duty.amazonaws.com', 'onfig.amazonaws.com', 's3.amazonaws.com', 'GuardDuty.amazonaws.com']) {
    const refused = 'InvalidInputException UNRECOGNIZED_SERVICE_PRINCIPAL';
    expect(harness.error('EnableAWSServiceAccess', { ServicePrincipal: name })).toBe(refused);
    expect(harness.error('DisableAWSServiceAccess', { ServicePrincipal: name })).toBe(refused);
    expect(harness.error('RegisterDelegatedAdministrator', { ServicePrincipal: name, AccountId })).toBe(refused);
    expect(harness.error('DeregisterDelegatedAdministrator', { ServicePrincipal: name, AccountId })).toBe(refused);
  }
  expect(harness.all('ListAWSServiceAccessForOrganization', 'EnabledServicePrincipals')).toEqual([]);
});

test('a service that is newer than the simulator is allowed by an option, and stays in a saved state', () => {
  const harness = new Harness({ furtherServices: ['new.amazonaws.com'] });
  harness.organization();
  harness.call('EnableAWSServiceAccess', { ServicePrincipal: 'new.amazonaws.com' });
  const later = new Harness({ state: harness.simulator.state() });

  expect(later.error('EnableAWSServiceAccess', { ServicePrincipal: 'newer.amazonaws.com' })).toBe('InvalidInputException UNRECOGNIZED_SERVICE_PRINCIPAL');
  later.call('EnableAWSServiceAccess', { ServicePrincipal: 'new.amazonaws.com' });
  expect(later.all('ListAWSServiceAccessForOrganization', 'EnabledServicePrincipals')).toMatchObject([{ ServicePrincipal: 'new.amazonaws.com' }]);
});

test('the simulator knows every service that the library has a constant for', () => {
  const harness = new Harness();
  harness.organization();
  const constants = Object.values(TrustedService).filter((value): value is TrustedService => value instanceof TrustedService);

  constants.forEach(({ servicePrincipal }) => harness.call('EnableAWSServiceAccess', { ServicePrincipal: servicePrincipal }));

  const enabled = harness.all('ListAWSServiceAccessForOrganization', 'EnabledServicePrincipals').map(({ ServicePrincipal: name }) => name);
  expect(enabled.sort()).toEqual(constants.map(({ servicePrincipal }) => servicePrincipal).sort());
  expect(enabled.length).toBeGreaterThan(50);
});
