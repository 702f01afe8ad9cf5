import { deflateRawSync } from 'node:zlib';
import { FORMER_SETTINGS_TAG_PREFIX } from '../../../../src/contract';
import { parseNote } from '../../../../src/contract/settings-note';
import { OrganizationsError } from '../../../../src/organizations';
import { Deployment } from '../../support/deployment';
import { outrun, refuse } from '../../support/refusals';
import { simulatedAccountManagement } from '../../support/simulated-organizations';

const TYPE = 'Custom::OrganizationsAccountSettings';
const SECURITY = { Name: 'Security team', Title: 'On call', EmailAddress: 'security@example.com', PhoneNumber: '+49 30 1234567' };

async function start(tags: { Key: string; Value: string }[] = []) {
  const deployment = new Deployment();
  const root = await deployment.organization();
  await deployment.create('Custom::OrganizationsTrustedService', { ServicePrincipal: 'account.amazonaws.com' });
  const account = { AccountName: 'log', Email: 'log@example.com', ParentId: root, Tags: tags };
  const { PhysicalResourceId: id } = await deployment.create('Custom::OrganizationsAccount', account, 'Log');
  await deployment.clock.sleep(60_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  const port = simulatedAccountManagement(deployment.simulator);
  const contact = async () => (await port.getAlternateContact('SECURITY', id))?.emailAddress;
  return { deployment, id, port, contact, desired: { AccountId: id, AlternateContacts: { SECURITY } } };
}

/** Settings whose contact was removed from the template in an Update that has not been delivered yet. */
async function leaving() {
  const world = await start();
  const { deployment, id, desired } = world;
  await deployment.create(TYPE, desired);
  await deployment.clock.sleep(60_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  return { ...world, update: () => deployment.update(TYPE, id, desired, { AccountId: id }) };
}

test('a Region that is enabled by default cannot be disabled', async () => {
  const { deployment, id } = await start();
  await expect(deployment.create(TYPE, { AccountId: id, DisabledRegions: ['eu-west-1'] })).rejects.toThrow(
    'The Region is enabled by default and cannot be disabled (given: "eu-west-1"). Remove it from disabledRegions.');
});

test('deleting a contact that someone else has just deleted succeeds', async () => {
  const { deployment, id, port, contact, update } = await leaving();
  outrun(deployment, 'DeleteAlternateContact', () => port.deleteAlternateContact('SECURITY', id));
  expect(await update()).toMatchObject({ IsComplete: true, PhysicalResourceId: id });
  expect(await contact()).toBeUndefined();
});

test('a refusal to delete a contact for another reason fails the event', async () => {
  const { deployment, contact, update } = await leaving();
  refuse(deployment, 'DeleteAlternateContact', 'UnsupportedAPIEndpoint');
  await expect(update()).rejects.toThrow('UnsupportedAPIEndpoint');
  expect(await contact()).toBe('security@example.com');
});

test('the handler waits for permissions of a new role where trusted access is enabled', async () => {
  const { deployment, contact, desired } = await start();
  const until = deployment.clock.now() + 30_000;
  deployment.disturb = (operation, call) => {
    if (operation === 'PutAlternateContact' && deployment.clock.now() < until) throw new OrganizationsError(operation, 'AccessDenied', 'no policy allows it');
    return call();
  };
  await deployment.create(TYPE, desired);
  expect(await contact()).toBe('security@example.com');
  expect(deployment.clock.now()).toBeGreaterThanOrEqual(until);
});

test('an account without room for a note is refused before any write', async () => {
  const { deployment, contact, desired } = await start(Array.from({ length: 49 }, (_, number) => ({ Key: `k${number}`, Value: 'v' })));
  const since = deployment.simulator.journal.length;
  await expect(deployment.create(TYPE, desired)).rejects.toThrow(/has no room for a note of its former contacts and Regions \(given: 50 tags, \d more needed\)/);
  expect(deployment.writes(since)).toEqual([]);
  expect(await contact()).toBeUndefined();
});

describe('the tags of a note', () => {
  const NOTE = { owner: 'landing-zone@us-east-1', at: 5, former: { SECURITY: { Name: 'A' }, BILLING: null, PRIMARY: 'as in template' }, found: ['OPERATIONS'], foundBefore: [] };

  function tagsOf(note: unknown, more = ''): { Key: string; Value: string }[] {
    const text = deflateRawSync(JSON.stringify(note)).toString('base64url');
    const [whole, middle] = [`${text.length}.${text}${more}`, 20];
    // The parts come in any order, beside tags of others.
    return [
      { Key: `${FORMER_SETTINGS_TAG_PREFIX}10`, Value: whole.slice(2 * middle) }, { Key: 'team', Value: 'blue' },
      { Key: `${FORMER_SETTINGS_TAG_PREFIX}2`, Value: whole.slice(middle, 2 * middle) }, { Key: `${FORMER_SETTINGS_TAG_PREFIX}1`, Value: whole.slice(0, middle) },
    ];
  }

  test('are read in the order of their numbers, without the rest of a longer note', () => {
    expect(parseNote(tagsOf(NOTE))).toEqual(NOTE);
    expect(parseNote(tagsOf(NOTE, 'AAAA'))).toEqual(NOTE);
    expect(parseNote([{ Key: 'team', Value: 'blue' }])).toBeUndefined();
  });

  test.each([
    ['an owner that is not a text', { ...NOTE, owner: 1 }],
    ['a time that is not a number', { ...NOTE, at: '5' }],
    ['no list of contacts that were found', { ...NOTE, found: undefined }],
    ['contacts that are not texts', { ...NOTE, found: [1] }],
    ['no list of contacts that were found before', { ...NOTE, foundBefore: 'OPERATIONS' }],
    ['a setting that is a number', { ...NOTE, former: { SECURITY: 1 } }],
    ['a contact with a member that is not a text', { ...NOTE, former: { SECURITY: { Name: 1 } } }],
    ['no settings', { ...NOTE, former: null }],
    ['a text of any size', { ...NOTE, former: { SECURITY: 'x'.repeat(30_000) } }],
  ])('with %s contain no note', (_name, note) => {
    expect(parseNote(tagsOf(note))).toBeUndefined();
  });
});
