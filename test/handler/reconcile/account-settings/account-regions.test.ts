import { SECURITY, Settings, SETTINGS_TYPE } from '../../support/account-settings';

describe('Regions', () => {
  test('are enabled and disabled, a change in progress counts, and Regions outside the lists stay', async () => {
    const settings = await Settings.start();
    await settings.port.enableRegion('me-south-1', settings.accountId);
    await settings.port.enableRegion('af-south-1', settings.accountId);
    await settings.deployment.clock.sleep(900_000);
    const desired = { EnabledRegions: ['eu-south-2'], DisabledRegions: ['me-south-1'] };
    expect(await settings.deployment.writesOf(() => settings.create(desired))).toEqual(['TagResource', 'EnableRegion', 'DisableRegion']);
    const statuses = await Promise.all(['eu-south-2', 'me-south-1', 'af-south-1'].map((region) => settings.port.getRegionOptStatus(region, settings.accountId)));
    expect(statuses).toEqual(['ENABLING', 'DISABLING', 'ENABLED']);
    await settings.nextDeployment();
    expect(await settings.deployment.writesOf(() => settings.update(desired, {}))).toEqual(['UntagResource']);
  });

  test('wait for the quota of changes in progress', async () => {
    const settings = await Settings.start();
    const regions = ['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ca-west-1'];
    const since = settings.deployment.clock.now();
    await settings.create({ EnabledRegions: regions });
    expect(settings.deployment.clock.now() - since).toBeGreaterThan(120_000);
    expect(settings.deployment.writes().filter((operation) => operation === 'EnableRegion')).toHaveLength(8);
  });

  test.each(['TooManyRequestsException', 'ConflictException'] as const)('wait for the quota if the service reports %s', async (tooManyRegionChanges) => {
    const settings = await Settings.start({ readings: { tooManyRegionChanges, regionThatIsAsAsked: 'ConflictException' } });
    const regions = ['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5'];
    await settings.create({ EnabledRegions: regions });
    expect(settings.deployment.writes().filter((operation) => operation === 'EnableRegion')).toHaveLength(7);
  });

  test('wait for the end of the opposite change', async () => {
    const settings = await Settings.start();
    await settings.create({ EnabledRegions: ['eu-south-2'] });
    await settings.nextDeployment();
    await settings.update({ EnabledRegions: ['eu-south-2'] }, { DisabledRegions: ['eu-south-2'] });
    expect(await settings.port.getRegionOptStatus('eu-south-2', settings.accountId)).toBe('DISABLING');
  });

  test('that change for hours do not keep a rollback from ending', async () => {
    const settings = await Settings.start({ regionChangeMs: 7_200_000 });
    const desired = { EnabledRegions: ['eu-south-2'] };
    await settings.create(desired);
    const since = settings.deployment.clock.now();
    await settings.rollBackCreate(desired);
    expect(settings.deployment.clock.now() - since).toBeLessThan(1_200_000);
    expect(settings.deployment.lines).toContainEqual(expect.objectContaining({ decision: 'left behind', warning: true }));
  });

  test.each(['TooManyRequestsException', 'ConflictException'] as const)('beyond a quota that is used up for hours do not fail the deployment (%s)', async (tooManyRegionChanges) => {
    const settings = await Settings.start({ regionChangeMs: 7_200_000, readings: { tooManyRegionChanges } });
    const regions = ['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ca-west-1'];
    const desired = { AlternateContacts: { SECURITY }, EnabledRegions: regions };
    const statuses = () => Promise.all(regions.map((region) => settings.port.getRegionOptStatus(region, settings.accountId)));
    const since = settings.deployment.clock.now();
    expect(await settings.create(desired)).toMatchObject({ PhysicalResourceId: settings.accountId });
    expect(settings.deployment.clock.now() - since).toBeGreaterThan(40 * 60_000);
    expect(settings.deployment.clock.now() - since).toBeLessThan(50 * 60_000);
    expect(await settings.contact('SECURITY')).toBe('security@example.com');
    expect((await statuses()).map((status) => status === 'ENABLING')).toEqual([...Array<boolean>(6).fill(true), false, false]);
    const left = settings.deployment.lines.filter(({ decision, warning }) => decision === 'left behind' && warning === true);
    expect(left.map(({ reason }) => /the Region (\S+)/.exec(String(reason))?.[1])).toEqual(['ap-southeast-5', 'ca-west-1']);
    await settings.deployment.clock.sleep(7_200_000);
    await settings.nextDeployment();
    await settings.update(desired, { ...desired, Reconcile: 'again' });
    expect((await statuses()).filter((status) => status.startsWith('ENABL'))).toHaveLength(8);
  });

  test('are not given up after one refusal that follows calls which never arrived', async () => {
    const settings = await Settings.start({ regionChangeMs: 2_774_000, readings: { tooManyRegionChanges: 'ConflictException' } });
    const { deployment, accountId } = settings;
    const event = await deployment.begin(deployment.event('Create', SETTINGS_TYPE, settings.properties({ EnabledRegions: ['ca-west-1'] })));
    for (const region of ['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4']) await settings.port.enableRegion(region, accountId);
    await deployment.clock.sleep(2_760_000);
    await deployment.finish(event);
    expect(await settings.port.getRegionOptStatus('ca-west-1', accountId)).toBe('ENABLING');
    expect(deployment.lines).not.toContainEqual(expect.objectContaining({ decision: 'left behind' }));
  });

  test('fail with advice if the opposite change takes hours', async () => {
    const settings = await Settings.start({ regionChangeMs: 7_200_000 });
    await settings.create({ EnabledRegions: ['eu-south-2'] });
    await settings.nextDeployment();
    await expect(settings.update({ EnabledRegions: ['eu-south-2'] }, { DisabledRegions: ['eu-south-2'] }))
      .rejects.toThrow(/Not done after 50 minutes.*it is ENABLING.*Deploy again when the change of the Region that is in progress has ended/);
  });

  test('fail if AWS does not know them', async () => {
    const settings = await Settings.start();
    await expect(settings.create({ EnabledRegions: ['eu-south-9'] })).rejects.toThrow(/knows no Region of this name .*"eu-south-9".*Correct the code/);
  });
});
