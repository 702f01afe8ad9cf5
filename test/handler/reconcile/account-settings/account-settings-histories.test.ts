import type { AlternateContact } from '../../../../src/organizations';
import { SECURITY, Settings } from '../../support/account-settings';
import { STACK_ID, stackId } from '../../support/deployment';
import { firstListIsEmpty } from '../../support/stale-reading';

const BILLING = { Name: 'Finance', Title: 'Accounts payable', EmailAddress: 'billing@example.com', PhoneNumber: '+49 30 7654321' };
const [CHANGED_SECURITY, CHANGED_BILLING] = [{ ...SECURITY, Title: 'On leave' }, { ...BILLING, Title: 'On leave' }];

/** A contact as a person enters it, with the values of the template. */
function byHand({ Name: name, Title: title, EmailAddress: emailAddress, PhoneNumber: phoneNumber }: typeof SECURITY): AlternateContact {
  return { name, title, emailAddress, phoneNumber };
}

/** An account with contacts that a person entered, and a deployment that lists the same ones, and perhaps others. */
async function foundBefore(contacts: Record<string, typeof SECURITY>, others: Record<string, typeof SECURITY> = {}): Promise<Settings> {
  const settings = await Settings.start();
  for (const [kind, contact] of Object.entries(contacts)) {
    await settings.port.putAlternateContact(kind as 'SECURITY', byHand(contact), settings.accountId);
  }
  await settings.create({ AlternateContacts: { ...contacts, ...others } });
  await settings.nextDeployment();
  return settings;
}

async function removeAfter(settings: Settings, more: object): Promise<(string | undefined)[]> {
  await settings.nextDeployment();
  settings.deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  await settings.remove(more);
  return contactsOf(settings);
}

async function contactsOf(settings: Settings): Promise<(string | undefined)[]> {
  return [await settings.contact('SECURITY'), await settings.contact('BILLING')];
}

describe('contacts that a person entered before the app listed them', () => {
  const code = { AlternateContacts: { SECURITY, BILLING } };
  const bothStay = ['security@example.com', 'billing@example.com'];
  const noneIsLeft = [undefined, undefined];

  test('are deleted by their removal, also after a deployment that changed both of them was rolled back', async () => {
    const settings = await foundBefore({ SECURITY, BILLING });
    const failed = { AlternateContacts: { SECURITY: CHANGED_SECURITY, BILLING: CHANGED_BILLING } };
    await settings.update(code, failed);
    await settings.deployment.clock.sleep(60_000);
    await settings.rollBackUpdate(code, failed);
    expect(await contactsOf(settings)).toEqual(bothStay);
    expect(await removeAfter(settings, code)).toEqual(noneIsLeft);
  });

  test('are deleted by their removal after two deployments were rolled back, each of which changed one of them', async () => {
    const settings = await foundBefore({ SECURITY, BILLING });
    for (const changed of [{ SECURITY: CHANGED_SECURITY, BILLING }, { SECURITY, BILLING: CHANGED_BILLING }]) {
      await settings.update(code, { AlternateContacts: changed });
      await settings.rollBackUpdate(code, { AlternateContacts: changed });
      await settings.nextDeployment();
    }
    expect(await contactsOf(settings)).toEqual(bothStay);
    expect(await removeAfter(settings, code)).toEqual(noneIsLeft);
  });

  test('are deleted by their removal like a contact that the app had set itself, and a changed one stays', async () => {
    const settings = await foundBefore({ SECURITY }, { BILLING });
    const failed = { AlternateContacts: { SECURITY: CHANGED_SECURITY, BILLING: CHANGED_BILLING } };
    await settings.update(code, failed);
    await settings.rollBackUpdate(code, failed);
    await settings.port.putAlternateContact('BILLING', byHand(CHANGED_BILLING), settings.accountId);
    expect(await removeAfter(settings, code)).toEqual([undefined, 'billing@example.com']);
  });

  test('stay when another stack has noted settings of the account', async () => {
    const settings = await foundBefore({ SECURITY, BILLING });
    await settings.deployment.inStack(stackId('other'), () => settings.create({ AlternateContacts: { SECURITY, BILLING: CHANGED_BILLING } }));
    expect(await removeAfter(settings, code)).toEqual(bothStay);
  });
});

test('a deployment that changes the same contacts as the one before it restores them when it is rolled back', async () => {
  const settings = await Settings.start();
  const versions = ['One', 'Two', 'Three'].map((Title) => ({ AlternateContacts: { SECURITY: { ...SECURITY, Title }, BILLING: { ...BILLING, Title } } }));
  await settings.create(versions[0]);
  await settings.nextDeployment();
  await settings.update(versions[0], versions[1]);
  await settings.nextDeployment();
  await settings.update(versions[1], versions[2]);
  await settings.rollBackUpdate(versions[1], versions[2]);
  const titles = [];
  for (const kind of ['SECURITY', 'BILLING'] as const) titles.push((await settings.port.getAlternateContact(kind, settings.accountId))?.title);
  expect(titles).toEqual(['Two', 'Two']);
});

