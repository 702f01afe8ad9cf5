import type { ServedStackPort } from '../../../src/handler/stack/served-stacks';
import { type StackDescription, StackError, type StackResource, type StackTemplate } from '../../../src/organizations/stacks/stack-port';

interface MemoryStack {
  status: string;
  changedAt: number;
  /** The start of the deployment according to its events, if it differs. */
  beganAt?: number;
  /** The stack ID in the response, if it differs from the requested one. */
  id?: string;
  rootId?: string;
  parameters?: Record<string, string>;
  rollbackDisabled?: boolean;
  continuesFailure?: boolean;
  resources: StackResource[];
  /** Resources that events name, since the beginning of the deployment or at `touchedAt`. */
  touched?: StackResource[];
  touchedAt?: number;
  template: StackTemplate;
}

/** Stacks with the state that a test sets. */
export class MemoryStacks implements ServedStackPort {
  readonly stacks = new Map<string, MemoryStack>();
  /** Errors that the next calls throw, in this order. */
  readonly problems: StackError[] = [];

  stack(id: string): MemoryStack {
    const stack = this.stacks.get(id) ?? { status: 'CREATE_IN_PROGRESS', changedAt: 0, resources: [], template: { Resources: {} } };
    this.stacks.set(id, stack);
    return stack;
  }

  /** @param idOrName CloudFormation finds a stack by its name as well */
  async describe(idOrName: string): Promise<StackDescription | undefined> {
    this.fail();
    const id = [...this.stacks.keys()].find((each) => each === idOrName || each.split('/')[1] === idOrName);
    const stack = id === undefined ? undefined : this.stacks.get(id)!;
    return stack && { ...stack, id: stack.id ?? id! };
  }

  async describeOthers(): Promise<StackDescription[]> {
    return [];
  }

  async listResources(id: string): Promise<StackResource[]> {
    this.fail();
    return this.stacks.get(id)?.resources ?? [];
  }

  async listEvents(id: string, since: number): Promise<StackResource[]> {
    this.fail();
    const { touched = [], touchedAt = since } = this.stacks.get(id) ?? {};
    return touchedAt < since ? [] : [...touched];
  }

  async deploymentBeganAt(id: string): Promise<number | undefined> {
    this.fail();
    return this.stacks.get(id)?.beganAt ?? this.stacks.get(id)?.changedAt;
  }

  async continuesFailure(id: string): Promise<boolean> {
    this.fail();
    return this.stacks.get(id)?.continuesFailure ?? false;
  }

  async currentTemplate(id: string): Promise<StackTemplate> {
    this.fail();
    return this.stacks.get(id)?.template ?? {};
  }

  private fail(): void {
    const problem = this.problems.shift();
    if (problem) throw problem;
  }
}
