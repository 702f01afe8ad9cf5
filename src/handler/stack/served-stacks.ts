/**
 * The port to CloudFormation, limited to the stacks that the provider serves.
 *
 * All work of the handlers begins with the description of the event's stack. A stack is served if its name is listed, or if CloudFormation
 * reports that the stack at the top of its tree (`RootId`) has a listed name. A name that looks like that of a nested stack proves
 * nothing, and neither does the permission to read it, because the role may read `stack/<name>-*`.
 * The ID has to be complete: CloudFormation also finds a stack by its name, and the owner is derived from the ID.
 */
import type { StackDescription, StackPort, StackResource, StackTemplate } from '../../organizations/stacks/stack-port';
import { TerminalError } from '../reconcile/errors';

/** The event comes from a stack that this provider does not serve. */
export class NotServedError extends TerminalError {}

const STACK_ID = /^arn:[^:]+:cloudformation:[^:]+:\d{12}:stack\/([^/:]+)\/[^/:]+$/;

export interface ServedStackPort extends StackPort {
  /** The other top-level stacks that the provider serves, as far as they exist and are not being deleted. */
  describeOthers(rootId: string): Promise<StackDescription[]>;
}

export class ServedStacks implements ServedStackPort {
  /** @param names of top-level stacks */
  constructor(private readonly stacks: StackPort, private readonly names: readonly string[]) {}

  public async describe(stackId: string): Promise<StackDescription | undefined> {
    const name = nameOf(stackId);
    if (!this.names.some((served) => name === served || name.startsWith(`${served}-`))) throw this.notServed(name, stackId);
    const stack = await this.stacks.describe(stackId);
    if (!stack) return undefined;
    if (stack.id !== stackId) {
      throw new NotServedError(
        `The event names the stack ${stackId}, and CloudFormation describes another one (given: ${stack.id}).`,
        'Let CloudFormation send the event.',
      );
    }
    const top = stack.rootId === undefined ? name : nameOf(stack.rootId);
    if (!this.names.includes(top)) throw this.notServed(top, stackId);
    return stack;
  }

  public async describeOthers(rootId: string): Promise<StackDescription[]> {
    const own = nameOf(rootId);
    const others = await Promise.all(this.names.filter((name) => name !== own).map((name) => this.stacks.describe(name)));
    return others.filter((stack) => stack !== undefined && !stack.status.startsWith('DELETE_')) as StackDescription[];
  }

  public async listResources(stackId: string, rowsMayVanish?: boolean): Promise<StackResource[]> {
    return this.stacks.listResources(stackId, rowsMayVanish);
  }

  public async listEvents(stackId: string, since: number): Promise<StackResource[]> {
    return this.stacks.listEvents(stackId, since);
  }

  public async deploymentBeganAt(stackId: string): Promise<number | undefined> {
    return this.stacks.deploymentBeganAt(stackId);
  }

  public async continuesFailure(stackId: string): Promise<boolean> {
    return this.stacks.continuesFailure(stackId);
  }

  public async currentTemplate(stackId: string): Promise<StackTemplate> {
    return this.stacks.currentTemplate(stackId);
  }

  private notServed(name: string, stackId: string): NotServedError {
    return new NotServedError(
      `The stack ${name} is not one that this provider serves (given: ${stackId}; served: ${this.names.join(', ') || 'none'}).`,
      `Add "${name}" to the property servedStacks of the OrganizationsProvider and deploy the stack of the provider first.`,
    );
  }
}

function nameOf(stackId: string): string {
  const [, name] = STACK_ID.exec(stackId) ?? [];
  if (name !== undefined) return name;
  throw new NotServedError(`The event's StackId is not the ID of a stack (given: ${stackId}).`, 'Let CloudFormation send the event.');
}
