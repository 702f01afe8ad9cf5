import type { Organization } from './organization';

/** An open request to enable all features, as the service returns it. */
export interface ToldAllFeaturesRequest {
  /** IDs of the accounts that have not agreed. */
  readonly missing: readonly string[];
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The request as a field of an organization, which is absent if none is open. */
export function allFeaturesField(request: ToldAllFeaturesRequest | undefined): Pick<Organization, 'allFeaturesRequest'> {
  if (request === undefined) return {};
  const expiresOn = new Date(request.expiresAt).toISOString().slice(0, 10);
  return { allFeaturesRequest: { missing: [...request.missing].sort(), expiresOn } };
}
