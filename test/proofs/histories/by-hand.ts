import { contact } from './code';
import { type Hand, PAIR_BY_HAND } from './draw';
import { isHeld, keyOf, listersOf, type World } from './world';
import type { RehearsalState } from '../../../src/rehearsal';
import { Simulator } from '../../../src/simulator';
import { simulatedAccountManagement, simulatedOrganizations } from '../../handler/support/simulated-organizations';
import { MANAGEMENT } from '../support/app';
import { answered } from '../support/guest';

export interface Step {
  readonly world: World;
  readonly state: RehearsalState;
}

/** The world and the organization after a change by hand. A change that is not possible now changes nothing. */
export async function byHand({ world, state }: Step, hand: Hand): Promise<Step> {
  const simulator = new Simulator({ state: state.simulator, managementAccountId: MANAGEMENT, now: () => state.now });
  const organizations = simulatedOrganizations(simulator);
  const { accounts, organizationalUnits, policies } = state.simulator!;
  const done = (next: Partial<World>): Step => ({ world: { ...world, ...next }, state: { ...state, simulator: simulator.state() } });
  switch (hand.kind) {
    case 'answer':
      if (world.guest !== 'invited') break;
      return { world: { ...world, guest: hand.operation === 'AcceptHandshake' ? 'root' : 'outside' }, state: answered(state, hand.operation) };
    case 'contact': {
      const { subject, contact: kind, name } = hand;
      const code = subject === 'management' ? world.base.management : world.base.accounts[subject]?.settings;
      const isListed = code?.[kind] !== undefined;
      // The pages do not say whose a contact is that a person changes to what the code says later.
      if (name === world.settings[subject][kind].name || (isListed && name === 'Red')) break;
      const accountId = subject === 'management' ? undefined : accounts.find((each) => each.name === subject)!.id;
      const port = simulatedAccountManagement(simulator);
      const type = kind === 'security' ? 'SECURITY' : 'BILLING';
      if (name === undefined) await port.deleteAlternateContact(type, accountId);
      else await port.putAlternateContact(type, contact(name), accountId);
      return done({ settings: { ...world.settings, [subject]: { ...world.settings[subject], [kind]: { name } } } });
    }
    case 'register': {
      const [name, principal] = PAIR_BY_HAND;
      if (isHeld(world.holders, keyOf(PAIR_BY_HAND))) break;
      await organizations.registerDelegatedAdministrator(accounts.find((each) => each.name === name)!.id, principal);
      return done({ holders: { ...world.holders, [keyOf(PAIR_BY_HAND)]: ['hand'] } });
    }
    case 'detach': {
      // If both stacks list it, the pages do not say which of them holds it then.
      if (!isHeld(world.shared, hand.policy) || listersOf(world, hand.policy).length > 1) break;
      const shared = organizationalUnits.find(({ name }) => name === 'Shared')!;
      await organizations.detachPolicy(policies.find(({ name }) => name === hand.policy)!.id, shared.id);
      return done({ shared: { ...world.shared, [hand.policy]: [] } });
    }
  }
  return { world, state };
}
