import type { Deployment } from './deployment';
import type { Simulator } from '../../../src/simulator';

interface Answer {
  readonly Handshake: { readonly Id: string };
  readonly Handshakes: readonly { readonly Id: string; readonly State: string }[];
}

/** A call that an account makes itself, beside the handlers. */
export function callAs(simulator: Simulator, caller: string, operation: string, request: object = {}): Answer {
  const { status, body } = simulator.handle({
    method: 'POST',
    path: '/',
    headers: {
      'X-Amz-Target': `AWSOrganizationsV20161128.${operation}`,
      'Authorization': `AWS4-HMAC-SHA256 Credential=${caller}/20260101/us-east-1/organizations/aws4_request, SignedHeaders=host`,
    },
    body: JSON.stringify(request),
  });
  if (status !== 200) throw new Error(`${operation}: ${body}`);
  return (body === '' ? {} : JSON.parse(body)) as Answer;
}

/** Lets an existing account join the organization by an invitation. */
export function join(simulator: Simulator, id: string, managementAccountId: string): void {
  simulator.addStandaloneAccount({ id, email: `member-${id}@example.com`, name: `member-${id}` });
  const { Handshake: { Id } } = callAs(simulator, managementAccountId, 'InviteAccountToOrganization', { Target: { Id: id, Type: 'ACCOUNT' } });
  callAs(simulator, id, 'AcceptHandshake', { HandshakeId: Id });
}

/** Lets the account answer the request to approve all features. */
export function answerAllFeatures(simulator: Simulator, id: string, answer: 'AcceptHandshake' | 'DeclineHandshake'): void {
  const { Handshakes } = callAs(simulator, id, 'ListHandshakesForAccount', { Filter: { ActionType: 'APPROVE_ALL_FEATURES' } });
  const open = Handshakes.find(({ State }) => State === 'REQUESTED' || State === 'OPEN')!;
  callAs(simulator, id, answer, { HandshakeId: open.Id });
}

export function member({ simulator }: Deployment, id: string): void {
  join(simulator, id, simulator.state().organization!.managementAccountId);
}
