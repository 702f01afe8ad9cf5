import { type Cloud, setResource, setStackStatus } from '../cloud';
import { exportConflict } from '../exports';
import { deleteFailedCreations } from './delete-resource';
import { setFailedCreationsAside } from './failed-creations';
import { afterInterruption } from './interruption';
import { dependencyGraph, type DependencyGraph, isActive, type Scope, type Template } from '../../../assembly';
import { inventedPhysicalId } from '../native-resource';
import { stackOutputs } from '../outputs';
import { type DeployedResource, type DeployedStack, isCustomResource } from '../records';
import { applyResource } from './resource-operation';
import { noteLastStable } from './rollback-stack';
import { runGraph } from './run-graph';
import { Signal } from './signal';
import { stackScope } from '../stack-scope';

export interface StackTarget {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly terminationProtection?: boolean;
  /** The templates of nested stacks, by the file name in the metadata of the nested stack's resource. */
  readonly nestedTemplates: ReadonlyMap<string, Template>;
}

/** A physical resource that was replaced in its logical ID. */
export interface Leftover {
  readonly logicalId: string;
  readonly resource: DeployedResource;
}

/**
 * Creates or updates one stack, and holds the data that the clean-up and the rollback need (`clean-up.ts`, `roll-back.ts`). A nested stack
 * has a separate operation, which the operation of its parent holds.
 */
export class StackOperation {
  public readonly isCreate: boolean;
  /** The stack before the operation. Records are replaced and never changed in place, so a shallow copy is enough. */
  public readonly before: Readonly<DeployedStack>;
  public readonly graph: DependencyGraph;
  public readonly scope: Scope;
  public readonly children = new Map<string, StackOperation>();
  /** The old instances of replaced resources. */
  public readonly replaced: Leftover[] = [];
  /** The requested properties of each resource whose update started, by logical ID. */
  public readonly requested = new Map<string, DeployedResource['properties']>();
  /** The logical IDs of requested updates that the rollback has completed. */
  public readonly undone = new Set<string>();
  /** The new instances of replaced resources. */
  private readonly replacements = new Map<string, DeployedResource>();
  private readonly failed: string[] = [];
  /** The resources that failed, and those that did not start because of a failure. */
  private readonly halted = new Set<string>();
  private interrupted = false;
  private readonly interruption = new Signal();

  /** @throws AssemblyError for a template that CloudFormation would refuse. */
  constructor(public readonly cloud: Cloud, public readonly stack: DeployedStack, public readonly target: StackTarget) {
    this.isCreate = Object.keys(stack.resources).length === 0 && !stack.status.includes('COMPLETE');
    const untouched = { ...stack };
    setFailedCreationsAside(stack);
    this.before = { ...stack, resources: { ...stack.resources } };
    try {
      this.assertTypesStay();
    } catch (error) {
      Object.assign(stack, untouched);
      throw error;
    }
    stack.template = target.template;
    stack.parameters = { ...target.parameters };
    stack.imports = [];
    try {
      const { Resources: resources } = target.template;
      this.scope = stackScope(cloud, stack);
      this.graph = dependencyGraph(target.template, stack.name, (id) => isActive(resources[id], this.scope, `${stack.name}/Resources/${id}`));
    } catch (error) {
      Object.assign(stack, untouched);
      throw error;
    }
    cloud.definitions.set(stack.id, { ...this.before.template.Resources, ...target.template.Resources });
  }

  public get hasEnded(): boolean {
    return this.interrupted;
  }

