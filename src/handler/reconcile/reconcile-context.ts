import type { AccountHints } from './account/account-hints';
import type { CommonProperties } from '../../contract';
import type { AccountManagementPort, Clock, OrganizationsPort } from '../../organizations';
import type { StackTemplate } from '../../organizations/stacks/stack-port';
import type { LifecycleVerb } from '../engine/lifecycle';
import type { FamilyResource } from '../stack/stack-family';
import type { StackPhase } from '../stack/stack-phase';

/** Everything that a reconciler knows and may use. */
export interface ReconcileContext<Properties extends CommonProperties = CommonProperties> {
  readonly logicalId: string;
  readonly resourceType: string;
  /** Owner of everything that this stack manages, from the ID of the event's stack: see `contract/owner.ts`. */
  readonly owner: string;
  readonly desired: Properties;
  readonly isUpdate: boolean;
  /** Properties before an Update, as far as they can be read. */
  readonly previous: Partial<Properties>;
  /** The natural key, once there is one; absent while CloudFormation only has a provisional id. */
  readonly physicalId?: string;
  /** When the event began; milliseconds since 1970. */
  readonly startedAt: number;
  /** The phase of the event's own stack. Most reconcilers need the verb only. */
  readonly phase: StackPhase;
  readonly verb: LifecycleVerb;
  readonly organizations: OrganizationsPort;
  readonly accountManagement: AccountManagementPort;
  /** Hints of this execution environment about accounts; they decide nothing. */
  readonly accountHints: AccountHints;
  readonly stack: StackView;
  readonly clock: Clock;
  readonly log: Log;
  /** Ends the call if the stack is in another phase by now. For use after steps that take long. */
  assertEventIsCurrent(): Promise<void>;
  /**
   * Ends the call if CloudFormation has an answer to this event already. For use before a change that later resources may undo: an event
   * that was delivered twice has two waiters, and the second one goes on after the first has answered.
   */
  assertEventIsUnanswered(): Promise<void>;
}

/** The stack of the event; what is asked for is read when it is asked for. */
export interface StackView {
  readonly id: string;
  /** The account that the stack is in. */
  readonly accountId: string;
  /** When the deployment began that is in progress or is rolled back; milliseconds since 1970. */
  readonly deploymentBeganAt: () => Promise<number>;
  /** Whether an update, or the rollback of one, is at its end: what is in the template now stays. */
  readonly isCleaningUp: boolean;
  /** Whether what fails stays as it is, so that nothing can be replaced. */
  readonly rollbackDisabled: boolean;
  /** With those of parents and nested stacks. */
  resources(): Promise<FamilyResource[]>;
  /** The template that a stack has now: this one, or another one of the tree. In a rollback it is the previous one. */
  template(stackId?: string): Promise<StackTemplate>;
  /** Values of a stack's parameters by name. */
  parameters(stackId: string): Promise<Readonly<Record<string, string>>>;
}

/** Writes one line: the decision in two or three words, and what it was based on. */
export type Log = (decision: string, details?: Record<string, unknown>) => void;

export interface Outcome {
  /** The natural key: what `Ref` gives. */
  readonly physicalId: string;
  /** What `Fn::GetAtt` gives. */
  readonly data: Record<string, string>;
  /** Whether nothing was to be done at all, so that it proves nothing that nothing was found to do. */
  readonly isConclusive?: boolean;
}

/**
 * The life cycle of one resource type. The engine may call each method any number of times. A method returns, or it throws a
 * `RequeueError`, a `TerminalError` or a port's error. Optional methods are for types whose verbs have little in common.
 */
export interface Reconciler<Properties extends CommonProperties> {
  /** The next steps towards the desired state. Also reverts an Update, unless there is `revertUpdate`. */
  converge(context: ReconcileContext<Properties>): Promise<Outcome>;
  /** The id of what `adopt: true` names; a `TerminalError` with the nearest candidates if there is no such thing. Writes nothing. */
  idToAdopt?(context: ReconcileContext<Properties>): Promise<string>;
  /** Undoes an Update of the failed deployment. `desired` are the former properties, `previous` those that failed. */
  revertUpdate?(context: ReconcileContext<Properties>): Promise<Outcome>;
  /** A Delete. Also reverts a Create and releases, unless there are `revertCreate` and `release`. */
  remove(context: ReconcileContext<Properties>): Promise<void>;
  /** Undoes a Create of the failed deployment. */
  revertCreate?(context: ReconcileContext<Properties>): Promise<void>;
  /** A Delete with the whole stack. */
  release?(context: ReconcileContext<Properties>): Promise<void>;
  /** Tells a natural key from an id that is provisional or that CloudFormation invented. */
  isNaturalKey(id: string): boolean;
  /** Whether it consists of things that only lists tell of, and that were made a moment ago: one reading may lack some of them. */
  hasNewParts?(context: ReconcileContext<Properties>): boolean;
  /** Attributes of something that is gone, so that a rollback can still answer. */
  lastKnown?(context: ReconcileContext<Properties>): Promise<Record<string, string>>;
}
