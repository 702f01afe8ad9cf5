import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { SharedState } from '../../provider';

/** Source: AWS Organizations API Reference, CreateAccount. */
export const DEFAULT_ACCESS_ROLE_NAME = 'OrganizationAccountAccessRole';

const NAMES = new SharedState<Set<string>>('access-roles');

/** Remembers the role through which the management account administers an account of the app. */
export function noteAccessRole(account: IConstruct, roleName: string): void {
  if (Token.isUnresolved(roleName)) return;
  const app = account.node.root;
  NAMES.set(app, (NAMES.get(app) ?? new Set()).add(roleName));
}

/** The names of these roles in the app. */
export function accessRoleNames(scope: IConstruct): string[] {
  return [...NAMES.get(scope.node.root) ?? [DEFAULT_ACCESS_ROLE_NAME]];
}
