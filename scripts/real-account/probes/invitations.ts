import { answer, asReading, type Findings, otherwise, unknown } from '../finding';
import type { Probe } from '../probe';
import type { Outcome } from '../session/calls';
import { cancelInvitation, type Session } from '../session/session';

const NOBODY = '000000000000';

async function invite(session: Session, target: string): Promise<Outcome<'InviteAccountToOrganization'>> {
  const Type = /^\d{12}$/.test(target) ? 'ACCOUNT' : 'EMAIL';
  const outcome = await session.outcome('InviteAccountToOrganization', { Target: { Id: target, Type }, Notes: session.name('invitation') });
  const id = outcome.output?.Handshake?.Id;
  if (id !== undefined) session.later(() => cancelInvitation(session, id));
  return outcome;
}

const waiting: Probe = {
  needs: ['invitation'],
  questions: {
    newInvitationState: 'Which State has an invitation that waits for its answer?',
    organizationPartyId: 'Does the ID of an organization among the parties begin with o-?',
  },
  run: async (session, options): Promise<Findings> => {
    const { text, output } = await invite(session, options.invite!);
    if (!output) {
      const why = unknown(`the invitation was refused with ${text}`);
      return { newInvitationState: why, organizationPartyId: why };
    }
    const { State: state, Parties: parties = [] } = output.Handshake!;
    const party = parties.find(({ Type }) => Type === 'ORGANIZATION')?.Id;
    return {
      newInvitationState: state === 'OPEN' || state === 'REQUESTED' ? answer(state) : { other: String(state) },
      organizationPartyId: party === undefined ? unknown('no party is an organization') : answer(party.startsWith('o-') ? 'withPrefix' : 'withoutPrefix'),
    };
  },
};

const unknownAccount: Probe = {
  questions: { invitingAnUnknownAccount: 'How does the invitation of an account that does not exist end?' },
  run: async (session) => {
    const outcome = await invite(session, NOBODY);
    return { invitingAnUnknownAccount: outcome.code === 'success' ? answer('isSent') : asReading('invitingAnUnknownAccount', outcome) };
  },
};

const ofOthers: Probe = {
  needs: ['account', 'invitation'],
  questions: { handshakesOfOthers: 'Which error has a handshake that the caller has nothing to do with?' },
  run: async (session, options) => {
    const account = await options.account!.get();
    const { text, output } = await invite(session, options.invite!);
    if (!output) return { handshakesOfOthers: unknown(`the invitation was refused with ${text}`) };
    const described = await session.outcome('DescribeHandshake', { HandshakeId: output.Handshake!.Id! }, account);
    const reading = (['HandshakeNotFoundException', 'AccessDeniedException'] as const).find((each) => each === described.code);
    return { handshakesOfOthers: reading === undefined ? otherwise(described) : answer(reading) };
  },
};

export const INVITATION_PROBES: readonly Probe[] = [waiting, unknownAccount, ofOthers];
