import type { AccessRequest } from './access-request';
import { findAction } from '../../actions/action-table';
import { RESOURCE } from '../compile/compile-policy';

const KEY = /^aws:Resource(?:Account|OrgID|OrgPaths)$/i;

/** By which resource somebody who asks can tell what a verdict depends on: an ARN, `*` for none, or not by one. */
export function resourceThatTells(what: string, { action, resource }: AccessRequest): 'ARN' | '*' | undefined {
  const hasResources = findAction(action)?.hasResources ?? true;
  if (what === RESOURCE) return hasResources ? 'ARN' : '*';
  // Whose the resource is: an ARN that was given did not tell it.
  return KEY.test(what) && resource === undefined && hasResources ? 'ARN' : undefined;
}
