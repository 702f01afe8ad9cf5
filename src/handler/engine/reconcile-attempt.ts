import { isDeepStrictEqual } from 'node:util';
import { STATUS_HOLDS_MS } from '../consistency';
import { findTerminalError } from './classify-error';
import { assertEventIsCurrent, type StackState, StaleEventError } from './current-event';
import { asRevertOfCreation } from './failed-creation';
import { contradictsTemplate } from './overtaken-update';
import { accountOf, type StampedEvent } from './resource-event';
import type { CommonProperties } from '../../contract';
import type { AccountManagementPort, OrganizationsPort } from '../../organizations';
import { findAdoptionsOfStack } from '../adoptions-of-stack';
import { parsePreviousProperties, parseProperties } from '../parse-properties';
import type { Ports } from '../ports';
import {
  type Log, type Outcome, type ReconcileContext, type Reconciler, reconcilerOf, type RequeueError, TerminalError,
} from '../reconcile';
import { isStillInTemplate } from '../reconcile/ownership/still-in-template';
import { isRollbackDisabled } from '../stack/disabled-rollback';
import { readableTemplate } from '../stack/readable-template';
import { listFamilyInDeployment, listFamilyResources, listTouchedResources } from '../stack/stack-family';
import { type WatchedWrites, watchWrites } from '../watched-writes';

/** The attempt found nothing left to do, or completed the rest. */
export interface Converged {
  readonly outcome: Outcome;
  readonly hasWritten: boolean;
  /** Whether this one observation is enough, although a reading may be stale. */
  readonly isConclusive: boolean;
}

export type AttemptResult = Converged | { readonly requeue: RequeueError; readonly hasWritten: boolean };

/** One attempt to bring the resource of an event into the desired state while the stack is in one phase. */
export class ReconcileAttempt {
  private readonly reconciler: Reconciler<CommonProperties>;
  private readonly writes: WatchedWrites<OrganizationsPort>;
  private readonly accountWrites: WatchedWrites<AccountManagementPort>;
  private readonly stackState: StackState;
  private phaseReadAt: number;

  constructor(
    private readonly event: StampedEvent,
    stackState: StackState,
    private readonly ports: Ports,
    private readonly startedAt: number,
    private readonly log: Log,
  ) {
    this.reconciler = reconcilerOf(event.ResourceType);
    this.stackState = this.isFailedCreation ? asRevertOfCreation(event, stackState) : stackState;
    this.phaseReadAt = ports.clock.now();
    this.writes = watchWrites(ports.organizations, () => this.beforeWrite());
    this.accountWrites = watchWrites(ports.accountManagement, () => this.beforeWrite());
  }

  /** Throws a `RequeueError` or a port's error for a problem that may pass, and a `TerminalError` for one that may not. */
  public async run(): Promise<Converged> {
    const outcome = await this.reconcile();
    return { outcome, hasWritten: this.hasWritten, isConclusive: outcome.isConclusive === true || !this.needsStabilization() };
  }

  public get hasWritten(): boolean {
    return this.writes.accepted() + this.accountWrites.accepted() > 0;
  }

  /** Throws the failure, except in a rollback, where it would leave the stack in UPDATE_ROLLBACK_FAILED. */
  public async failUnlessRollback(failure: TerminalError): Promise<Outcome> {
    const desired = readDesired(this.event, this.log);
    if (this.stackState.verb !== 'revert' || !desired) throw failure;
    this.log('given up in rollback', { reason: failure.message, warning: true });
    return { physicalId: this.event.PhysicalResourceId, data: await lastKnown(this.reconciler, this.context(desired)) };
  }

  private async reconcile(): Promise<Outcome> {
    const desired = readDesired(this.event, this.log);
    if (!desired) return { physicalId: this.event.PhysicalResourceId, data: {} };
    if (await this.isOvertaken()) {
      this.log('overtaken', { reason: 'The stack rolls back, and this is an Update of the deployment that failed.', warning: true });
      // A success that CloudFormation does not wait for does no harm. A failure that it does wait for would stop the rollback.
      const data = await lastKnown(this.reconciler, this.context(desired));
      return { physicalId: this.event.PhysicalResourceId, data, isConclusive: true };
    }
    try {
      return await this.act(this.context(desired));
    } catch (error) {
      const failure = await findTerminalError(error, this.event, this.ports);
      if (!failure) throw error;
      return this.failUnlessRollback(failure);
    }
  }

