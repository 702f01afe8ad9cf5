import type { ContextValue } from '../../policy';
import type { Organization } from '../organization';
import type { PlacedAccount } from './placed-account';
import type { SymbolicIds } from './symbols';

type Context = Record<string, ContextValue>;

/**
 * Keys that every request of a principal of the account has.
 * Source: IAM User Guide, "AWS global condition context keys". Keys of the source are there only if an AWS service calls itself.
 */
export function principalContext(organization: Organization, symbols: SymbolicIds, placed: PlacedAccount): Context {
  return {
    'aws:PrincipalAccount': symbols.standIn(placed.account.id),
    'aws:PrincipalIsAWSService': false,
    'aws:SourceAccount': null,
    'aws:SourceArn': null,
    'aws:SourceOrgID': null,
    'aws:SourceOrgPaths': null,
    ...withOrganization('aws:Principal', organization, symbols, placed),
  };
}

/** Keys of a request about a resource of the account. Source: the same page. */
export function resourceContext(organization: Organization, symbols: SymbolicIds, placed: PlacedAccount): Context {
  return { 'aws:ResourceAccount': symbols.standIn(placed.account.id), ...withOrganization('aws:Resource', organization, symbols, placed) };
}

function withOrganization(prefix: string, { id }: Organization, symbols: SymbolicIds, { places }: PlacedAccount): Context {
  if (id === '') return {};
  const path = [id, ...places.slice(0, -1).map(({ target }) => target.id)].map((each) => `${symbols.standIn(each)}/`).join('');
  const complete = !places.some(({ outside }) => outside);
  return { [`${prefix}OrgID`]: symbols.standIn(id), ...(complete ? { [`${prefix}OrgPaths`]: [path] } : {}) };
}

/** Ids that the context of the account holds. */
export function idsOf(organization: Organization, { places }: PlacedAccount): string[] {
  return [organization.id, ...places.map(({ target }) => target.id)];
}
