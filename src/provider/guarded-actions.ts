import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { SharedState } from './copies';
import type { GuardedAction } from '../contract';

interface Guard {
  readonly allowed: Set<GuardedAction>;
  readonly listeners: ((action: GuardedAction) => void)[];
}

const GUARDS = new SharedState<Guard>('guarded-actions');

function guardOf(construct: IConstruct): Guard {
  const app = Stage.of(construct) ?? construct.node.root;
  const guard = GUARDS.get(app) ?? { allowed: new Set(), listeners: [] };
  GUARDS.set(app, guard);
  return guard;
}

/**
 * Allows all providers of the stage the actions that an organization in it allows. The organization keeps the permission, not the account:
 * a permission that is removed together with an account would be missing when CloudFormation sends the account's Delete.
 */
export function allowGuardedActions(organization: IConstruct, actions: readonly GuardedAction[]): void {
  const { allowed, listeners } = guardOf(organization);
  for (const action of actions.filter((each) => !allowed.has(each))) {
    allowed.add(action);
    listeners.forEach((listener) => listener(action));
  }
}

/** Calls a listener for each action that is allowed, before or after this call. */
export function onGuardedActionAllowed(provider: IConstruct, listener: (action: GuardedAction) => void): void {
  const { allowed, listeners } = guardOf(provider);
  allowed.forEach(listener);
  listeners.push(listener);
}

export function isGuardedActionAllowed(construct: IConstruct, action: GuardedAction): boolean {
  return guardOf(construct).allowed.has(action);
}