  /** Whether this is the Delete for a creation that failed before CloudFormation learned the natural key. */
  private get isFailedCreation(): boolean {
    const { RequestType, PhysicalResourceId } = this.event;
    return RequestType === 'Delete' && !this.reconciler.isNaturalKey(PhysicalResourceId);
  }

  /** Whether a later deployment has repeated a creation that failed, and no row shows yet what it created. */
  private async isRepeatedUnseen(context: ReconcileContext): Promise<boolean> {
    if (!this.isFailedCreation || !await isStillInTemplate(context)) return false;
    const { LogicalResourceId, StackId } = this.event;
    const row = (await context.stack.resources()).find(({ logicalId, stackId }) => logicalId === LogicalResourceId && stackId === StackId);
    return row === undefined || !this.reconciler.isNaturalKey(row.physicalId);
  }

  private async act(context: ReconcileContext): Promise<Outcome> {
    const { reconciler, event } = this;
    const { verb } = context;
    if (event.RequestType !== 'Delete') {
      return verb === 'revert' && reconciler.revertUpdate ? reconciler.revertUpdate(context) : reconciler.converge(context);
    }
    if (await this.isRepeatedUnseen(context)) context.log('kept', { reason: 'The creation was repeated, and its resource may manage the same object.' });
    else if (verb === 'revert' && reconciler.revertCreate) await reconciler.revertCreate(context);
    else if (verb === 'release' && reconciler.release) await reconciler.release(context);
    else await reconciler.remove(context);
    return { physicalId: event.PhysicalResourceId, data: {} };
  }

  /**
   * Whether an attempt that finds nothing to do may have read a former state: before a change of the failed deployment in a rollback,
   * before the writes of an earlier call, or before the previous deployment. Several attempts then have to find nothing (`clocks.ts`).
   */
  private needsStabilization(): boolean {
    const { verb } = this.stackState;
    if (verb === 'revert') return true;
    if (verb !== 'converge' || this.event.RequestType !== 'Update' || !changes(this.event)) return false;
    if (!this.hasWritten) return true;
    const desired = readDesired(this.event, this.log);
    return desired !== undefined && (this.reconciler.hasNewParts?.(this.context(desired)) ?? false);
  }

  /**
   * Whether this is an Update of the failed deployment that arrives during the rollback, and would undo the work of the rollback. Its new
   * properties contradict the template, which is the former one by then; its previous properties do not.
   */
  private async isOvertaken(): Promise<boolean> {
    const { RequestType, StackId, LogicalResourceId, ResourceProperties, OldResourceProperties = {} } = this.event;
    if (RequestType !== 'Update' || this.stackState.verb !== 'revert') return false;
    const template = await readableTemplate(this.ports.stacks.currentTemplate(StackId));
    return contradictsTemplate(template, LogicalResourceId, ResourceProperties)
      && !contradictsTemplate(template, LogicalResourceId, OldResourceProperties);
  }

  /** Sleeps inside a call, and ends the call if the event is no longer current: the function would only keep running for nothing. */
  private async sleep(milliseconds: number): Promise<void> {
    await this.ports.clock.sleep(milliseconds);
    await this.assertStillCurrent();
  }

  private async assertStillCurrent(): Promise<void> {
    if (this.ports.clock.now() - this.phaseReadAt > STATUS_HOLDS_MS) await this.assertEventIsCurrent();
  }

  private async assertEventIsCurrent(): Promise<void> {
    const current = await assertEventIsCurrent(this.event, this.ports.stacks);
    if (current.phase !== this.stackState.phase) {
      throw new StaleEventError(`The stack is ${current.stack.status} meanwhile: nothing more is written.`);
    }
    this.phaseReadAt = this.ports.clock.now();
  }

  /** Checks that resources to be adopted exist before the deployment changes anything. */
  private async beforeWrite(): Promise<void> {
    await this.assertStillCurrent();
    if (this.stackState.verb === 'converge') await findAdoptionsOfStack(this.context({}));
  }

