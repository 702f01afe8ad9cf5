import { Deployment } from './deployment';
import { MANAGEMENT } from './simulated-organizations';
import type { SimulatorOptions, SimulatorState } from '../../../src/simulator';

export const TYPE = 'Custom::OrganizationsInvitedAccount';
export const ANA = { id: '222222222222', email: 'ana@example.com', name: 'Ana' };
export const PARTIES = [['its ID', { AccountId: ANA.id }], ['its address', { Email: ANA.email }]] as const;

/** A call of the service by an account, with its own ID as the access key. */
export function callAs(deployment: Deployment, accountId: string, operation: string, request: object): Record<string, never> {
  const answer = deployment.simulator.handle({
    method: 'POST',
    path: '/',
    headers: {
      'x-amz-target': `AWSOrganizationsV20161128.${operation}`,
      'content-type': 'application/x-amz-json-1.1',
      'authorization': `AWS4-HMAC-SHA256 Credential=${accountId}/20260101/us-east-1/organizations/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(request),
  });
  if (answer.status !== 200) throw new Error(answer.body);
  return JSON.parse(answer.body) as Record<string, never>;
}

export function lastHandshake(deployment: Deployment): NonNullable<SimulatorState['handshakes']>[number] {
  return deployment.simulator.state().handshakes!.at(-1)!;
}

export function accept(deployment: Deployment, accountId = ANA.id): void {
  callAs(deployment, accountId, 'AcceptHandshake', { HandshakeId: lastHandshake(deployment).id });
}

export function decline(deployment: Deployment): void {
  callAs(deployment, ANA.id, 'DeclineHandshake', { HandshakeId: lastHandshake(deployment).id });
}

/** A person invites the account by hand. */
export function inviteByHand(deployment: Deployment, Target: object): void {
  callAs(deployment, MANAGEMENT, 'InviteAccountToOrganization', { Target, Notes: 'Please join.' });
}

export function parentOf(deployment: Deployment, id = ANA.id): string | undefined {
  return deployment.simulator.state().accounts.find((account) => account.id === id)?.parentId;
}

export function tagsOf(deployment: Deployment, id = ANA.id): Record<string, string> {
  return deployment.simulator.state().accounts.find((account) => account.id === id)!.tags;
}

export async function start(options: SimulatorOptions = {}) {
  const deployment = new Deployment({ standaloneAccounts: [ANA], ...options });
  const root = await deployment.organization('SERVICE_CONTROL_POLICY');
  const { id: home } = await deployment.organizations.createOrganizationalUnit(root, 'Home', []);
  await deployment.clock.sleep(60_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  return { deployment, root, home };
}
