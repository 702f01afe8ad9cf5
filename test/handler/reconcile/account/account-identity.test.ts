import { OrganizationsError } from '../../../../src/organizations';
import type { SimulatorOptions } from '../../../../src/simulator';
import { ACCOUNT_MANAGEMENT_READINGS } from '../../../../src/simulator/readings/account-management-readings';
import { Deployment } from '../../support/deployment';
import { refuse } from '../../support/refusals';
import { simulatedAccountManagement } from '../../support/simulated-organizations';

const TYPE = 'Custom::OrganizationsAccount';
const DAY_MS = 86_400_000;
const FORMER = { AccountName: 'log-archive', Email: 'aws+log@example.com' };

/** An account of the stack, in an organization that trusts AWS Account Management unless `isTrusted` is false. */
async function start({ isTrusted = true, options = {} }: { readonly isTrusted?: boolean; readonly options?: SimulatorOptions } = {}) {
  const deployment = new Deployment(options);
  const ParentId = await deployment.organization();
  const trust = { ServicePrincipal: 'account.amazonaws.com' };
  if (isTrusted) await deployment.create('Custom::OrganizationsTrustedService', trust, 'Trust');
  const former = { ...FORMER, ParentId };
  const { PhysicalResourceId: id } = await deployment.create(TYPE, former);
  await deployment.clock.sleep(120_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  const update = (changes: object, before: object = former) => deployment.update(TYPE, id, before as typeof former, {
    ...former,
    ...changes,
  });
  const rollBack = async (changes: object) => {
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    return deployment.update(TYPE, id, { ...former, ...changes }, former);
  };
  return { deployment, id, former, update, rollBack, accountManagement: simulatedAccountManagement(deployment.simulator) };
}

function member({ simulator }: Deployment) {
  return simulator.state().accounts.find(({ joinedMethod }) => joinedMethod === 'CREATED')!;
}

function pendingUpdate({ simulator }: Deployment) {
  return simulator.state().accountProfiles?.find(({ emailUpdate }) => emailUpdate)?.emailUpdate;
}

function linesOf({ lines }: Deployment, decision: string) {
  return lines.filter((line) => line.decision === decision);
}

/** Enters the code, as a person does who has read the email. */
function enterCode(deployment: Deployment, id: string) {
  const { address, code } = pendingUpdate(deployment)!;
  const { status } = deployment.simulator.handle({
    method: 'POST', path: '/acceptPrimaryEmailUpdate', headers: {}, body: JSON.stringify({ AccountId: id, PrimaryEmail: address, Otp: code }),
  });
  expect(status).toBe(200);
}

/** Lets AWS Organizations show former values of the account, as it may for hours. */
function showFormer(deployment: Deployment, former: object) {
  deployment.disturb = async (operation, call) => {
    const answer = await call() as { Account?: object };
    return (operation === 'DescribeAccount' ? { Account: { ...answer.Account, ...former } } : answer) as never;
  };
}

/** Refuses an operation for half a minute, as for a role whose new permissions are not in effect yet. */
function refuseForHalfAMinute(deployment: Deployment, refused: string) {
  const until = deployment.clock.now() + 30_000;
  deployment.disturb = (operation, call) => {
    if (operation === refused && deployment.clock.now() < until) throw new OrganizationsError(operation, 'AccessDenied', 'not authorized');
    return call();
  };
}

/** The management account, adopted by a stack that is being updated. */
async function adoptedManagementAccount() {
  const deployment = new Deployment();
  const ParentId = await deployment.organization();
  const { id, email, name } = deployment.simulator.state().accounts[0];
  const former = { AccountName: name, Email: email, ParentId, Adopt: true };
  await deployment.create(TYPE, former);
  deployment.status = 'UPDATE_IN_PROGRESS';
  return { deployment, id, former };
}

describe('a new name in the app', () => {
  test('is set with one call of AWS Account Management, and with none when its event is repeated', async () => {
    const { deployment, id, update } = await start();
    expect(await deployment.writesOf(() => update({ AccountName: 'archive' }))).toEqual(['PutAccountName']);
    expect(member(deployment)).toMatchObject({ id, name: 'archive' });
    expect(await deployment.writesOf(() => update({ AccountName: 'archive' }))).toEqual([]);
  });

  test('is reverted by a rollback', async () => {
    const { deployment, update, rollBack } = await start();
    await update({ AccountName: 'archive' });
    expect(await deployment.writesOf(() => rollBack({ AccountName: 'archive' }))).toEqual(['PutAccountName']);
    expect(member(deployment).name).toBe('log-archive');
  });

  test('is reverted by a rollback even if AWS Organizations still shows the former name', async () => {
    const { deployment, update, rollBack } = await start();
    await update({ AccountName: 'archive' });
    const describe = deployment.simulator.handle.bind(deployment.simulator);
    deployment.simulator.handle = (request) => {
      const answer = describe(request);
      const isDescription = request.headers['x-amz-target']?.endsWith('.DescribeAccount');
      return isDescription ? { ...answer, body: answer.body.replace('"archive"', '"log-archive"') } : answer;
    };
    await rollBack({ AccountName: 'archive' });
    expect(member(deployment).name).toBe('log-archive');
  });

  test('replaces a name that was given by hand, with a warning in the log', async () => {
    const { deployment, id, update, accountManagement } = await start();
    await accountManagement.putAccountName('by-hand', id);
    await deployment.clock.sleep(60_000);
    await update({ AccountName: 'archive' });
    expect(member(deployment).name).toBe('archive');
    expect(linesOf(deployment, 'rename')).toMatchObject([{ from: 'by-hand', to: 'archive', warning: true }]);
  });

  test('stays in a rollback if it was replaced by hand in the meantime', async () => {
    const { deployment, id, update, rollBack, accountManagement } = await start();
    await update({ AccountName: 'archive' });
    await accountManagement.putAccountName('by-hand', id);
    expect(await deployment.writesOf(() => rollBack({ AccountName: 'archive' }))).toEqual([]);
    expect(member(deployment).name).toBe('by-hand');
    expect(linesOf(deployment, 'kept')[0]).toMatchObject({ name: 'by-hand', warning: true });
  });

  test('is set without an ID for the management account', async () => {
    const { deployment, id, former } = await adoptedManagementAccount();
    await deployment.update(TYPE, id, former, { ...former, AccountName: 'payer' });
    expect(deployment.simulator.state().accounts[0]).toMatchObject({ id, name: 'payer' });
    expect(deployment.simulator.journal.find(({ operation }) => operation === 'PutAccountName')?.request).toEqual({ AccountName: 'payer' });
  });

  test('is refused before any write without trusted access, with advice', async () => {
    const { deployment, update, rollBack } = await start({ isTrusted: false });
    const since = deployment.simulator.journal.length;
    const changes = { AccountName: 'archive', Tags: [{ Key: 'team', Value: 'blue' }] };
    await expect(update(changes)).rejects.toThrow(
      /"archive".*trusted access of account.amazonaws.com is not enabled. Add TrustedService.ACCOUNT_MANAGEMENT to trustedServices of the Organization, or write/);
    expect(deployment.writes(since)).toEqual([]);
    await rollBack(changes);
    expect(deployment.writes(since)).toEqual([]);
  });

  test('waits for trusted access that is not visible yet', async () => {
    const { deployment, update } = await start({ options: { lagMs: 0 } });
    let refusals = 2;
    deployment.disturb = (operation, call) => {
      if (operation !== 'PutAccountName' || refusals-- <= 0) return call();
      throw new OrganizationsError(operation, 'AccessDenied', 'Your organization must first enable trusted access.');
    };
    await update({ AccountName: 'archive' });
    expect(member(deployment).name).toBe('archive');
  });

  test('is refused in an organization without all features, with advice', async () => {
    const { deployment, update } = await start();
    deployment.disturb = async (operation, call) => {
      if (operation === 'PutAccountName') throw new OrganizationsError(operation, 'AccessDenied', 'not authorized');
      const answer = await call() as { Organization?: object };
      if (operation !== 'DescribeOrganization') return answer as never;
      return { Organization: { ...answer.Organization, FeatureSet: 'CONSOLIDATED_BILLING' } } as never;
    };
    await expect(update({ AccountName: 'archive' })).rejects.toThrow(/it has not all features. Enable all features. Add TrustedService.ACCOUNT_MANAGEMENT/);
  });

  test('waits for permissions where the account is the management account, which needs no trusted access', async () => {
    const { deployment, id, former } = await adoptedManagementAccount();
    refuseForHalfAMinute(deployment, 'PutAccountName');
    await deployment.update(TYPE, id, former, { ...former, AccountName: 'payer' });
    expect(deployment.simulator.state().accounts[0].name).toBe('payer');
  });

  test('is set once even if AWS Organizations still shows the former name', async () => {
    const { deployment, update } = await start();
    await update({ AccountName: 'archive' });
    showFormer(deployment, { Name: FORMER.AccountName });
    expect(await deployment.writesOf(() => update({ AccountName: 'archive' }))).toEqual([]);
  });

  test('is reverted by a rollback that has to wait for permissions', async () => {
    const { deployment, update, rollBack } = await start();
    await update({ AccountName: 'archive' });
    refuseForHalfAMinute(deployment, 'PutAccountName');
    await rollBack({ AccountName: 'archive' });
    expect(member(deployment).name).toBe('log-archive');
    expect(linesOf(deployment, 'pending address stays')).toEqual([]);
  });

  test('is not looked up by a rollback of a deployment that changed neither name nor address', async () => {
    const { deployment, rollBack } = await start();
    const since = deployment.simulator.journal.length;
    await rollBack({ Tags: [{ Key: 'team', Value: 'blue' }] });
    expect(deployment.simulator.journal.slice(since).map(({ operation }) => operation)).not.toContain('GetAccountInformation');
    expect(linesOf(deployment, 'pending address stays')).toEqual([]);
  });

  test('is refused for an account that a Create adopts', async () => {
    const { deployment, former } = await start();
    deployment.status = 'UPDATE_IN_PROGRESS';
    const since = deployment.simulator.journal.length;
    await expect(deployment.create(TYPE, { ...former, AccountName: 'archive', Adopt: true }, 'Other'))
      .rejects.toThrow(/is named "log-archive", and the code says "archive". Write its present name into the code/);
    expect(deployment.writes(since)).toEqual([]);
  });
});

describe('a new address in the app', () => {
  const changes = { Email: 'aws+archive@example.com' };

  test('sends one code, completes, and logs the command for the person who enters the code', async () => {
    const { deployment, id, update } = await start();
    const before = deployment.clock.now();
    expect(await deployment.writesOf(() => update(changes))).toEqual(['StartPrimaryEmailUpdate']);
    expect(deployment.clock.now() - before).toBeLessThan(60_000);
    expect(member(deployment)).toMatchObject({ id, email: 'aws+log@example.com' });
    expect(pendingUpdate(deployment)).toMatchObject({ address: 'aws+archive@example.com', status: 'PENDING' });
    expect(linesOf(deployment, 'change address')).toMatchObject([{
      warning: true, command: `aws account accept-primary-email-update --account-id ${id} --primary-email aws+archive@example.com --otp CODE`,
    }]);
  });

  test('sends no second code when its event is repeated, nor in a later deployment with the same address', async () => {
    const { deployment, update, former } = await start();
    await update(changes);
    expect(await deployment.writesOf(() => update(changes))).toEqual([]);
    await deployment.clock.sleep(DAY_MS / 2);
    deployment.status = 'UPDATE_IN_PROGRESS';
    expect(await deployment.writesOf(() => update({ ...changes, Reconcile: '2' }, { ...former, ...changes }))).toEqual([]);
    expect(linesOf(deployment, 'address is pending').length).toBeGreaterThan(0);
  });

  test.each([
    ['is sent again', 'FAILED', ['StartPrimaryEmailUpdate']],
    ['is sent again', 'COMPLETED', ['StartPrimaryEmailUpdate']],
    ['is not sent again', 'ACCEPTED', []],
  ])('%s an hour later if the service reports the update as %s', async (_what, Status, writes) => {
    const { deployment, update, former } = await start();
    await update(changes);
    await deployment.clock.sleep(3_600_000);
    deployment.status = 'UPDATE_IN_PROGRESS';
    deployment.disturb = async (operation, call) => {
      const answer = await call();
      return operation === 'GetPrimaryEmailUpdateStatus' ? { ...answer, Status } : answer;
    };
    expect(await deployment.writesOf(() => update({ ...changes, Reconcile: '2' }, { ...former, ...changes }))).toEqual(writes);
  });

  test.each(ACCOUNT_MANAGEMENT_READINGS.expiredEmailUpdate)('sends another code each day later if the status of an expired one is %s', async (expiredEmailUpdate) => {
    const { deployment, id, update, former } = await start({ options: { readings: { expiredEmailUpdate } } });
    await update(changes);
    for (const Reconcile of ['2', '3']) {
      await deployment.clock.sleep(DAY_MS + 60_000);
      deployment.status = 'UPDATE_IN_PROGRESS';
      const again = () => update({ ...changes, Reconcile }, { ...former, ...changes });
      expect(await deployment.writesOf(again)).toEqual(['StartPrimaryEmailUpdate']);
    }
    enterCode(deployment, id);
  });

  test('sends a code even if a code for a third address is pending', async () => {
    const { deployment, update, former } = await start();
    await update({ Email: 'aws+third@example.com' });
    await deployment.clock.sleep(3_600_000);
    deployment.status = 'UPDATE_IN_PROGRESS';
    await update(changes, { ...former, Email: 'aws+third@example.com' });
    expect(pendingUpdate(deployment)?.address).toBe('aws+archive@example.com');
  });

  test('needs no further change once a person has entered the code', async () => {
    const { deployment, id, update, former } = await start();
    await update(changes);
    enterCode(deployment, id);
    await deployment.clock.sleep(60_000);
    deployment.status = 'UPDATE_IN_PROGRESS';
    expect(await deployment.writesOf(() => update({ ...changes, Reconcile: '2' }, { ...former, ...changes }))).toEqual([]);
    expect(member(deployment).email).toBe('aws+archive@example.com');
  });

  test('sends no code if AWS Organizations still shows the former address', async () => {
    const { deployment, id, update } = await start();
    await update(changes);
    enterCode(deployment, id);
    showFormer(deployment, { Email: FORMER.Email });
    expect(await deployment.writesOf(() => update(changes))).toEqual([]);
    expect(linesOf(deployment, 'change address')).toHaveLength(1);
  });

  test('that the service refuses for another reason than its use fails with that reason', async () => {
    const { deployment, update } = await start();
    refuse(deployment, 'StartPrimaryEmailUpdate', 'UnsupportedAPIEndpoint');
    await expect(update(changes)).rejects.toThrow('UnsupportedAPIEndpoint');
  });

  test('is refused if another account has it', async () => {
    const { deployment, update, former } = await start();
    await deployment.create(TYPE, { ...former, AccountName: 'other', Email: changes.Email }, 'Other');
    await expect(update(changes)).rejects.toThrow(/cannot get the address aws\+archive@example.com.*Write an address into the code that no AWS account has/);
  });

  test('stays pending in a rollback, with a log line that it cannot be canceled', async () => {
    const { deployment, id, update, rollBack } = await start();
    await update(changes);
    expect(await deployment.writesOf(() => rollBack(changes))).toEqual([]);
    expect(linesOf(deployment, 'pending address stays')[0]).toMatchObject({ id, email: changes.Email, reason: expect.stringContaining('cannot be cancelled') });
  });

  test('stays in a rollback once a person has entered the code', async () => {
    const { deployment, id, update, rollBack } = await start();
    await update(changes);
    enterCode(deployment, id);
    expect(await deployment.writesOf(() => rollBack(changes))).toEqual([]);
    expect(member(deployment).email).toBe(changes.Email);
    expect(linesOf(deployment, 'address stays').length).toBeGreaterThan(0);
  });

  test('is refused for the management account, with the steps for its root user', async () => {
    const { deployment, id, former } = await adoptedManagementAccount();
    await expect(deployment.update(TYPE, id, former, { ...former, Email: 'payer@example.com' }))
      .rejects.toThrow(/changes no address of a management account. Change the address as its root user/);
  });
});