test('a contact that a failed deployment found counts as set by the deployment that sets it later', async () => {
  const settings = await Settings.start();
  const before = { AlternateContacts: { BILLING } };
  const code = { AlternateContacts: { SECURITY, BILLING } };
  await settings.create(before);
  await settings.nextDeployment();
  await settings.port.putAlternateContact('SECURITY', byHand(SECURITY), settings.accountId);
  await settings.update(before, code);
  await settings.rollBackUpdate(before, code);
  expect([await settings.contact('SECURITY'), settings.notes]).toEqual(['security@example.com', []]);
  await settings.port.deleteAlternateContact('SECURITY', settings.accountId);
  await settings.nextDeployment();
  await settings.update(before, code);
  expect(await removeAfter(settings, code)).toEqual([undefined, undefined]);
});

describe('if the clock of the functions is behind that of CloudFormation', () => {
  /** A deployment that CloudFormation dates this much after the time of the functions. */
  async function behind(settings: Settings, milliseconds: number): Promise<void> {
    await settings.nextDeployment();
    settings.deployment.stacks.stack(STACK_ID).changedAt += milliseconds;
  }

  test.each([5_000, 25_000])('by %d ms, a rollback of a Create restores the former contacts', async (milliseconds) => {
    const settings = await Settings.start();
    await settings.port.putAlternateContact('BILLING', byHand(CHANGED_BILLING), settings.accountId);
    await behind(settings, milliseconds);
    const failed = { AlternateContacts: { SECURITY, BILLING } };
    await settings.create(failed);
    await settings.rollBackCreate(failed);
    expect(await settings.contact('SECURITY')).toBeUndefined();
    expect(await settings.port.getAlternateContact('BILLING', settings.accountId)).toMatchObject({ title: 'On leave' });
    expect(settings.notes).toEqual([]);
  });

  test.each([5_000, 25_000])('by %d ms, a rollback of an Update restores them, and the removal deletes what the app had set', async (milliseconds) => {
    const settings = await Settings.start();
    const code = { AlternateContacts: { SECURITY } };
    await settings.create(code);
    await behind(settings, milliseconds);
    const failed = { AlternateContacts: { SECURITY: CHANGED_SECURITY, BILLING } };
    await settings.update(code, failed);
    await settings.rollBackUpdate(code, failed);
    expect(await settings.port.getAlternateContact('SECURITY', settings.accountId)).toMatchObject({ title: 'On call' });
    expect(await removeAfter(settings, code)).toEqual([undefined, undefined]);
  });
});

describe('if the first reading is stale', () => {
  const code = { AlternateContacts: { SECURITY, BILLING } };

  /** Lets the first reading of each contact show none. */
  function firstContactsAreMissing({ deployment }: Settings, count = 2): void {
    let answers = 0;
    deployment.disturb = async (operation, call) => {
      const answer = await call();
      return operation === 'GetAlternateContact' && ++answers <= count ? {} as typeof answer : answer;
    };
  }

  test('a removal deletes both contacts that the app had set', async () => {
    const settings = await foundBefore({}, { SECURITY, BILLING });
    firstContactsAreMissing(settings);
    expect(await removeAfter(settings, code)).toEqual([undefined, undefined]);
  });

  test('a removal deletes a contact that the app had found as well as its own', async () => {
    const settings = await foundBefore({ SECURITY }, { BILLING });
    firstListIsEmpty(settings.deployment, 'ListTagsForResource');
    expect(await removeAfter(settings, code)).toEqual([undefined, undefined]);
  });

  test('an Update that leaves both contacts out deletes both, and a rollback brings them back', async () => {
    const settings = await foundBefore({ SECURITY }, { BILLING });
    firstListIsEmpty(settings.deployment, 'ListTagsForResource');
    await settings.update(code, {});
    expect(await contactsOf(settings)).toEqual([undefined, undefined]);
    await settings.rollBackUpdate(code, {});
    expect(await contactsOf(settings)).toEqual(['security@example.com', 'billing@example.com']);
  });

  test('a rollback deletes both contacts of the deployment that failed', async () => {
    const settings = await Settings.start();
    await settings.create(code);
    firstContactsAreMissing(settings);
    await settings.rollBackCreate(code);
    expect([await settings.contact('SECURITY'), await settings.contact('BILLING'), settings.notes]).toEqual([undefined, undefined, []]);
  });
});
