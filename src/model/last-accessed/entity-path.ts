import { placedAccounts } from '../access/placed-account';
import type { Organization } from '../organization';

const ENTITY_PATH = /^o-[0-9a-z]{10,32}\/r-[0-9a-z]{4,32}(?:\/ou-[0-9a-z-]+)*\/\d{12}$/;

/** An account that IAM can report about, or the reason why it cannot. */
export interface ReportedEntity {
  /** `o-…/r-…/ou-…/111122223333`. */
  readonly entityPath?: string;
  /** Why there is nothing to report. */
  readonly reason?: string;
}

/**
 * The paths of accounts as IAM names them, by ID. An account of which nothing can be reported has a reason.
 * Source: IAM API Reference, "GenerateOrganizationsAccessReport", `EntityPath`.
 */
export function reportedEntities(organization: Organization): Map<string, ReportedEntity> {
  return new Map(placedAccounts(organization).map(({ account: { id, state }, places }) => (
    [id, entityOf(state, [organization.id, ...places.map(({ target }) => target.id)].join('/'))])));
}

function entityOf(state: string, entityPath: string): ReportedEntity {
  if (state !== 'ACTIVE') return { reason: `the account is ${state.toLowerCase().replaceAll('_', ' ')}` };
  return ENTITY_PATH.test(entityPath) ? { entityPath } : { reason: 'its place in the organization is not known by IDs' };
}
