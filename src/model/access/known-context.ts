import type { ContextValue } from '../../policy';
import type { Organization } from '../organization';
import type { PlacedAccount } from './placed-account';
import type { SymbolicIds } from './symbols';

type Context = Record<string, ContextValue>;

/** Prefixes of the keys that describe the principal, the resource, or the resource on whose behalf an AWS service calls. */
export type KeyPrefix = 'aws:Principal' | 'aws:Resource' | 'aws:Source';

/** Keys that a request has only if an AWS service makes it. Source: IAM User Guide, "AWS global condition context keys". */
export const WITHOUT_SOURCE: Context = { 'aws:SourceAccount': null, 'aws:SourceArn': null, 'aws:SourceOrgID': null, 'aws:SourceOrgPaths': null };

/** Keys of every request by a principal of the account. Source: the same page. */
export function principalContext(organization: Organization, symbols: SymbolicIds, placed: PlacedAccount): Context {
  return {
    'aws:PrincipalAccount': symbols.standIn(placed.account.id),
    'aws:PrincipalIsAWSService': false,
    'aws:PrincipalServiceName': null,
    'aws:PrincipalServiceNamesList': null,
    ...memberContext('aws:Principal', organization, symbols, placed),
  };
}

/** Keys of a request about a resource of the account. Source: the same page. */
export function resourceContext(organization: Organization, symbols: SymbolicIds, placed: PlacedAccount): Context {
  return { 'aws:ResourceAccount': symbols.standIn(placed.account.id), ...memberContext('aws:Resource', organization, symbols, placed) };
}

/** The place of the account in the organization. */
export function memberContext(prefix: KeyPrefix, { id }: Organization, symbols: SymbolicIds, { places }: PlacedAccount): Context {
  if (id === '') return {};
  const path = [id, ...places.slice(0, -1).map(({ target }) => target.id)].map((each) => `${symbols.standIn(each)}/`).join('');
  const complete = !places.some(({ outside }) => outside);
  return { [`${prefix}OrgID`]: symbols.standIn(id), ...(complete ? { [`${prefix}OrgPaths`]: [path] } : {}) };
}

/**
 * Values that the keys of an account outside of the organization do not have.
 * Source: the same page; a path begins with the ID of its organization.
 */
export function ruledOutOutside(prefix: KeyPrefix, { id }: Organization, symbols: SymbolicIds): Record<string, string[]> {
  if (id === '') return {};
  return { [`${prefix}OrgID`]: [symbols.standIn(id)], [`${prefix}OrgPaths`]: [`${symbols.standIn(id)}/*`] };
}
