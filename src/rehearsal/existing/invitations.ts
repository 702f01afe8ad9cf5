import { createHash } from 'node:crypto';
import type { AssemblyStack, CloudAssembly } from '../../assembly';
import { isOurResourceType, ResourceType } from '../../contract';
import { type Invitation, partyKey, desiredResources } from '../../model';
import type { KnownAccountRecord, Simulator, SimulatorState } from '../../simulator';

/** The value of `Reconcile` in a deployment after the acceptance, so that every resource takes part in it. */
const AFTER_ACCEPTANCE = 'accepted in the rehearsal';

/**
 * The accounts outside the organization that the code invites. A rehearsal assumes that they exist and are in no other organization.
 * Only the ID or the email address of such an account is known.
 */
export function invitedAccounts(assembly: CloudAssembly, state: SimulatorState | undefined): KnownAccountRecord[] {
  const organizations = state === undefined ? [] : [state, ...state.otherOrganizations ?? []];
  const known = [...organizations.flatMap(({ accounts }) => accounts), ...state?.knownAccounts ?? []];
  const taken = new Set(known.flatMap(({ id, email }) => [partyKey({ accountId: id }), partyKey({ email })]));
  const parties = new Map<string, Pick<Invitation, 'accountId' | 'email'>>();
  for (const { type, properties: { AccountId, Email } } of desiredResources(assembly)) {
    if (type !== ResourceType.INVITED_ACCOUNT) continue;
    const party = typeof AccountId === 'string' ? { accountId: AccountId } : { email: String(Email) };
    if (!taken.has(partyKey(party))) parties.set(partyKey(party), party);
  }
  return [...parties].map(([key, { accountId, email }]) => {
    const id = accountId ?? accountIdFor(key);
    return { id, email: email ?? `${id}@invited.example`, name: `Invited ${accountId ?? email}` };
  });
}

/** Accepts the open invitations on behalf of the invited accounts. @returns the number of accounts that joined. */
export function acceptInvitations(simulator: Simulator): number {
  const { handshakes = [], knownAccounts = [], organization } = simulator.state();
  const open = handshakes.filter(({ action, state, organizationId }) => (
    action === 'INVITE' && (state === 'OPEN' || state === 'REQUESTED') && organizationId === organization?.id));
  return open.filter(({ id, recipient }) => {
    const account = recipient.type === 'ACCOUNT' ? recipient.id
      : knownAccounts.find(({ email }) => email.toLowerCase() === recipient.id.toLowerCase())?.id;
    return account !== undefined && accept(simulator, account, id);
  }).length;
}

/** The templates of a later deployment, which are the same except that every resource of this library takes part. */
export function withEveryResource<Stack extends Pick<AssemblyStack, 'template' | 'nestedTemplates'>>(stack: Stack): Stack {
  const reconciled = (template: AssemblyStack['template']): AssemblyStack['template'] => ({
    ...template,
    Resources: Object.fromEntries(Object.entries(template.Resources).map(([logicalId, resource]) => [
      logicalId,
      isOurResourceType(resource.Type) ? { ...resource, Properties: { ...resource.Properties, Reconcile: AFTER_ACCEPTANCE } } : resource,
    ])),
  });
  const nestedTemplates = new Map([...stack.nestedTemplates].map(([file, template]) => [file, reconciled(template)]));
  return { ...stack, template: reconciled(stack.template), nestedTemplates };
}

function accept(simulator: Simulator, accountId: string, handshakeId: string): boolean {
  const { status } = simulator.handle({
    method: 'POST',
    path: '/',
    headers: {
      'x-amz-target': 'AWSOrganizationsV20161128.AcceptHandshake',
      'content-type': 'application/x-amz-json-1.1',
      'authorization': `AWS4-HMAC-SHA256 Credential=${accountId}/20260101/us-east-1/organizations/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify({ HandshakeId: handshakeId }),
  });
  return status === 200;
}

function accountIdFor(key: string): string {
  const hash = createHash('sha256').update(key).digest('hex');
  return String(BigInt(`0x${hash}`) % 10n ** 12n).padStart(12, '0');
}
