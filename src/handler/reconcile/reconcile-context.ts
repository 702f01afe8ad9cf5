import type { CommonProperties } from '../../contract';
import type { AccountManagementPort, Clock, OrganizationsPort } from '../../organizations';
import type { StackDescription, StackTemplate } from '../../organizations/stacks/stack-port';
import type { EnvironmentHints } from '../environment-hints';
import type { LifecycleVerb } from '../stack/lifecycle';
import type { FamilyResource } from '../stack/stack-family';
import type { StackPhase } from '../stack/stack-phase';

/** All information and ports that a reconciler may use. */
export interface ReconcileContext<Properties extends CommonProperties = CommonProperties> {
  readonly logicalId: string;
  readonly resourceType: string;
  /** Owner of everything that this stack manages, from the ID of the event's stack: see `contract/owner.ts`. */
  readonly owner: string;
  readonly desired: Properties;
  readonly isUpdate: boolean;
  /** Properties before an Update, as far as they can be read. */
  readonly previous: Partial<Properties>;
  /** The natural key, once it exists; absent while CloudFormation only has a provisional ID. */
  readonly physicalId?: string;
  /** When the event began; milliseconds since 1970. */
  readonly startedAt: number;
  /** The phase of the event's own stack. Most reconcilers need only the verb. */
  readonly phase: StackPhase;
  readonly verb: LifecycleVerb;
  readonly organizations: OrganizationsPort;
  readonly accountManagement: AccountManagementPort;
  /** Hints of this execution environment. No outcome depends on them. */
  readonly hints: EnvironmentHints;
  readonly stack: StackView;
  readonly clock: Clock;
  readonly log: Log;
  /** Ends the call if the stack is in another phase by now. For use after steps that take long. */
  assertEventIsCurrent(): Promise<void>;
  /**
   * Ends the call if CloudFormation already has a response to this event. For use before a change that later resources may undo: an event
   * that was delivered twice has two waiters, and the second one continues after the first has responded.
   */
  assertEventIsUnanswered(): Promise<void>;
}

/** The stack of the event. Each part is read on demand. */
export interface StackView {
  readonly id: string;
  /** The ID of the stack at the top of the tree. */
  readonly rootId: string;
  /** The account that the stack is in. */
  readonly accountId: string;
  /** When the deployment began that is in progress or is being rolled back; milliseconds since 1970. */
  readonly deploymentBeganAt: () => Promise<number>;
  /** When the last write of a creation that failed came at the latest; absent for any other event. */
  readonly creationEndedAt?: number;
  /** Whether an update, or the rollback of one, is at its end: resources that are in the template now stay. */
  readonly isCleaningUp: boolean;
  /**
   * When the first deployment began that failed without a rollback and that this one continues; without one, when this one began. Reads the
   * events of the stack.
   */
  failuresBeganAt(): Promise<number>;
  /** Whether a failed deployment leaves its changes in place, in which case nothing can be replaced. */
  isRollbackDisabled(): Promise<boolean>;
  /** Resources of this stack, of its parents and of all their nested stacks. */
  resources(): Promise<FamilyResource[]>;
  /**
   * Resources of the tree that the newest deployment, its rollback or its cleanup has touched, with the IDs that they had then, whether
   * CloudFormation still lists them (`rows`) or not. Reads the events of all stacks of the tree.
   */
  touched(rows: readonly FamilyResource[]): Promise<FamilyResource[]>;
  /** Resources of the other top-level stacks that the provider serves, and of their nested stacks. */
  resourcesOfOtherStacks(): Promise<FamilyResource[]>;
  /** The other top-level stacks that the provider serves and that are not being deleted. */
  otherStacks(): Promise<StackDescription[]>;
  /** The present template of a stack: this one, or another one of the tree. In a rollback it is the previous template. */
  template(stackId?: string): Promise<StackTemplate>;
  /** Values of a stack's parameters by name. */
  parameters(stackId: string): Promise<Readonly<Record<string, string>>>;
}

/** Writes one line: the decision in two or three words, and the facts behind it. */
export type Log = (decision: string, details?: Record<string, unknown>) => void;

export interface Outcome {
  /** The natural key: the value of `Ref`. */
  readonly physicalId: string;
  /** The values of `Fn::GetAtt`. */
  readonly data: Record<string, string>;
  /** Whether there was nothing to check, so that finding nothing to do needs no confirmation by further attempts. */
  readonly isConclusive?: boolean;
}

/**
 * The life cycle of one resource type. The engine may call each method any number of times. A method returns, or it throws a
 * `RequeueError`, a `TerminalError` or a port's error. Optional methods are for types whose verbs have little in common.
 */
export interface Reconciler<Properties extends CommonProperties> {
  /** The next steps towards the desired state. Also reverts an Update, unless there is `revertUpdate`. */
  converge(context: ReconcileContext<Properties>): Promise<Outcome>;
  /** The ID of the object to adopt; a `TerminalError` with the nearest candidates if no such object exists. Writes nothing. */
  idToAdopt?(context: ReconcileContext<Properties>): Promise<string>;
  /** Undoes an Update of the failed deployment. `desired` are the former properties, `previous` those that failed. */
  revertUpdate?(context: ReconcileContext<Properties>): Promise<Outcome>;
  /** A Delete. Also reverts a Create and releases, unless there are `revertCreate` and `release`. */
  remove(context: ReconcileContext<Properties>): Promise<void>;
  /** Undoes a Create of the failed deployment. */
  revertCreate?(context: ReconcileContext<Properties>): Promise<void>;
  /** A Delete with the whole stack. */
  release?(context: ReconcileContext<Properties>): Promise<void>;
  /** Tells a natural key from an ID that is provisional or that CloudFormation invented. */
  isNaturalKey(id: string): boolean;
  /** Whether the resource consists of recently created objects that only lists show: a single reading may miss some of them. */
  hasNewParts?(context: ReconcileContext<Properties>): boolean;
  /** Attributes of an object that is gone, so that a rollback can still respond. */
  lastKnown?(context: ReconcileContext<Properties>): Promise<Record<string, string>>;
}
