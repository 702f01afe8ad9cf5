/** A stack as AWS CloudFormation has it. */
export interface DeployedStack {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly notificationArns: readonly string[];
  readonly terminationProtection: boolean;
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * The state of all accounts: stacks by account, Region and name, and objects by bucket and key. It is copied, so that several
 * deployments can start from the same one.
 */
export class World {
  constructor(
    readonly stacks: ReadonlyMap<string, DeployedStack> = new Map(),
    readonly objects: ReadonlyMap<string, Buffer> = new Map(),
  ) {}
}

/** An identity that signs requests. */
export interface Identity {
  readonly accountId: string;
  /** The ARN of the role that was assumed. Absent for the credentials with which the deployment began. */
  readonly roleArn?: string;
  /** The rest of what was sent to assume it: external ID, session tags. */
  readonly assumedWith?: Readonly<Record<string, unknown>>;
}

export function stackKey(accountId: string, region: string, name: string): string {
  return `${accountId}/${region}/${name}`;
}

export function objectKey(bucket: string, key: string): string {
  return `${bucket}/${key}`;
}

const STACK_ID = /^arn:[^:]*:cloudformation:[^:]*:[^:]*:stack\/([^/]+)\//;

/** The name in a stack's ID, or the name itself. */
export function stackNameOf(nameOrId: string): string {
  return STACK_ID.exec(nameOrId)?.[1] ?? nameOrId;
}
