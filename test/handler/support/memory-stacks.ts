import { type StackDescription, StackError, type StackPort, type StackResource, type StackTemplate } from '../../../src/organizations/stacks/stack-port';

interface MemoryStack {
  status: string;
  changedAt: number;
  /** When its events say that the deployment began, if that is another time. */
  beganAt?: number;
  /** What the answer says whose stack it is, if that is not the ID that was asked for. */
  id?: string;
  rootId?: string;
  parameters?: Record<string, string>;
  rollbackDisabled?: boolean;
  resources: StackResource[];
  template: StackTemplate;
}

/** Stacks as a test sets them. */
export class MemoryStacks implements StackPort {
  readonly stacks = new Map<string, MemoryStack>();
  /** Thrown by the next calls, first to last. */
  readonly problems: StackError[] = [];

  stack(id: string): MemoryStack {
    const stack = this.stacks.get(id) ?? { status: 'CREATE_IN_PROGRESS', changedAt: 0, resources: [], template: { Resources: {} } };
    this.stacks.set(id, stack);
    return stack;
  }

  async describe(id: string): Promise<StackDescription | undefined> {
    this.fail();
    const stack = this.stacks.get(id);
    return stack && { ...stack, id: stack.id ?? id };
  }

  async listResources(id: string): Promise<StackResource[]> {
    this.fail();
    return this.stacks.get(id)?.resources ?? [];
  }

  async deploymentBeganAt(id: string): Promise<number | undefined> {
    this.fail();
    return this.stacks.get(id)?.beganAt ?? this.stacks.get(id)?.changedAt;
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
