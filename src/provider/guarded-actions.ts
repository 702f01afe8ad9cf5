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
 * Lets all providers of the app do what an organization in it allows, stages apart. It is the organization that keeps the right and
 * not the account: a right that went together with an account would be missing when the account's Delete is sent.
 */
export function allowGuardedActions(organization: IConstruct, actions: readonly GuardedAction[]): void {
  const { allowed, listeners } = guardOf(organization);
  for (const action of actions.filter((each) => !allowed.has(each))) {
    allowed.add(action);
    listeners.forEach((listener) => listener(action));
  }
}

/** Tells of each action that is allowed, those before and after this call. */
export function onGuardedActionAllowed(provider: IConstruct, listener: (action: GuardedAction) => void): void {
  const { allowed, listeners } = guardOf(provider);
  allowed.forEach(listener);
  listeners.push(listener);
}

export function isGuardedActionAllowed(construct: IConstruct, action: GuardedAction): boolean {
  return guardOf(construct).allowed.has(action);
}