  /** Creates and updates the resources. @returns the reason why it failed, or `undefined`. */
  public async apply(): Promise<string | undefined> {
    const { cloud, stack } = this;
    stack.disableRollback = cloud.disableRollback;
    stack.deploymentConfig = cloud.deploymentConfig;
    if (!stack.status.endsWith('_FAILED')) forgetReplacedIds(stack);
    setStackStatus(cloud, stack, this.isCreate ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS');
    if (cloud.readings.failedCreations === 'deletedFirst') {
      await deleteFailedCreations(cloud, stack, 1);
    }
    await Promise.race([this.interruption.raised, runGraph(this.graph, async (logicalId) => this.applyOne(logicalId))]);
    const reason = this.failureReason() ?? this.finishOutputs();
    if (reason !== undefined && cloud.disableRollback) {
      this.leaveFailed(reason);
    } else if (reason !== undefined) {
      this.interrupt(reason);
    } else if (this.isCreate) {
      setStackStatus(cloud, stack, 'CREATE_COMPLETE');
    } else {
      setStackStatus(cloud, stack, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    }
    return reason;
  }

  /** Stops the operation. No resource starts any more, and requests in progress continue without a listener. */
  public interrupt(cause?: string): void {
    if (this.interrupted) {
      return;
    }
    this.interrupted = true;
    const { cloud, stack } = this;
    for (const [logicalId, { status, type, physicalId }] of Object.entries(stack.resources)) {
      if (status === 'CREATE_IN_PROGRESS') {
        const id = physicalId ?? (isCustomResource(type) ? inventedPhysicalId(stack, logicalId) : undefined);
        setResource(cloud, stack, logicalId, { status: 'CREATE_FAILED', reason: 'Resource creation cancelled', physicalId: id });
      } else if (status === 'UPDATE_IN_PROGRESS') {
        setResource(cloud, stack, logicalId, { status: 'UPDATE_FAILED', reason: 'Resource update cancelled' });
      }
    }
    if (stack.parentId !== undefined && cloud.readings.failedNestedStack === 'failed') {
      setStackStatus(cloud, stack, this.isCreate ? 'CREATE_FAILED' : 'UPDATE_FAILED', cause ?? this.failureReason());
    }
    this.children.forEach((child) => child.interrupt());
    this.interruption.raise();
  }

  /** @returns the answer, or `undefined` if the operation was interrupted first. */
  public async unlessInterrupted<T>(answer: Promise<T>): Promise<T | undefined> {
    const result = await Promise.race([answer, this.interruption.raised]);
    return this.interrupted ? undefined : result as T;
  }

  /** Creates the operation for a stack that is nested in this one. */
  public operationOn(nested: DeployedStack, target: StackTarget): StackOperation {
    return new StackOperation(this.cloud, nested, target);
  }

  public noteReplacement(logicalId: string, before: DeployedResource, after: DeployedResource): void {
    this.replaced.push({ logicalId, resource: before });
    this.replacements.set(logicalId, after);
  }

  public isReplaced(logicalId: string): boolean {
    return this.replacements.has(logicalId);
  }

  /** The instance that the update created and that the rollback replaced again. */
  public givenUp(logicalId: string): DeployedResource | undefined {
    const replacement = this.replacements.get(logicalId);
    return replacement?.physicalId === this.stack.resources[logicalId].physicalId ? undefined : replacement;
  }

  private async applyOne(logicalId: string): Promise<void> {
    if (this.interrupted || this.isHalted(logicalId)) {
      this.halted.add(logicalId);
      return;
    }
    const reason = await applyResource(this, logicalId);
    if (reason === undefined || this.interrupted) {
      return;
    }
    this.failed.push(logicalId);
    this.halted.add(logicalId);
    if (!this.cloud.disableRollback && this.cloud.readings.siblingsOfFailure === 'cancelled') {
      this.interrupt();
    }
  }

  /** Whether a resource must not start. Without a rollback, only dependents of a failed resource stop; with one, all resources do. */
  private isHalted(logicalId: string): boolean {
    return this.cloud.disableRollback
      ? (this.graph.get(logicalId) ?? []).some((dependency) => this.halted.has(dependency)) : this.failed.length > 0;
  }

  /** Leaves a failed stack in the state from which an update without a rollback continues. */
  private leaveFailed(reason: string): void {
    const { cloud, stack } = this;
    noteLastStable(this);
    Object.assign(stack, afterInterruption(cloud, stack), { status: stack.status });
    setStackStatus(cloud, stack, this.isCreate ? 'CREATE_FAILED' : 'UPDATE_FAILED', reason);
    this.children.forEach((child) => child.keepRemovedDefinitions());
  }

  /** Resources that a nested stack has removed stay until its parent succeeds. The deletion then needs their definitions. */
  private keepRemovedDefinitions(): void {
    this.stack.template = afterInterruption(this.cloud, this.stack).template;
    this.children.forEach((child) => child.keepRemovedDefinitions());
  }

  private failureReason(): string | undefined {
    if (this.failed.length === 0) {
      return this.interrupted ? 'Cancelled' : undefined;
    }
    const ids = (status: string) => Object.keys(this.stack.resources).filter((id) => this.stack.resources[id].status === status);
    const [created, updated] = [ids('CREATE_FAILED'), ids('UPDATE_FAILED')];
    const sentences = [
      ...(created.length > 0 ? [`The following resource(s) failed to create: [${created.join(', ')}]. `] : []),
      ...(updated.length > 0 ? [`The following resource(s) failed to update: [${updated.join(', ')}]. `] : []),
    ];
    return sentences.join('');
  }

  private finishOutputs(): string | undefined {
    try {
      const outputs = stackOutputs(this.scope);
      const conflict = exportConflict(
        this.cloud.stacks.values(), this.stack, Object.values(this.before.outputs), Object.values(outputs),
      );
      if (conflict !== undefined) {
        return conflict;
      }
      this.stack.outputs = outputs;
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  private assertTypesStay(): void {
    const changed = Object.entries(this.before.resources)
      .filter(([id, { type }]) => (this.target.template.Resources[id]?.Type ?? type) !== type)
      .map(([id]) => id);
    if (changed.length > 0) {
      throw new Error(
        'Update of resource type is not permitted. The new template modifies resource type of the following resources: '
        + `[${changed.join(', ')}]. Given: stack ${this.stack.name}. Give the construct a different ID.`,
      );
    }
  }
}

/** The resources that earlier updates replaced have been cleaned up, unless the last update failed and was not rolled back. */
function forgetReplacedIds({ resources }: DeployedStack): void {
  for (const [id, row] of Object.entries(resources)) resources[id] = { ...row, replacedId: undefined };
}
