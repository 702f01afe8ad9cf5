import { type BaseCode, baseStack, MEMBERS, SERVICES } from './code';
import { observed } from './observed';
import { afterBase, afterDeletionOfBase, afterDeletionOfOther, afterOther, expected, keyOf, START, withoutUncertain, type World } from './world';
import { CALM } from '../random/check';
import { removeApps } from '../support/app';
import { byHand as withHands } from '../support/by-hand';
import { deploy } from '../support/deploy';

jest.setTimeout(300_000);
afterAll(removeApps);

const CODE: BaseCode = {
  a: { team: 'red', policies: ['Q'] },
  b: { inA: true },
  accounts: { one: { place: 'B', settings: { security: 'Red', primary: 'Example Red' } }, two: { place: 'Shared' } },
  guest: 'Shared',
  management: { billing: 'Blue' },
  shared: ['P', 'Q'],
  administrators: [['one', SERVICES[0]]],
};
const WORLD = afterBase(START, CODE);
const NOTHING: BaseCode = { accounts: {}, shared: [], administrators: [] };

const without = (world: World, next: World) => expected(world).filter((line) => !expected(next).includes(line));

/** The world after a person has entered a contact. */
function withContact(world: World, name: string): World {
  return { ...world, settings: { ...world.settings, one: { ...world.settings.one, security: { name } } } };
}

test('the world of a code is what its deployment makes, and each other end differs from it', async () => {
  const { state, simulatorState } = await deploy(baseStack(CODE), CALM);
  expect(observed(simulatorState)).toEqual(expected(WORLD));
  const ends: Record<string, (simulator: any) => void> = {
    'an account elsewhere': ({ accounts, root }) => { accounts.find(({ name }: any) => name === 'one').parentId = root.id; },
    'a closed account': ({ accounts }) => { accounts.find(({ name }: any) => name === 'one').state = 'CLOSED'; },
    'another contact': ({ accountProfiles }) => { accountProfiles.find((each: any) => each.alternateContacts.SECURITY).alternateContacts = {}; },
    'another primary contact': ({ accountProfiles }) => { accountProfiles.find((each: any) => each.contactInformation).contactInformation = undefined; },
    'a policy less on the unit': ({ attachments, policies }) => {
      attachments.splice(attachments.findIndex(({ policyId }: any) => policies.some(({ id, name }: any) => id === policyId && name === 'P')), 1);
    },
    'another tag': ({ organizationalUnits }) => { organizationalUnits.find(({ name }: any) => name === 'A').tags.team = 'blue'; },
    'no administrator': (simulator) => { simulator.delegatedAdministrators = []; },
    'no invitation': (simulator) => { simulator.handshakes = []; },
  };
  for (const [name, change] of Object.entries(ends)) {
    expect([name, observed(withHands(state, change).simulator!)]).not.toEqual([name, expected(WORLD)]);
  }
});

test('a contact is deleted when it leaves the app, whether a stack set it or found it, and one that a person has changed since stays', () => {
  const code = (security?: string): BaseCode => ({ ...NOTHING, accounts: { one: { place: 'root', settings: { security } } } });
  const found = afterBase(withContact(afterBase(START, code()), 'Red'), code('Red'));
  expect(without(found, afterBase(found, code()))).toEqual(['security contact of one: Red']);
  const set = afterBase(afterBase(found, code('Blue')), code());
  expect(expected(set)).not.toContain('security contact of one: Blue');
  expect(expected(afterBase(withContact(afterBase(START, code('Red')), 'Hand'), code()))).toContain('security contact of one: Hand');
});

test('a policy may stay on the unit while the code of the first stack lists it, and no longer', () => {
  const line = 'P on root/Shared';
  const detached: World = { ...WORLD, shared: { ...WORLD.shared, P: [] } };
  expect(withoutUncertain([line], WORLD)).toEqual([line]);
  expect(withoutUncertain([line], detached)).toEqual([]);
  expect(withoutUncertain([line], afterBase(detached, NOTHING))).toEqual([line]);
  expect(withoutUncertain(['R on root/Shared', 'P on root/A'], detached)).toEqual(['R on root/Shared', 'P on root/A']);
});

test('a policy and a registration stay while one of two stacks lists them', () => {
  const both = afterOther(WORLD, { shared: ['Q', 'R'], administrators: [['one', SERVICES[0]]] });
  const withoutBase = afterBase(both, { ...CODE, shared: [], administrators: [] });
  expect(without(both, withoutBase)).toEqual(['P on root/Shared']);
  expect(without(withoutBase, afterOther(withoutBase, { shared: [], administrators: [] })))
    .toEqual([`administrator one for ${SERVICES[0]}`, 'Q on root/Shared', 'R on root/Shared'].sort());
});

test('a registration that a person made goes when the stack drops it, and stays when the stack releases it', () => {
  const pair = [MEMBERS[1], SERVICES[1]] as const;
  const by = (administrators: BaseCode['administrators'], more: Partial<BaseCode> = {}): BaseCode => (
    { ...NOTHING, accounts: { one: { place: 'root' }, two: { place: 'root' } }, administrators, ...more });
  const line = `administrator ${keyOf(pair)}`;
  const found = afterBase({ ...afterBase(START, by([])), holders: { [keyOf(pair)]: ['hand'] } }, by([pair]));
  expect(expected(found)).toContain(line);
  expect(expected(afterBase(found, by([])))).not.toContain(line);
  expect(expected(afterBase(found, by([], { accounts: { one: { place: 'root' } } })))).toContain(line);
  expect(expected(afterDeletionOfBase(found))).toContain(line);
});

test('the deletion of the stacks keeps accounts, and the units and policies around them', () => {
  const deleted = afterDeletionOfBase(afterDeletionOfOther(afterOther(WORLD, { shared: ['R'], administrators: [] })));
  expect(without(WORLD, deleted)).toEqual([`administrator one for ${SERVICES[0]}`, 'invitation']);
  const empty = afterDeletionOfBase(afterBase(WORLD, { ...CODE, accounts: {} }));
  expect(expected(empty)).toEqual([
    'account one in root', 'account two in root', 'billing contact of management: Blue', 'primary contact of one: Example Red', 'security contact of one: Red',
  ]);
});
