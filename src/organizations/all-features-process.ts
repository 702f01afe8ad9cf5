import type { Handshake, OrganizationsPort } from './organizations-port';

/** The request of an organization to enable all features, with the approvals that its invited accounts have not given. */
export interface AllFeaturesProcess extends Handshake {
  readonly missing: readonly Handshake[];
}

/**
 * The request that is open, or else one that was completed. The documents disagree which of the two handshakes has which Action, so that
 * only the reference to the parent tells them apart. The approval of an account that left the organization is canceled.
 */
export async function findAllFeaturesProcess(port: OrganizationsPort): Promise<AllFeaturesProcess | undefined> {
  const handshakes: Handshake[] = [];
  for (const action of ['ENABLE_ALL_FEATURES', 'APPROVE_ALL_FEATURES'] as const) {
    for await (const handshake of port.listHandshakesForOrganization(action)) handshakes.push(handshake);
  }
  const requests = handshakes.filter(({ parentId }) => parentId === undefined);
  const request = requests.find(isOpenHandshake) ?? requests.find(({ state }) => state === 'ACCEPTED');
  return request && {
    ...request, missing: handshakes.filter(({ parentId, state }) => parentId === request.id && state !== 'ACCEPTED' && state !== 'CANCELED'),
  };
}

export function isOpenHandshake({ state }: Pick<Handshake, 'state'>): boolean {
  return state === 'REQUESTED' || state === 'OPEN';
}
