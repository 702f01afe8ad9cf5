import { existingAddress, existingName, withExistingAccounts } from '../../../../scripts/bench/existing-accounts';
import { OBSOLETE_NOTE_VALUE } from '../../../../src/contract';
import { OrganizationsError } from '../../../../src/organizations';
import { Deployment } from '../../support/deployment';
import { refuse, secondsToFailure } from '../../support/refusals';

const TYPE = 'Custom::OrganizationsAccount';
const OWNER = 'cdk-aws-organizations:owner';
const WAS = 'cdk-aws-organizations:was:';

async function start(existing = 0) {
  const deployment = new Deployment();
  const root = await deployment.organization();
  if (existing > 0) deployment.simulator.reset(withExistingAccounts(deployment.simulator.state(), existing));
  return { deployment, root, desired: { AccountName: 'app', Email: 'app@example.com', ParentId: root } };
}

function member(deployment: Deployment, email = 'app@example.com') {
  return deployment.simulator.state().accounts.find((account) => account.email === email);
}

/** A person creates an account with the console, without tags. */
async function byHand(
  deployment: Deployment, accountName: string, email: string, tags: { Key: string; Value: string }[] = [],
): Promise<string> {
  await deployment.organizations.createAccount({ email, accountName, tags });
  await deployment.clock.sleep(120_000);
  return member(deployment, email)!.id;
}

describe('access of IAM users to billing', () => {
  async function updated(before: object, after: object) {
    const { deployment, desired } = await start();
    const { PhysicalResourceId: id } = await deployment.create(TYPE, { ...desired, ...before });
    expect(await deployment.writesOf(() => deployment.update(TYPE, id, { ...desired, ...before }, { ...desired, ...after }))).toEqual([]);
    return deployment.lines.filter(({ decision }) => decision === 'ignored');
  }

  test('does not change on an existing account, and the log explains why', async () => {
    expect(await updated({ IamUserAccessToBilling: 'DENY' }, { IamUserAccessToBilling: 'ALLOW' })).toContainEqual(
      expect.objectContaining({ property: 'IamUserAccessToBilling', reason: 'Only used at creation.' }));
  });

  test.each([
    ['is unchanged', { IamUserAccessToBilling: 'DENY' }, { IamUserAccessToBilling: 'DENY', Tags: [] }],
    ['was not set before', {}, { IamUserAccessToBilling: 'DENY' }],
  ])('writes no log line if it %s', async (_name, before, after) => {
    expect(await updated(before, after)).toEqual([]);
  });
});

test('a rollback succeeds for an account that was never created', async () => {
  const { deployment, desired } = await start();
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  expect(await deployment.remove(TYPE, 'pending:Resource', desired)).toMatchObject({ IsComplete: true, PhysicalResourceId: 'pending:Resource' });
  expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'retained', email: 'app@example.com' }));
});

test('an account whose owner tag a crashed call restored to its former stack loses the notes that are left', async () => {
  const { deployment, desired } = await start();
  const notes = Object.fromEntries([WAS + OWNER, `${WAS}team`, 'cdk-aws-organizations:added/1'].map((key) => [key, OBSOLETE_NOTE_VALUE]));
  const found = { [OWNER]: 'other', team: 'red', stays: '1', ...notes };
  const id = await byHand(deployment, 'app', 'app@example.com', Object.entries(found).map(([Key, Value]) => ({ Key, Value })));
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  await deployment.remove(TYPE, id, { ...desired, Adopt: true, Tags: [{ Key: 'team', Value: 'blue' }, { Key: 'stage', Value: 'prod' }] });
  expect(member(deployment)?.tags).toEqual({ [OWNER]: 'other', team: 'red', stays: '1' });
});

test('an account that a person requested with the same name and address is left alone half a minute after it joined', async () => {
  const { deployment, desired } = await start();
  deployment.startEnvironmentForEachCall();
  await deployment.organizations.createAccount({ email: desired.Email, accountName: desired.AccountName, tags: [] });
  const hints = deployment.environment();
  deployment.environment = () => hints;
  const since = deployment.simulator.journal.length;
  const seconds = await secondsToFailure(deployment, deployment.create(TYPE, desired), /The account "app" .* exists \(\d+\) and was not created by this library/);
  expect(seconds).toBeLessThan(300);
  expect(deployment.clock.now() - member(deployment)!.joinedAt).toBeGreaterThanOrEqual(30_000);
  expect(deployment.writes(since)).toEqual([]);
});