  private async assertEventIsUnanswered(): Promise<void> {
    const { StackId, LogicalResourceId } = this.event;
    const row = (await this.ports.stacks.listResources(StackId)).find(({ logicalId }) => logicalId === LogicalResourceId);
    // A row that is older than the event is a stale reading.
    if (row?.statusSince === undefined || row.status.endsWith('IN_PROGRESS') || row.statusSince <= this.startedAt) return;
    throw new StaleEventError(`The resource is ${row.status} by another call for this event: nothing more is written.`);
  }

  private context(desired: CommonProperties): ReconcileContext {
    const { StackId, PhysicalResourceId, LogicalResourceId, ResourceType, OldResourceProperties = {} } = this.event;
    const { stacks, clock, hints } = this.ports;
    const { phase, verb, owner, deploymentBeganAt, creationEndedAt, stack } = this.stackState;
    const rootId = stack.rootId ?? StackId;
    const top = async () => (rootId === StackId ? stack : stacks.describe(rootId));
    return {
      logicalId: LogicalResourceId,
      resourceType: ResourceType,
      owner,
      desired,
      isUpdate: this.event.RequestType === 'Update',
      previous: parsePreviousProperties(ResourceType, OldResourceProperties),
      physicalId: this.reconciler.isNaturalKey(PhysicalResourceId) ? PhysicalResourceId : undefined,
      startedAt: this.startedAt,
      phase,
      verb,
      organizations: this.writes.port,
      accountManagement: this.accountWrites.port,
      hints,
      clock: { now: () => clock.now(), sleep: (milliseconds) => this.sleep(milliseconds) },
      log: this.log,
      assertEventIsCurrent: () => this.assertEventIsCurrent(),
      assertEventIsUnanswered: () => this.assertEventIsUnanswered(),
      stack: {
        id: StackId,
        accountId: accountOf(this.event),
        deploymentBeganAt,
        creationEndedAt,
        failuresBeganAt: async () => {
          const began = await deploymentBeganAt();
          return Math.min(began, await stacks.deploymentBeganAt(StackId) ?? began);
        },
        isCleaningUp: stack.status.endsWith('_COMPLETE_CLEANUP_IN_PROGRESS'),
        isRollbackDisabled: () => isRollbackDisabled(stack, stacks, hints),
        resources: async () => {
          const root = await top();
          return root ? listFamilyInDeployment(stacks, root, hints, clock) : listFamilyResources(stacks, rootId);
        },
        touched: async (rows) => {
          const root = await top();
          return root ? listTouchedResources(stacks, root, rows) : [];
        },
        resourcesOfOtherStacks: async () => (
          await Promise.all((await stacks.describeOthers(rootId)).map(({ id }) => listFamilyResources(stacks, id)))).flat(),
        otherStacks: () => stacks.describeOthers(rootId),
        rootId,
        template: (stackId = StackId) => stacks.currentTemplate(stackId),
        parameters: async (stackId) => (await stacks.describe(stackId))?.parameters ?? {},
      },
    };
  }
}

/** Whether an Update changes more than the value that makes the resource part of the deployment. */
function changes({ ResourceProperties, OldResourceProperties = {} }: StampedEvent): boolean {
  const withoutMarkers = ({ Reconcile: _reconcile, ServiceToken: _token, ...properties }: Record<string, unknown>) => properties;
  return !isDeepStrictEqual(withoutMarkers(ResourceProperties), withoutMarkers(OldResourceProperties));
}

/** The desired properties; `undefined` for a Delete without readable properties, whose Create failed before its first write. */
function readDesired(event: StampedEvent, log: Log): CommonProperties | undefined {
  try {
    return parseProperties(event.ResourceType, event.ResourceProperties);
  } catch (error) {
    if (event.RequestType !== 'Delete' || !(error instanceof TerminalError)) throw error;
    log('left behind', { reason: error.message, warning: true });
    return undefined;
  }
}

async function lastKnown(reconciler: Reconciler<CommonProperties>, context: ReconcileContext): Promise<Record<string, string>> {
  try {
    return await reconciler.lastKnown?.(context) ?? {};
  } catch {
    return {};
  }
}
