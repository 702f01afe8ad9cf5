import { FORMER_SETTINGS_TAG_PREFIX } from '../../../../src/contract';
import { parseNote, settingsNoteTags } from '../../../../src/contract/settings-note';
import type { AlternateContact } from '../../../../src/organizations';
import { ACCOUNT_TYPE } from '../../support/account-creation';
import { SECURITY, Settings, SETTINGS_TYPE } from '../../support/account-settings';
import { Deployment, STACK_ID } from '../../support/deployment';
import { MANAGEMENT } from '../../support/simulated-organizations';

const BILLING = { Name: 'Müller, "Finance" <AP>', Title: 'Accounts payable', EmailAddress: 'billing@example.com', PhoneNumber: '+49 30 7654321' };
const FOREIGN: AlternateContact = { name: 'Somebody', title: 'Else', emailAddress: 'else@example.com', phoneNumber: '+1 206 5550111' };
const PRIMARY = {
  FullName: 'Example GmbH', AddressLine1: 'Hauptstraße 1', City: 'Berlin', StateOrRegion: 'Berlin', PostalCode: '10115', CountryCode: 'DE', PhoneNumber: '+4930123456',
};

describe('contacts', () => {
  test('are written once, after a note of the former settings', async () => {
    const settings = await Settings.start();
    const desired = { AlternateContacts: { SECURITY, BILLING }, PrimaryContact: PRIMARY };
    expect(await settings.deployment.writesOf(() => settings.create(desired)))
      .toEqual(['TagResource', 'PutAlternateContact', 'PutAlternateContact', 'PutContactInformation']);
    expect(await settings.port.getAlternateContact('BILLING', settings.accountId)).toMatchObject({ name: BILLING.Name });
    expect(await settings.port.getContactInformation(settings.accountId)).toMatchObject({ fullName: 'Example GmbH', countryCode: 'DE' });
    expect(await settings.deployment.writesOf(() => settings.create(desired))).toEqual([]);
  });

  test('of the management account are written without its ID', async () => {
    const settings = await Settings.start();
    const properties = { AccountId: MANAGEMENT, AlternateContacts: { SECURITY } };
    const { PhysicalResourceId } = await settings.deployment.create(SETTINGS_TYPE, properties);
    expect(PhysicalResourceId).toBe(MANAGEMENT);
    expect(await settings.port.getAlternateContact('SECURITY')).toMatchObject({ emailAddress: 'security@example.com' });
  });

  test('that are removed from the template are deleted if nobody has changed them, except for the primary contact', async () => {
    const settings = await Settings.start();
    const former = { AlternateContacts: { SECURITY, BILLING }, PrimaryContact: PRIMARY };
    await settings.create(former);
    await settings.port.putAlternateContact('BILLING', FOREIGN, settings.accountId);
    await settings.nextDeployment();
    expect(await settings.deployment.writesOf(() => settings.update(former, {}))).toEqual(['TagResource', 'UntagResource', 'DeleteAlternateContact']);
    expect([await settings.contact('SECURITY'), await settings.contact('BILLING')]).toEqual([undefined, FOREIGN.emailAddress]);
    expect(await settings.port.getContactInformation(settings.accountId)).toMatchObject({ fullName: 'Example GmbH' });
  });

  test('that were on the account before the app listed them are deleted when they leave it, even if the event is repeated', async () => {
    const settings = await Settings.start();
    const { Name: name, Title: title, EmailAddress: emailAddress, PhoneNumber: phoneNumber } = SECURITY;
    await settings.port.putAlternateContact('SECURITY', { name, title, emailAddress, phoneNumber }, settings.accountId);
    await settings.create({ AlternateContacts: { SECURITY } });
    await settings.nextDeployment();
    settings.deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    await settings.remove({ AlternateContacts: { SECURITY } });
    await settings.remove({ AlternateContacts: { SECURITY } });
    expect(await settings.contact('SECURITY')).toBeUndefined();
  });

  test('do not count as found by the second waiter of an event after the first has responded and the construct with the former path is gone', async () => {
    const settings = await Settings.start();
    const { deployment, accountId } = settings;
    const code = { AlternateContacts: { SECURITY } };
    await settings.create(code);
    await settings.nextDeployment();
    await settings.update(code, code);
    const { resources } = deployment.stacks.stack(STACK_ID);
    resources.push({ logicalId: 'Former', physicalId: accountId, type: SETTINGS_TYPE, status: 'CREATE_COMPLETE' });
    const create = () => deployment.event('Create', SETTINGS_TYPE, settings.properties(code), { LogicalResourceId: 'Renamed' });
    const [first, second] = [await deployment.begin(create()), await deployment.begin(create())];
    await deployment.clock.sleep(1_000);
    await deployment.finish(first);
    resources.splice(0, resources.length, {
      logicalId: 'Renamed', physicalId: accountId, type: SETTINGS_TYPE, status: 'CREATE_COMPLETE', statusSince: deployment.clock.now(),
    });
    await expect(deployment.finish(second)).rejects.toThrow('The resource is CREATE_COMPLETE by another call for this event');
    expect(settings.notes).toEqual([]);
  });

  test('stay when the stack is deleted, and when the account is removed from the template as well', async () => {
    const settings = await Settings.start();
    const desired = { AlternateContacts: { SECURITY }, AccountLogicalId: 'Log' };
    await settings.create(desired);
    await settings.nextDeployment();
    settings.deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    settings.deployment.stacks.stack(STACK_ID).template = { Resources: {} };
    expect(await settings.deployment.writesOf(() => settings.remove(desired))).toEqual([]);
    settings.deployment.status = 'DELETE_IN_PROGRESS';
    expect(await settings.deployment.writesOf(() => settings.remove(desired))).toEqual([]);
    expect(await settings.contact('SECURITY')).toBe('security@example.com');
  });

  test('are deleted when only the settings are removed from the template', async () => {
    const settings = await Settings.start();
    const desired = { AlternateContacts: { SECURITY }, AccountLogicalId: 'Log' };
    await settings.create(desired);
    await settings.nextDeployment();
    settings.deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    settings.deployment.stacks.stack(STACK_ID).template = { Resources: { Log: { Type: ACCOUNT_TYPE } } };
    await settings.remove(desired);
    expect(await settings.contact('SECURITY')).toBeUndefined();
  });

  test('are deleted when the settings of an account without a construct are removed from the template', async () => {
    const settings = await Settings.start();
    const desired = { AlternateContacts: { SECURITY } };
    await settings.create(desired);
    await settings.nextDeployment();
    settings.deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    await settings.remove(desired);
    expect(await settings.contact('SECURITY')).toBeUndefined();
  });

  test('of an account stay if the settings of another account, which listed the same contacts, become its settings', async () => {
    const settings = await Settings.start();
    const { deployment, accountId } = settings;
    const before = { AccountId: MANAGEMENT, AlternateContacts: { SECURITY, BILLING } };
    const { Name: name, Title: title, EmailAddress: emailAddress, PhoneNumber: phoneNumber } = BILLING;
    await settings.port.putAlternateContact('BILLING', { name, title, emailAddress, phoneNumber }, accountId);
    await deployment.create(SETTINGS_TYPE, before);
    await settings.nextDeployment();
    await deployment.update(SETTINGS_TYPE, MANAGEMENT, before, { AccountId: accountId, AlternateContacts: { SECURITY } });
    expect(await settings.contact('BILLING')).toBe('billing@example.com');
  });

  describe('that leave the template together with the construct of their account', () => {
    async function areKeptBeside(type: string, row: { status?: string; physicalId?: string } = {}) {
      const settings = await Settings.start();
      const desired = { AlternateContacts: { SECURITY }, AccountLogicalId: 'Log' };
      await settings.create(desired);
      await settings.nextDeployment();
      settings.deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
      const stack = settings.deployment.stacks.stack(STACK_ID);
      stack.template = { Resources: { Other: { Type: type } } };
      stack.resources.push({ logicalId: 'Other', physicalId: settings.accountId, type, status: 'UPDATE_COMPLETE', ...row });
      await settings.remove(desired);
      return await settings.contact('SECURITY') !== undefined;
    }

    test.each([ACCOUNT_TYPE, 'Custom::OrganizationsInvitedAccount'])('are deleted if the account has another construct of the type %s', async (type) => {
      expect(await areKeptBeside(type)).toBe(false);
    });

    test.each([
      ['is about to be deleted', ACCOUNT_TYPE, { status: 'DELETE_IN_PROGRESS' }],
      ['is for another account', ACCOUNT_TYPE, { physicalId: '999999999999' }],
      ['holds the attachments of the account', 'Custom::OrganizationsPolicyAttachments', {}],
    ])('stay if the other construct %s', async (_what, type, row) => {
      expect(await areKeptBeside(type, row)).toBe(true);
    });
  });

  test('without trusted access fail with the property to add', async () => {
    const deployment = new Deployment();
    const root = await deployment.organization();
    const { PhysicalResourceId: AccountId } = await deployment.create(ACCOUNT_TYPE, { AccountName: 'log', Email: 'log@example.com', ParentId: root });
    await expect(deployment.create(SETTINGS_TYPE, { AccountId, AlternateContacts: { SECURITY } }))
      .rejects.toThrow(/AWS Account Management has no trusted access .*Add TrustedService.ACCOUNT_MANAGEMENT to trustedServices/);
  });
});