test('pauses between the pages of a list shrink again after one page was refused', async () => {
  const { deployment, desired } = await start(1_000);
  const pagesAt: number[] = [];
  deployment.disturb = async (operation, call) => {
    if (operation !== 'ListAccounts') return call();
    pagesAt.push(deployment.clock.now());
    await deployment.clock.sleep(pagesAt.length === 2 ? 500 : 100);
    return call();
  };
  await deployment.create(TYPE, { ...desired, AccountName: existingName(47), Email: existingAddress(47), Adopt: true });
  expect(pagesAt.length).toBeGreaterThanOrEqual(50);
  const pauses = pagesAt.slice(1, 50).map((at, index) => at - pagesAt[index] - (index === 1 ? 500 : 100));
  // No pause before the refusal, then 100 ms; each pause is shorter than the one before it.
  expect(pauses.slice(0, 4)).toEqual([0, 100, 95, 90]);
  expect(pauses.at(-1)).toBeLessThan(20);
});

test.each([
  ['names an account with the address without its plus suffix', 'ops@example.com', true],
  ['names an account with the same address and a plus suffix', 'OPS+prod@example.com', true],
  ['does not name an account with another plus suffix', 'ops+accounting-department@example.com', false],
])('the error for a missing account to adopt %s', async (_name, there, isNamed) => {
  const { deployment, desired } = await start();
  const id = await byHand(deployment, 'quite another name', there);
  const asked = there.includes('+') && isNamed ? 'ops@example.com' : 'ops+workloads-and-data@example.com';
  const error = await deployment.create(TYPE, { ...desired, Email: asked, Adopt: true }).catch((each: Error) => each.message);
  expect(error).toContain(`The account ${asked} ("app")`);
  expect(String(error).includes(id)).toBe(isNamed);
});

test('an account fails after five minutes if the service never finds it below the parent that it reports', async () => {
  const { deployment, root, desired } = await start();
  const { id: unit } = await deployment.organizations.createOrganizationalUnit(root, 'Apps', []);
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  refuse(deployment, 'MoveAccount', 'SourceParentNotFound');
  const seconds = await secondsToFailure(deployment, deployment.update(TYPE, id, desired, { ...desired, ParentId: unit }),
    `the parent of the account ${id} is certain; AWS Organizations reported ${root}`);
  expect(seconds).toBeGreaterThanOrEqual(300);
  expect(seconds).toBeLessThan(400);
});

test('a refusal of a request that is not about its rate does not delay other requests', async () => {
  const { deployment, desired } = await start();
  await deployment.create(TYPE, desired, 'First');
  await deployment.clock.sleep(60_000);
  refuse(deployment, 'CreateAccount', 'UnsupportedAPIEndpoint');
  await expect(deployment.create(TYPE, { ...desired, AccountName: 'b', Email: 'b@example.com' }, 'Second')).rejects.toThrow('UnsupportedAPIEndpoint');
  deployment.disturb = (_operation, call) => call();
  const event = await deployment.begin(deployment.event('Create', TYPE, { ...desired, AccountName: 'c', Email: 'c@example.com' }));
  const begin = deployment.clock.now();
  await deployment.call(event);
  expect(deployment.simulator.state().createAccountRequests.at(-1)).toMatchObject({ email: 'c@example.com', requestedAt: begin });
});

test('after the service refused a closure for its rate, no second one is requested within twenty seconds', async () => {
  const { deployment, root } = await start();
  const removal = { Removal: { Action: 'CloseAccount' } };
  const accounts = ['one', 'two'].map((name) => ({ AccountName: name, Email: `${name}@example.com`, ParentId: root, ...removal }));
  const ids: string[] = [];
  for (const [index, account] of accounts.entries()) ids.push((await deployment.create(TYPE, account, `App${index}`)).PhysicalResourceId);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  const events = await Promise.all(accounts.map((account, index) => (
    deployment.begin(deployment.event('Delete', TYPE, account, { PhysicalResourceId: ids[index], LogicalResourceId: `App${index}` })))));
  let [refusedAt, askedAt] = [0, 0];
  deployment.disturb = async (operation, call) => {
    if (operation !== 'CloseAccount') return call();
    refusedAt = deployment.clock.now();
    throw new OrganizationsError(operation, 'TooManyRequests', 'slow down');
  };
  await deployment.call(events[0]);
  deployment.disturb = async (operation, call) => {
    if (operation === 'CloseAccount') askedAt ||= deployment.clock.now();
    return call();
  };
  await deployment.finish(events[1]);
  expect(refusedAt).toBeGreaterThan(0);
  expect(askedAt - refusedAt).toBeGreaterThanOrEqual(20_000);
  expect(deployment.simulator.state().accounts.find(({ id }) => id === ids[1])?.state).toMatch(/PENDING_CLOSURE|CLOSED/);
});

test('an account that the service refuses to describe is not reported as gone', async () => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  refuse(deployment, 'DescribeAccount', 'UnsupportedAPIEndpoint');
  await expect(deployment.update(TYPE, id, desired, desired)).rejects.toThrow('UnsupportedAPIEndpoint');
});
