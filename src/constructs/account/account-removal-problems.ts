import type { IConstruct } from 'constructs';
import type { AccountRemoval } from './account-removal';
import { isGuardedActionAllowed } from '../../provider';
import type { PlaceInOrganization } from '../organization/place-in-organization';
import { problem } from '../validation';

/** Closing an account and removing it from the organization take a second key, on the organization. */
export function removalKeyProblems(account: IConstruct, { _key: key }: AccountRemoval, { organization }: PlaceInOrganization): string[] {
  if (!key) return [];
  const allowed = organization ? organization._allowedActions.includes(key.action) : isGuardedActionAllowed(account, key.action);
  return allowed ? [] : [problem({
    wrong: `It takes two keys to ${key.whatItDoes}: the account has AccountRemoval.${key.method}(), and the organization does not allow it`,
    given: `${key.property}: false`,
    remedy: `Set ${key.property}: true on the Organization (or in fromOrganizationAttributes), or use AccountRemoval.retain()`,
  })];
}
