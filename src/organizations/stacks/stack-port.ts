/** Questions to AWS CloudFormation about a stack, by the handlers and by the command line. Every method rejects with a `StackError`. */
export interface StackPort {
  /** `undefined` if there is no such stack (any more). */
  describe(stackId: string): Promise<StackDescription | undefined>;
  /**
   * @param rowsMayVanish whether CloudFormation may be deleting resources. A row that vanishes between two pages can shift another one from
   * the second page to the first, so that neither has it. Several pages are then read again until they show no new row.
   */
  listResources(stackId: string, rowsMayVanish?: boolean): Promise<StackResource[]>;
  /**
   * The resources that events since a time name (milliseconds since 1970), newest first, with the ID and the status of the event. So a
   * resource may come several times, and CloudFormation may no longer list it.
   */
  listEvents(stackId: string, since: number): Promise<StackResource[]>;
  /**
   * When the newest operation began that creates or updates the stack: the one in progress, or the one that is rolled back. If it continues
   * operations that failed without a rollback, the first of them counts, because a rollback restores the version before it. Read from the
   * stack's events, because `LastUpdatedTime` may move when a rollback begins. `undefined` if there is no such event.
   */
  deploymentBeganAt(stackId: string): Promise<number | undefined>;
  /** Whether the newest operation that creates or updates the stack continues one that failed without a rollback. Read from the events. */
  continuesFailure(stackId: string): Promise<boolean>;
  /** The template that the stack has now: after a successful update the new one, in a rollback the old one. */
  currentTemplate(stackId: string): Promise<StackTemplate>;
}

export interface StackDescription {
  /** The ID from CloudFormation, because a stack is also found by its name. */
  readonly id: string;
  readonly status: string;
  /** The time of the last change according to CloudFormation, in milliseconds since 1970. In a rollback, it may be either start. */
  readonly changedAt: number;
  /** The top of a tree of nested stacks; absent if this stack is in no tree. */
  readonly rootId?: string;
  /** Values of its parameters by name. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Whether CloudFormation shows that a deployment that fails stays as it is. It refuses replacements then. */
  readonly rollbackDisabled?: boolean;
}

export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  /** The time of this status, in milliseconds since 1970. */
  readonly statusSince?: number;
}

export interface StackTemplate {
  readonly Metadata?: Record<string, unknown>;
  readonly Resources?: Record<string, unknown>;
}

export class StackError extends Error {
  public override readonly name = 'StackError';

  /** `code` is CloudFormation's, such as `AccessDenied` or `Throttling`; or `NoAnswer`. */
  constructor(public readonly code: string, message: string) {
    super(message);
  }
}
