import type { Handshake, HandshakeAction, OrganizationsPort } from './organizations-port';

/** The request of an organization to enable all features, with the answers of accounts that it still waits for. */
export interface AllFeaturesProcess extends Handshake {
  readonly missing: readonly MissingAnswer[];
}

/** A handshake that an account has not accepted. */
export interface MissingAnswer extends Handshake {
  /** Whether a created account has to add the service-linked role that its administrators deleted; else an invited one has to agree. */
  readonly isForRole: boolean;
}

const ADD_ROLE: HandshakeAction = 'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE';
const ACTIONS: readonly HandshakeAction[] = ['ENABLE_ALL_FEATURES', 'APPROVE_ALL_FEATURES', ADD_ROLE];

/** The handshakes of one request are sent together; the documents do not say how far apart their times are. */
const SENT_TOGETHER_MS = 60_000;

/**
 * The request that is open, or else one that was completed. The documents disagree which of the handshakes of the organization and of
 * invited accounts has which Action, so that only the reference to the parent tells them apart. Whether the handshake for the
 * service-linked role has that reference is not documented; without it, its time tells the request. The handshake of an account that left
 * the organization is canceled.
 */
export async function findAllFeaturesProcess(port: OrganizationsPort): Promise<AllFeaturesProcess | undefined> {
  const handshakes: MissingAnswer[] = [];
  for (const action of ACTIONS) {
    for await (const handshake of port.listHandshakesForOrganization(action)) {
      handshakes.push({ ...handshake, isForRole: action === ADD_ROLE });
    }
  }
  const requests = handshakes.filter(({ parentId, isForRole }) => parentId === undefined && !isForRole);
  const request = requests.find(isOpenHandshake) ?? requests.find(({ state }) => state === 'ACCEPTED');
  return request && {
    ...request, missing: handshakes.filter((each) => isPartOf(each, request) && each.state !== 'ACCEPTED' && each.state !== 'CANCELED'),
  };
}

function isPartOf({ parentId, isForRole, requestedAt }: MissingAnswer, request: Handshake): boolean {
  if (parentId !== undefined || !isForRole) return parentId === request.id;
  return requestedAt >= request.requestedAt - SENT_TOGETHER_MS;
}

export function isOpenHandshake({ state }: Pick<Handshake, 'state'>): boolean {
  return state === 'REQUESTED' || state === 'OPEN';
}