describe('a rollback', () => {
  test.each([
    ['that is 20 seconds ahead of our clock restores', 20_000, undefined], ['that is a minute ahead of it does not restore', 60_000, 'security@example.com'],
  ])('with a note %s the former contacts', async (_what, ahead, contactAfter) => {
    const settings = await Settings.start();
    const { deployment, accountId } = settings;
    const desired = { AlternateContacts: { SECURITY } };
    await settings.create(desired);
    const account = deployment.simulator.state().accounts.find(({ id }) => id === accountId)!;
    const tags = Object.entries(account.tags).map(([Key, Value]) => ({ Key, Value }));
    await deployment.organizations.tagResource(accountId, settingsNoteTags({ ...parseNote(tags)!, at: deployment.clock.now() + ahead }));
    await settings.rollBackCreate(desired);
    expect(await settings.contact('SECURITY')).toBe(contactAfter);
  });

  test('of a Create restores contacts that were replaced, and deletes new ones', async () => {
    const settings = await Settings.start();
    await settings.port.putAlternateContact('BILLING', FOREIGN, settings.accountId);
    const before = await settings.port.getContactInformation(settings.accountId);
    const desired = { AlternateContacts: { SECURITY, BILLING }, PrimaryContact: PRIMARY, EnabledRegions: ['eu-south-2'] };
    await settings.create(desired);
    await settings.deployment.clock.sleep(900_000);
    await settings.rollBackCreate(desired);
    expect([await settings.contact('SECURITY'), await settings.contact('BILLING')]).toEqual([undefined, FOREIGN.emailAddress]);
    expect(await settings.port.getContactInformation(settings.accountId)).toEqual(before);
    expect(await settings.port.getRegionOptStatus('eu-south-2', settings.accountId)).toBe('DISABLING');
    expect(settings.notes).toEqual([]);
  });

  test('deletes contacts that were written minutes after the deployment began', async () => {
    const settings = await Settings.start();
    await settings.deployment.clock.sleep(300_000);
    const desired = { AlternateContacts: { SECURITY } };
    await settings.create(desired);
    await settings.rollBackCreate(desired);
    expect(await settings.contact('SECURITY')).toBeUndefined();
    expect(settings.notes).toEqual([]);
  });

  test('of an Update restores settings that were removed, changed and added, and leaves the changes of others alone', async () => {
    const settings = await Settings.start();
    const former = { AlternateContacts: { SECURITY, BILLING } };
    await settings.create(former);
    await settings.nextDeployment();
    const failed = { AlternateContacts: { SECURITY: { ...SECURITY, Name: 'Other' }, OPERATIONS: BILLING }, PrimaryContact: PRIMARY };
    await settings.update(former, failed);
    expect(await settings.contact('BILLING')).toBeUndefined();
    await settings.port.putContactInformation({
      fullName: 'By hand', addressLine1: '1', city: 'Rome', postalCode: '00100', countryCode: 'IT', phoneNumber: '+39061234',
    }, settings.accountId);
    await settings.rollBackUpdate(former, failed);
    expect(await settings.port.getAlternateContact('SECURITY', settings.accountId)).toMatchObject({ name: 'Security team' });
    expect([await settings.contact('BILLING'), await settings.contact('OPERATIONS')]).toEqual(['billing@example.com', undefined]);
    expect(await settings.port.getContactInformation(settings.accountId)).toMatchObject({ fullName: 'By hand' });
  });

  test('does not restore drift that the failed deployment did not touch', async () => {
    const settings = await Settings.start();
    const former = { AlternateContacts: { SECURITY, BILLING } };
    await settings.create(former);
    await settings.nextDeployment();
    await settings.port.putAlternateContact('SECURITY', FOREIGN, settings.accountId);
    await settings.rollBackUpdate(former, { AlternateContacts: { SECURITY: { ...SECURITY, Name: 'Other' }, BILLING } });
    expect(await settings.contact('SECURITY')).toBe(FOREIGN.emailAddress);
  });

  test('restores a contact that was changed by hand before the failed deployment replaced it', async () => {
    const settings = await Settings.start();
    const former = { AlternateContacts: { SECURITY } };
    await settings.create(former);
    await settings.nextDeployment();
    await settings.port.putAlternateContact('SECURITY', FOREIGN, settings.accountId);
    const failed = { AlternateContacts: { SECURITY: { ...SECURITY, Name: 'Other' } } };
    await settings.update(former, failed);
    await settings.rollBackUpdate(former, failed);
    expect(await settings.contact('SECURITY')).toBe(FOREIGN.emailAddress);
  });

  test('ignores the note of an earlier deployment', async () => {
    const settings = await Settings.start();
    const desired = { AlternateContacts: { SECURITY } };
    await settings.create(desired);
    await settings.nextDeployment();
    await settings.rollBackUpdate(desired, { AlternateContacts: { SECURITY, BILLING } });
    expect(await settings.contact('SECURITY')).toBe('security@example.com');
  });

  test('restores the same settings after a crash at any call', async () => {
    const desired = { AlternateContacts: { SECURITY, BILLING }, PrimaryContact: PRIMARY };
    for (let place = 1; place <= 9; place += 1) {
      const settings = await Settings.start();
      await settings.port.putAlternateContact('BILLING', FOREIGN, settings.accountId);
      const before = await settings.port.getContactInformation(settings.accountId);
      const stamped = await settings.deployment.begin(settings.deployment.event('Create', SETTINGS_TYPE, settings.properties(desired)));
      settings.deployment.dieAfterCall(place);
      await settings.deployment.call(stamped).catch(() => undefined);
      settings.deployment.disturb = (_operation, call) => call();
      await settings.deployment.clock.sleep(20_000);
      if (place % 2 === 0) await settings.deployment.finish(stamped);
      await settings.rollBackCreate(desired);
      expect([place, await settings.contact('SECURITY'), await settings.contact('BILLING')]).toEqual([place, undefined, FOREIGN.emailAddress]);
      expect(await settings.port.getContactInformation(settings.accountId)).toEqual(before);
    }
  });
});

test('a note that others forged restores no setting that the deployment did not write', async () => {
  const settings = await Settings.start();
  await settings.create({ AlternateContacts: { SECURITY } });
  await settings.deployment.organizations.tagResource(settings.accountId, [{ Key: `${FORMER_SETTINGS_TAG_PREFIX}1`, Value: '12.AAAAAAAAAAAA' }]);
  await settings.rollBackCreate({ AlternateContacts: { SECURITY } });
  expect(await settings.contact('SECURITY')).toBe('security@example.com');
  expect(settings.deployment.lines).toContainEqual(expect.objectContaining({ decision: 'ignored note', warning: true }));
});
